"""What a page with a stage has to do: open the address, say what was wrong with it, show the live picture."""

import re
from collections.abc import Sequence
from dataclasses import asdict, replace

import streamlit as st

import assets
from address import Visit, read
from app_pages.choices import choices_of
from app_pages.session import Session, take_wish
from stage.scene import pack_preview, pack_scene
from stage.stage import mount_stage


def open_visit(most_runners: int = 1) -> tuple[Visit, list[str]]:
    """What the address asks for, on a page that shows so many runners, and a sentence for each thing it cannot have."""
    return read(st.query_params.to_dict(), most_runners)


def show_notices(notices: Sequence[str]):
    """One box for all of them; they may quote a link, and Markdown takes that as it stands."""
    if notices:
        st.warning(re.sub(r"([\\`*_\[\]<>#!|~$:&])", r"\\\1", " ".join(notices)))


def show_stage(visit: Visit, tells_step: bool = False, views: Sequence[str] | None = None):
    """The live picture, or only its paths while a start is being dragged.

    `tells_step`: whether the page wants to hear at which step it rests, see `Session.step`. `views`: the names of those
    that the page wants, as `stage/frontend/views.js` has them; None for all.
    """
    session, setting, choices = Session.mine(), visit.setting, choices_of(visit)
    facts = {"seq": session.seq, "plotly": assets.PLOTLY_URL}
    scene = pack_scene(
        setting,
        view=session.seen_of(setting.course.landscape),
        with_test=visit.range_test,
        explained=session.explained,
        lines=choices.lines,
        chosen=choices.chosen,
        fields=choices.fields,
        past=len(session.past),
        look=asdict(visit.look),
        link={field: field for field in asdict(visit.look)},  # the address has them by the same names
        tells_step=tells_step,
        **facts,
        **({} if views is None else {"views": views}),
    )
    if start := session.take_preview():
        dragged = replace(setting, course=replace(setting.course, start=start))
        scene = scene._replace(message=pack_preview(dragged, **facts))
    mount_stage(scene, key="stage", on_wish=take_wish, resent=session.resent)
