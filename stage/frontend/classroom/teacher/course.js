// The course of a room: what its teacher does next, and what else can be done now.

/**
 * @typedef {{move: string, more: Record<string, unknown>, text: string}} Step a move, and what its button says
 * @typedef {import("../room.js").State} State
 */

/** Screens that ask something of their own. */
const ASKING = ["predict", "discuss", "diagnose"];

/** @param {string} kind of a screen */
export const asks = (kind) => ASKING.includes(kind);

/**
 * What comes next, null at the end; and the other moves, in the order of a lesson.
 * @param {State} state @param {(english: string) => string} t @returns {{next: Step | null, others: Step[]}}
 */
export function stepsOf(state, t) {
  const { next, others } = courseOf(state, t);
  if (!state.paused) return { next, others: others.filter((step) => step !== next) };
  const on = stepTo("pause", t("Go on"), { on: false });
  return { next: on, others: next ? [next, ...others.filter((step) => step !== next)] : others };
}

/** @param {State} state @param {(english: string) => string} t */
function courseOf(state, t) {
  const { question, collecting } = state;
  const onward = screenBeside(state, 1, state.front.place < 0 ? t("Back to the lesson") : t("Next screen"));
  if (question) return courseOfQuestion(question, onward, t);
  if (collecting) {
    const close = stepTo("close", t("Close the task"));
    if (collecting.open) return { next: stepTo("lock", t("Stop the runs")), others: [close] };
    const again = stepTo("again", t("Let them run on"));
    return { next: onward ?? close, others: listOf(again, close, onward) };
  }
  const next = nextQuestion(state, onward !== null);
  const ask = next && stepTo("ask", asks(state.front.kind) ? t("Ask the question") : `${t("Ask")}: ${next.title}`, { key: next.key });
  return { next: ask ?? onward, others: listOf(onward) };
}

/**
 * @param {NonNullable<State["question"]>} question @param {Step | null} onward @param {(english: string) => string} t
 */
function courseOfQuestion({ phase, round, revealed, ran }, onward, t) {
  const close = stepTo("close", t("Close the question"));
  if (phase === "open") return { next: stepTo("lock", t("Lock the answers")), others: [close] };
  const told = revealed || ran;
  const talk = told || phase === "discuss" ? null : stepTo("discuss", t("Let them talk"));
  const unlock = told ? null : stepTo("unlock", t("Unlock the answers"));
  const again = stepTo("again", t("Ask again"));
  const reveal = revealed ? null : stepTo("reveal", t("Show the answer"));
  const run = ran ? null : stepTo("run", t("Run it for all"));
  const others = listOf(talk, again, reveal, run, unlock, close, onward);
  if (!told && round === 1) return { next: talk ?? again, others };
  if (!told && phase === "discuss") return { next: again, others };
  return { next: reveal ?? run ?? onward ?? close, others };
}

/**
 * The question to ask now: the screen's own, or where no screen is left one that is ready.
 * @param {State} state @param {boolean} goesOn
 */
function nextQuestion({ asks: ready = [], front, done = [] }, goesOn) {
  const own = asks(front.kind);
  if (!own && goesOn) return null;
  return (own ? ready.slice(0, 1) : ready).find(({ key }) => !done.includes(key)) ?? null;
}

/**
 * The step to the screen after the present one, or before it; beside a picture of its own to the one where the lesson
 * waits. Null where there is none.
 * @param {State} state @param {1 | -1} by @param {string} text
 */
export function screenBeside({ front: { screens, place, waits = 0 } }, by, text) {
  const screen = place < 0 ? waits : place + by;
  return screens[screen] ? stepTo("screen", text, { screen }) : null;
}

/** @returns {Step} */
const stepTo = (move, text, more = {}) => ({ move, text, more });

/** @param {...(Step | null)} steps @returns {Step[]} */
const listOf = (...steps) => steps.filter((step) => step !== null);
