// Present: the stage fills the screen, for a projector; once more, and it is on the page again.

/** @param {HTMLElement} root */
export function present(root) {
  if (document.fullscreenElement) document.exitFullscreen();
  else if (document.fullscreenEnabled) root.requestFullscreen();
}
