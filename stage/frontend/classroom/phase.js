// What a student is to do now, in one calm sentence.

import { fillIn } from "../lesson/filling.js";

const RATE = "α"; // the one slider that makes any run settle, or not

/**
 * @typedef {"joining" | "free" | "following" | "open" | "again" | "locked" | "discuss" | "truth" | "watch" | "collecting"
 *           | "collected"} Phase
 */

/** @param {import("./room.js").State | null} state @returns {Phase} */
export function phaseOf(state) {
  if (!state) return "joining";
  const { question, collecting, follow } = state;
  if (question?.phase === "open") return question.round > 1 ? "again" : "open";
  if (question?.revealed) return "truth";
  if (question?.ran) return "watch";
  if (question) return question.phase === "discuss" ? "discuss" : "locked";
  if (follow) return "following";
  if (collecting) return collecting.open ? "collecting" : "collected";
  return "free";
}

/**
 * The sentence, and whether it says that something has arrived.
 * @param {import("./room.js").Room} room @param {boolean} tries whether the picture has something to move
 * @returns {{text: string, done: boolean}}
 */
export function tellPhase(room, tries) {
  const t = (/** @type {string} */ english) => room.t(english);
  const { mine, state } = room;
  const phase = phaseOf(state);
  const away = !room.linked || room.unheard;
  const plain = (/** @type {string} */ text) => ({ text, done: false });
  if (state?.follow && !["open", "again"].includes(phase)) return plain(t("You see your teacher’s picture: it moves by itself."));
  switch (phase) {
    case "joining":
      return plain(t("Joining the room …"));
    case "open":
    case "again":
      if (mine?.sent) return { text: t("Your answer is in. It can still be changed."), done: true };
      if (mine) return plain(away ? t("Your answer is kept here, and will be sent.") : t("Your answer is being sent …"));
      if (room.before !== null) return plain(t("Answer once more: keep your answer, or change it."));
      return plain(t("Answer now. You can change it until it is locked."));
    case "locked":
      if (mine?.sent) return { text: t("Locked. Your answer is in."), done: true };
      return plain(t("Locked: answers are no longer taken."));
    case "discuss":
      return plain(room.latest === null ? t("Talk now: you can answer afterwards.") : t("Talk now: you can answer once more afterwards."));
    case "truth":
      return plain(room.latest === null ? t("This is the truth.") : t("This is the truth, beside your answer."));
    case "watch":
      return plain(t("Watch the run: is it as you thought?"));
    case "collecting": {
      const count = room.places.length;
      if (!count) return plain(t("Each value where your finger rests is a run."));
      if (room.waits && away) return plain(t("Your runs are kept here, and will be sent."));
      return { text: fillIn(count === 1 ? t("1 run of yours is in.") : t("{count} runs of yours are in."), { count }), done: true };
    }
    case "collected":
      return plain(t("Enough runs: this is what all of you found."));
    default:
      if (state?.veiled) return plain(t("Nothing is asked yet: a question will come."));
      return plain(tries ? t("Nothing is asked now: look, and try what you like.") : t("Nothing is asked now: look, and read."));
  }
}

/** What is to be done in a collection. @param {import("./room.js").Room} room */
export function tellTask(room) {
  const { symbol, label } = room.state?.collecting?.control ?? { symbol: "", label: "" };
  const task = symbol === RATE ? room.t("Drag {name} until it just settles.") : room.t("Drag {name}, and see what becomes of the run.");
  return fillIn(task, { name: symbol || label });
}
