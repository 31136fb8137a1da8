// Ink that writes SVG: it takes the strokes that the page's canvases take, as far as this app has them, and gives them back
// as a text. What is drawn stays lines and letters; what is an image is embedded as a PNG.
//
//     const ink = new SvgInk([width, height], meter);    meter: a canvas's context, which knows how wide words are
//     drawMap(ink.context, facts);
//     ink.text("what it shows");

import { chain, pathOf, short } from "./svg_paths.js";

const CHAIN = 8; // lines in one stroke, from which on those that meet are written as one
const NAMES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';
const FEW = 3; // letters, which are as wide in any font
const SIDES = { left: "start", start: "start", center: "middle", right: "end", end: "end" };
const PLAIN = {
  ...{ fillStyle: "#000000", strokeStyle: "#000000", lineWidth: 1, lineCap: "butt", lineJoin: "miter", globalAlpha: 1 },
  ...{ font: "10px sans-serif", textAlign: "left", textBaseline: "alphabetic", imageSmoothingEnabled: true },
};

/**
 * @typedef {import("../ink.js").Pixel} Pixel
 * @typedef {import("./svg_paths.js").Line} Line
 * @typedef {{href: string, width: number, height: number}} Tile
 * @typedef {Pick<CanvasRenderingContext2D, "font" | "textBaseline" | "measureText">} Meter
 */

export class SvgInk {
  /** @param {[number, number]} size pixels @param {Meter} meter */
  constructor([width, height], meter) {
    Object.assign(this, PLAIN);
    this.size = [width, height];
    this.meter = meter;
    /** @type {string | Tile} */
    this.fillStyle = PLAIN.fillStyle;
    this.strokeStyle = PLAIN.strokeStyle;
    this.lineWidth = this.globalAlpha = 1;
    this.lineCap = PLAIN.lineCap;
    this.lineJoin = PLAIN.lineJoin;
    this.font = PLAIN.font;
    /** @type {keyof typeof SIDES} */
    this.textAlign = "left";
    /** @type {CanvasTextBaseline} */
    this.textBaseline = "alphabetic";
    this.imageSmoothingEnabled = true;
    /** @type {number[]} */
    this.dash = [];
    /** Where the origin is, and how large a unit. */
    this.place = { x: 0, y: 0, unit: 1 };
    this.clipped = ""; // the id of what is seen
    /** @type {any[]} */
    this.kept = [];
    /** @type {Line[]} of the present path */
    this.lines = [];
    /** @type {string[]} */
    this.defined = [];
    /** @type {string[]} */
    this.written = [];
    this.group = ""; // what the open group is clipped to
  }

  /** The same, for what draws on a canvas's context. */
  get context() {
    return /** @type {import("../ink.js").Context} */ (/** @type {unknown} */ (this));
  }

  /** The whole as an SVG file. @param {string} title */
  text(title) {
    this.enter("");
    const [width, height] = this.size.map(short);
    const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
    const defined = this.defined.length ? [`<defs>${this.defined.join("")}</defs>`] : [];
    const lines = [`<svg ${NAMES} ${size}>`, `<title>${escaped(title)}</title>`, ...defined, ...this.written, "</svg>", ""];
    return `<?xml version="1.0" encoding="UTF-8"?>\n${lines.join("\n")}`;
  }

  save() {
    const kept = Object.fromEntries([...Object.keys(PLAIN), "clipped"].map((name) => [name, this[name]]));
    this.kept.push({ ...kept, dash: this.dash, place: this.place });
  }

  restore() {
    Object.assign(this, this.kept.pop());
  }

  /** @param {number} x @param {number} y */
  translate(x, y) {
    const { unit } = this.place;
    this.place = { x: this.place.x + unit * x, y: this.place.y + unit * y, unit };
  }

  /** The same in both directions. @param {number} factor */
  scale(factor) {
    this.place = { ...this.place, unit: this.place.unit * factor };
  }

  /** @param {number[]} dash */
  setLineDash(dash) {
    this.dash = dash;
  }

  beginPath() {
    this.lines = [];
  }

  /** @param {number} x @param {number} y */
  moveTo(x, y) {
    this.lines.push({ points: [this.at(x, y)], closed: false, arcs: "" });
  }

  /** @param {number} x @param {number} y */
  lineTo(x, y) {
    const line = this.lines.at(-1);
    if (!line || line.closed || line.arcs) return this.moveTo(x, y);
    line.points.push(this.at(x, y));
  }

  closePath() {
    const line = this.lines.at(-1);
    if (line) line.closed = true;
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  rect(x, y, width, height) {
    this.moveTo(x, y);
    this.lineTo(x + width, y);
    this.lineTo(x + width, y + height);
    this.lineTo(x, y + height);
    this.closePath();
  }

  /** A whole circle. @param {number} x @param {number} y @param {number} radius */
  arc(x, y, radius) {
    const [[px, py], r] = [this.at(x, y), short(this.place.unit * radius)];
    if (this.lines.at(-1)?.points.length === 1) this.lines.pop(); // it was but gone to
    const half = (/** @type {number} */ way) => `a${r} ${r} 0 1 0 ${short(way * 2 * r)} 0`;
    this.lines.push({ points: [], closed: false, arcs: `M${short(px - r)} ${short(py)}${half(1)}${half(-1)}z` });
  }

  clip() {
    const id = `c${this.defined.length}`;
    const within = this.clipped ? ` clip-path="url(#${this.clipped})"` : "";
    this.defined.push(`<clipPath id="${id}"${within}><path d="${pathOf(this.lines)}"/></clipPath>`);
    this.clipped = id;
  }

  fill() {
    const d = pathOf(this.lines);
    if (d) this.write(`<path d="${d}"${this.filling()}/>`);
  }

  stroke() {
    const chained = this.lines.length > CHAIN && !this.dash.length ? chain(this.lines) : this.lines;
    const d = pathOf(chained.filter(({ points, arcs }) => arcs || points.length > 1));
    if (d) this.write(`<path d="${d}" fill="none"${this.stroking()}/>`);
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  fillRect(x, y, width, height) {
    const [left, top] = this.at(x, y).map(short);
    const { unit } = this.place;
    const size = `width="${short(unit * width)}" height="${short(unit * height)}"`;
    this.write(`<rect x="${left}" y="${top}" ${size}${this.filling()}/>`);
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  strokeRect(x, y, width, height) {
    this.beginPath();
    this.rect(x, y, width, height);
    this.stroke();
  }

  /** @param {string} text @param {number} x @param {number} y @param {number} [most] how wide it may be */
  fillText(text, x, y, most) {
    this.writeText(text, x, y, this.filling(), most);
  }

  /** @param {string} text @param {number} x @param {number} y */
  strokeText(text, x, y) {
    this.writeText(text, x, y, ` fill="none"${this.stroking()}`);
  }

  /** @param {string} text */
  measureText(text) {
    this.meter.font = this.font;
    this.meter.textBaseline = "alphabetic";
    return this.meter.measureText(text);
  }

  /** @param {HTMLCanvasElement} image a tile */
  createPattern(image) {
    return { href: image.toDataURL(), width: image.width, height: image.height };
  }

  /** As a context does, with a part of the image or without. @param {HTMLCanvasElement} image @param {number[]} numbers */
  drawImage(image, ...numbers) {
    const part = numbers.length === 8 ? cut(image, numbers.slice(0, 4)) : image;
    const [x, y, width = image.width, height = image.height] = numbers.slice(-4);
    const [left, top] = this.at(x, y).map(short);
    const size = `width="${short(this.place.unit * width)}" height="${short(this.place.unit * height)}"`;
    const sharp = this.imageSmoothingEnabled ? "" : ' style="image-rendering:pixelated"';
    const look = `preserveAspectRatio="none"${sharp}${opacity("opacity", this.globalAlpha)}`;
    this.write(`<image x="${left}" y="${top}" ${size} ${look} xlink:href="${part.toDataURL("image/png")}"/>`);
  }

  /**
   * What is drawn within is faint as a whole.
   * @param {number} share how opaque @param {(on: import("../ink.js").Context) => void} draw
   */
  drawFaint(share, draw) {
    this.enter("");
    this.written.push(`<g${opacity("opacity", share)}>`);
    draw(this.context);
    this.enter("");
    this.written.push("</g>");
  }

  /** @param {number} x @param {number} y @returns {Pixel} */
  at(x, y) {
    return [this.place.x + this.place.unit * x, this.place.y + this.place.unit * y];
  }

  /** @param {string} element */
  write(element) {
    this.enter(this.clipped);
    this.written.push(element);
  }

  /** Opens the group in which only so much is seen. @param {string} clipped */
  enter(clipped) {
    if (clipped === this.group) return;
    if (this.group) this.written.push("</g>");
    if (clipped) this.written.push(`<g clip-path="url(#${clipped})">`);
    this.group = clipped;
  }

  filling() {
    if (typeof this.fillStyle !== "string") return ` fill="url(#${this.define(this.fillStyle)})"`;
    return paint("fill", this.fillStyle, this.globalAlpha);
  }

  stroking() {
    const { unit } = this.place;
    const cap = this.lineCap === "butt" ? "" : ` stroke-linecap="${this.lineCap}"`;
    const join = this.lineJoin === "miter" ? ' stroke-miterlimit="10"' : ` stroke-linejoin="${this.lineJoin}"`;
    const dash = this.dash.length ? ` stroke-dasharray="${this.dash.map((length) => short(unit * length)).join(" ")}"` : "";
    const width = ` stroke-width="${short(unit * this.lineWidth)}"`;
    return paint("stroke", this.strokeStyle, this.globalAlpha) + width + cap + join + dash;
  }

  /** @param {Tile} tile @returns {string} its id */
  define({ href, width, height }) {
    const id = `p${this.defined.length}`;
    const size = `width="${width}" height="${height}"`;
    const image = `<image ${size} xlink:href="${href}"/>`;
    this.defined.push(`<pattern id="${id}" patternUnits="userSpaceOnUse" ${size}>${image}</pattern>`);
    return id;
  }

  /** @param {string} text @param {number} x @param {number} y @param {string} look @param {number} [most] */
  writeText(text, x, y, look, most) {
    if (!text) return;
    const [, weight = "", size, family] = /^(?:(\w+) )?([\d.]+)px (.*)$/.exec(this.font) ?? ["", "", "10", "sans-serif"];
    const { width } = this.measureText(text);
    const [left, base] = this.at(x, y + this.rise()).map(short);
    const { unit } = this.place;
    const bold = weight && weight !== "400" ? ` font-weight="${weight}"` : "";
    const anchor = SIDES[this.textAlign] === "start" ? "" : ` text-anchor="${SIDES[this.textAlign]}"`;
    const wide = Math.min(width, most ?? Infinity);
    // Where the page's font is not at hand, another takes its place, and its words keep to the room that these had
    const keeps = text.length > FEW || wide < width;
    const tight = keeps ? ` textLength="${short(unit * wide)}" lengthAdjust="spacingAndGlyphs"` : "";
    const font = ` font-family="${escaped(family)}" font-size="${short(unit * Number(size))}"`;
    this.write(`<text x="${left}" y="${base}"${font}${bold}${anchor}${tight}${look}>${escaped(text)}</text>`);
  }

  /** How far below the line that text is set on its letters stand: few programs know other lines than that. */
  rise() {
    if (this.textBaseline === "alphabetic") return 0;
    const standing = this.measureText("H").actualBoundingBoxAscent;
    this.meter.textBaseline = this.textBaseline;
    return standing - this.meter.measureText("H").actualBoundingBoxAscent;
  }
}

/**
 * A colour and how opaque it is, as two attributes: few programs take them as one.
 * @param {"fill" | "stroke"} what @param {string} colour @param {number} alpha
 */
function paint(what, colour, alpha) {
  if (colour === "transparent") return ` ${what}="none"`;
  const [r, g, b, a = 1] = (/^rgba?\((.*)\)$/.exec(colour)?.[1] ?? "").split(/[\s,/]+/).map(Number);
  if (b === undefined) return ` ${what}="${escaped(colour)}"${opacity(`${what}-opacity`, alpha)}`;
  if (a === 0) return ` ${what}="none"`;
  const channels = [r, g, b].map((channel) => Math.round(channel).toString(16).padStart(2, "0"));
  return ` ${what}="#${channels.join("")}"${opacity(`${what}-opacity`, a * alpha)}`;
}

/** @param {string} name @param {number} share */
const opacity = (name, share) => (share === 1 ? "" : ` ${name}="${short(share)}"`);

/** Text that any XML parser takes; what XML cannot hold becomes a question mark. @param {string} text */
function escaped(text) {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "?")
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** @param {HTMLCanvasElement} image @param {number[]} part */
function cut(image, [x, y, width, height]) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d")).drawImage(image, -x, -y);
  return canvas;
}
