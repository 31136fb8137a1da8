// Words of changing length keep the most room that they have needed: what stands below them stays in its place.

const ROUNDING = 0.01; // of a pixel: a part of one, kept as less, would be given and taken back by every other sentence

export class Room {
  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
    this.width = this.height = 0;
    this.observer = new ResizeObserver(() => this.measure());
    this.observer.observe(element);
  }

  measure() {
    const { offsetWidth: width } = this.element;
    if (width !== this.width) this.clear();
    this.width = width;
    const height = Math.ceil(this.element.getBoundingClientRect().height - ROUNDING);
    if (height <= this.height) return;
    this.height = height;
    this.element.style.minHeight = `${height}px`;
  }

  /** Begins anew, with what the present words need. */
  clear() {
    this.element.style.minHeight = "";
    this.height = 0;
    this.observer.unobserve(this.element);
    this.observer.observe(this.element); // which measures it, whether or not its size has changed
  }

  destroy() {
    this.observer.disconnect();
  }
}
