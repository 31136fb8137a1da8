// One screen of a lesson: its text, its question, what was predicted beside what happened, its goal, and the ways on.

import { make, say } from "../dom.js";
import { FIRST_LOOK } from "../look.js";
import { present } from "../present.js";
import { LandscapeMap } from "../views/map.js";
import { ASKS } from "./asks.js";
import { darken, darkenForGood } from "./dark.js";
import { diary } from "./diary.js";
import { buildDiscussion } from "./discussion.js";
import { GoalBox } from "./goal.js";
import { nameOf } from "./kinds.js";
import { listenForTerms } from "./terms.js";
import { turn, wasTurned } from "./turning.js";
import { WalkBox } from "./walk.js";

/**
 * @typedef {import("./told.js").Told} Told
 * @typedef {import("./told.js").Question} Question
 */

const SAID = 2000; // milliseconds
const SERVED = ["start", "menus", "settings", "maps"]; // what a screen may show and nothing but a server does

export class LessonScreen {
  /**
   * @param {HTMLElement} parent @param {Told} told @param {import("../view.js").Conductor} stage
   * @param {import("../view.js").View[]} views @param {import("../scene.js").Scene} scene
   */
  constructor(parent, told, stage, views, scene) {
    this.told = told;
    this.stage = stage;
    const map = views.find((view) => view instanceof LandscapeMap) ?? null;
    const t = (/** @type {string} */ english) => told.names?.[english] ?? english;
    /** @type {import("./ask.js").Desk} */
    this.desk = { stage, map, scene, t, changed: () => this.answered() };
    this.t = t;
    /** @type {import("./ask.js").Asked | null} */
    this.asked = null;
    /** @type {import("./ask.js").Outcome[]} */
    this.outcomes = [];
    /** @type {HTMLElement[]} */
    this.sources = [];
    this.goal = told.goal ? new GoalBox(this.desk, told) : null;
    this.walk = told.walk ? new WalkBox(this.desk, told) : null;
    this.parent = parent;
    parent.lang = told.language;
    this.deaf = listenForTerms(parent, told.words ?? {}, t("See it"));
    this.heading = make("h2.lesson-heading", { tabindex: "-1" });
    this.title = make("span", { text: told.screens[told.place].title });
    this.text = make("div.lesson-text");
    this.below = make("div.lesson-below");
    this.away = make("p.lesson-away", {
      text: t("This is a saved page. Moving the start, menus, settings and maps of many runs need the app."),
    });
    this.nav = make("nav.lesson-nav", { "aria-label": t("Lesson") });
    this.build();
    diary.see(told.key, told.place);
    if (wasTurned()) {
      stage.root.scrollTop = 0; // where it fills the screen
      stage.root.scrollIntoView();
      this.heading.focus({ preventScroll: true });
    }
  }

  /** Whether a scene's lesson is still on this screen. @param {Told} told */
  isOf(told) {
    return told.key === this.told.key && told.place === this.told.place && told.title === this.told.title;
  }

  /** @param {import("../scene.js").Scene} scene @param {Told} told */
  setScene(scene, told) {
    this.told = told;
    this.away.hidden = this.stage.answers || !SERVED.some((name) => scene.only?.includes(name));
    this.desk.scene = scene;
    if (this.text.dataset.html !== told.html) this.setText();
    this.goal?.setGoal(scene, told);
  }

  build() {
    const { told, t, parent } = this;
    const { place, screens, kind } = told;
    const count = make("div.lesson-count", {}, make("span.lesson-title", { text: told.title }), this.tools());
    const dots = make("ol.lesson-dots", { "aria-label": `${place + 1}/${screens.length}` });
    screens.forEach((screen, at) => dots.append(make("li", {}, this.dot(screen, at))));
    this.heading.append(make("span.lesson-kind", { text: nameOf(kind, t) }), this.title);
    parent.replaceChildren(count, dots, this.heading, this.text, this.below, this.away, this.nav);
    this.sources = told.sources.map((source) => make("p.lesson-source", { text: `${t("Source")}: ${source}` }));
    parent.append(...this.sources);
    this.setText();
    this.fill();
  }

  /**
   * The way to a screen; the title of one that was not seen yet may be an answer.
   * @param {{kind: import("./told.js").Kind, title: string}} screen @param {number} at
   */
  dot({ kind, title }, at) {
    const seen = diary.seen(this.told.key).includes(at);
    const says = `${at + 1}. ${nameOf(kind, this.t)}${seen || at < this.told.place ? `: ${title}` : ""}`;
    const dot = make("button", { type: "button", title: says, "aria-label": says, onclick: () => this.go(at) });
    if (at === this.told.place) dot.setAttribute("aria-current", "step");
    else dot.tabIndex = -1; // by keys Back and Next lead there, without a stop at each
    dot.classList.toggle("seen", seen);
    return dot;
  }

  /** What a lecturer needs. */
  tools() {
    const { t, stage } = this;
    const copy = make("button.plain", { type: "button", text: t("Copy link") });
    copy.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(location.href);
        say(copy, t("Copied"));
      } catch {
        say(copy, t("Copy the address of this page"));
      }
      setTimeout(() => say(copy, t("Copy link")), SAID);
    });
    const teach = make("button.plain", { type: "button", text: t("Teach this") });
    teach.addEventListener("click", () =>
      stage.host.teach?.(t, () => teach.focus()).catch(() => {
        say(teach, t("The server cannot be reached."));
        setTimeout(() => say(teach, t("Teach this")), SAID);
      }),
    );
    const full = make("button.plain", { type: "button", text: t("Present"), onclick: () => present(stage.root) });
    const all = make("button.plain", { type: "button", text: t("All lessons"), onclick: () => this.leave() });
    const leads = stage.host.teach && !stage.embedded ? [teach] : [];
    const served = stage.answers ? [all, copy, ...leads] : []; // a page on a stick has one lesson, and its address leads nowhere else
    return make("span.lesson-tools", {}, ...served, ...(document.fullscreenEnabled ? [full] : []));
  }

  setText() {
    this.text.innerHTML = this.told.html;
    this.text.dataset.html = this.told.html;
  }

  /** What is below the text, and the ways on. */
  fill() {
    const { told, below } = this;
    below.replaceChildren();
    this.asked?.destroy?.();
    this.asked = null;
    this.outcomes = [];
    if (told.question) this.ask(told.question);
    for (const element of [this.title, this.text, ...this.sources]) element.hidden = this.unanswered !== null; // they may tell
    if (this.unanswered) below.append(this.callBack());
    else if (told.kind === "compare") for (const question of told.asked) this.compare(question);
    if (this.walk) below.append(this.walk.element);
    if (this.goal) below.append(this.goal.element);
    this.fillNav();
    this.stage.request();
  }

  /** A question of an earlier screen that has no answer yet: nothing is shown before it. */
  get unanswered() {
    return this.told.asked.find(({ id }) => !diary.isDone(id)) ?? null;
  }

  get veils() {
    const { veiled, dark, kind } = this.told;
    return veiled || (dark && kind === "read") || this.walk !== null || this.unanswered !== null;
  }

  /** @param {Question} question */
  ask(question) {
    if (question.kind === "discuss") this.below.append(buildDiscussion(question, this.desk));
    this.asked = ASKS[question.ask].build(question, diary.answer(question.id), this.desk);
    this.below.append(this.asked.element);
    if (question.kind === "diagnose" && this.asked.answer !== null) this.compare(question);
    else if (this.asked.answer !== null) this.sayKept();
  }

  answered() {
    const { question } = this.told;
    if (!question || !this.asked) return;
    diary.write(question.id, this.asked.answer);
    if (question.kind === "diagnose") {
      this.below.querySelector(".compared-question")?.remove();
      this.outcomes = [];
      this.compare(question);
    } else this.sayKept();
    this.fillNav();
    this.stage.request();
  }

  /** Once: an answer that is moved by keys would say it at every key. */
  sayKept() {
    if (this.below.querySelector(".kept")) return;
    const text = diary.kept ? this.t("Your answer is kept.") : this.t("Your answer is kept until this page is closed.");
    this.below.append(make("p.kept", { role: "status", text }));
  }

  /** What was answered, beside what happened. @param {Question} question */
  compare(question) {
    const answer = diary.answer(question.id);
    const outcome = ASKS[question.ask].compare(question, answer, this.desk);
    const box = make("section.compared-question", { role: question.kind === "diagnose" ? "status" : "group" });
    if (this.told.asked.length > 1)
      box.append(make("h3", {}, make("span.lesson-kind", { text: nameOf(question.kind, this.t) }), question.title));
    box.classList.toggle("right", outcome.right);
    box.append(outcome.element);
    this.below.append(box);
    this.outcomes.push(question.same === false ? { ...outcome, overlay: undefined } : outcome);
  }

  /** Says that there is a question first, and leads to it. */
  callBack() {
    const { t } = this;
    const place = this.unanswered?.place ?? 0;
    const back = make("button.text-button.primary", {
      type: "button",
      text: t("Predict first"),
      onclick: () => this.go(place),
    });
    const skip = make("button.plain", {
      type: "button",
      text: t("Show it without a prediction"),
      onclick: () => {
        for (const { id } of this.told.asked) diary.skip(id);
        this.fill();
        this.stage.player.begin(FIRST_LOOK);
      },
    });
    return make("div.call-back", {}, make("p", { text: t("What do you expect? Whoever predicts first learns more.") }), back, skip);
  }

  fillNav() {
    const { told, t, nav } = this;
    const { place, screens, question } = told;
    const button = (/** @type {string} */ look, /** @type {string} */ text, /** @type {() => void} */ onclick) =>
      make(`button.text-button${look}`, { type: "button", text, onclick });
    const last = place === screens.length - 1;
    const skips = question !== null && this.asked?.answer === null;
    const next = () => {
      if (skips) diary.skip(question.id);
      if (last) this.leave();
      else this.go(place + 1);
    };
    const on = button(skips ? "" : ".primary", last ? t("All lessons") : skips ? t("Skip the question") : t("Next"), next);
    const back = button("", t("Back"), () => this.go(place - 1));
    back.disabled = place === 0;
    nav.replaceChildren(back, ...(last && !this.stage.answers ? [] : [on]));
  }

  /** To another screen. @param {number} place */
  go(place) {
    if (!this.told.screens[place]) return;
    turn();
    const { stage } = this;
    if (stage.pictures) stage.pictures.go(place);
    else stage.renew({ screen: place });
  }

  leave() {
    turn();
    this.stage.renew({ library: true });
  }

  get overlays() {
    const { told, walk, asked, outcomes } = this;
    const dark = told.dark && !walk ? (this.veils ? darkenForGood : darken) : undefined;
    const found = [dark, walk?.overlay, asked?.overlay, ...outcomes.map(({ overlay }) => overlay)];
    return found.filter((overlay) => overlay !== undefined);
  }

  get inHand() {
    return this.asked?.inHand ?? false;
  }

  /** @param {import("../view.js").Moment} moment */
  draw(moment) {
    this.stage.root.classList.toggle("dark-map", this.told.dark);
    this.goal?.draw(moment);
  }

  destroy() {
    this.stage.root.classList.remove("dark-map");
    this.deaf();
    this.goal?.destroy();
    this.asked?.destroy?.();
  }
}
