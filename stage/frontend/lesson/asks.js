// The ways of asking.

import { choice } from "./asks/choice.js";
import { curve } from "./asks/curve.js";
import { marker } from "./asks/marker.js";
import { order } from "./asks/order.js";
import { pin } from "./asks/pin.js";

/** @type {Record<string, import("./ask.js").AskKind>} */
export const ASKS = { choice, marker, pin, curve, order };
