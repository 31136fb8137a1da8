// Plotly, fetched once when it is first needed, from this server.

/** @type {Promise<Plotly> | undefined} */
let loading;

/** @param {string=} url where the server keeps plotly.min.js; needed at the first call only */
export function loadPlotly(url) {
  if (url) loadPlotly.url = url;
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

loadPlotly.url = "";
