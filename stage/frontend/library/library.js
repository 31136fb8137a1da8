// The library: all lessons, shelf by shelf, and what this browser's student has done of them.

import { make } from "../dom.js";
import { diary } from "../lesson/diary.js";
import { turn, wasTurned } from "../lesson/turning.js";

/**
 * @typedef {{key: string, title: string, minutes: number, aim: string, screens: number, sheet: string, notes: string,
 *            page: string}} Line
 * @typedef {{title: string, lessons: Line[]}} Shelf
 * @typedef {{language: string, languages: Record<string, string>, shelves: Shelf[], troubles: string[],
 *            names: Record<string, string>}} Library languages: by their keys what they call themselves; names: what is
 *            said in that language, by what it is in English
 * @typedef {{lesson: string, screen: number} | {language: string}} Wish
 * @typedef {{data: Library, parentElement: HTMLElement, setTriggerValue: (name: string, value: Wish & {at: number}) => void}} Component
 */

/** Called by Streamlit whenever the list changed. @param {Component} component */
export function render({ data, parentElement, setTriggerValue }) {
  const t = (/** @type {string} */ english) => data.names[english] ?? english;
  const wish = (/** @type {Wish} */ wished) => setTriggerValue("wish", { ...wished, at: performance.now() }); // told anew
  const draw = () => {
    const library = make("div.library", { lang: data.language });
    library.append(head(data, t, wish));
    for (const trouble of data.troubles) library.append(make("p.library-trouble", { role: "alert", text: trouble }));
    let number = 0;
    for (const { title, lessons } of data.shelves) {
      const list = make("ol.library-shelf");
      for (const line of lessons) list.append(lineOf(line, ++number, t, wish));
      library.append(make("h2", { text: title }), list);
    }
    library.append(foot(t, redraw));
    parentElement.replaceChildren(library);
  };
  const redraw = () => {
    draw();
    /** @type {HTMLElement | null} */ (parentElement.querySelector(".library-foot a"))?.focus(); // its button is at rest
  };
  draw();
  if (wasTurned()) parentElement.querySelector("h1")?.focus();
}

/** @param {Library} data @param {(english: string) => string} t @param {(wish: Wish) => void} wish */
function head({ shelves, language, languages }, t, wish) {
  const all = shelves.flatMap(({ lessons }) => lessons);
  const begun = all.filter(({ key }) => diary.seen(key).length);
  const next = all.find(({ key, screens }) => begun.length && diary.seen(key).length < screens) ?? all[0];
  const intro = make("p.library-intro", {
    text: t("Predict what a run will do, then run it. Each lesson takes a few minutes and is a link of its own."),
  });
  const together = make("p.library-intro", { text: `${t("In a class everybody predicts at once: open a lesson and choose “Teach this”.")} ` });
  together.append(make("a", { href: resolve("room"), text: t("Join a room") }));
  const choice = make("select", { "aria-label": t("Language") });
  for (const [key, name] of Object.entries(languages)) choice.append(make("option", { value: key, text: name, lang: key }));
  choice.value = language;
  choice.addEventListener("change", () => wish({ language: choice.value }));
  const row = make("div.library-row", {}, make("h1", { text: t("Lessons"), tabindex: "-1" }), choice);
  const box = make("header.library-head", {}, row, intro, together);
  if (next) {
    const text = `${begun.length ? t("Go on") : t("Start here")}: ${next.title}`;
    box.append(opener(next, make("a.text-button.primary", { text }), wish));
  }
  return box;
}

/** @param {Line} line @param {number} number @param {(english: string) => string} t @param {(wish: Wish) => void} wish */
function lineOf(line, number, t, wish) {
  const { title, minutes, aim, screens, sheet, notes, page } = line;
  const seen = Math.min(diary.seen(line.key).length, screens);
  const facts = [`${minutes} min`, seen === screens ? t("done") : seen ? `${seen}/${screens}` : ""].filter(Boolean);
  const bar = make("span.library-bar", { "aria-hidden": "true" });
  bar.style.setProperty("--done", `${(100 * seen) / screens}%`);
  const handed = (/** @type {string} */ address, /** @type {string} */ text) =>
    make("a", { href: resolve(address), target: "_blank", text, "aria-label": `${text}: ${title}` });
  const papers = make(
    "p.library-papers",
    {},
    handed(sheet, t("Sheet")),
    handed(notes, t("Teacher's notes")),
    handed(page, t("Page on a stick")),
  );
  return make(
    "li.library-line",
    {},
    make("span.library-number", { text: String(number), "aria-hidden": "true" }),
    make("h3", {}, opener(line, make("a", { text: title }), wish)),
    make("span.library-facts", { text: facts.join(" · ") }),
    make("p.library-aim", { text: aim }),
    papers,
    bar,
  );
}

/**
 * A link that opens a lesson where it was left: in place, or as links do.
 * @param {Line} line @param {HTMLAnchorElement} link @param {(wish: Wish) => void} wish
 */
function opener({ key, screens }, link, wish) {
  const seen = diary.seen(key);
  const screen = seen.length < screens ? (seen.at(-1) ?? 0) : 0;
  const url = new URL(location.href);
  url.searchParams.set("lesson", key);
  if (screen) url.searchParams.set("screen", String(screen + 1));
  link.href = url.href;
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    turn();
    wish({ lesson: key, screen });
  });
  return link;
}

/** @param {string} address as seen from the front page */
const resolve = (address) => new URL(address, document.baseURI).href;

/** What is kept, and how it is forgotten. @param {(english: string) => string} t @param {() => void} redraw */
function foot(t, redraw) {
  const said = diary.kept
    ? t("Your predictions and progress stay in this browser, and nowhere else.")
    : t("This browser keeps nothing: your predictions last as long as this page is open.");
  const forget = make("button.text-button", { type: "button", text: t("Forget them") });
  forget.disabled = diary.isEmpty;
  forget.addEventListener("click", () => {
    diary.forget();
    redraw();
  });
  const words = make("a", { href: resolve("glossary"), text: t("All words, explained") });
  return make("footer.library-foot", {}, make("p", {}, words), make("p", { text: said }), forget);
}
