/** A picture that stands for a character: messengers draw their emoji. */
function isEmoji(image: Element): boolean {
  const alt = image.getAttribute("alt") ?? "";
  const size = Math.max(Number(image.getAttribute("width") ?? 0), Number(image.getAttribute("height") ?? 0));
  return /^\p{Extended_Pictographic}[\p{Extended_Pictographic}\p{M}\u200d\ufe0f\u{1f3fb}-\u{1f3ff}]*$/u.test(alt) && size <= 64;
}

/** Pictures become figures of their own behind the block they stood in; what cannot be seen, or cannot be had, goes. */
export function readPictures(root: Element): void {
  for (const image of root.querySelectorAll("img")) {
    const source = image.getAttribute("src") ?? "";
    const isDot = image.getAttribute("width") === "1" || image.getAttribute("height") === "1";
    if (isEmoji(image)) image.replaceWith(image.getAttribute("alt")!);
    else if (isDot || !/^(https?:|data:image\/|blob:|\/(?!\/))/i.test(source)) image.remove();
    else if (!image.closest("figure, td, th")) lift(image);
  }
}

function lift(image: Element): void {
  const figure = image.ownerDocument.createElement("figure");
  let place: Element = image;
  while (place.parentElement && place.parentElement.localName !== "body") place = place.parentElement;
  // Several pictures of one block keep their order.
  while (place.nextElementSibling?.hasAttribute("data-lifted")) place = place.nextElementSibling;
  if (place === image) image.replaceWith(figure);
  else place.after(figure);
  figure.setAttribute("data-lifted", "");
  figure.append(image);
}
