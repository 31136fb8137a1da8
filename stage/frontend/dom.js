// Building elements in one line each.

/**
 * @template {string} Tag
 * @typedef {Tag extends `${infer Name}.${string}` ? Name : Tag} NameOf
 */

/**
 * @template {string} Tag
 * @typedef {NameOf<Tag> extends keyof HTMLElementTagNameMap
 *   ? HTMLElementTagNameMap[NameOf<Tag>] : HTMLElement} ElementOf
 */

/**
 * @template {string} Tag
 * @param {Tag} tag a tag name, with classes after dots: "div.card.wide"
 * @param {Record<string, any>} attributes "text" sets the text, "on…" adds a listener, the rest are attributes
 * @param {...(Node | string)} children
 * @returns {ElementOf<Tag>}
 */
export function make(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name);
  element.classList.add(...classes);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "text") element.textContent = value;
    else if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value);
  }
  element.append(...children);
  return /** @type {ElementOf<Tag>} */ (element);
}

/**
 * Says something else, if it is: to set the same text again makes a page lay itself out.
 * @param {Element} element @param {string} text
 */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Marks an English text that is translated where it is shown. @param {string} english */
export const sentence = (english) => english;
