// Whether a hand led to what comes next: what opens then has the focus, or the keyboard would begin at the page's top.

let turned = false;

/** Before a screen, or the library, is wished. */
export const turn = () => {
  turned = true;
};

/** Whether it was; asked once. */
export function wasTurned() {
  const was = turned;
  turned = false;
  return was;
}
