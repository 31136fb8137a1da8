// Elements of an SVG drawing that are kept by their keys, so that what changes moves and what is new comes.

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} tag @param {Record<string, string | number>} attributes @param {...(Node | string)} children
 * @returns {SVGElement}
 */
export function draw(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  put(element, attributes);
  element.append(...children);
  return element;
}

/** @param {SVGElement} element @param {Record<string, string | number>} attributes */
export function put(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    const text = typeof value === "number" ? value.toFixed(2).replace(/\.?0+$/, "") : value;
    if (element.getAttribute(name) !== text) element.setAttribute(name, text);
  }
}

/** A group whose children have keys. */
export class Marks {
  /** @param {string} tag of the children @param {string} look a class of the group */
  constructor(tag, look) {
    this.tag = tag;
    this.element = draw("g", { class: look });
    /** @type {Map<string, SVGElement>} */
    this.marks = new Map();
  }

  /** @param {{key: string, text?: string, attributes: Record<string, string | number>}[]} wanted in the order of drawing */
  draw(wanted) {
    const keys = new Set(wanted.map(({ key }) => key));
    for (const [key, mark] of this.marks)
      if (!keys.has(key)) {
        mark.remove();
        this.marks.delete(key);
      }
    wanted.forEach(({ key, text, attributes }, at) => {
      const mark = this.marks.get(key) ?? draw(this.tag, {});
      this.marks.set(key, mark);
      put(mark, attributes);
      if (text !== undefined && mark.textContent !== text) mark.textContent = text;
      if (this.element.children[at] !== mark) this.element.insertBefore(mark, this.element.children[at] ?? null);
    });
  }
}
