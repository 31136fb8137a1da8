// A small chart of one value per step, drawn on a canvas so that its curve and its axes follow the finger.

import { prepare } from "./ink.js";
import { show, showPower } from "./format.js";

const MARGIN = { left: 46, right: 10, top: 8, bottom: 20 };

export class Curve {
  /**
   * @param {HTMLElement} parent
   * @param {{title: string, label: string, colour: (theme: any) => string, onStep: (step: number) => void}} facts
   */
  constructor(parent, facts) {
    this.facts = facts;
    this.figure = document.createElement("figure");
    this.figure.className = "curve";
    this.caption = document.createElement("figcaption");
    this.caption.textContent = facts.title;
    this.canvas = document.createElement("canvas");
    this.canvas.setAttribute("role", "img");
    this.canvas.setAttribute("aria-label", facts.label);
    this.figure.append(this.caption, this.canvas);
    parent.append(this.figure);
    this.canvas.addEventListener("pointerdown", (event) => this.pick(event));
    this.canvas.addEventListener("pointermove", (event) => event.buttons && this.pick(event));
    this.observer = new ResizeObserver(() => this.redraw?.());
    this.observer.observe(this.canvas);
  }

  destroy() {
    this.observer.disconnect();
  }

  pick(event) {
    const { left, width } = this.canvas.getBoundingClientRect();
    const share = (event.clientX - left - MARGIN.left) / (width - MARGIN.left - MARGIN.right);
    this.facts.onStep(Math.round(Math.min(Math.max(share, 0), 1) * this.last));
  }

  /**
   * @param {ArrayLike<number>} values one value a step
   * @param {{floor: number | null, last: number, limits?: ArrayLike<number> | null}} scale limits: a second, dashed curve; floor: on a log scale above it; null: on a linear scale with 0
   * @param {number} t the present time in steps
   */
  draw(values, { floor, last, limits }, t, theme) {
    this.last = last;
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (width < 60 || height < 40) return;
    const ink = prepare(this.canvas, width, height);
    ink.clearRect(0, 0, width, height);
    const log = floor !== null;
    const rise = (value) => (log ? Math.log10(value - floor) : value);
    const heights = Array.from(values, rise);
    const [low, high] = rangeOf(limits ? [...heights, ...limitsNear(limits, values, log).map(rise)] : heights, log);
    const px = (k) => MARGIN.left + (k / Math.max(last, 1)) * (width - MARGIN.left - MARGIN.right);
    const py = (h) => height - MARGIN.bottom - ((h - low) / (high - low)) * (height - MARGIN.top - MARGIN.bottom);
    this.drawAxes(ink, { width, height, px, py, low, high, log, theme });

    ink.save();
    ink.beginPath();
    ink.rect(
      MARGIN.left,
      MARGIN.top - 3,
      width - MARGIN.left - MARGIN.right + 3,
      height - MARGIN.top - MARGIN.bottom + 6,
    );
    ink.clip();
    const cap = (h) => Math.min(Math.max(py(h), -50), height + 50);
    const curve = (points, colour, dash) => {
      ink.strokeStyle = colour;
      ink.lineWidth = dash.length ? 1.5 : 2;
      ink.setLineDash(dash);
      ink.lineJoin = "round";
      ink.beginPath();
      let down = false;
      points.forEach((h, k) => {
        if (Number.isNaN(h)) return (down = false);
        ink[down ? "lineTo" : "moveTo"](px(k), cap(h));
        down = true;
      });
      ink.stroke();
    };
    if (limits) curve(Array.from(limits, rise), theme.muted, [4, 3]);
    curve(heights, this.facts.colour(theme), []);
    ink.restore();

    ink.strokeStyle = theme.muted;
    ink.lineWidth = 1;
    ink.beginPath();
    ink.moveTo(px(t), MARGIN.top);
    ink.lineTo(px(t), height - MARGIN.bottom);
    ink.stroke();
    const here = heights[Math.min(Math.floor(t), heights.length - 1)];
    if (here >= low && here <= high) {
      ink.beginPath();
      ink.arc(px(Math.floor(t)), py(here), 4.5, 0, 2 * Math.PI);
      ink.fillStyle = theme.marble;
      ink.fill();
      ink.strokeStyle = theme.background;
      ink.lineWidth = 1.5;
      ink.stroke();
    }
  }

  drawAxes(ink, { width, height, px, py, low, high, log, theme }) {
    ink.font = `11px ${theme.font}`;
    ink.fillStyle = theme.muted;
    ink.strokeStyle = theme.grid;
    ink.lineWidth = 1;
    ink.textBaseline = "middle";
    ink.textAlign = "right";
    for (const tick of ticksOf(low, high, log, Math.min(Math.max(2, Math.floor(height / 34)), 6))) {
      const y = Math.round(py(tick)) + 0.5;
      ink.beginPath();
      ink.moveTo(MARGIN.left, y);
      ink.lineTo(width - MARGIN.right, y);
      ink.stroke();
      ink.fillText(
        log ? (Number.isInteger(tick) ? showPower(tick) : show(10 ** tick, 1)) : show(tick, 3),
        MARGIN.left - 6,
        y,
      );
    }
    ink.textAlign = "center";
    ink.textBaseline = "top";
    for (const tick of ticksOf(0, this.last, false, Math.max(2, Math.floor(width / 70))))
      ink.fillText(String(tick), px(tick), height - MARGIN.bottom + 5);
  }
}

/** The limits that a chart of the values still has room for. */
function limitsNear(limits, values, log) {
  const most = (log ? 30 : 3) * Math.max(...Array.from(values).filter(Number.isFinite), 0);
  return Array.from(limits).filter((limit) => limit > 0 && limit <= most);
}

/** The finite values' range; on a log scale down to sixteen decades below the first, and in whole decades. */
function rangeOf(heights, log) {
  let [low, high] = [Infinity, -Infinity];
  for (const h of heights) {
    if (!Number.isFinite(h)) continue;
    low = Math.min(low, h);
    high = Math.max(high, h);
  }
  if (low > high) return [0, 1];
  if (log) {
    low = Math.max(low, (Number.isFinite(heights[0]) ? heights[0] : high) - 16);
    if (high - low > 1) return [Math.floor(low), Math.ceil(high)];
  }
  if (!log) [low, high] = [Math.min(low, 0), Math.max(high, 0)];
  const room = Math.max((high - low) * 0.08, log ? 0.15 : Math.abs(high) * 0.05 || 1);
  return [low === 0 ? 0 : low - room, high + room];
}

/** On a log scale of less than a few decades: 1, 2 and 5 times each power of ten. */
function niceWithin(low, high) {
  const ticks = [];
  for (let power = Math.floor(low); power <= high; power++)
    for (const m of [1, 2, 5]) ticks.push(power + Math.log10(m));
  const inside = ticks.filter((tick) => tick >= low && tick <= high);
  return inside.length > 6 ? inside.filter(Number.isInteger) : inside;
}

function ticksOf(low, high, log, count) {
  const raw = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  let step = [1, 2, 5, 10].map((m) => m * power).find((candidate) => candidate >= raw);
  if (log && step < 1) return niceWithin(low, high);
  const ticks = [];
  for (let tick = Math.ceil(low / step) * step; tick <= high + step * 1e-9; tick += step)
    ticks.push(Math.abs(tick) < step * 1e-9 ? 0 : Number(tick.toPrecision(12)));
  return ticks;
}

/** Whether a log scale shows these positive values better. @param {ArrayLike<number>} values */
export function spansDecades(values) {
  let [low, high] = [Infinity, 0];
  for (const value of values) {
    if (value > 0) low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return high > 20 * low;
}
