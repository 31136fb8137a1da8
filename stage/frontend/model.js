// A model's values, computed as the tape says that came with it: what is drawn of a model follows the finger.
// `formulas/tape.py` writes the tape, and explains what is on it.

/**
 * @typedef {{size: number, constants: number[], operations: [string, number[], number][], results: number[]}} Program
 */

/** What each operation of a tape does to one number of each of its operands. @type {Record<string, (...operands: number[]) => number>} */
export const OPERATIONS = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  negative: (a) => -a,
  square: (a) => a * a,
  sqrt: Math.sqrt,
  power: (base, exponent) => (base === 1 ? 1 : base ** exponent),
  power_of_numbers: (base, exponent) => (Number.isNaN(base) ? NaN : base ** exponent),
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  arcsin: Math.asin,
  arccos: Math.acos,
  arctan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  exp: Math.exp,
  log: Math.log,
  absolute: Math.abs,
  sign: Math.sign,
  smooth_step: (u) => 1 / (1 + Math.exp(-u)),
  ramp: (u) => (Number.isNaN(u) ? NaN : Math.max(u, 0)),
  larger: Math.max,
  smaller: Math.min,
  soft_ramp: (u) => Math.max(u, 0) + Math.log1p(Math.exp(-Math.abs(u))),
};

export class Model {
  /** @param {Program} program in x, y and the input. Throws for an operation that is not known here. */
  constructor({ size, constants, operations, results }) {
    this.size = size;
    this.constants = constants;
    this.result = results[0];
    this.operations = operations.map(([name, operands, target]) => {
      const operate = OPERATIONS[name];
      if (!operate) throw new Error(`the model takes ${name}, and model.js has no such operation`);
      return { operate, operands, target };
    });
    /** For so many inputs at once. @type {Float64Array[]} */
    this.slots = [];
  }

  /**
   * Its values for these parameters, one an input; the next call writes over them.
   * @param {number} x @param {number} y @param {ArrayLike<number>} inputs
   */
  at(x, y, inputs) {
    const { length } = inputs;
    if (this.slots[0]?.length !== length) this.slots = Array.from({ length: this.size }, () => new Float64Array(length));
    const { slots } = this;
    slots[0].fill(x);
    slots[1].fill(y);
    slots[2].set(inputs);
    this.constants.forEach((constant, i) => slots[3 + i].fill(constant));
    for (const { operate, operands, target } of this.operations) {
      const [a, b = a, c = a] = operands.map((slot) => slots[slot]);
      const values = slots[target];
      for (let i = 0; i < length; i++) values[i] = operate(a[i], b[i], c[i]);
    }
    return slots[this.result];
  }
}
