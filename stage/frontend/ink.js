// Strokes on a canvas: clipped lines, arrows, dots and labels with a halo, in CSS pixels.

/**
 * @typedef {[number, number]} Pixel
 * @typedef {[number, number, number, number]} Box left, top, right, bottom
 * @typedef {CanvasRenderingContext2D} Context
 * @typedef {keyof typeof SHAPES} Shape
 */

/**
 * Fits a canvas to its box at the screen's own resolution; returns its context in CSS pixels, wiped.
 * @param {HTMLCanvasElement} canvas @param {number} width @param {number} height
 */
export function prepare(canvas, width, height) {
  const ratio = window.devicePixelRatio || 1;
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
  }
  const ink = /** @type {Context} */ (canvas.getContext("2d"));
  ink.setTransform(ratio, 0, 0, ratio, 0, 0);
  ink.clearRect(0, 0, width, height);
  return ink;
}

/**
 * The part of the segment a-b inside a box (Liang and Barsky 1984), or null. Points may be as far off as floats go.
 * @param {Pixel} a @param {Pixel} b @param {Box} box
 * @returns {[number, number, number, number] | null}
 */
export function clip([ax, ay], [bx, by], [x0, y0, x1, y1]) {
  const [dx, dy] = [bx - ax, by - ay];
  let [enter, leave] = [0, 1];
  for (const [p, q] of [
    [-dx, ax - x0],
    [dx, x1 - ax],
    [-dy, ay - y0],
    [dy, y1 - ay],
  ]) {
    if (!Number.isFinite(p) || !Number.isFinite(q)) return null;
    if (p === 0) {
      if (q < 0) return null;
    } else if (p < 0) {
      enter = Math.max(enter, q / p);
    } else {
      leave = Math.min(leave, q / p);
    }
  }
  return enter > leave ? null : [ax + enter * dx, ay + enter * dy, ax + leave * dx, ay + leave * dy];
}

/**
 * A polyline through pixels, every segment clipped to the box; `which` chooses segments by their ends.
 * @param {Context} ink @param {Pixel[]} points @param {Box} box @param {(a: Pixel, b: Pixel) => boolean} which
 */
export function trace(ink, points, box, which) {
  ink.beginPath();
  /** @type {Pixel | null} */
  let last = null;
  for (let i = 1; i < points.length; i++) {
    const seen = which(points[i - 1], points[i]) ? clip(points[i - 1], points[i], box) : null;
    if (!seen) {
      last = null;
      continue;
    }
    const [ax, ay, bx, by] = seen;
    if (!last || last[0] !== ax || last[1] !== ay) ink.moveTo(ax, ay);
    ink.lineTo(bx, by);
    last = [bx, by];
  }
  ink.stroke();
}

/**
 * How far a point is from the segment a-b; NaN where an end is nowhere.
 * @param {Pixel} point @param {Pixel} a @param {Pixel} b
 */
export function distanceTo([x, y], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const share = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1);
  const along = Math.min(Math.max(share, 0), 1);
  return Math.hypot(ax + along * dx - x, ay + along * dy - y);
}

/**
 * An arrow from a to b with a halo, so that it reads on any colour.
 * @param {Context} ink @param {Pixel} a @param {Pixel} b @param {string} colour @param {string} halo
 */
export function arrow(ink, [ax, ay], [bx, by], colour, halo, width = 2.5) {
  const length = Math.hypot(bx - ax, by - ay);
  if (!(length > 3)) return;
  const head = Math.min(10, length * 0.6);
  const [ux, uy] = [(bx - ax) / length, (by - ay) / length];
  const [nx, ny] = [bx - head * ux, by - head * uy];
  for (const { stroke, thick } of [
    { stroke: halo, thick: width + 3 },
    { stroke: colour, thick: width },
  ]) {
    ink.strokeStyle = ink.fillStyle = stroke;
    ink.lineWidth = thick;
    ink.lineCap = ink.lineJoin = "round";
    ink.beginPath();
    ink.moveTo(ax, ay);
    ink.lineTo(nx, ny);
    ink.stroke();
    ink.lineWidth = stroke === halo ? 3 : 1;
    ink.beginPath();
    ink.moveTo(bx, by);
    ink.lineTo(nx - 0.5 * head * uy, ny + 0.5 * head * ux);
    ink.lineTo(nx + 0.5 * head * uy, ny - 0.5 * head * ux);
    ink.closePath();
    ink.stroke();
    ink.fill();
  }
}

/** @param {Context} ink @param {Pixel} at @param {number} radius @param {string} fill @param {string} ring */
export function disc(ink, [x, y], radius, fill, ring, ringWidth = 2) {
  ink.beginPath();
  ink.arc(x, y, radius, 0, 2 * Math.PI);
  ink.fillStyle = fill;
  ink.fill();
  ink.strokeStyle = ring;
  ink.lineWidth = ringWidth;
  ink.stroke();
}

/**
 * A five-pointed star.
 * @param {Context} ink @param {Pixel} at @param {number} radius @param {string} fill @param {string} ring
 */
export function star(ink, [x, y], radius, fill, ring) {
  ink.beginPath();
  for (let i = 0; i < 10; i++) {
    const r = i % 2 ? radius * 0.45 : radius;
    const angle = (i * Math.PI) / 5 - Math.PI / 2;
    ink.lineTo(x + r * Math.cos(angle), y + r * Math.sin(angle));
  }
  ink.closePath();
  ink.lineJoin = "round";
  ink.strokeStyle = ring;
  ink.lineWidth = 3;
  ink.stroke();
  ink.fillStyle = fill;
  ink.fill();
}

/**
 * Text with a halo.
 * @param {Context} ink @param {string} text @param {Pixel} at @param {string} colour @param {string} halo
 */
export function label(ink, text, [x, y], colour, halo) {
  ink.textAlign = "left";
  ink.textBaseline = "middle";
  ink.lineJoin = "round";
  ink.strokeStyle = halo;
  ink.lineWidth = 4;
  ink.strokeText(text, x, y);
  ink.fillStyle = colour;
  ink.fillText(text, x, y);
}

/**
 * Marks of about size 1 around the origin, each added to the present path.
 * @satisfies {Record<string, (ink: Context) => void>}
 */
const SHAPES = {
  disc: (ink) => {
    ink.moveTo(0.95, 0);
    ink.arc(0, 0, 0.95, 0, 7);
  },
  diamond: (ink) => polygon(ink, 0, -1.15, 1.15, 0, 0, 1.15, -1.15, 0),
  bar: (ink) => ink.rect(-1.05, -0.45, 2.1, 0.9),
  square: (ink) => ink.rect(-0.85, -0.85, 1.7, 1.7),
  triangle: (ink) => polygon(ink, 0, -1, 1.05, 0.85, -1.05, 0.85),
  plus: (ink) => {
    ink.rect(-0.35, -1.1, 0.7, 2.2);
    ink.rect(-1.1, -0.35, 2.2, 0.7);
  },
  cross: (ink) => {
    ink.moveTo(-0.8, -0.8);
    ink.lineTo(0.8, 0.8);
    ink.moveTo(0.8, -0.8);
    ink.lineTo(-0.8, 0.8);
  },
};

/** @param {Context} ink @param {...number} corners */
function polygon(ink, ...corners) {
  ink.moveTo(corners[0], corners[1]);
  for (let i = 2; i < corners.length; i += 2) ink.lineTo(corners[i], corners[i + 1]);
  ink.closePath();
}

/** Adds a mark to the present path. @param {Context} ink @param {Pixel} at @param {Shape} shape @param {number} size */
export function addShape(ink, [x, y], shape, size) {
  ink.save();
  ink.translate(x, y);
  ink.scale(size, size);
  SHAPES[shape](ink);
  ink.restore();
}

/** @param {Context} ink @param {Pixel} at @param {Shape} shape @param {number} size @param {string} colour */
export function drawShape(ink, at, shape, size, colour) {
  ink.save();
  ink.beginPath();
  addShape(ink, at, shape, size);
  ink.fillStyle = ink.strokeStyle = colour;
  ink.lineWidth = 0.6 * size;
  if (shape === "cross") ink.stroke();
  else ink.fill();
  ink.restore();
}
