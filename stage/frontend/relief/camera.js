// The camera of the 3D picture: where a place of the box is seen, turned, brought nearer, and fitted to its frame.
//
// The same perspective as Plotly's: a view of 45 degrees from top to bottom, z upward. It is held here so that ink above
// the surface follows in the very frame, and so that the eye stays above the floor.

const FIELD = Math.tan(Math.PI / 8);
const [LOWEST, HIGHEST] = [0.06, 1.5]; // radians above the horizon
const [NEAREST, FARTHEST] = [0.7, 6]; // of the eye from the centre
const NARROW = 1.25; // width to height: in a narrower frame the eye goes back
const MARGIN = 0.05; // of the frame is left free around the box, for the letters of the axes
const AZIMUTHS = [-128, -115, -140, -100, -155, -65, -52, -40, -80, -25]; // degrees; the first of equals is chosen
const ELEVATIONS = [28, 34, 40, 46, 52];
const AFAR = 2.2; // about where the frame will put the eye
const SAMPLES = 16; // along each side
const ENOUGH = 2.8; // of 3: of the ground, of the low ground, and of the goals

/**
 * @typedef {import("./piece.js").Place} Place
 * @typedef {{width: number, height: number}} Frame in pixels
 */

/** @param {Place} a @param {Place} b */
const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
/** @param {Place} a @param {Place} b @returns {Place} */
const minus = (a, b) => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];

export class Camera {
  /** @param {number[]} places eye and centre */
  constructor([x, y, z, ...centre]) {
    /** @type {Place} */
    this.centre = [centre[0], centre[1], centre[2]];
    this.azimuth = this.elevation = this.distance = 0;
    const away = minus([x, y, z], this.centre);
    this.set(Math.atan2(away[1], away[0]), Math.atan2(away[2], Math.hypot(away[0], away[1])), Math.hypot(...away));
  }

  /** @param {number} azimuth @param {number} elevation @param {number} distance */
  set(azimuth, elevation, distance) {
    this.azimuth = azimuth;
    this.elevation = within(elevation, LOWEST, HIGHEST);
    this.distance = within(distance, NEAREST, FARTHEST);
  }

  /** @param {number} across @param {number} up in radians */
  turn(across, up) {
    this.set(this.azimuth + across, this.elevation + up, this.distance);
  }

  /** @param {number} factor above 1 brings it nearer */
  zoom(factor) {
    this.set(this.azimuth, this.elevation, this.distance / factor);
  }

  /** @returns {Place} from the centre to the eye, of length 1 */
  get away() {
    const flat = Math.cos(this.elevation);
    return [flat * Math.cos(this.azimuth), flat * Math.sin(this.azimuth), Math.sin(this.elevation)];
  }

  /** @returns {Place} */
  get eye() {
    const { away, centre, distance } = this;
    return [centre[0] + distance * away[0], centre[1] + distance * away[1], centre[2] + distance * away[2]];
  }

  /** As an address has it. */
  get places() {
    return [...this.eye, ...this.centre].map((place) => Number(place.toPrecision(5)));
  }

  /** As Plotly has it. */
  get plotly() {
    const [[x, y, z], [cx, cy, cz]] = [this.eye, this.centre];
    return { eye: { x, y, z }, center: { x: cx, y: cy, z: cz }, up: { x: 0, y: 0, z: 1 } };
  }

  copy() {
    return new Camera([...this.eye, ...this.centre]);
  }

  /** The same from farther back, or with a factor below 1 nearer by. @param {number} factor */
  backed(factor) {
    const camera = this.copy();
    camera.distance *= factor;
    return camera;
  }

  /** How a place of the box is brought to a pixel of the frame. @param {Frame} frame */
  lens({ width, height }) {
    const { away, eye } = this;
    const size = height / 2 / FIELD;
    const flat = Math.hypot(away[0], away[1]);
    /** @type {Place} */
    const right = [-away[1] / flat, away[0] / flat, 0];
    /** @type {Place} */
    const up = [-away[2] * right[1], away[2] * right[0], flat];
    /** @param {Place} place @returns {import("../ink.js").Pixel} */
    return (place) => {
      const from = minus(place, eye);
      const depth = -dot(from, away) / size;
      return [width / 2 + dot(from, right) / depth, height / 2 - dot(from, up) / depth];
    };
  }

  /** Chooses distance and centre so that a box of these sides fills the frame. @param {Place} sides @param {Frame} frame */
  fit(sides, frame) {
    const corners = cornersOf(sides);
    const { width, height } = frame;
    for (let round = 0; round < 8; round++) {
      const pixels = corners.map(this.lens(frame));
      const [xs, ys] = [0, 1].map((axis) => pixels.map((pixel) => pixel[axis]));
      const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
      const share = Math.max((Math.max(...xs) - Math.min(...xs)) / width, (bottom - top) / height);
      this.centre[2] -= (((top + bottom - height) / height) * FIELD * this.distance) / Math.cos(this.elevation);
      this.set(this.azimuth, this.elevation, (this.distance * share) / (1 - 2 * MARGIN));
    }
    return this;
  }
}

/**
 * From where most of a piece is seen: as low as that can be, and from its south, where the map's reader stands.
 * @param {import("./piece.js").Piece} piece @param {Place[]} goals what must be seen before all
 */
export function firstCamera(piece, goals) {
  let [best, most] = [new Camera([0, -1, 1, 0, 0, 0]), -1];
  const ground = piece.sample(SAMPLES);
  const low = ground.toSorted((a, b) => a[2] - b[2]).slice(0, Math.ceil(ground.length / 4)); // where runs go
  for (const elevation of ELEVATIONS) {
    for (const azimuth of AZIMUTHS) {
      const camera = new Camera([0, -1, 1, 0, 0, 0]);
      camera.set((azimuth * Math.PI) / 180, (elevation * Math.PI) / 180, AFAR);
      const share = (places) => places.filter((place) => !piece.hides(place, camera.eye)).length / (places.length || 1);
      const seen = share(ground) + share(low) + share(goals);
      if (seen > most) [best, most] = [camera, seen];
    }
    if (most >= ENOUGH) break;
  }
  return best;
}

/** How far the eye goes back so that a narrow frame shows as much. @param {Frame} frame */
export const stepBack = ({ width, height }) => Math.max(1, (NARROW * height) / width);

/** @param {Place} sides @returns {Place[]} */
function cornersOf(sides) {
  const halves = [-0.5, 0.5];
  return halves.flatMap((i) => halves.flatMap((j) => halves.map((k) => [i * sides[0], j * sides[1], k * sides[2]])));
}

/** @param {number} value @param {number} low @param {number} high */
const within = (value, low, high) => Math.min(Math.max(value, low), high);
