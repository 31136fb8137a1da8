// The thin layer between Streamlit's component protocol and the stage.

import { Connection } from "./connection.js";
import { addressOf, embedding, isEmbedded } from "./look.js";
import { PartStore } from "./parts.js";
import { watchScrolling } from "./scrolling.js";
import { mount } from "./stage.js";

/**
 * @typedef {{data: Uint8Array | null, parentElement: HTMLElement,
 *            setTriggerValue: (name: string, value: any) => void}} Component
 */

/** @type {WeakMap<HTMLElement, Mounted>} */
const mounted = new WeakMap();
const parts = new PartStore();

/** Takes one part of a scene, for all stages of the page. @param {Uint8Array} bytes */
export function receive(bytes) {
  return parts.receive(bytes);
}

/**
 * Called by Streamlit whenever the scene or the theme changed; returns the clean-up for unmounting. Streamlit calls that
 * of a scene, too, which another has overtaken on its way here; the stage of both is still on the page then, and stays.
 * @param {Component} component
 */
export function render(component) {
  const { parentElement } = component;
  const entry = mounted.get(parentElement) ?? new Mounted(component);
  mounted.set(parentElement, entry);
  entry.take(component);
  return () => {
    if (parentElement.isConnected) return;
    entry.destroy();
    mounted.delete(parentElement);
  };
}

class Mounted {
  /** @param {Component} component */
  constructor(component) {
    this.component = component;
    /** @type {Uint8Array | null} */
    this.data = null;
    this.stage = mount(component.parentElement, {
      wish: (wish) => this.connection.whenRun(() => this.component.setTriggerValue("wish", wish)),
      answers: true,
      embedded: isEmbedded(location.href),
      parts,
      link: (look) => this.linkTo(look),
      teach: async (t, closed) => (await import("./teach.js")).teach(this.stage, t, closed),
    });
    this.connection = new Connection((away) => this.stage.setAway(away));
    this.unwatch = watchScrolling();
  }

  /**
   * The address of what is shown on a page of its own: in full where the present one is short for it, and without what
   * it says in vain.
   * @param {import("./look.js").Look} look
   */
  linkTo(look) {
    const { scene } = this.stage;
    const url = new URL(embedding(location.href, false));
    if (!scene) return url.href;
    const said = scene.takeHome?.address ?? {};
    for (const name of [...url.searchParams.keys()])
      if (!(name in said) && !Object.values(scene.link).includes(name)) url.searchParams.delete(name);
    for (const [name, text] of Object.entries(said))
      if (url.searchParams.get(name) !== text) url.searchParams.set(name, text);
    return addressOf(url.href, look, scene.link);
  }

  /** @param {Component} component */
  take(component) {
    this.component = component;
    const { data } = component;
    if (data && data !== this.data) this.stage.update(data);
    else this.stage.setTheme();
    this.data = data;
  }

  destroy() {
    this.stage.destroy();
    this.connection.destroy();
    this.unwatch();
  }
}
