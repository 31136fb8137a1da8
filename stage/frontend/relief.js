// The 3D surface with the same path and marble. It never holds up the map: it draws when the page has time for it.

import { loadPlotly } from "./plotly.js";
import { pointAt } from "./paths.js";
import { colourscale } from "./theme.js";

const BUSY_SHARE = 0.35; // of the time at most goes into this picture while something moves
const SLOW = 40; // milliseconds a drawing may take before this picture follows only now and then
const [REST, SPARING] = [400, 8]; // then: milliseconds between two drawings, and that many times what one takes

export class Relief {
  /** @param {HTMLElement} box */
  constructor(box) {
    this.box = box;
    this.plot = document.createElement("div");
    this.plot.className = "relief-plot";
    this.plot.setAttribute("role", "img");
    this.plot.setAttribute("aria-label", "3D surface with the path");
    box.append(this.plot);
    this.cost = 0;
    this.observer = new ResizeObserver(() => this.ready && this.plotly.relayout(this.plot, this.size()));
    this.observer.observe(box);
  }

  destroy() {
    this.gone = true;
    clearTimeout(this.timer);
    this.observer.disconnect();
    if (this.plotly) this.plotly.purge(this.plot);
  }

  size() {
    return { width: this.box.clientWidth, height: this.box.clientHeight };
  }

  setSurface(surface, window, theme) {
    if (!hasWebGL()) return this.box.classList.add("no-webgl");
    if (this.surface === surface && this.dark === theme.dark) return;
    Object.assign(this, { surface, window, dark: theme.dark, theme, stale: true });
    this.ready = false;
    this.schedule(60);
  }

  /** @param {import("./paths.js").Path} path @param {number} t @param {boolean} moving */
  draw(path, t, moving) {
    this.next = { path, t };
    if (!this.surface) return;
    this.schedule(!moving ? 0 : this.cost > SLOW ? Math.max(REST, SPARING * this.cost) : this.cost / BUSY_SHARE);
  }

  schedule(delay) {
    this.timer ??= setTimeout(async () => {
      this.plotly ??= await loadPlotly().finally(() => (this.timer = null));
      if (this.stale) await idle(); // the map and its marble come first
      this.timer = null;
      if (this.gone || !this.next || this.box.clientWidth < 40) return;
      const began = performance.now();
      const { next } = this;
      if (this.stale) await this.build();
      else if (this.ready) await this.move();
      if (!this.stale) this.cost = performance.now() - began;
      if (next !== this.next) this.schedule(this.cost / BUSY_SHARE); // it moved on meanwhile
    }, delay);
  }

  async build() {
    this.stale = false;
    const { x, y, heights } = cut(this.surface, this.window);
    const line = { width: 4, color: this.theme.ink };
    const traces = [
      {
        type: "surface",
        x,
        y,
        z: heights,
        cmin: this.surface.low,
        cmax: this.surface.high,
        colorscale: colourscale(this.dark),
        showscale: false,
        hoverinfo: "skip",
        contours: {
          z: {
            show: true,
            color: "rgba(120,120,120,0.35)",
            width: 1,
            start: this.surface.low,
            end: this.surface.high,
            size: (this.surface.high - this.surface.low) / 16,
          },
        },
        lighting: { ambient: 0.75, diffuse: 0.5, specular: 0.05 },
      },
      { type: "scatter3d", mode: "lines", line, hoverinfo: "skip", ...this.line() },
      {
        type: "scatter3d",
        mode: "markers",
        marker: { size: 6, color: this.theme.marble, line: { color: "#ffffff", width: 2 } },
        hoverinfo: "skip",
        ...this.marble(),
      },
    ];
    const axis = (title, range) => ({
      title: { text: title, font: { size: 11 } },
      range,
      showspikes: false,
      showticklabels: false,
      gridcolor: this.theme.wire,
      zerolinecolor: this.theme.wire,
      linecolor: this.theme.wire,
      backgroundcolor: "rgba(0,0,0,0)",
      nticks: 5,
    });
    const room = (this.surface.high - this.surface.low) * 0.04;
    const layout = {
      ...this.size(),
      margin: { l: 0, r: 0, t: 0, b: 0 },
      paper_bgcolor: "rgba(0,0,0,0)",
      font: { family: this.theme.font, color: this.theme.muted },
      showlegend: false,
      uirevision: "keep the camera",
      scene: {
        xaxis: axis("x", [x[0], x.at(-1)]),
        yaxis: axis("y", [y[0], y.at(-1)]),
        zaxis: axis("", [this.surface.low - room, this.surface.high + room]),
        aspectmode: "manual",
        aspectratio: { x: 1.25, y: 1.25, z: 0.8 },
        camera: { eye: { x: -1.05, y: -1.32, z: 0.92 }, center: { x: 0, y: 0, z: -0.2 } },
      },
    };
    await this.plotly.react(this.plot, traces, layout, { displayModeBar: false, responsive: false });
    this.ready = true;
  }

  move() {
    const [line, marble] = [this.line(), this.marble()];
    const pair = (name) => [line[name], marble[name]];
    return this.plotly.restyle(this.plot, { x: pair("x"), y: pair("y"), z: pair("z") }, [1, 2]);
  }

  /** The path on the surface; where it leaves the view the line is cut. */
  line() {
    const { path } = this.next;
    const points = { x: [], y: [], z: [] };
    for (let k = 0; k <= path.steps; k++) this.add(points, path.x[k], path.y[k], path.loss[k]);
    return points;
  }

  marble() {
    const { path, t } = this.next;
    const points = { x: [], y: [], z: [] };
    const k = Math.min(Math.round(t), path.steps);
    const [x, y] = t === k ? [path.x[k], path.y[k]] : pointAt(path, t);
    this.add(points, x, y, this.surface.lossNear(x, y) ?? path.loss[k]);
    return points;
  }

  add(points, x, y, loss) {
    const [[x0, x1], [y0, y1]] = this.window;
    const seen = x >= x0 && x <= x1 && y >= y0 && y <= y1;
    points.x.push(seen ? x : null);
    points.y.push(seen ? y : null);
    points.z.push(seen ? this.surface.heightOf(loss) + (this.surface.high - this.surface.low) * 0.015 : null);
  }
}

/** The part of the surface inside the window: the map shows more to its sides. */
function cut({ x, y, heights }, [[x0, x1], [y0, y1]]) {
  const kept = (values, low, high) => {
    const slack = (values[1] - values[0]) / 2;
    return values.map((value, i) => [value, i]).filter(([value]) => value >= low - slack && value <= high + slack);
  };
  const columns = kept(x, x0, x1);
  const rows = kept(y, y0, y1);
  return {
    x: columns.map(([value]) => value),
    y: rows.map(([value]) => value),
    heights: rows.map(([, j]) => columns.map(([, i]) => heights[j][i])),
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
