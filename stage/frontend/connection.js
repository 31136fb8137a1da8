// Whether Streamlit's server can be reached, as its page says, and what a session that may be new needs before a wish.

const RUN_LIMIT = 4000; // milliseconds a run of the page is waited for

/** Has the page at an address run, within the same visit: as by the browser's Back or Forward. @param {string} [href] */
export function visit(href) {
  if (href) history.pushState(null, "", href);
  dispatchEvent(new PopStateEvent("popstate"));
}

export class Connection {
  /** @param {(away: boolean) => void} tell is told whenever the connection is lost or back */
  constructor(tell) {
    this.tell = tell;
    /** @type {HTMLElement | null} */
    this.app = document.querySelector("[data-testid=stApp]");
    this.away = this.running = false;
    /** Whether the page has not run since the connection was lost. */
    this.unsure = false;
    /** When a run was asked for. */
    this.asked = 0;
    /** What is to be done after it. @type {(() => void) | null} */
    this.waiting = null;
    this.watch = new MutationObserver(() => this.look());
    if (this.app) this.watch.observe(this.app, { attributes: true });
  }

  look() {
    const { testConnectionState, testScriptState } = /** @type {HTMLElement} */ (this.app).dataset;
    const away = testConnectionState !== "CONNECTED";
    const running = testScriptState !== "notRunning";
    if (this.running && !running && !away) this.hasRun();
    this.running = running;
    if (away === this.away) return;
    this.away = away;
    if (away) this.unsure = true;
    this.asked = 0;
    this.tell(away);
  }

  /**
   * Does something in a session that has run the page. One that was made after a restart of the server has not, knows
   * no stage and would not hear of a wish; so the page is run first, as by the browser's Back to where it is.
   * @param {() => void} act takes the place of what still waits
   */
  whenRun(act) {
    const waited = performance.now() - this.asked;
    if (!this.unsure || (this.asked && waited > RUN_LIMIT)) return act();
    this.waiting = act;
    if (this.asked) return;
    this.asked = performance.now();
    if (this.running) return; // one was cut off by the loss, and Streamlit asks for it again by itself
    if (location.hash) history.replaceState(history.state, "", location.pathname + location.search);
    visit();
  }

  hasRun() {
    this.unsure = false;
    this.waiting?.();
    this.waiting = null;
  }

  destroy() {
    this.watch.disconnect();
  }
}
