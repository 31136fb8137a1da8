// The list of views. A view is one file and one line here; a scene may name those that its page wants, in the order of
// drawing and, within a place, from top to bottom; else all come.

import { AtlasView } from "./views/atlas.js";
import { BasinsView } from "./views/basins.js";
import { Card } from "./views/card.js";
import { Curves } from "./views/curves.js";
import { DataView } from "./views/data.js";
import { FanView } from "./views/fan.js";
import { FormulaView } from "./views/formula.js";
import { Hints } from "./views/hints.js";
import { Legend } from "./views/legend.js";
import { LandscapeMap } from "./views/map.js";
import { LessonView } from "./views/lesson.js";
import { Menus } from "./views/menus.js";
import { Microscope } from "./views/microscope.js";
import { More } from "./views/more.js";
import { Note } from "./views/note.js";
import { Panels } from "./views/panels.js";
import { PicturesView } from "./views/pictures.js";
import { Playbar } from "./views/playbar.js";
import { PointsView } from "./views/points.js";
import { Relief } from "./views/relief.js";
import { RaceView } from "./views/race.js";
import { ResponseView } from "./views/response.js";
import { RoomView } from "./views/room.js";
import { RunnerChoice } from "./views/choice.js";
import { Service } from "./views/service.js";
import { Settings } from "./views/settings.js";
import { Share } from "./views/share.js";
import { Slice } from "./views/slice.js";
import { Sliders } from "./views/sliders.js";
import { TakeHome } from "./views/take_home.js";
import { Terms } from "./views/terms.js";
import { Together } from "./views/together.js";
import { Tools } from "./views/tools.js";
import { Twin } from "./views/twin.js";
import { Whole } from "./views/whole.js";

/**
 * Each view's name, where it goes and what it is.
 * @type {{name: string, place: "lesson" | "menus" | "tools" | "top" | "band" | "main" | "bar" | "side" | "below",
 *         View: new (place: HTMLElement, stage: import("./view.js").Conductor) => import("./view.js").View}[]}
 */
export const VIEWS = [
  { name: "lesson", place: "lesson", View: LessonView },
  { name: "room", place: "lesson", View: RoomView },
  { name: "menus", place: "menus", View: Menus },
  { name: "pictures", place: "menus", View: PicturesView },
  { name: "note", place: "menus", View: Note },
  { name: "settings", place: "tools", View: Settings },
  { name: "tools", place: "tools", View: Tools },
  { name: "take_home", place: "tools", View: TakeHome },
  { name: "share", place: "tools", View: Share },
  { name: "whole", place: "top", View: Whole },
  { name: "formula", place: "band", View: FormulaView },
  { name: "choice", place: "band", View: RunnerChoice },
  { name: "together", place: "band", View: Together },
  { name: "sliders", place: "band", View: Sliders },
  { name: "map", place: "main", View: LandscapeMap },
  { name: "hints", place: "main", View: Hints },
  { name: "service", place: "main", View: Service },
  { name: "legend", place: "main", View: Legend },
  { name: "playbar", place: "bar", View: Playbar },
  { name: "race", place: "side", View: RaceView },
  { name: "card", place: "side", View: Card },
  { name: "panels", place: "side", View: Panels },
  { name: "data", place: "side", View: DataView },
  { name: "points", place: "side", View: PointsView },
  { name: "basins", place: "side", View: BasinsView },
  { name: "atlas", place: "side", View: AtlasView },
  { name: "fan", place: "side", View: FanView },
  { name: "relief", place: "side", View: Relief },
  { name: "curves", place: "side", View: Curves },
  { name: "slice", place: "side", View: Slice },
  { name: "more", place: "below", View: More },
  { name: "response", place: "below", View: ResponseView },
  { name: "microscope", place: "below", View: Microscope },
  { name: "twin", place: "below", View: Twin },
  { name: "terms", place: "below", View: Terms },
];

/** The lines of the views that a page wants, in its order; without those that there are not. @param {string[]} wanted */
export function linesOf(wanted) {
  const lines = wanted.flatMap((name) => VIEWS.find((view) => view.name === name) ?? []);
  const unknown = wanted.filter((name) => lines.every((line) => line.name !== name));
  if (unknown.length) console.error(`the page wants ${unknown.join(", ")}, and views.js has no such view`);
  return lines;
}
