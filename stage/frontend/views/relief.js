// The 3D surface with the same paths and marbles. It never holds up the map: it draws when the page has time for it.

import { make } from "../dom.js";
import { pointAt } from "../paths.js";
import { loadPlotly } from "../plotly.js";
import { inkOf } from "../runners.js";
import { colourscale } from "../theme.js";
import { View } from "../view.js";

const BUSY_SHARE = 0.35; // of the time at most goes into this picture while something moves
const SLOW = 40; // milliseconds a drawing may take before this picture follows only now and then
const [REST, SPARING] = [400, 8]; // then: milliseconds between two drawings, and that many times what one takes
const FIRST_CAMERA = [-1.05, -1.32, 0.92, 0, 0, -0.2]; // eye and centre

/**
 * @typedef {import("../scene.js").Window} Window
 * @typedef {import("../surface.js").Surface} Surface
 * @typedef {(number | null)[]} Places null where a line is cut
 * @typedef {{x: Places, y: Places, z: Places}} Points
 */

export class Relief extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    this.plot = make("div.relief-plot", { role: "img", "aria-label": "3D surface with the path" });
    this.box = make("div.relief-box", {}, this.plot);
    this.add(this.box);
    this.able = hasWebGL();
    if (!this.able) this.box.classList.add("no-webgl");
    /** @type {Plotly | null} */
    this.plotly = null;
    /** @type {import("../scene.js").Scene | null} */
    this.scene = null;
    /** What is to be drawn next. @type {import("../view.js").Moment | null} */
    this.next = null;
    /** From what the picture was built. @type {unknown[]} */
    this.built = [];
    /** @type {number[]} as an address has it */
    this.camera = FIRST_CAMERA;
    this.cost = 0; // milliseconds of the last drawing
    this.ready = this.gone = false;
    /** Whether a hand is turning the picture: a drawing would take it out of the hand. */
    this.held = false;
    this.box.addEventListener("pointerdown", () => this.hold(), { capture: true });
    /** @type {ReturnType<typeof setTimeout> | null} */
    this.timer = null;
    this.observer = new ResizeObserver(() => this.ready && this.plotly?.relayout(this.plot, this.size()));
    this.observer.observe(this.box);
  }

  destroy() {
    super.destroy();
    this.gone = true;
    if (this.timer) clearTimeout(this.timer);
    this.observer.disconnect();
    this.plotly?.purge(this.plot);
  }

  hold() {
    this.held = true;
    const release = () => {
      this.held = false;
      this.stage.request();
    };
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, release, { once: true });
  }

  get panel() {
    return { title: "3D surface", width: 1200, height: 780 };
  }

  size() {
    return { width: this.box.clientWidth, height: this.box.clientHeight };
  }

  /** @param {import("../scene.js").Scene} scene */
  setScene(scene) {
    this.scene = scene;
  }

  /** @param {Partial<import("../look.js").Look>} look */
  setLook({ camera }) {
    if (camera === undefined) return;
    this.camera = camera ?? FIRST_CAMERA;
    if (this.ready) this.plotly?.relayout(this.plot, { "scene.camera": cameraOf(this.camera) });
  }

  get look() {
    return { camera: String(this.camera) === String(FIRST_CAMERA) ? null : this.camera };
  }

  /** @param {import("../view.js").Moment} moment */
  draw(moment) {
    const { playing, selected } = moment;
    this.next = moment;
    if (!this.able || !this.scene) return;
    const moving = playing || selected.active !== null;
    if (this.isStale()) this.schedule(60);
    else this.schedule(!moving ? 0 : this.cost > SLOW ? Math.max(REST, SPARING * this.cost) : this.cost / BUSY_SHARE);
  }

  /** The surface, colours or runners are others than those that the picture was built from. */
  facts() {
    return [this.scene?.surface, this.next?.theme.dark, this.next?.runners.length];
  }

  isStale() {
    return this.facts().some((fact, i) => fact !== this.built[i]);
  }

  /** @param {number} delay */
  schedule(delay) {
    this.timer ??= setTimeout(async () => {
      this.plotly ??= await loadPlotly().finally(() => (this.timer = null));
      if (this.isStale()) await idle(); // the map and its marble come first
      this.timer = null;
      const { scene, next } = this;
      if (this.gone || this.held || !scene || !next || this.box.clientWidth < 40) return;
      const began = performance.now();
      if (this.isStale()) await this.build(this.plotly, scene, next);
      else if (this.ready) await this.move(this.plotly, scene, next);
      if (!this.isStale()) this.cost = performance.now() - began;
      if (next !== this.next) this.schedule(this.cost / BUSY_SHARE); // it moved on meanwhile
    }, delay);
  }

  /** @param {Plotly} plotly @param {import("../scene.js").Scene} scene @param {import("../view.js").Moment} moment */
  async build(plotly, scene, moment) {
    const { surface, landscape } = scene;
    const { theme, runners } = moment;
    this.built = this.facts();
    this.ready = false;
    const { x, y, heights } = cut(surface, landscape.window);
    const { low, high } = surface;
    const ground = {
      type: "surface",
      x,
      y,
      z: heights,
      cmin: low,
      cmax: high,
      colorscale: colourscale(theme.dark),
      showscale: false,
      hoverinfo: "skip",
      contours: {
        z: { show: true, color: "rgba(120,120,120,0.35)", width: 1, start: low, end: high, size: (high - low) / 16 },
      },
      lighting: { ambient: 0.75, diffuse: 0.5, specular: 0.05 },
    };
    const points = pointsOf(scene, moment);
    const lines = runners.map((runner, i) => {
      const line = { width: 4, color: inkOf(runner, runners.length, theme).line };
      return { type: "scatter3d", mode: "lines", line, hoverinfo: "skip", ...points[i] };
    });
    const marbles = runners.map((runner, i) => {
      const color = inkOf(runner, runners.length, theme).marble;
      const marker = { size: 6, color, line: { color: "#ffffff", width: 2 } };
      return { type: "scatter3d", mode: "markers", marker, hoverinfo: "skip", ...points[runners.length + i] };
    });
    const axis = (title, range) => ({
      title: { text: title, font: { size: 11 } },
      range,
      showspikes: false,
      showticklabels: false,
      gridcolor: theme.wire,
      zerolinecolor: theme.wire,
      linecolor: theme.wire,
      backgroundcolor: "rgba(0,0,0,0)",
      nticks: 5,
    });
    const room = (high - low) * 0.04;
    const layout = {
      ...this.size(),
      margin: { l: 0, r: 0, t: 0, b: 0 },
      paper_bgcolor: "rgba(0,0,0,0)",
      font: { family: theme.font, color: theme.muted },
      showlegend: false,
      scene: {
        xaxis: axis("x", [x[0], x[x.length - 1]]),
        yaxis: axis("y", [y[0], y[y.length - 1]]),
        zaxis: axis("", [low - room, high + room]),
        aspectmode: "manual",
        aspectratio: { x: 1.25, y: 1.25, z: 0.8 },
        camera: cameraOf(this.camera),
      },
    };
    const config = { displayModeBar: false, responsive: false };
    const first = !this.plot.classList.contains("js-plotly-plot");
    await plotly.react(this.plot, [ground, ...lines, ...marbles], layout, config);
    if (first) /** @type {any} */ (this.plot).on("plotly_relayout", (change) => this.turned(change));
    this.ready = true;
  }

  /** The hand chose another camera. @param {Record<string, any>} change */
  turned(change) {
    const camera = change["scene.camera"];
    if (!camera) return;
    const { eye, center } = camera;
    this.camera = [eye.x, eye.y, eye.z, center.x, center.y, center.z].map((place) => Number(place.toPrecision(5)));
  }

  /** @param {Plotly} plotly @param {import("../scene.js").Scene} scene @param {import("../view.js").Moment} moment */
  move(plotly, scene, moment) {
    const points = pointsOf(scene, moment);
    const all = (axis) => points.map((one) => one[axis]);
    const traces = points.map((_, i) => i + 1);
    return plotly.restyle(this.plot, { x: all("x"), y: all("y"), z: all("z") }, traces);
  }
}

/**
 * The paths on the surface, then the marbles; what leaves the view is left out.
 * @param {import("../scene.js").Scene} scene @param {import("../view.js").Moment} moment @returns {Points[]}
 */
function pointsOf({ surface, landscape }, { runners, t }) {
  const [[x0, x1], [y0, y1]] = landscape.window;
  /** @param {Points} points @param {number} x @param {number} y @param {number} loss */
  const add = (points, x, y, loss) => {
    const seen = x >= x0 && x <= x1 && y >= y0 && y <= y1;
    points.x.push(seen ? x : null);
    points.y.push(seen ? y : null);
    points.z.push(seen ? surface.heightOf(loss) + (surface.high - surface.low) * 0.015 : null);
    return points;
  };
  const none = () => ({ x: [], y: [], z: [] });
  const lines = runners.map(({ path }) => {
    /** @type {Points} */
    const points = none();
    for (let k = 0; k <= path.steps; k++) add(points, path.x[k], path.y[k], path.loss[k]);
    return points;
  });
  const marbles = runners.map(({ path }) => {
    const k = Math.min(Math.round(t), path.steps);
    const [x, y] = t === k ? [path.x[k], path.y[k]] : pointAt(path, t);
    return add(none(), x, y, surface.lossNear(x, y) ?? path.loss[k]);
  });
  return [...lines, ...marbles];
}

/** The camera as Plotly has it. @param {number[]} camera */
function cameraOf([x, y, z, cx, cy, cz]) {
  return { eye: { x, y, z }, center: { x: cx, y: cy, z: cz } };
}

/**
 * The part of the surface inside the window: the map shows more to its sides.
 * @param {Surface} surface @param {Window} window
 */
function cut({ x, y, heights }, [[x0, x1], [y0, y1]]) {
  /** @param {number[]} values @param {number} low @param {number} high */
  const kept = (values, low, high) => {
    const slack = (values[1] - values[0]) / 2;
    return [...values.keys()].filter((i) => values[i] >= low - slack && values[i] <= high + slack);
  };
  const columns = kept(x, x0, x1);
  const rows = kept(y, y0, y1);
  return {
    x: columns.map((i) => x[i]),
    y: rows.map((j) => y[j]),
    heights: rows.map((j) => columns.map((i) => heights[j][i])),
  };
}

function hasWebGL() {
  try {
    return Boolean(document.createElement("canvas").getContext("webgl"));
  } catch {
    return false;
  }
}

/** Until the page has nothing better to do. Safari has no such callback. */
function idle() {
  return new Promise((resolve) => (window.requestIdleCallback ?? setTimeout)(resolve, { timeout: 1000 }));
}
