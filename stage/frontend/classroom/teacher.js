// The page from which a teacher leads a room: it needs the room's secret, and keeps it out of sight.

import { make } from "../dom.js";
import { Room } from "./room.js";
import { TeacherPage } from "./teacher/page.js";
import { buildSecretForm, forgetSecret, keepSecret, takeSecret } from "./teacher/secret.js";

const WRONG = 401;

/** @typedef {{code: string, role: "teacher", base: string, language: string, names?: Record<string, string>}} Facts */

/** Shows the teacher's page within `place`. @param {HTMLElement} place @param {Facts} facts */
export function open(place, facts) {
  const { code } = facts;
  const t = (/** @type {string} */ english) => facts.names?.[english] ?? english;
  /** @type {() => void} */
  let leave = () => {};
  const secret = takeSecret(code);
  addEventListener("hashchange", () => {
    const other = takeSecret(code); // a secret link was opened in this very page
    if (location.hash === "" && other) start(other);
  });
  if (secret) start(secret);
  else ask("");

  /** @param {string} said what was wrong with the secret before */
  function ask(said) {
    leave();
    place.replaceChildren(buildSecretForm(code, said, t, start));
  }

  /** @param {string} secret */
  function start(secret) {
    leave();
    const room = new Room({ ...facts, secret });
    /** @type {TeacherPage | null} */
    let page = null;
    const stop = room.listen(() => {
      if (room.refused === WRONG) {
        forgetSecret(code);
        ask(room.gone || t("This secret link is not of this room: copy the one of its teacher’s page once more."));
      } else if (room.gone) end(room.gone);
      else if (room.state) {
        if (!page) {
          const { ends, lesson, front } = room.state;
          keepSecret(code, secret, { ends, lesson, title: front.title });
          page = new TeacherPage(place, room, secret, () => end(t("The room is deleted, with all its answers.")));
        }
        page.draw();
      } else if (!place.children.length) place.replaceChildren(make("p.teacher-wait", { role: "status", text: t("One moment …") }));
    });
    leave = () => {
      stop();
      room.close();
      page?.destroy();
      leave = () => {};
    };
  }

  /** There is no room any more. @param {string} said */
  function end(said) {
    leave();
    forgetSecret(code);
    const app = make("a.text-button.primary", { href: new URL("lessons", document.baseURI).href, text: t("To the lessons") });
    place.replaceChildren(make("div.teacher-secret", {}, make("h1", { text: `${t("Room")} ${code}` }), make("p", { role: "status", text: said }), app));
  }
}
