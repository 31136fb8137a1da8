/** What the stage uses of plotly.js, which puts itself on the window. */
interface Plotly {
  react(plot: HTMLElement, traces: object[], layout: object, config?: object): Promise<HTMLElement>;
  relayout(plot: HTMLElement, changes: object): Promise<HTMLElement>;
  restyle(plot: HTMLElement, changes: object, traces?: number[]): Promise<HTMLElement>;
  purge(plot: HTMLElement): void;
}

interface Window {
  Plotly?: Plotly;
}
