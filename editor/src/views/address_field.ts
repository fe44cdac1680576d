import type { Resolved } from "../bridge";
import type { Context } from "../context";
import { h } from "../dom/element";
import { textButton, textField } from "../dom/fields";
import { reasonOf } from "../plugins/notes";
import { completeAddress, isBareAddress } from "../text/address";
import type { BlockView } from "./block_view";

/** What is known of an address. */
export type Found = Exclude<Resolved, { kind: "nothing" }>;

/** The field for an address in the tools of a block, with a line that tells what becomes of it. */
export class AddressField {
  readonly rows: HTMLElement[];
  readonly #field: ReturnType<typeof textField>;
  readonly #note = h("div", { class: "tool-note", role: "status" });
  #asked?: AbortController;

  /** `write` is told what is typed; `take` what that stands for, once it is known. */
  constructor(
    private readonly block: BlockView,
    private readonly context: Context,
    value: string,
    write: (address: string) => void,
    private readonly take?: (found: Found) => void,
  ) {
    this.#field = textField(context.messages.address, value, write, { placeholder: "https://", inputmode: "url", spellcheck: "false", "data-first": "" });
    this.rows = [this.#field.row, this.#note];
    this.#field.input.addEventListener("change", () => {
      const address = completeAddress(this.#field.input.value);
      if (address !== this.#field.input.value) write(address);
      this.lookUp(address);
    });
  }

  set(address: string): void {
    this.#field.set(address);
  }

  /** Looks up what an address stands for. Where that cannot be known, the reason is shown and all can be filled in by hand. */
  lookUp(address: string): void {
    this.#asked?.abort();
    this.#asked = undefined;
    this.#show();
    if (!this.take || (!isBareAddress(address) && !address.startsWith("/"))) return;
    const asked = this.#asked = new AbortController();
    const { messages, options } = this.context;
    this.#show(messages.resolving);
    this.block.dom.classList.add("is-pending");
    const failed = (error: unknown): Resolved => ({ kind: "nothing", reason: reasonOf(error) || messages.unresolved });
    void options.resolveAddress(address, asked.signal).catch(failed).then((found) => {
      // Something else may have been typed by then.
      if (this.#asked !== asked) return;
      this.#show();
      if (!this.block.dom.isConnected || this.#field.input.value !== address) return;
      if (found.kind !== "nothing") this.take?.(found);
      else if (found.reason) this.#show(found.reason, found.isExpected ? undefined : () => this.lookUp(address));
    });
  }

  #show(text = "", retry?: () => void): void {
    this.block.dom?.classList.remove("is-pending");
    this.#note.replaceChildren(
      ...(text ? [h("span", {}, text)] : []),
      ...(retry ? [textButton(this.context.messages.tryAgain, retry)] : []),
    );
  }
}
