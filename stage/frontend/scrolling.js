// What is larger than its box, formulas and code, can be reached and so scrolled with the keyboard.

const BOXES = ".katex-display, [data-testid=stCode] pre";

const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (!(target instanceof HTMLElement)) continue;
    const larger = target.scrollWidth > target.clientWidth || target.scrollHeight > target.clientHeight;
    if (larger) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});
const seen = new WeakSet();

/** Looks for such boxes now and whenever the page changes. Returns a function that stops it. */
export function watchScrolling() {
  const look = () => {
    for (const box of document.querySelectorAll(BOXES)) {
      if (seen.has(box)) continue;
      seen.add(box);
      sizes.observe(box);
    }
  };
  const changes = new MutationObserver(look);
  changes.observe(document.body, { childList: true, subtree: true });
  look();
  return () => changes.disconnect();
}
