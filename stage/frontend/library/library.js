// The library: all lessons in the order of a course, and what this browser's student has done of them.

import { make } from "../dom.js";
import { diary } from "../lesson/diary.js";

/**
 * @typedef {{key: string, title: string, minutes: number, aim: string, shelf: string, screens: number}} Line
 * @typedef {{lessons: Line[]}} Library
 * @typedef {{data: Library, parentElement: HTMLElement, setTriggerValue: (name: string, value: any) => void}} Component
 */

/** Called by Streamlit whenever the list changed. @param {Component} component */
export function render({ data, parentElement, setTriggerValue }) {
  const list = make("ol.library");
  for (const line of data.lessons) list.append(lineOf(line, (wish) => setTriggerValue("wish", wish)));
  parentElement.replaceChildren(list);
}

/** @param {Line} line @param {(wish: {lesson: string, screen: number}) => void} open */
function lineOf({ key, title, minutes, aim, screens }, open) {
  const seen = diary.seen(key);
  const link = make("a", { href: `?lesson=${key}`, text: title });
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    open({ lesson: key, screen: seen.at(-1) ?? 0 });
  });
  const done = seen.length ? ` · ${seen.length}/${screens}` : "";
  return make("li", {}, link, make("span", { text: ` ${minutes} min${done}` }), make("p", { text: aim }));
}
