// SVG from strokes: what is drawn stands where a canvas would have it, and whatever is written stays text.

import assert from "node:assert/strict";
import { test } from "node:test";
import { SvgInk } from "../../stage/frontend/picture/svg_ink.js";

/** Every letter is half as wide as it is tall, and stands 7 above its line, 3 above a line through its middle. */
const meter = {
  font: "",
  textBaseline: "alphabetic",
  measureText(text) {
    const size = parseFloat(/([\d.]+)px/.exec(this.font)?.[1] ?? "10");
    return { width: (text.length * size) / 2, actualBoundingBoxAscent: { alphabetic: 7, middle: 3, top: -1 }[this.textBaseline] };
  },
};
const begun = () => new SvgInk([200, 100], /** @type {any} */ (meter));

test("lines are moved and scaled, and as thick as on a canvas", () => {
  const ink = begun();
  ink.save();
  ink.translate(10, 20);
  ink.scale(2);
  ink.lineWidth = 1.5;
  ink.beginPath();
  ink.moveTo(1, 1);
  ink.lineTo(3, 2);
  ink.stroke();
  ink.restore();
  ink.fillRect(0, 0, 5, 5);
  const text = ink.text("");
  assert.match(text, /<path d="M12 22l4 2" fill="none" stroke="#000000" stroke-width="3"/);
  assert.match(text, /<rect x="0" y="0" width="5" height="5"/);
});

test("pieces that meet are written as one line, whichever way each goes", () => {
  const ink = begun();
  ink.beginPath();
  for (let k = 0; k < 20; k++) {
    const ends = [[k, k * k], [k + 1, (k + 1) ** 2]];
    for (const [i, [x, y]] of (k % 3 ? ends : ends.toReversed()).entries()) ink[i ? "lineTo" : "moveTo"](x, y);
  }
  ink.stroke();
  const [, path] = /d="([^"]*)"/.exec(ink.text("")) ?? [];
  assert.equal(path.match(/M/g)?.length, 1);
  assert.equal(path.match(/-?\d+/g)?.length, 2 * 21);
});

test("dashes and few lines stay what they are", () => {
  const ink = begun();
  ink.setLineDash([2, 3]);
  ink.beginPath();
  for (let k = 0; k < 20; k++) {
    ink.moveTo(k, 0);
    ink.lineTo(k + 1, 0);
  }
  ink.stroke();
  assert.match(ink.text(""), /(M\d+ 0l1 0){20}" fill="none"[^>]*stroke-dasharray="2 3"/);
});

test("a colour that is not opaque becomes a colour and how opaque it is", () => {
  const ink = begun();
  ink.globalAlpha = 0.5;
  ink.fillStyle = "rgba(255, 0, 16, 0.5)";
  ink.fillRect(0, 0, 1, 1);
  ink.fillStyle = "transparent";
  ink.fillRect(0, 0, 2, 2);
  assert.match(ink.text(""), /fill="#ff0010" fill-opacity="0.25"[^]*fill="none"/);
});

test("letters stand on the line that they stand on on a canvas, and keep to the room that they had", () => {
  const ink = begun();
  ink.font = "600 12px \"Source Sans\", sans-serif";
  ink.textBaseline = "middle";
  ink.textAlign = "right";
  ink.fillText("−1.5", 40, 50);
  ink.fillText("far too long", 40, 70, 30);
  const text = ink.text("");
  assert.match(text, /<text x="40" y="54" font-family="&#34;Source Sans&#34;, sans-serif" font-size="12" font-weight="600" text-anchor="end" textLength="24"/);
  assert.match(text, /textLength="30" lengthAdjust="spacingAndGlyphs"[^>]*>far too long</);
});

test("what is clipped is clipped within what was", () => {
  const ink = begun();
  for (const size of [50, 20]) {
    ink.beginPath();
    ink.rect(0, 0, size, size);
    ink.save();
    ink.clip();
  }
  ink.fillRect(0, 0, 9, 9);
  ink.restore();
  ink.restore();
  ink.fillRect(0, 0, 8, 8);
  const text = ink.text("");
  assert.match(text, /<clipPath id="c1" clip-path="url\(#c0\)">/);
  assert.match(text, /<g clip-path="url\(#c1\)">\n<rect[^>]*width="9"[^>]*>\n<\/g>\n<rect[^>]*width="8"/);
});

test("no text breaks out of the file", () => {
  const ink = begun();
  const hostile = `</text><script>alert("1 & 2")</script><!-- ]]> \u0000\u0008\ud800\uffff 𝛼`;
  ink.font = `12px "><script>`;
  ink.fillStyle = `"><script>`;
  ink.fillText(hostile, 1, 1);
  const text = ink.text(hostile);
  assert.doesNotMatch(text, /<script|<!--|[\u0000\u0008\uffff]/);
  assert.ok(text.isWellFormed());
  assert.equal(text.match(/𝛼/g)?.length, 2);
});
