// The list of what can be taken home, in the order of the menu. An item is one file and one line here.

import { Code } from "./code.js";
import { Data } from "./data.js";
import { Embed } from "./embed.js";
import { Film } from "./film.js";
import { Page } from "./page.js";
import { Picture } from "./picture.js";
import { TensorBoard } from "./tensorboard.js";

/** @type {(new (stage: import("../view.js").Conductor) => import("./item.js").Item)[]} */
export const ITEMS = [Picture, Film, Page, Data, TensorBoard, Code, Embed];
