// Numbers as people read them.

/** @type {Record<string, string>} */
const SUPERSCRIPT = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };

const raise = (exponent) => [...String(exponent)].map((digit) => SUPERSCRIPT[digit]).join("");

/**
 * A number to so many significant digits: 0.0123, 1234, powers of ten beyond 0.0001 and 100,000: 1.2×10⁻⁷.
 * @param {number} value
 */
export function show(value, digits = 4) {
  if (Number.isNaN(value)) return "undefined";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  if (value === 0) return "0";
  const [mantissa, exponent] = value
    .toExponential(digits - 1)
    .split("e")
    .map(Number);
  if (exponent >= -4 && exponent < 5) return String(Number(value.toPrecision(digits))).replace("-", "−");
  return `${String(mantissa).replace("-", "−")}×10${raise(exponent)}`;
}

/** A power of ten as a tick: 1, 10, 0.1, 10⁻⁵. @param {number} exponent */
export function showPower(exponent) {
  return Math.abs(exponent) <= 2 ? String(Number((10 ** exponent).toPrecision(1))) : `10${raise(exponent)}`;
}

/** A number in the form a text field takes back. */
export const typed = (value) => String(Number(value.toPrecision(6))).replaceAll("-", "−");

/** A decay factor as a multiplier: ×1, ×1/10, ×1/31.6. @param {number} factor */
export function showFactor(factor) {
  if (factor >= 1) return `×${show(factor, 3)}`;
  return factor === 0 ? "×0" : `×1/${show(1 / factor, 3)}`;
}

/**
 * A slider's value as people read it.
 * @param {number} value @param {"number" | "factor"} reading @param {number} digits
 */
export function tellValue(value, reading, digits = 3) {
  return reading === "factor" ? showFactor(value) : show(value, digits);
}

/**
 * The number in what people type and what this page writes; NaN if there is none, or if it is not clear which:
 * 0.1, 0,1, 1e-3, 2×10⁻⁵, 10^-5, 1/3, 1½, ×1/20, 5 %, 1 000, α = 0.1, −2.
 * @param {string} text
 */
export function readNumber(text) {
  if (questionOf(text)) return NaN;
  const [top, bottom, ...rest] = plain(text).replace(/%$/, "").split("/").map(readDecimal);
  const value = (bottom === undefined ? top : top / bottom) / (text.trim().endsWith("%") ? 100 : 1);
  return !rest.length && Number.isFinite(value) ? value : NaN;
}

/** What to ask where a comma may part thousands or decimals; else "". @param {string} text */
export function questionOf(text) {
  const [, whole, part] = /(?<![\d.,])([1-9]\d{0,2}),(\d{3})(?![\d.,])/.exec(plain(text)) ?? [];
  return whole ? `${whole},${part} may be ${Number(`${whole}.${part}`)} or ${whole + part}: type one of these.` : "";
}

/** Without the name in front, in the signs that code has, and with nothing between the digits. @param {string} text */
function plain(text) {
  return text
    .trim()
    .replace(/^\p{L}[\p{L}\p{M}\p{N}_ ]*[=≈]/u, "")
    .replace(/^\s*[×x*]/, "")
    .replace(/[⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, (raised) => `^${raised.normalize("NFKC")}`)
    .replace(/(\d*)\s*([¼-¾⅐-⅞])/g, (_, whole, part) => String(Number(whole) + divide(part.normalize("NFKC"))))
    .normalize("NFKC")
    .replace(/[\p{Pd}−]/gu, "-")
    .replace(/(?<![\d.,])10\s*(\^|\*\*)\s*(?=[-+]?\d)/g, "1e")
    .replace(/\s*[×x*·⋅]\s*1e/, "e")
    .replace(/(?<=\d)[\s'’_](?=\d{3}(?!\d))/g, "")
    .replace(/(?<!\d)\s+|\s+(?!\d)/g, "");
}

/** @param {string} fraction */
function divide(fraction) {
  const [top, bottom] = fraction.split("⁄").map(Number);
  return top / bottom;
}

/**
 * A decimal number with a point or a comma; of both the last one parts the decimals, and what stands twice does not.
 * @param {string} text
 */
function readDecimal(text) {
  const [mark = "."] = /[.,](?=[^.,]*$)/.exec(text) ?? [];
  const several = text.split(mark).length > 2;
  const other = several ? mark : mark === "." ? "," : ".";
  const grouped = new RegExp(`(?<=\\d)[${other}](?=\\d{3}(?!\\d))`, "g");
  const number = text.replace(grouped, "").replace(",", ".");
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(number) ? Number(number) : NaN;
}
