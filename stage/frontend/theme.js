// Colours of the ink, read from the page's theme and the style sheet's tokens, and the scale of heights.

import { VERDICTS } from "./verdicts.js";

/** @typedef {ReturnType<typeof themeOf>} Theme */

// In which colours several runners are told apart, each readable on the heights' scale; the sixth is the page's ink. A
// runner keeps its hue when the page turns dark.
const RUNNERS = {
  light: ["blue", "vermilion", "green", "purple", "orange"],
  dark: ["sky", "vermilion", "green", "purple", "orange"],
};

const HALOS = { light: "rgba(255,255,255,0.9)", dark: "rgba(14,17,22,0.85)" };

/** What stands around a colour, so that it is told from any ground. @param {string} colour */
export function haloOf(colour) {
  const light = brightness(colour);
  return (light + 0.05) ** 2 > 1.05 * 0.05 ? HALOS.dark : HALOS.light; // with which the contrast is higher
}

/** What on a colour, and around a disc of it, is told from it: white, but not on white. @param {string} colour */
export function rimOf(colour) {
  return brightness(colour) > 0.7 ? "#10131a" : "#ffffff";
}

/**
 * @param {Element} element within a stage
 * @param {"" | "day" | "night"} time whose colours, where it is not the page's own
 */
export function themeOf(element, time = "") {
  const style = getComputedStyle(element);
  const page = (/** @type {string} */ name) => (time ? `--${time}-${name}` : `--${name}`);
  const read = (name, fallback = "") => {
    const value = style.getPropertyValue(name).trim();
    return value && value !== "unset" ? value : fallback;
  };
  const background = read(page("background"), "#ffffff");
  const dark = brightness(background) < 0.2;
  const okabe = (name) => read(`--okabe-${name}`, "#808080");
  const blue = okabe(dark ? "sky" : "blue");
  const ink = dark ? "#ffffff" : "#10131a";
  return {
    dark,
    paper: false, // whether it is for print, where greys take the place of colours
    background,
    text: read(page("text"), dark ? "#fafafa" : "#1f2430"),
    muted: dark ? "rgba(250,250,250,0.62)" : "rgba(31,36,48,0.66)",
    grid: dark ? "rgba(250,250,250,0.13)" : "rgba(31,36,48,0.12)",
    hatch: dark ? { ground: "#1d232c", line: "#4a5563" } : { ground: "#eef1f4", line: "#b6c0ca" }, // where there is no loss
    contours: dark ? "rgba(255,255,255,0.3)" : "rgba(255,255,255,0.45)", // on the map
    contour: dark ? "#6b7f88" : "#9cb4ba",
    wire: dark ? "#39414c" : "#d5dce4", // WebGL lines know no transparency
    primary: read(page("primary"), blue),
    font: read("--font", "sans-serif"),
    ink,
    halo: dark ? HALOS.dark : HALOS.light,
    marble: okabe("vermilion"),
    gradient: blue,
    step: dark ? okabe("yellow") : "#8A2BE2",
    star: dark ? { fill: okabe("yellow"), ring: "#000" } : { fill: "#ffffff", ring: "#10131a" },
    across: okabe("orange"),
    along: okabe("green"),
    memory: okabe("purple"),
    runners: [...RUNNERS[dark ? "dark" : "light"].map(okabe), ink],
    // Of the minima, in order: those that stay apart for all eyes while they grow lighter and darker.
    basins: {
      few: ["green", "purple", "orange", "blue"].map(okabe),
      many: ["green", "purple", "sky", "yellow", "blue", "vermilion"].map(okabe),
    },
    pattern: dark ? "#5b6776" : "#a3aeba", // of what ends nowhere
    verdicts: Object.fromEntries(Object.keys(VERDICTS).map((word) => [word, read(`--verdict-${word}`, "#808080")])),
  };
}

/**
 * Viridis, darkened on dark pages so that it does not glare; ink on it carries a halo.
 * @param {boolean} dark @returns {[number, string][]}
 */
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
  const [target, share] = [14, dark ? 0.3 : 0];
  return viridis.map((colour, i) => {
    const mixed = rgb(colour).map((channel) => Math.round(channel + share * (target - channel)));
    return [i / (viridis.length - 1), `rgb(${mixed.join(",")})`];
  });
}

/** @param {string} colour as #rrggbb or rgb(r, g, b) */
export function rgb(colour) {
  if (colour.startsWith("#")) return [1, 3, 5].map((i) => parseInt(colour.slice(i, i + 2), 16));
  return (colour.match(/[\d.]+/g) ?? [0, 0, 0]).slice(0, 3).map(Number);
}

/** The relative luminance (WCAG 2.2), 0 to 1. @param {string} colour */
function brightness(colour) {
  const [r, g, b] = rgb(colour).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
