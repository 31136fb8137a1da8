// The stage in a page of a course: the line of HTML that shows it there.

import { make } from "../dom.js";
import { embedding } from "../look.js";
import { Item } from "./item.js";

const [WIDTH, HEIGHT] = ["100%", 640];

export class Embed extends Item {
  /** @param {import("../view.js").Conductor} stage */
  constructor(stage) {
    super(stage);
    this.line = make("textarea.take-html", { readonly: "", rows: "4", "aria-label": "The line to copy", spellcheck: "false" });
    this.line.addEventListener("focus", () => this.line.select());
    this.allowed = make("p.take-about");
    this.warning = make("p.take-about");
    this.fields = [this.line, this.warning, this.allowed];
  }

  get title() {
    return "Embed";
  }

  get action() {
    return "Copy the line";
  }

  get needsServer() {
    return true;
  }

  tell() {
    return "A line of HTML that shows this picture, live, in a page of a course or a blog";
  }

  /** @param {import("./item.js").Shown} shown */
  meet({ scene }) {
    const frame = make("iframe", {
      src: embedding(this.stage.link(), true),
      title: `Overshoot: ${scene.title}`,
      width: WIDTH,
      height: String(HEIGHT),
      style: "border: 0",
      allow: "fullscreen; clipboard-write; web-share",
      loading: "lazy",
    });
    frame.removeAttribute("class");
    const line = frame.outerHTML;
    if (line !== this.line.value) this.line.value = line;
    const others = scene.takeHome?.embedders ?? [];
    const gone = scene.points?.linked === false;
    this.warning.textContent = gone ? "Its points are too many for a link: the line works during this visit alone." : "";
    this.warning.hidden = !gone;
    this.allowed.textContent = others.length
      ? `Pages of this site may show it, and those of ${others.join(", ")}.`
      : "Pages of this site may show it. For others, whoever runs the server names their site in OVERSHOOT_EMBEDDERS.";
  }

  /** @param {import("./item.js").Shown} _shown @param {import("./item.js").Work} work */
  async make(_shown, { tell }) {
    try {
      await navigator.clipboard.writeText(this.line.value);
      tell("Copied: paste it where the page's HTML is written.");
    } catch {
      this.line.focus();
      this.line.select();
      tell("This browser keeps the clipboard to itself. Copy the marked line with Ctrl+C or ⌘C.");
    }
    return null;
  }
}
