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
export const typed = (value) => String(Number(value.toPrecision(6)));

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

/** A typed number: 0.1, 0,1, 1e-3, 1/100, ×1/100. NaN if it is none. @param {string} text */
export function readNumber(text) {
  const [top, bottom, ...rest] = text.trim().replace(/^×\s*/, "").replace(",", ".").replace("−", "-").split("/");
  if (rest.length || top.trim() === "" || bottom?.trim() === "") return NaN;
  const value = bottom === undefined ? Number(top) : Number(top) / Number(bottom);
  return Number.isFinite(value) ? value : NaN;
}
