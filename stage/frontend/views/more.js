// Ways to what lies below the first screen.

import { make } from "../dom.js";
import { View } from "../view.js";

export class More extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    this.element = make("nav.more", { "aria-label": "Below" });
    this.add(this.element);
    /** @type {{first: HTMLElement, link: HTMLButtonElement}[]} */
    this.ways = [];
    this.observer = new IntersectionObserver((entries) => {
      for (const { isIntersecting } of entries) this.element.classList.toggle("seen", isIntersecting);
    });
  }

  /** @param {View[]} views */
  meet(views) {
    const below = views.filter(({ heading, elements }) => heading && elements.length);
    this.element.hidden = !below.length;
    this.ways = below.map(({ heading, elements: [first] }) => {
      const show = () => first.scrollIntoView({ behavior: "smooth", block: "start" });
      return { first, link: make("button.plain", { type: "button", text: heading, onclick: show }) };
    });
    this.element.replaceChildren(...this.ways.map(({ link }) => link));
    this.observer.disconnect();
    if (below.length) this.observer.observe(below[0].elements[0]);
  }

  /** Some of it may not be there for a while. */
  draw() {
    for (const { link, first } of this.ways) link.hidden = first.hidden;
  }

  destroy() {
    this.observer.disconnect();
    super.destroy();
  }
}
