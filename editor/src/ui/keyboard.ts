/**
 * Keeps `--keyboard` on `root`: how much of the window's end an on-screen keyboard covers, in pixels. Returns what stops it.
 */
export function followKeyboard(root: HTMLElement): () => void {
  const viewport = window.visualViewport;
  if (!viewport) return () => {};
  const update = () => {
    // A page that is zoomed into also has a small viewport.
    const covered = viewport.scale > 1.05 ? 0 : document.documentElement.clientHeight - viewport.height - viewport.offsetTop;
    root.style.setProperty("--keyboard", `${Math.max(0, Math.round(covered))}px`);
  };
  update();
  viewport.addEventListener("resize", update);
  viewport.addEventListener("scroll", update);
  return () => {
    viewport.removeEventListener("resize", update);
    viewport.removeEventListener("scroll", update);
  };
}
