// What a stage asks the server for by itself: parts that did not come, remarks on what is looked at, a step's numbers.

const STEP_PAUSE = 400; // milliseconds a step is looked at before its numbers are asked for
const REMARKS_PAUSE = 300; // milliseconds a picture rests before more is asked of it; twice as long at every refusal
const REMARKS_TRIES = 5;
const BUSY = 600; // milliseconds: a server that took longer to answer is asked for no remarks
const LOST_PAUSE = 5000; // milliseconds without a part, after which those that did not come are asked for again
const LOST_TRIES = 3;

export class Inquiries {
  /** @param {import("./stage.js").Stage} stage */
  constructor(stage) {
    this.stage = stage;
    /** @type {number | null} the step that the server was told of last */
    this.toldStep = null;
    /** Which runs remarks were last wanted for. */
    this.explained = "";
    this.lostTries = this.remarksTries = 0;
  }

  /** Parts are waited for: those that are not here after a while are asked for again, a few times. @param {string[]} ids */
  await(ids) {
    const { stage } = this;
    stage.later("lost", LOST_PAUSE, () => {
      const lost = ids.filter((id) => !stage.host.parts.has(id));
      if (!stage.answers || !lost.length || this.lostTries === LOST_TRIES) return;
      this.lostTries += 1;
      stage.wish({ lost });
      this.await(ids);
    });
  }

  /** All parts are here. */
  found() {
    this.stage.forget("lost");
    this.stage.wishes.found();
    this.lostTries = 0;
  }

  /**
   * Asks for remarks on the runs that have none yet, when the picture rests. A server that has no time for them is asked
   * again later; one that is slow to answer has better things to do, and is not asked.
   * @param {import("./scene.js").Scene} scene
   */
  askForRemarks({ runners, race }) {
    const { stage } = this;
    if (race) return; // it says why of each in a word
    const wanted = runners.map(({ id }) => id);
    if (String(wanted) !== this.explained) this.remarksTries = 0;
    this.explained = String(wanted);
    const missing = runners.some(({ remarks }) => remarks === null);
    if (!stage.answers || !missing || this.remarksTries === REMARKS_TRIES || stage.wishes.patience > BUSY) return;
    stage.later("remarks", REMARKS_PAUSE * 2 ** this.remarksTries, () => {
      if (stage.wishes.pending) return; // its answer brings a scene, and that asks again
      this.remarksTries += 1;
      stage.wish({ explain: wanted });
    });
  }

  /** The server writes out the update rule with the numbers of a step that is looked at. @param {number} step */
  tellStep(step) {
    if (step === this.toldStep) return;
    this.toldStep = step;
    this.stage.later("step", STEP_PAUSE, () => {
      if (this.stage.player.playing)
        this.toldStep = null; // it moves on, and is told where it comes to rest
      else this.stage.wish({ step });
    });
  }
}
