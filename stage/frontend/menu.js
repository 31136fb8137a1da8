// A menu of one of the catalogues: lines under the headings of their families, each with what it teaches. It is searched
// by what people call things; under a finger no keyboard comes up before the search is touched.

import { make } from "./dom.js";
import { Sheet } from "./sheet.js";

const CHEVRON = '<svg viewBox="0 0 12 12" aria-hidden="true"><path d="M2 4l4 4 4-4"/></svg>';

/**
 * @typedef {{key: string, title: string, family: string, lesson: string, also: string[]}} Item
 * @typedef {{item: Item, option: HTMLElement, group: HTMLElement}} Line
 */

export class Menu {
  /**
   * @param {string} id a name that nothing else on the page has @param {string} label
   * @param {{choose: (key: string) => void, best: () => void}} acts
   */
  constructor(id, label, { choose, best }) {
    this.id = id;
    this.choose = choose;
    /** @type {Line[]} */
    this.lines = [];
    /** @type {Line[]} those that the search leaves */
    this.found = [];
    /** @type {Line | null} the one that Enter would choose */
    this.active = null;
    this.key = "";
    this.value = make("span.menu-value");
    this.button = make("button.menu-button", { type: "button", "aria-haspopup": "listbox" });
    this.button.append(make("span.menu-label", { text: label }), this.value);
    this.button.insertAdjacentHTML("beforeend", CHEVRON);
    this.search = make("input.menu-search", {
      type: "text", // in a field for searches Escape empties that instead of closing the menu
      role: "combobox",
      enterkeyhint: "go",
      placeholder: "Search",
      "aria-label": `Search: ${label}`,
      "aria-autocomplete": "list",
      "aria-expanded": "true",
      "aria-controls": `${id}-lines`,
      autocomplete: "off",
      spellcheck: "false",
      oninput: () => this.filter(),
    });
    this.list = make("div.menu-lines", { role: "listbox", id: `${id}-lines`, tabindex: "-1", "aria-label": label });
    this.none = make("p.menu-none", { role: "status" });
    this.best = make("button.menu-best", { type: "button", onclick: () => this.leave(best) });
    this.sheet = new Sheet(this.button, "menu", (open, touched) => this.toggled(open, touched));
    this.sheet.element.append(this.search, this.none, this.list, this.best);
    this.sheet.element.addEventListener("keydown", (event) => this.press(event));
  }

  get elements() {
    return [this.button, this.sheet.element];
  }

  /** @param {Item[]} items in the order of the catalogue */
  setItems(items) {
    this.lines = [];
    /** @type {Map<string, HTMLElement>} */
    const groups = new Map();
    for (const item of items) {
      const group = groups.get(item.family) ?? this.groupOf(item.family, groups.size);
      groups.set(item.family, group);
      const option = make("div.menu-line", { role: "option", id: `${this.id}-${item.key}` });
      option.append(make("span.menu-title", { text: item.title }), make("span.menu-lesson", { text: item.lesson }));
      const line = { item, option, group };
      option.addEventListener("click", () => this.take(line));
      option.addEventListener("pointermove", () => this.active !== line && this.mark(line, false));
      group.append(option);
      this.lines.push(line);
    }
    this.list.replaceChildren(...groups.values());
    this.filter();
  }

  /** @param {string} family @param {number} place */
  groupOf(family, place) {
    const heading = make("div.menu-family", { id: `${this.id}-family-${place}`, text: family });
    return make("div", { role: "group", "aria-labelledby": heading.id }, heading);
  }

  /** @param {string} key what is chosen */
  show(key) {
    this.key = key;
    for (const { item, option } of this.lines) {
      option.setAttribute("aria-selected", String(item.key === key));
      if (item.key !== key) continue;
      this.value.textContent = item.title;
      this.best.textContent = `Show ${item.title} at its best`;
    }
  }

  /** @param {boolean} open @param {boolean} touched */
  toggled(open, touched) {
    this.search.value = "";
    this.filter();
    if (!open) return;
    (touched ? this.list : this.search).focus();
    this.mark(this.lines.find(({ item }) => item.key === this.key) ?? null, true);
  }

  /** Leaves the lines that the search is about; what is called so comes before what only teaches of it. */
  filter() {
    const words = this.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const ranks = new Map(this.lines.map((line) => [line, rankOf(line.item, words)]));
    const named = [...ranks.values()].some((rank) => rank < TAUGHT);
    this.found = this.lines.filter((line) => (ranks.get(line) ?? UNKNOWN) < (named ? TAUGHT : UNKNOWN));
    for (const line of this.lines) line.option.hidden = !this.found.includes(line);
    for (const { group } of this.lines) group.hidden = this.found.every((line) => line.group !== group);
    this.none.textContent = this.found.length ? "" : "Nothing here is called so: try another word, or read the list.";
    const best = Math.min(...this.found.map((line) => ranks.get(line) ?? UNKNOWN));
    if (words.length) this.mark(this.found.find((line) => ranks.get(line) === best) ?? null, true);
  }

  /** @param {Line | null} line @param {boolean} seen whether the list goes there */
  mark(line, seen) {
    this.active?.option.classList.remove("active");
    this.active = line;
    for (const element of [this.search, this.list]) {
      if (line) element.setAttribute("aria-activedescendant", line.option.id);
      else element.removeAttribute("aria-activedescendant");
    }
    line?.option.classList.add("active");
    if (seen) line?.option.scrollIntoView({ block: "nearest" });
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    event.stopPropagation();
    if (event.target === this.best) return;
    const last = this.found.length - 1;
    const now = this.active ? this.found.indexOf(this.active) : -1;
    /** @type {Record<string, number>} */
    const places = { ArrowDown: Math.min(now + 1, last), ArrowUp: Math.max(now - 1, 0) };
    places.PageDown = Math.min(now + 6, last);
    places.PageUp = Math.max(now - 6, 0);
    if (event.target !== this.search) Object.assign(places, { Home: 0, End: last }); // there they are the text's
    const chosen = event.key === "Enter" || (event.key === " " && event.target === this.list);
    if (event.key in places) this.mark(this.found[places[event.key]] ?? null, true);
    else if (chosen && this.active) this.take(this.active);
    else if (!chosen) return;
    event.preventDefault();
  }

  /** @param {Line} line */
  take({ item }) {
    this.leave(() => item.key !== this.key && this.choose(item.key));
  }

  /** @param {() => void} act */
  leave(act) {
    this.sheet.close();
    act();
  }
}

const [NAMED, TAUGHT, UNKNOWN] = [0, 4, 5];

/** How well an item is what the words ask for: the worst of them counts. @param {Item} item @param {string[]} words */
function rankOf({ key, title, also, family, lesson }, words) {
  const name = title.toLowerCase();
  const others = [...also, key.replaceAll("_", " ")].map((text) => text.toLowerCase());
  const rank = (/** @type {string} */ word) => {
    if (name.startsWith(word) || others.some((other) => other === word)) return NAMED;
    if (name.includes(word)) return 1;
    if (others.some((other) => other.includes(word))) return 2;
    if (family.toLowerCase().includes(word)) return 3;
    return lesson.toLowerCase().includes(word) ? TAUGHT : UNKNOWN;
  };
  return Math.max(NAMED, ...words.map(rank));
}
