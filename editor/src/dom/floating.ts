/** Where a panel stands: a rectangle in the window. */
export type Anchor = Pick<DOMRect, "left" | "right" | "top" | "bottom">;

const MARGIN = 8;

/**
 * Places a fixed panel below its anchor, or above where it does not fit below and there is more room, inside the part of the
 * window that the on-screen keyboard leaves free. It is never over the anchor: what has no room is scrolled to in the panel.
 */
export function place(panel: HTMLElement, anchor: Anchor): void {
  const viewport = window.visualViewport;
  const top = viewport?.offsetTop ?? 0;
  const left = viewport?.offsetLeft ?? 0;
  const bottom = top + (viewport?.height ?? window.innerHeight);
  const width = viewport?.width ?? window.innerWidth;
  const scrolled = panel.scrollTop;
  panel.style.maxBlockSize = "";
  const size = panel.getBoundingClientRect();
  // An anchor that was scrolled away is at the edge of the window.
  const under = Math.max(anchor.bottom, top);
  const over = Math.min(anchor.top, bottom);
  const below = bottom - under - 2 * MARGIN;
  const above = over - top - 2 * MARGIN;
  const goesBelow = size.height <= below || below >= above;
  const shown = Math.max(0, Math.min(size.height, goesBelow ? below : above));
  panel.style.maxBlockSize = `${shown}px`;
  panel.scrollTop = scrolled;
  panel.style.top = `${goesBelow ? under + MARGIN : over - MARGIN - shown}px`;
  panel.style.left = `${Math.max(left + MARGIN, Math.min(anchor.left, left + width - size.width - MARGIN))}px`;
}

/** What stops a panel that is open from following its anchor. */
const followers = new WeakMap<HTMLElement, () => void>();

/**
 * Shows a panel, which is a manual popover, in the top layer, above everything on the page, and keeps it at its anchor while
 * the window, the page or what is in the panel changes.
 */
export function show(panel: HTMLElement, anchorOf: () => Anchor): void {
  release(panel);
  if (!panel.matches(":popover-open")) panel.showPopover();
  const follow = () => {
    // The editor may be gone.
    if (panel.isConnected) place(panel, anchorOf());
    else release(panel);
  };
  const scrolled = ({ target }: Event) => { if (!(target instanceof Node && panel.contains(target))) follow(); };
  const changed = new MutationObserver(follow);
  changed.observe(panel, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ["hidden"] });
  window.visualViewport?.addEventListener("resize", follow);
  window.visualViewport?.addEventListener("scroll", follow);
  document.addEventListener("scroll", scrolled, true);
  followers.set(panel, () => {
    changed.disconnect();
    window.visualViewport?.removeEventListener("resize", follow);
    window.visualViewport?.removeEventListener("scroll", follow);
    document.removeEventListener("scroll", scrolled, true);
  });
  follow();
}

export function hide(panel: HTMLElement): void {
  release(panel);
  if (panel.isConnected && panel.matches(":popover-open")) panel.hidePopover();
}

function release(panel: HTMLElement): void {
  followers.get(panel)?.();
  followers.delete(panel);
}
