// A chart of a share against the notches of a slider.

import { notchesToLabel } from "./chart.js";
import { show, showPower } from "./format.js";

export const MARGIN = { left: 38, right: 10, top: 8, bottom: 20 };
const TOPS = [0.1, 0.2, 0.5, 1]; // where the axis of shares may end
const LABELS = 3; // on an axis without powers of ten
const MANY = 40; // points, from which on their dots are small

/**
 * @param {import("./chart.js").Chart} chart @param {import("./ink.js").Context} ink @param {import("./theme.js").Theme} theme
 * @param {object} facts
 * @param {number[]} facts.values the notches
 * @param {{at: number, share: number}[]} facts.points in their order; the place among the notches may be between two
 * @param {number | null} facts.present the place of the present value
 * @param {boolean} facts.joined whether all points are here: a line goes through them
 */
export function drawShares(chart, ink, theme, { values, points, present, joined }) {
  const highest = Math.max(...points.map(({ share }) => share).filter((share) => !Number.isNaN(share)), 0);
  const top = TOPS.find((one) => one >= highest) ?? 1;
  const last = values.length - 1;
  chart.setScale(last, 0, top);
  chart.drawRungs(ink, theme, [0, top / 2, top].map((share) => ({ at: share, name: `${Math.round(100 * share)} %` })));
  ink.textBaseline = "top";
  for (const i of labelled(values)) {
    ink.textAlign = i === 0 ? "left" : i === last ? "right" : "center";
    ink.fillText(nameOfNotch(values[i]), chart.x(i), chart.bottom + 6);
  }
  if (present !== null) {
    ink.save();
    ink.strokeStyle = theme.marble;
    ink.globalAlpha = 0.35;
    ink.lineWidth = 5;
    chart.drawColumn(ink, present);
    ink.restore();
  }
  ink.strokeStyle = ink.fillStyle = theme.primary;
  ink.lineWidth = 2;
  if (joined) chart.drawLine(ink, points.map(({ share }) => share), (i) => points[i].at);
  const radius = points.length > MANY ? 1.4 : 2.2;
  for (const { at, share } of points) {
    if (Number.isNaN(share)) continue;
    ink.beginPath();
    ink.arc(chart.x(at), chart.y(share), radius, 0, 2 * Math.PI);
    ink.fill();
  }
}

/** Which notches have their value below them. @param {number[]} values */
function labelled(values) {
  if (values.length <= 2 * LABELS) return values.map((_, i) => i);
  const notches = notchesToLabel(values);
  if (notches.some((i) => Number.isInteger(Math.log10(values[i])))) return notches;
  return Array.from({ length: LABELS }, (_, i) => Math.round((i / (LABELS - 1)) * (values.length - 1)));
}

/** @param {number} value */
function nameOfNotch(value) {
  const power = Math.log10(value);
  return Number.isInteger(power) && (power < -2 || power > 2) ? showPower(power) : show(value, 3);
}
