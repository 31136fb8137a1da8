// How students come in: the room's code, its link and its QR code, small in the bar and large when it is clicked.

import { make, say } from "../../dom.js";
import { fillIn } from "../../lesson/filling.js";
import { shownAddress } from "../join.js";
import { buildCopier, buildDialog } from "./dialog.js";

export class Invitation {
  /** @param {import("./moves.js").Moves} moves */
  constructor({ t, room }) {
    this.link = make("a.teacher-link", { target: "_blank", rel: "noopener", title: t("Open a student’s page") });
    this.picture = make("img", { alt: "" });
    this.large = make("img.teacher-qr-large", { alt: t("QR code of the room’s link") });
    this.address = make("p.teacher-address");
    this.code = make("p.teacher-code-large", { text: room.code });
    this.dialog = buildDialog(t("Join this room"), t("Close"), this.large, this.address, this.code);
    this.qr = make("button.teacher-qr", { type: "button", "aria-label": t("Show the QR code large"), title: t("Show the QR code large") }, this.picture);
    this.qr.addEventListener("click", () => this.dialog.showModal());
    const copy = buildCopier(t, () => this.link.href, () => getSelection()?.selectAllChildren(this.link));
    const code = make("h1.teacher-code", { text: room.code, "aria-label": fillIn(t("Room {code}"), { code: [...room.code].join(" ") }) });
    const projector = make("a.text-button", { href: room.url("projector"), target: "_blank", rel: "noopener", text: `${t("Open the projector")} ↗` });
    this.element = make("div.teacher-invitation", {}, this.qr, make("div.teacher-join", {}, code, this.link), copy, projector, this.dialog);
  }

  /** @param {import("../room.js").State} state */
  draw({ join }) {
    this.qr.hidden = !join?.qr;
    if (!join) return;
    if (this.link.href !== join.url) this.link.href = join.url;
    const address = shownAddress(join.url);
    say(this.link, address);
    say(this.address, address);
    for (const image of [this.picture, this.large]) if (join.qr && image.getAttribute("src") !== join.qr) image.src = join.qr;
  }
}
