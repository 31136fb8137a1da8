// The start, as its handle on the page: where several runners have their own, each in the runner's colour.

const [RADIUS, LINE, EDGE] = [11.5, 3, 2]; // pixels: to the middle of the ring, and of it and of the edges beside it across
const [RING, AROUND] = ["#ffffff", "#10131a"];

/** @param {import("../ink.js").Context} ink @param {import("../layers.js").Picture} picture @param {boolean} own */
export function drawStarts(ink, { traces, selected, viewport: { width, height }, theme }, own) {
  const edge = own && theme.paper ? theme.background : AROUND; // between greys it would be lost
  for (const { pixels, ink: inks } of own ? traces : [selected]) {
    const [x, y] = pixels[0];
    if (!(x >= 0 && y >= 0 && x <= width && y <= height)) continue;
    for (const { colour, thick } of [
      { colour: edge, thick: LINE + 2 * EDGE },
      { colour: own ? inks.line : RING, thick: LINE },
    ]) {
      ink.beginPath();
      ink.arc(x, y, RADIUS, 0, 2 * Math.PI);
      ink.strokeStyle = colour;
      ink.lineWidth = thick;
      ink.stroke();
    }
  }
}
