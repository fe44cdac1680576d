/** Where a panel stands: a rectangle in the window. */
export type Anchor = Pick<DOMRect, "left" | "right" | "top" | "bottom">;

const MARGIN = 8;

/**
 * Places a fixed panel below its anchor, or above where there is more room, inside the part of the window that the
 * on-screen keyboard leaves free.
 */
export function place(panel: HTMLElement, anchor: Anchor): void {
  const viewport = window.visualViewport;
  const top = viewport?.offsetTop ?? 0;
  const left = viewport?.offsetLeft ?? 0;
  const height = viewport?.height ?? window.innerHeight;
  const width = viewport?.width ?? window.innerWidth;
  panel.style.maxBlockSize = "";
  const size = panel.getBoundingClientRect();
  const below = top + height - anchor.bottom - 2 * MARGIN;
  const above = anchor.top - top - 2 * MARGIN;
  const goesBelow = size.height <= below || below >= above;
  const room = Math.max(goesBelow ? below : above, 120);
  const shown = Math.min(size.height, room);
  panel.style.maxBlockSize = `${room}px`;
  panel.style.top = `${goesBelow ? anchor.bottom + MARGIN : Math.max(anchor.top - MARGIN - shown, top + MARGIN)}px`;
  panel.style.left = `${Math.max(left + MARGIN, Math.min(anchor.left, left + width - size.width - MARGIN))}px`;
}

/** What follows the window for a panel that is open. */
const followers = new WeakMap<HTMLElement, () => void>();

/** Shows a panel, which is a manual popover, in the top layer, above everything on the page, and keeps it at its anchor while the window changes. */
export function show(panel: HTMLElement, anchorOf: () => Anchor): void {
  release(panel);
  if (!panel.matches(":popover-open")) panel.showPopover();
  const follow = () => {
    // The editor may be gone.
    if (panel.isConnected) place(panel, anchorOf());
    else release(panel);
  };
  followers.set(panel, follow);
  window.visualViewport?.addEventListener("resize", follow);
  window.visualViewport?.addEventListener("scroll", follow);
  follow();
}

export function hide(panel: HTMLElement): void {
  release(panel);
  if (panel.isConnected && panel.matches(":popover-open")) panel.hidePopover();
}

function release(panel: HTMLElement): void {
  const follow = followers.get(panel);
  if (!follow) return;
  window.visualViewport?.removeEventListener("resize", follow);
  window.visualViewport?.removeEventListener("scroll", follow);
  followers.delete(panel);
}
