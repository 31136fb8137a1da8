// On wide screens the first screen ends where the window ends: the style sheet is told how much is above the map.

/**
 * Tells it now and after every change. Returns a function that stops it.
 * @param {HTMLElement} root @param {HTMLElement} main what has to end there
 */
export function fitToWindow(root, main) {
  const measure = () => {
    let above = main.getBoundingClientRect().top;
    for (let box = main.parentElement; box; box = box === document.fullscreenElement ? null : box.parentElement)
      above += box.scrollTop;
    root.style.setProperty("--above", `${Math.round(above)}px`);
  };
  const watch = new ResizeObserver(measure);
  for (let box = /** @type {HTMLElement | null} */ (root); box; box = box.parentElement) watch.observe(box);
  for (const box of root.children) watch.observe(box); // where the stage fills the screen, what comes and goes is within
  document.addEventListener("fullscreenchange", measure);
  return () => {
    watch.disconnect();
    document.removeEventListener("fullscreenchange", measure);
  };
}

/** Whether all of it is scrolled out of sight. @param {HTMLElement} main */
export function isAbove(main) {
  const map = main.querySelector(".map-box"); // on a phone the column has no box of its own
  return map !== null && map.getBoundingClientRect().bottom < 0;
}
