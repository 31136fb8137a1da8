// Plotly, fetched once from this server when a picture stands that it may add to: it is larger than all else together.

const FRAMES = 3; // that move before it holds the page up: where it is at hand already, it is read at once
const AGAIN = [1000, 3000, 9000]; // milliseconds: a network that was gone is asked again, a page that is left is not

/** @type {Promise<Plotly> | undefined} */
let loading;

export function loadPlotly() {
  loading ??= new Promise((resolve, reject) => {
    if (window.Plotly) return resolve(window.Plotly);
    const ask = (tries) => {
      const script = document.createElement("script");
      const fail = () => {
        script.remove();
        if (tries < AGAIN.length) return setTimeout(ask, AGAIN[tries], tries + 1);
        loading = undefined;
        reject(new Error(`could not load ${loadPlotly.url}`));
      };
      script.onload = () => (window.Plotly ? resolve(window.Plotly) : fail());
      script.onerror = fail;
      const send = (url) => {
        script.src = url;
        document.head.append(script);
      };
      if (typeof loadPlotly.url === "string") send(loadPlotly.url);
      else loadPlotly.url.then(send, fail);
    };
    afterFrames(FRAMES, () => ask(0));
  });
  return loading;
}

/** @param {number} count @param {() => void} act */
function afterFrames(count, act) {
  requestAnimationFrame(() => (count > 1 ? afterFrames(count - 1, act) : setTimeout(act)));
}

/** Where the server keeps plotly.min.js; or where a page will have it. @type {string | Promise<string>} */
loadPlotly.url = "";
