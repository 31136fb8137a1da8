// The ways of asking.

import { choice } from "./asks/choice.js";

/** @type {Record<string, import("./ask.js").AskKind>} */
export const ASKS = { choice };
