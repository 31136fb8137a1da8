// A film as a video: the browser records a canvas while the frames are drawn on it, in the time that they take.

import { Refusal } from "../take_home/item.js";
import { lengthOf, shotAt } from "./reel.js";

const FRAME = 1000 / 30; // milliseconds
const SLACK = 4; // milliseconds by which a screen's frame may come early
const BITS = 12; // a second, for each pixel
const MUTE = "This browser could not record a video: choose a GIF.";

/**
 * The forms that browsers record, and how the menu calls them. The first that a browser can is what more programs take.
 * Weight: bytes of a second for each pixel, as measured.
 */
const FORMS = [
  { ending: ".mp4", words: "MP4 video (H.264)", type: "video/mp4;codecs=avc1.640028", weight: { run: 0.1, slider: 0.3 } },
  { ending: ".mp4", words: "MP4 video (H.264)", type: "video/mp4;codecs=avc1.42E01E", weight: { run: 0.1, slider: 0.3 } },
  { ending: ".webm", words: "WebM video (VP9)", type: "video/webm;codecs=vp9", weight: { run: 0.3, slider: 0.5 } },
  { ending: ".webm", words: "WebM video (VP8)", type: "video/webm;codecs=vp8", weight: { run: 0.3, slider: 0.5 } },
];

/** @typedef {typeof FORMS[number]} Form */

/** Those that this browser can record, one for each ending. */
export function videoForms() {
  if (!("MediaRecorder" in window) || !("captureStream" in HTMLCanvasElement.prototype)) return [];
  const able = FORMS.filter(({ type }) => MediaRecorder.isTypeSupported(type));
  return able.filter((form, i) => able.findIndex(({ ending }) => ending === form.ending) === i);
}

/**
 * A page that nobody sees draws nothing, so what was begun before is begun again once it is seen.
 * @param {Form} form @param {import("./frame.js").Frames} frames @param {import("./reel.js").Reel} reel
 * @param {import("../take_home/item.js").Work} work @returns {Promise<Blob>}
 */
export async function recordVideo({ type }, frames, reel, work) {
  for (;;) {
    await untilSeen(work);
    work.signal.throwIfAborted();
    const pieces = await record(type, frames, reel, work);
    work.signal.throwIfAborted();
    if (pieces) return new Blob(pieces, { type: type.split(";")[0] });
  }
}

/** @param {import("../take_home/item.js").Work} work */
async function untilSeen({ signal, tell }) {
  if (!document.hidden) return;
  tell("The recording begins when this page is seen again.");
  await new Promise((resolve) => {
    document.addEventListener("visibilitychange", resolve, { once: true, signal });
    signal.addEventListener("abort", resolve);
  });
}

/**
 * What was recorded; null if it was not seen to its end.
 * @param {string} mimeType @param {import("./frame.js").Frames} frames @param {import("./reel.js").Reel} reel
 * @param {import("../take_home/item.js").Work} work @returns {Promise<Blob[] | null>}
 */
async function record(mimeType, frames, reel, { signal, tell }) {
  const { canvas } = frames;
  const stream = canvas.captureStream(0); // it takes a frame when it is told to
  const [track] = /** @type {CanvasCaptureMediaStreamTrack[]} */ (stream.getVideoTracks());
  const recorder = new MediaRecorder(stream, { mimeType, videoBitsPerSecond: BITS * canvas.width * canvas.height });
  /** @type {Blob[]} */
  const pieces = [];
  recorder.ondataavailable = ({ data }) => pieces.push(data);
  const ended = new Promise((resolve, reject) => {
    recorder.onstop = resolve;
    recorder.onerror = () => reject(new Refusal(MUTE));
  });
  const whole = lengthOf(reel);
  let [begun, played, last, id] = [NaN, 0, -Infinity, 0];
  const next = (/** @type {number} */ now) => {
    id = requestAnimationFrame(next);
    if (now - last < FRAME - SLACK) return;
    last = now;
    if (Number.isNaN(begun)) begun = now;
    played = (now - begun) / 1000;
    frames.draw(shotAt(reel, played).place);
    track.requestFrame();
    tell(`Recording: ${Math.min(played, whole).toFixed(1)} of ${whole.toFixed(1)} s …`, Math.min(played / whole, 1));
    if (played >= whole) stop();
  };
  const stop = () => {
    cancelAnimationFrame(id);
    if (recorder.state !== "inactive") recorder.stop();
  };
  signal.addEventListener("abort", stop);
  document.addEventListener("visibilitychange", stop);
  try {
    frames.draw(reel.there[0].place);
    recorder.start();
    id = requestAnimationFrame(next);
    await ended;
    return played >= whole ? pieces : null;
  } finally {
    stop();
    signal.removeEventListener("abort", stop);
    document.removeEventListener("visibilitychange", stop);
    track.stop();
  }
}
