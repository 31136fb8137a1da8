// The keyboard: Space plays and pauses, the arrows step, Home and End go to the ends.

/**
 * Listens on the stage, and on the page where nothing else has the focus. Returns a function that stops it.
 * @param {HTMLElement} root @param {import("./player.js").Player} player
 */
export function listenToKeys(root, player) {
  const actions = {
    " ": () => player.toggle(),
    ArrowLeft: () => player.step(-1),
    ArrowRight: () => player.step(1),
    Home: () => player.seek(0),
    End: () => player.seek(player.steps),
  };
  const press = (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isWanted(event)) return;
    if (!Object.hasOwn(actions, event.key)) return;
    event.preventDefault();
    actions[event.key]();
  };
  const elsewhere = (event) => event.target === document.body && press(event);
  root.addEventListener("keydown", (event) => {
    event.stopPropagation(); // Streamlit has keys of its own
    press(event);
  });
  window.addEventListener("keydown", elsewhere);
  return () => window.removeEventListener("keydown", elsewhere);
}

/** Whether a field, a slider or a button wants the key for itself. */
function isWanted({ key, target }) {
  if (target.closest?.("input:not(.time), select, textarea, summary, dialog, .start-handle")) return true;
  return key === " " && Boolean(target.closest?.("button"));
}
