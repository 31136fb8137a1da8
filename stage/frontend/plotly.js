// Plotly, fetched once from this server when a picture stands that it may add to: it is larger than all else together.

/** @type {Promise<Plotly> | undefined} */
let loading;

export function loadPlotly() {
  loading ??= new Promise((resolve, reject) => {
    if (window.Plotly) return resolve(window.Plotly);
    const script = document.createElement("script");
    const fail = () => {
      loading = undefined;
      reject(new Error(`could not load ${loadPlotly.url}`));
    };
    script.src = loadPlotly.url;
    script.onload = () => (window.Plotly ? resolve(window.Plotly) : fail());
    script.onerror = fail;
    document.head.append(script);
  });
  return loading;
}

/** Where the server keeps plotly.min.js. */
loadPlotly.url = "";
