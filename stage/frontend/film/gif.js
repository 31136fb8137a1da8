// A film as a GIF: frames travel as PNG, clear where they are as the one before, and the server puts them together.
// `export/film.py` is the other end.

import { make } from "../dom.js";
import { Refusal } from "../take_home/item.js";
import { post } from "../take_home/order.js";

const MOST_BYTES = 16_000_000; // that the server takes
const TOO_LARGE = "These are more pixels than the server takes: choose a smaller size, or a video.";

/**
 * @param {import("../take_home/item.js").Shown} shown @param {import("./frame.js").Frames} frames
 * @param {import("./reel.js").Reel} reel @param {import("../take_home/item.js").Work} work @returns {Promise<Blob>}
 */
export async function makeGif(shown, frames, { there, back }, work) {
  const changes = new Changes(frames.canvas);
  const durations = (/** @type {import("./reel.js").Shot[]} */ shots) => shots.map(({ milliseconds }) => milliseconds);
  const facts = JSON.stringify({ milliseconds: durations(there), back: durations(back) });
  const parts = [new Blob([facts])];
  for (const [k, { place }] of there.entries()) {
    work.signal.throwIfAborted();
    work.tell(`Frame ${k + 1} of ${there.length} …`, k / there.length);
    frames.draw(place);
    parts.push(await changes.next()); // others have their turn while it is packed, also where nobody sees the page
  }
  const body = new Blob(parts.flatMap((part) => [new Uint8Array(new Uint32Array([part.size]).buffer), part]));
  if (body.size > MOST_BYTES) throw new Refusal(TOO_LARGE);
  return post(shown, "gif", body, work);
}

/** What changes on a canvas from one frame to the next. */
class Changes {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.source = canvas;
    this.canvas = make("canvas");
    [this.canvas.width, this.canvas.height] = [canvas.width, canvas.height];
    /** @type {Uint32Array | null} the frame before, a number for each pixel */
    this.before = null;
  }

  /** The frame that is on the canvas, clear where it is as before. @returns {Promise<Blob>} */
  async next() {
    const { width, height } = this.source;
    const image = context(this.source).getImageData(0, 0, width, height);
    const pixels = new Uint32Array(image.data.buffer);
    const now = pixels.slice();
    const { before } = this;
    if (before) for (let i = 0; i < pixels.length; i++) if (pixels[i] === before[i]) pixels[i] = 0;
    this.before = now;
    context(this.canvas).putImageData(image, 0, 0);
    return new Promise((resolve, reject) =>
      this.canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("a frame could not be packed")))),
    );
  }
}

/** @param {HTMLCanvasElement} canvas */
const context = (canvas) => /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
