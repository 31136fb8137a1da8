// Loss and learning rate per step, drawn beside or below each other at any size.

import { drawCurve } from "../curve.js";
import { grown, Plot } from "../plot.js";
import { at, paragraph, stacked } from "./words.js";

const [LETTERS, GAP] = [12, 24]; // pixels

/** @typedef {import("./words.js").Block} Block */

class PaperPlot extends Plot {
  /**
   * @param {import("../ink.js").Context} ink @param {[number, number]} size @param {import("../plot.js").Margin} margin
   */
  constructor(ink, [width, height], margin) {
    super(grown(margin, LETTERS));
    this.ink = ink;
    this.letters = LETTERS;
    Object.assign(this, { width, height });
  }

  /** @param {import("../theme.js").Theme} theme */
  begin(theme) {
    this.ink.font = `${LETTERS}px ${theme.font}`;
    return this.ink;
  }
}

/**
 * @param {import("./words.js").Meter} meter @param {import("../views/curves.js").Curves} view
 * @param {import("../view.js").Moment} moment in the theme of the file @param {import("./words.js").Style} style
 * @param {number} width @param {number} height of each plot @param {boolean} beside whether both stand in one row
 * @returns {Block}
 */
export function curvesOf(meter, view, moment, style, width, height, beside) {
  const { loss, rate } = view.curvesOf(moment);
  const wide = beside ? (width - GAP) / 2 : width;
  const charts = [
    { chart: view.loss, curve: loss, name: view.lossTitle },
    { chart: view.rate, curve: rate, name: view.rateTitle },
  ].map(({ chart, curve, name }) => {
    /** @type {Block} */
    const plot = {
      height,
      draw: (ink) => drawCurve(new PaperPlot(ink, [wide, height], chart.base), curve, moment.t, moment.theme),
    };
    return stacked([paragraph(meter, name, style, wide), plot], 2);
  });
  if (!beside) return stacked(charts, 12);
  return {
    height: Math.max(...charts.map((chart) => chart.height)),
    draw(ink) {
      charts.forEach((chart, i) => at(ink, i * (wide + GAP), 0, chart));
    },
  };
}
