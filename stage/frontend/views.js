// The list of views. A view is one file and one line here; a scene may name those that its page wants, else all come.

import { Card } from "./views/card.js";
import { Curves } from "./views/curves.js";
import { Legend } from "./views/legend.js";
import { LandscapeMap } from "./views/map.js";
import { Microscope } from "./views/microscope.js";
import { Playbar } from "./views/playbar.js";
import { Relief } from "./views/relief.js";
import { ResponseView } from "./views/response.js";
import { RunnerChoice } from "./views/choice.js";
import { Service } from "./views/service.js";
import { Share } from "./views/share.js";
import { Sliders } from "./views/sliders.js";
import { Twin } from "./views/twin.js";

/**
 * Each view's name, where it goes and what it is, in the order of drawing and, within a place, from top to bottom.
 * @type {{name: string, place: "main" | "bar" | "side" | "below",
 *         View: new (place: HTMLElement, stage: import("./view.js").Conductor) => import("./view.js").View}[]}
 */
export const VIEWS = [
  { name: "choice", place: "main", View: RunnerChoice },
  { name: "sliders", place: "main", View: Sliders },
  { name: "map", place: "main", View: LandscapeMap },
  { name: "service", place: "main", View: Service },
  { name: "legend", place: "main", View: Legend },
  { name: "playbar", place: "bar", View: Playbar },
  { name: "share", place: "bar", View: Share },
  { name: "card", place: "side", View: Card },
  { name: "relief", place: "side", View: Relief },
  { name: "curves", place: "side", View: Curves },
  { name: "response", place: "below", View: ResponseView },
  { name: "microscope", place: "below", View: Microscope },
  { name: "twin", place: "below", View: Twin },
];
