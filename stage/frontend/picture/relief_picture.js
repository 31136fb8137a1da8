// The 3D picture at any size: Plotly draws the surface once more, out of sight, and the ink comes above it.

import { make } from "../dom.js";
import { loadPlotly } from "../plotly.js";
import { stepBack } from "../relief/camera.js";
import { drape } from "../relief/drape.js";
import { factorOf, figureOf, pictureOf, pieceOf } from "../relief/figure.js";
import { drawPaths, drawRelief } from "../relief/ink.js";
import { drawFaint } from "./faint.js";

/**
 * @param {import("../views/relief.js").Relief} view @param {import("../scene.js").Scene} scene
 * @param {import("../view.js").Moment} moment in the theme of the file
 * @param {import("../relief/camera.js").Frame} frame @param {number} scale pixels of the image to one of the frame
 * @param {[number, string][]} [colours] of the surface, where they are not the page's
 * @returns {Promise<import("./words.js").Block>}
 */
export async function reliefOf(view, scene, moment, frame, scale, colours) {
  const { theme, runners } = moment;
  const plotly = await loadPlotly();
  const piece = pieceOf(scene, factorOf(scene, moment));
  const camera = view.seen(frame, piece.sides).backed(stepBack(frame));
  const figure = figureOf(piece, scene.surface, theme, frame, camera.plotly, colours);
  const image = await imageOf(plotly, figure, frame, scale);
  const facts = { piece, scene, moment, theme, camera, frame };
  const picture = pictureOf(facts, ({ path }) => drape(piece, path, runners.length > 1));
  const below = picture.traces.slice(0, -1);
  return {
    height: frame.height,
    draw(ink) {
      ink.drawImage(image, 0, 0, frame.width, frame.height);
      const others = (/** @type {import("../ink.js").Context} */ on) =>
        drawFaint(on, picture.traces[0].ink.share, (faint) => drawPaths(faint, picture, below));
      drawRelief(ink, { ...picture, others });
    },
  };
}

/**
 * The surface as an image. In a plot of its own out of sight: the page's is of another size, and may not be there.
 * @param {Plotly} plotly @param {{data: object[], layout: object}} figure
 * @param {import("../relief/camera.js").Frame} frame @param {number} scale
 */
async function imageOf(plotly, { data, layout }, { width, height }, scale) {
  const plot = make("div", { "aria-hidden": "true" });
  Object.assign(plot.style, { position: "fixed", left: "-9999px", top: "0", width: `${width}px`, height: `${height}px` });
  document.body.append(plot); // one that is on no page has no size
  try {
    await plotly.react(plot, data, layout, { plotGlPixelRatio: scale, displayModeBar: false });
    const drawing = /** @type {any} */ (plot)._fullLayout.scene._scene.glplot;
    drawing.redraw(); // what it drew before is wiped once the browser has shown it
    const canvas = make("canvas");
    [canvas.width, canvas.height] = [drawing.canvas.width, drawing.canvas.height];
    /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d")).drawImage(drawing.canvas, 0, 0);
    return canvas;
  } finally {
    plotly.purge(plot);
    plot.remove();
  }
}
