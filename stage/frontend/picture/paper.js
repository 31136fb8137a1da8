// In which colours a file is drawn: the page's, those of a light or a dark page, or black on white paper.

import { themeOf } from "../theme.js";

/** @typedef {import("../theme.js").Theme} Theme */

/** What there is to choose, and what it is called. */
export const COLOURS = { page: "as on the page", day: "light", night: "dark", print: "for print: black on white" };

/** Greys that are told apart on paper. */
const GREYS = ["#000000", "#5c5c5c", "#2e2e2e", "#707070", "#454545", "#000000"];
const PALE = ["#f0f0f0", "#bcbcbc", "#d6d6d6", "#a6a6a6", "#e4e4e4", "#c9c9c9"];

/** @param {keyof typeof COLOURS} choice @param {Element} root of a stage @param {Theme} theme the page's @returns {Theme} */
export function themeFor(choice, root, theme) {
  if (choice === "page") return theme;
  if (choice === "print") return printed(themeOf(root, "day"));
  return themeOf(root, choice);
}

/**
 * White paper, black ink and grey contours: what colours tell on the page, marks and greys tell here.
 * @param {Theme} theme @returns {Theme}
 */
export function printed(theme) {
  return {
    ...theme,
    ...{ dark: false, paper: true, background: "#ffffff", text: "#000000", muted: "#404040", ink: "#000000" },
    ...{ grid: "#d0d0d0", contours: "#8c8c8c", contour: "#8c8c8c", wire: "#c4c4c4", primary: "#000000", marble: "#000000" },
    ...{ gradient: "#707070", step: "#000000", across: "#5c5c5c", along: "#2e2e2e", memory: "#707070" },
    hatch: { ground: "#ffffff", line: "#b8b8b8" },
    star: { fill: "#ffffff", ring: "#000000" },
    runners: GREYS,
    basins: { few: PALE, many: PALE },
    pattern: "#8a8a8a",
    verdicts: Object.fromEntries(Object.keys(theme.verdicts).map((word) => [word, "#000000"])),
  };
}

/** The heights of a surface on paper. @type {[number, string][]} */
export const PAPER_HEIGHTS = [
  [0, "#a8a8a8"],
  [1, "#f6f6f6"],
];
