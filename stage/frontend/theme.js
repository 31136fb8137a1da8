// Colours of the ink, read from the page's theme; runs take the colour-blind-safe palette of Okabe and Ito (2008).

export const VERDICT_COLOURS = {
  converged: "#009E73",
  oscillating: "#E69F00",
  crawling: "#56B4E9",
  trapped: "#CC79A7",
  stalled: "#999999",
  diverged: "#D55E00",
};

/** The same shapes as characters. */
export const VERDICT_GLYPHS = {
  converged: "●",
  oscillating: "◆",
  crawling: "▬",
  trapped: "■",
  stalled: "▲",
  diverged: "✕",
};

/** Each verdict has a shape as well as a colour. */
export function drawMark(ink, x, y, verdict, size) {
  ink.save();
  ink.translate(x, y);
  ink.scale(size, size);
  ink.fillStyle = ink.strokeStyle = VERDICT_COLOURS[verdict];
  ink.lineWidth = 0.6;
  ink.beginPath();
  ({
    converged: () => ink.arc(0, 0, 0.95, 0, 7),
    oscillating: () => polygon(ink, [0, -1.15, 1.15, 0, 0, 1.15, -1.15, 0]),
    crawling: () => ink.rect(-1.05, -0.45, 2.1, 0.9),
    trapped: () => ink.rect(-0.85, -0.85, 1.7, 1.7),
    stalled: () => polygon(ink, [0, -1, 1.05, 0.85, -1.05, 0.85]),
    diverged: () => {
      ink.moveTo(-0.8, -0.8);
      ink.lineTo(0.8, 0.8);
      ink.moveTo(0.8, -0.8);
      ink.lineTo(-0.8, 0.8);
    },
  })[verdict]();
  if (verdict === "diverged") ink.stroke();
  else ink.fill();
  ink.restore();
}

function polygon(ink, corners) {
  for (let i = 0; i < corners.length; i += 2) ink[i ? "lineTo" : "moveTo"](corners[i], corners[i + 1]);
  ink.closePath();
}

/** @param {Element} element */
export function themeOf(element) {
  const style = getComputedStyle(element);
  const read = (name, fallback) => {
    const value = style.getPropertyValue(name).trim();
    return value && value !== "unset" ? value : fallback;
  };
  const background = read("--st-background-color", "#ffffff");
  const dark = luminance(background) < 0.5;
  return {
    dark,
    background,
    text: read("--st-text-color", dark ? "#fafafa" : "#1f2430"),
    muted: dark ? "rgba(250,250,250,0.62)" : "rgba(31,36,48,0.66)",
    grid: dark ? "rgba(250,250,250,0.13)" : "rgba(31,36,48,0.12)",
    wire: dark ? "#39414c" : "#d5dce4", // WebGL lines know no transparency
    primary: read("--st-primary-color", dark ? "#56B4E9" : "#0072B2"),
    font: read("--st-font", "sans-serif"),
    ink: dark ? "#ffffff" : "#10131a",
    halo: dark ? "rgba(0,0,0,0.75)" : "rgba(255,255,255,0.85)",
    marble: "#D55E00",
    gradient: dark ? "#56B4E9" : "#0072B2",
    step: dark ? "#F0E442" : "#8A2BE2",
  };
}

/** Viridis, lightened on light pages and darkened on dark ones so that ink stays readable on it. */
export function colourscale(dark) {
  const viridis = [
    "#440154",
    "#482878",
    "#3e4a89",
    "#31688e",
    "#26828e",
    "#1f9e89",
    "#35b779",
    "#6ece58",
    "#b5de2b",
    "#fde725",
  ];
  const target = dark ? 14 : 255;
  const share = dark ? 0.38 : 0.42;
  return viridis.map((colour, i) => {
    const mixed = rgb(colour).map((channel) => Math.round(channel + share * (target - channel)));
    return [i / (viridis.length - 1), `rgb(${mixed.join(",")})`];
  });
}

function rgb(colour) {
  if (colour.startsWith("#")) return [1, 3, 5].map((i) => parseInt(colour.slice(i, i + 2), 16));
  return colour
    .match(/[\d.]+/g)
    .slice(0, 3)
    .map(Number);
}

function luminance(colour) {
  const [r, g, b] = rgb(colour);
  return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
}
