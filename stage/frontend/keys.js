// The keyboard: Space plays and pauses, the arrows step, Home and End go to the ends.

/**
 * The stages of this page, the one last touched in front: it hears the keys that are pressed on the bare page.
 * @type {HTMLElement[]}
 */
const stages = [];

/**
 * Listens on the stage, and on the page where nothing else has the focus. Returns a function that stops it.
 * @param {HTMLElement} root @param {import("./player.js").Player} player
 */
export function listenToKeys(root, player) {
  /** @type {Record<string, () => void>} */
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
  const touch = () => {
    forget(root);
    stages.unshift(root);
  };
  const elsewhere = (event) => {
    if (event.target === document.body && stages[0] === root) press(event);
  };
  stages.push(root);
  for (const touching of ["pointerdown", "focusin"]) root.addEventListener(touching, touch, { passive: true });
  root.addEventListener("keydown", (event) => {
    event.stopPropagation(); // Streamlit has keys of its own
    press(event);
  });
  window.addEventListener("keydown", elsewhere);
  return () => {
    forget(root);
    window.removeEventListener("keydown", elsewhere);
  };
}

/** @param {HTMLElement} root */
function forget(root) {
  if (stages.includes(root)) stages.splice(stages.indexOf(root), 1);
}

/** Whether a field, a slider or a button wants the key for itself. @param {KeyboardEvent} event */
function isWanted({ key, target }) {
  if (!(target instanceof Element)) return false;
  if (key === " " && target.matches("input[type=range]")) return false; // a slider has no use for it
  if (target.closest("input:not(.time), select, textarea, summary, dialog, .start-handle")) return true;
  return key === " " && Boolean(target.closest("button"));
}
