import type { Context } from "../context";
import { textButton } from "../dom/fields";

/** A button that offers the library's description of a picture that has none in the text. It is never taken by itself. */
export function altOffer(context: Context, take: (alt: string) => void) {
  let [address, offered] = ["", ""];
  const button = textButton("", () => take(offered));
  button.classList.add("alt-offer");
  button.hidden = true;
  /** `src` and `alt` are those that the picture has now. */
  const show = (src: string, alt: string) => {
    button.hidden = true;
    address = alt.trim() ? "" : src;
    if (!address) return;
    void context.altOffers.find(src).then((found) => {
      // The picture may be another one by now, or described.
      if (!found || address !== src) return;
      offered = found;
      button.querySelector("span")!.textContent = context.messages.useAlt(found);
      button.hidden = false;
    });
  };
  return { button, show };
}
