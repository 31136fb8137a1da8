// Strokes on a canvas: clipped lines, arrows, dots and labels with a halo, in CSS pixels.

/** Fits a canvas to its box at the screen's own resolution; returns its context in CSS pixels. */
export function prepare(canvas, width, height) {
  const ratio = window.devicePixelRatio || 1;
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
  }
  const ink = canvas.getContext("2d");
  ink.setTransform(ratio, 0, 0, ratio, 0, 0);
  return ink;
}

/**
 * The part of the segment a-b inside a box (Liang and Barsky 1984), or null. Points may be as far off as floats go.
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

/** A polyline through pixels, every segment clipped to the box; `which` chooses segments by their ends. */
export function trace(ink, points, box, which = () => true) {
  ink.beginPath();
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

/** An arrow from a to b with a halo, so that it reads on any colour. */
export function arrow(ink, [ax, ay], [bx, by], colour, halo, width = 2.5) {
  const length = Math.hypot(bx - ax, by - ay);
  if (!(length > 3)) return;
  const head = Math.min(10, length * 0.6);
  const [ux, uy] = [(bx - ax) / length, (by - ay) / length];
  const [nx, ny] = [bx - head * ux, by - head * uy];
  for (const [stroke, thick] of [
    [halo, width + 3],
    [colour, width],
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

export function disc(ink, [x, y], radius, fill, ring, ringWidth = 2) {
  ink.beginPath();
  ink.arc(x, y, radius, 0, 2 * Math.PI);
  ink.fillStyle = fill;
  ink.fill();
  if (ring) {
    ink.strokeStyle = ring;
    ink.lineWidth = ringWidth;
    ink.stroke();
  }
}

/** A five-pointed star (global minimum), or with `hollow` its outline. */
export function star(ink, [x, y], radius, fill, ring) {
  ink.beginPath();
  for (let i = 0; i < 10; i++) {
    const r = i % 2 ? radius * 0.45 : radius;
    const angle = (i * Math.PI) / 5 - Math.PI / 2;
    ink[i ? "lineTo" : "moveTo"](x + r * Math.cos(angle), y + r * Math.sin(angle));
  }
  ink.closePath();
  ink.lineJoin = "round";
  ink.strokeStyle = ring;
  ink.lineWidth = 3;
  ink.stroke();
  ink.fillStyle = fill;
  ink.fill();
}

/** Text with a halo. */
export function label(ink, text, [x, y], colour, halo, align = "left") {
  ink.textAlign = align;
  ink.textBaseline = "middle";
  ink.lineJoin = "round";
  ink.strokeStyle = halo;
  ink.lineWidth = 4;
  ink.strokeText(text, x, y);
  ink.fillStyle = colour;
  ink.fillText(text, x, y);
}
