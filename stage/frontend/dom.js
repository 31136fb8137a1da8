// Building elements in one line each.

/**
 * @param {string} tag a tag name, with classes after dots: "div.card.wide"
 * @param {Record<string, any>} attributes "text" sets the text, "on…" adds a listener, the rest are attributes
 * @param {...(Node | string)} children
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
  return element;
}
