import { h } from "./element";

/** Tells a screen reader what a command did. */
export class Announcer {
  readonly region = h("div", { class: "visually-hidden", role: "status", "aria-live": "polite" });
  #timer: number | undefined;

  constructor(private readonly announce?: (text: string) => void) {}

  say(text: string): void {
    if (this.announce) {
      this.announce(text);
      return;
    }
    // The same text twice in a row is only heard if the region was empty in between.
    this.region.textContent = "";
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => { this.region.textContent = text; }, 50);
  }
}
