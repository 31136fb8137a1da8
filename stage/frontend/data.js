// The data that a loss is made of: points that are trained on, points held back, the model, and the mini-batches.
// `stage/data.py` is the other end.

import { Model } from "./model.js";

/**
 * @typedef {{u: ArrayLike<number>, v: ArrayLike<number>}} Points one number a point
 * @typedef {object} Data
 * @property {Points} training
 * @property {Points} validation
 * @property {Model} model
 * @property {string} equation what is fitted, as it is read
 * @property {[string, string]} names of a point's two numbers
 * @property {(step: number) => ((point: number) => boolean) | null} batchAt which points a step sees; null: all
 * @property {((step: number, point: number) => number) | null} moved how far a step sees a target moved; null: as it is
 */

/** @type {WeakMap<import("./decode.js").Message, Data>} */
const known = new WeakMap();

/** The same object for the same message. @param {import("./decode.js").Message} message @returns {Data} */
export function dataOf(message) {
  const data = known.get(message) ?? read(message);
  known.set(message, data);
  return data;
}

/** @param {import("./decode.js").Message} message @returns {Data} */
function read({ header: { names, equation, model, turns, move }, arrays }) {
  const points = (u, v) => ({ u: arrays[u].data, v: arrays[v].data });
  const training = points("inputs", "targets");
  const count = training.u.length;
  const { data: batches = [] } = arrays.batches ?? {};
  const { data: moves = [] } = arrays.moves ?? {};
  return {
    training,
    validation: points("validation_inputs", "validation_targets"),
    model: new Model(model),
    equation,
    names,
    moved: move ? (step, point) => move.unit * (moves[step * count + point] - move.zero) : null,
    batchAt(step) {
      if (!turns) return null;
      const [epoch, turn] = [Math.floor(step / turns), step % turns];
      return (point) => batches[epoch * count + point] === turn;
    },
  };
}
