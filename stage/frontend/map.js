// The contour map: Plotly draws the landscape once, a canvas above it draws everything that moves.

import { arrow, clip, disc, label, prepare, star, trace } from "./ink.js";
import { show } from "./format.js";
import { pointAt } from "./paths.js";
import { loadPlotly } from "./plotly.js";
import { colourscale } from "./theme.js";
import { Viewport } from "./viewport.js";

const MARGIN = { left: 38, right: 6, top: 6, bottom: 22 };
const FLAT = 1e-4; // of the first gradient: what is flatter has no direction worth an arrow
const ARROW = 46; // pixels: the gradient arrow shows a direction, its size is among the numbers

export class LandscapeMap {
  /** @param {HTMLElement} box @param {{onView: () => void}} host */
  constructor(box, host) {
    this.box = box;
    this.host = host;
    this.viewport = null;
    this.plot = document.createElement("div");
    this.plot.className = "map-plot";
    this.plot.setAttribute("aria-hidden", "true");
    this.canvas = document.createElement("canvas");
    this.canvas.className = "map-ink";
    this.canvas.setAttribute("role", "img");
    this.canvas.setAttribute("aria-label", "Loss landscape map");
    box.append(this.plot, this.canvas);
    Object.assign(this.canvas.style, { left: `${MARGIN.left}px`, top: `${MARGIN.top}px` });
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(box);
  }

  destroy() {
    this.gone = true;
    this.observer.disconnect();
    this.plotly?.purge(this.plot);
  }

  setTheme(theme) {
    this.theme = theme;
    this.drawPlot();
  }

  /** A new landscape resets the view; the same one keeps it. */
  setLandscape(landscape) {
    const key = JSON.stringify(landscape.window);
    if (!this.viewport) this.viewport = new Viewport(landscape.window);
    else if (key !== this.key) this.viewport.setWindow(landscape.window);
    this.key = key;
    this.landscape = landscape;
    this.resize();
  }

  setSurface(surface) {
    this.surface = surface;
    this.drawPlot();
  }

  resize() {
    if (!this.viewport) return;
    const { clientWidth, clientHeight } = this.box;
    const [width, height] = [clientWidth - MARGIN.left - MARGIN.right, clientHeight - MARGIN.top - MARGIN.bottom];
    if (width < 20 || height < 20) return;
    this.viewport.resize(width, height);
    Object.assign(this.canvas.style, { width: `${width}px`, height: `${height}px` });
    this.viewChanged();
  }

  /** Call after the viewport moved: ink now, contours in the next frame, the host is told. */
  viewChanged() {
    this.redraw?.();
    this.drawPlot();
    this.host.onView();
  }

  drawPlot() {
    if (!this.surface || !this.viewport || !this.theme || this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(async () => {
      this.plotly = await loadPlotly().finally(() => (this.waiting = false));
      if (this.gone) return;
      this.plotly.react(this.plot, this.inSight() ? this.traces() : [], this.layout(), {
        staticPlot: true,
        displayModeBar: false,
      });
    });
  }

  /** Whether the surface covers a pixel of what is shown. Until a fresh one comes it may not, and Plotly would throw. */
  inSight() {
    const { x, y } = this.surface;
    const covers = (values, [from, to], unit) =>
      values[0] < to - unit && values.at(-1) > from + unit && values.at(-1) - values[0] > unit;
    const { rangeX, rangeY, unit } = this.viewport;
    return covers(x, rangeX, 2 * unit[0]) && covers(y, rangeY, 2 * unit[1]);
  }

  traces() {
    if (this.drawn?.surface === this.surface && this.drawn.dark === this.theme.dark) return this.drawn.traces;
    const { x, y, heights, low, high } = this.surface;
    const line = this.theme.dark ? "rgba(255,255,255,0.28)" : "rgba(0,0,0,0.22)";
    const traces = [
      {
        type: "contour",
        x,
        y,
        z: heights,
        zmin: low,
        zmax: high,
        colorscale: colourscale(this.theme.dark),
        contours: { coloring: "heatmap", start: low, end: high, size: (high - low) / 22 },
        line: { color: line, width: 0.8 },
        showscale: false,
        hoverinfo: "skip",
      },
    ];
    this.drawn = { surface: this.surface, dark: this.theme.dark, traces };
    return traces;
  }

  layout() {
    const { clientWidth: width, clientHeight: height } = this.box;
    const axis = (range) => ({
      range,
      fixedrange: true,
      showgrid: false,
      zeroline: false,
      tickfont: { size: 11, color: this.theme.muted },
      nticks: 7,
      ticks: "outside",
      ticklen: 3,
      tickcolor: this.theme.grid,
    });
    return {
      width,
      height,
      margin: { l: MARGIN.left, r: MARGIN.right, t: MARGIN.top, b: MARGIN.bottom },
      xaxis: axis(this.viewport.rangeX),
      yaxis: axis(this.viewport.rangeY),
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: this.theme.grid,
      font: { family: this.theme.font },
      showlegend: false,
    };
  }

  /**
   * Draws one run up to time t.
   * @param {import("./paths.js").Path} path @param {number} t
   */
  draw(path, t) {
    const { viewport, theme, landscape } = this;
    if (!viewport || !theme || !landscape) return;
    const { width, height } = viewport;
    const ink = prepare(this.canvas, width, height);
    ink.clearRect(0, 0, width, height);
    ink.font = `600 12px ${theme.font}`;
    const pixels = new Array(path.steps + 1);
    for (let k = 0; k <= path.steps; k++) pixels[k] = viewport.toPixel(path.x[k], path.y[k]);
    const marble = viewport.toPixel(...pointAt(path, t));
    const reached = Math.floor(t);

    this.drawMinima(ink);
    this.drawPath(ink, path, pixels, reached, marble);
    this.drawDots(ink, pixels, reached);
    this.drawArrows(ink, path, pixels, reached, marble);
    this.extra?.(ink, viewport, marble, reached, theme);
    const inside = (p) => p[0] >= 0 && p[1] >= 0 && p[0] <= width && p[1] <= height;
    if (inside(marble)) disc(ink, marble, 8, theme.marble, "#ffffff", 2.5);
    this.drawLeaving(ink, path, pixels, marble, reached, inside);
  }

  /** The way so far at full strength, the rest faint; strides across the whole view are thin, or they would hide it. */
  drawPath(ink, path, pixels, reached, marble) {
    const { theme, viewport } = this;
    const { width, height } = viewport;
    const [past, future] = [[...pixels.slice(0, reached + 1), marble], pixels.slice(reached)];
    const stride = (a, b) => Math.hypot(b[0] - a[0], b[1] - a[1]) > 1.5 * Math.hypot(width, height);
    const near = (a, b) => !stride(a, b);
    const known = path.exact ? 1e9 : 3e4; // pixels: farther off, rounding would turn a stride to where it never went
    const seen = (a, b) => stride(a, b) && Math.min(Math.hypot(...a), Math.hypot(...b)) < known;
    ink.lineJoin = ink.lineCap = "round";
    for (const [points, colour, thickness, alpha, which] of [
      [future, theme.ink, 1, 0.3, seen],
      [past, theme.ink, 1, 0.75, seen],
      [pixels, theme.halo, 3.6, 1, near],
      [future, theme.ink, 1.4, 0.45, near],
      [past, theme.ink, 2, 1, near],
    ]) {
      ink.strokeStyle = colour;
      ink.lineWidth = thickness;
      ink.globalAlpha = alpha;
      trace(ink, points, [-60, -60, width + 60, height + 60], which);
    }
    ink.globalAlpha = 1;
  }

  drawMinima(ink) {
    const { theme, viewport, landscape } = this;
    landscape.minima.forEach(([x, y], i) => {
      const at = viewport.toPixel(x, y);
      if (i < landscape.globals) star(ink, at, 9, theme.dark ? "#F0E442" : "#ffffff", theme.dark ? "#000" : "#10131a");
      else (disc(ink, at, 4.5, "rgba(0,0,0,0)", theme.halo, 4), disc(ink, at, 4.5, "rgba(0,0,0,0)", theme.ink, 1.8));
    });
  }

  drawDots(ink, pixels, reached) {
    const { theme, viewport } = this;
    const radius = pixels.length > 400 ? 1.6 : 2.6;
    for (const [from, to, alpha] of [
      [reached + 1, pixels.length, 0.5],
      [0, reached + 1, 1],
    ]) {
      ink.globalAlpha = alpha;
      ink.fillStyle = theme.ink;
      ink.beginPath();
      for (let k = from; k < to; k++) {
        const [x, y] = pixels[k];
        if (!(x > -9 && y > -9 && x < viewport.width + 9 && y < viewport.height + 9)) continue;
        ink.moveTo(x + radius, y);
        ink.arc(x, y, radius, 0, 2 * Math.PI);
      }
      ink.fill();
    }
    ink.globalAlpha = 1;
  }

  /** The step just taken, at its true length, and the direction of steepest descent at the current point. */
  drawArrows(ink, path, pixels, reached, marble) {
    const { theme, viewport } = this;
    const box = [-60, -60, viewport.width + 60, viewport.height + 60];
    if (reached > 0) {
      const seen = clip(pixels[reached - 1], pixels[reached], box);
      if (seen) arrow(ink, seen.slice(0, 2), seen.slice(2), theme.step, theme.halo);
    }
    const [ux, uy] = viewport.unit;
    const down = [-path.gx[reached] / ux, path.gy[reached] / uy];
    const size = Math.hypot(...down);
    const faint = FLAT * Math.hypot(path.gx[0] / ux, path.gy[0] / uy);
    if (size > faint && Number.isFinite(size)) {
      const tip = [marble[0] + (ARROW * down[0]) / size, marble[1] + (ARROW * down[1]) / size];
      arrow(ink, marble, tip, theme.gradient, theme.halo);
    }
  }

  /** Where the run first leaves the view and, if the marble is outside, which way it lies and how far. */
  drawLeaving(ink, path, pixels, marble, reached, inside) {
    const { theme, viewport } = this;
    const { width, height } = viewport;
    const frame = [0, 0, width, height];
    const out = pixels.findIndex((p) => !inside(p));
    if (out > 0) {
      const seen = clip(pixels[out - 1], pixels[out], frame);
      const at = seen ? seen.slice(2) : pixels[out - 1];
      this.flag(ink, at, pixels[out], `leaves the view at step ${out}`, theme.ink);
    }
    if (!inside(marble)) {
      const middle = [width / 2, height / 2];
      const finite = marble.every(Number.isFinite);
      const last = finite ? marble : pixels.slice(0, reached + 1).findLast((p) => p.every(Number.isFinite));
      const at = clip(middle, last ?? middle, frame)?.slice(2) ?? middle;
      const [x, y] = [path.x[reached], path.y[reached]];
      const where = finite ? `(${show(x, 2)}, ${show(y, 2)})` : path.exact ? "overflowed" : "beyond 10³⁸";
      disc(ink, at, 8, theme.marble, "#ffffff", 2.5);
      this.flag(ink, at, finite ? marble : at, `step ${reached}: ${where}`, theme.marble, 18);
    }
  }

  flag(ink, [x, y], toward, text, colour, shift = 0) {
    const { theme, viewport } = this;
    const { width, height } = viewport;
    if (!shift) {
      const [dx, dy] = [toward[0] - x, toward[1] - y];
      const size = Math.hypot(dx, dy);
      if (size > 0 && Number.isFinite(size))
        arrow(ink, [x - (22 * dx) / size, y - (22 * dy) / size], [x, y], colour, theme.halo, 3);
    }
    const wide = ink.measureText(text).width;
    const left = Math.min(Math.max(x - wide / 2, 8), width - wide - 8);
    const inward = y < height / 2 ? 1 : -1;
    const top = Math.min(Math.max(y + 20 * inward, 14), height - 44) + shift * inward;
    label(ink, text, [left, top], theme.ink, theme.halo);
  }
}
