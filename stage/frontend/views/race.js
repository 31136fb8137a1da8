// The race: a row for each runner, with where it stands, and in a sentence what became of it. A row selects its runner;
// runners come, go and change their colours here.

import { make } from "../dom.js";
import { Menu } from "../menu.js";
import { wants } from "../only.js";
import { Row } from "../row.js";
import { Room } from "../room.js";
import { explain } from "../symbols.js";
import { View } from "../view.js";

/**
 * @typedef {import("../scene.js").Scene} Scene
 * @typedef {import("../runners.js").Runner} Runner
 */

export class RaceView extends View {
  /** @param {HTMLElement} place @param {import("../view.js").Conductor} stage */
  constructor(place, stage) {
    super(place, stage);
    this.menu = new Menu(`${stage.id}-preset`, "Race", {
      choose: (key) => this.act({ do: "preset", key }),
      best: () => {},
    });
    this.menu.best.hidden = true;
    const tool = (text, title, onclick) => make("button.text-button", { type: "button", text, title, onclick });
    this.adding = tool("Add", "One more runner", () => this.act({ do: "add" }));
    this.tuning = tool("Tune each", "", () => this.act({ do: "tune" }));
    this.head = make("div.race-head", {}, ...this.menu.elements, this.tuning, this.adding);
    this.list = make("ul.rows", { role: "radiogroup", "aria-label": "Runner whose sliders are shown" });
    const caption = (text, title) => make("span", { text, title });
    this.captions = make(
      "div.row-captions",
      { "aria-hidden": "true" },
      caption("runner, schedule", "Who walks, and how its rate falls"),
      caption("α, its rates", "The learning rate; and of 81 rates of its slider, how many arrive: many make a good default"),
      caption("verdict, cost", "What became of it; when it arrives, and how many gradients ∇f, losses f and Hessians ∇²f that took"),
      caption("place", "Who arrives sooner; of those that do not arrive, who ends lower"),
    );
    /** @type {Map<string, Row>} by the runner's key */
    this.rows = new Map();
    this.sentence = make("p.race-sentence", { role: "status", "aria-live": "polite" });
    this.fairness = make("p.note");
    this.caption = make("p.note");
    this.words = make("div.race-words", {}, this.sentence, this.fairness);
    this.section = make("section.race", { "aria-label": "Race" });
    this.section.append(this.head, this.captions, this.list, this.words, this.caption);
    this.add(this.section);
    this.room = new Room(this.sentence);
    this.title = "";
    /** @type {unknown} from what the menu was made */
    this.lines = null;
    /** @type {Scene | null} */
    this.scene = null;
  }

  /** What changes the race waits until all before is answered. @param {Record<string, unknown>} race */
  act(race) {
    this.stage.change({ race });
  }

  /** @param {Scene} scene */
  setScene(scene) {
    this.scene = scene;
    const { race, runners, lines, chosen, selected, title } = scene;
    this.section.hidden = !race;
    if (!race) return;
    if (title !== this.title) this.room.clear();
    this.title = title;
    this.words.hidden = !wants(scene, "why");
    this.head.hidden = !this.stage.answers || !wants(scene, "menus");
    if (lines?.menus.preset && lines !== this.lines) this.menu.setItems(lines.menus.preset.items);
    this.lines = lines;
    this.menu.show(chosen.preset ?? "");
    if (!chosen.preset) this.menu.value.textContent = "Your own";
    const full = runners.length >= race.most;
    if (full && document.activeElement === this.adding) this.stage.later("row", 0, () => this.focus());
    this.adding.disabled = full;
    this.adding.title = this.adding.disabled ? `A race has at most ${race.most} runners` : "One more runner";
    this.tuning.title = race.rule;
    this.caption.textContent = race.caption;
    for (const [key, row] of this.rows) {
      if (runners.some((runner) => runner.key === key)) continue;
      row.element.remove();
      this.rows.delete(key);
    }
    for (const runner of runners) {
      const row = this.rows.get(runner.key) ?? this.rowOf(runner.key);
      row.setRunner(runner, scene, runner === selected);
    }
    this.tell(runners, selected); // panels find room beside it
  }

  /** What has the focus now that nobody can be added. */
  focus() {
    const { selected } = this.scene ?? {};
    if (selected) this.rows.get(selected.key)?.input.focus();
  }

  /** What became of each, and of all. @param {Runner[]} runners @param {Runner} selected */
  tell(runners, selected) {
    const told = this.scene?.race?.told(runners, selected) ?? null;
    runners.forEach((runner, place) => this.rows.get(runner.key)?.tell(runner, place, told));
    this.fairness.classList.toggle("unsaid", !told?.fairness);
    if (!told) return told;
    const { signs } = this.scene ?? { signs: {} };
    explain(this.sentence, told.sentence, signs);
    if (told.fairness) explain(this.fairness, told.fairness, signs);
    return told;
  }

  /** @param {string} key */
  rowOf(key) {
    const row = new Row(key, this.stage, (act) => this.act({ ...act, runner: key }));
    this.rows.set(key, row);
    this.list.append(row.element);
    return row;
  }

  /** @param {import("../view.js").Moment} moment */
  draw(moment) {
    if (!this.scene?.race) return;
    const { runners, selected, lags } = moment;
    const lacks = !this.tell(runners, selected) || lags.size > 0;
    for (const { classList } of [this.list, this.words]) classList.toggle("lags", lacks);
    for (const runner of runners) this.rows.get(runner.key)?.draw(runner, moment);
  }

  destroy() {
    this.room.destroy();
    super.destroy();
  }

  get inHand() {
    return this.menu.sheet.open || [...this.rows.values()].some(({ sheet }) => sheet.open);
  }
}
