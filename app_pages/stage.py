"""What a page with a stage has to do: open the address, say what was wrong with it, show the live picture."""

import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from typing import Any
from urllib.parse import urlencode

import streamlit as st

import assets
from address import Visit, name_of, read, write
from address.held import GONE, are_gone
from address.only import VIEWS, describe_only, views_shown
from app_pages.choices import choices_of
from app_pages.formula import describe_typed
from app_pages.points import describe_points
from app_pages.session import Session, Whole, take_wish
from descent.atlas import STEPS_AXIS, axes_of
from descent.setting import LEARNING_RATE, Setting
from door.headers import ALLOWED
from export.page.scenes import look_of
from landscapes.plane import Point
from maps.route import MAPS_URL
from stage.scene import pack_preview, pack_scene
from stage.signs import pack_signs
from stage.stage import mount_stage
from take_home.kinds import MOST
from take_home.route import TAKE_HOME_URL
from translations import SOURCE

ADDRESSED, NO_BREAK = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?<=@)", re.IGNORECASE), "\u2060"
SAID_BELOW = ("f", "data")  # the names of texts that say themselves what is wrong with them


def open_visit(most_runners: int = 1, whole: Whole = dict) -> tuple[Visit, list[str]]:
    """What the address asks for, on a page that shows so many runners, and a sentence for each thing it cannot have.

    `whole` says what an address is short for.
    """
    session, told = Session.mine(), whole(st.query_params.to_dict())
    params = session.held.unfold(told)
    gone = are_gone(params)
    if gone:
        params = {name: text for name, text in params.items() if name != "data"}
    visit, notices = read(params | session.trial, most_runners)
    notices += [f"{refused.complaint}." for name, refused in session.refused.items() if name not in SAID_BELOW]
    return visit, [GONE, *notices] if gone else notices


def show_notices(notices: Sequence[str]):
    """One box for all of them; they may quote a link, and Markdown takes that as it stands."""
    if notices:
        st.warning(as_markdown(" ".join(notices)))


def as_markdown(text: str) -> str:
    """Markdown that shows this text; where an address begins in it a sign of no width stands, or it would be a link."""
    return re.sub(r"([\\`*_\[\]<>#!|~$:&])", r"\\\1", ADDRESSED.sub(NO_BREAK, text))


def show_stage(
    visit: Visit,
    tells_step: bool = False,
    views: Sequence[str] | None = None,
    key: str = "stage",
    only: Sequence[str] | None = None,
    on_wish: Callable[[Any], None] = take_wish,
    language: str = SOURCE,
    **facts: Any,
):
    """The live picture, or only its paths while a start is being dragged.

    `tells_step`: whether the page wants to hear at which step it rests, see `Session.step`. `views`: the names of those
    that the page wants, as `stage/frontend/views.js` has them; None for all. `only`: what is shown of them, by names of
    `address.only`; None for what the address says. `on_wish` hears what the stage wishes, see `take_wish`. In
    `language` it explains its signs. `facts` go into the scene's header.
    """
    session, setting, choices = Session.mine(), visit.setting, choices_of(visit)
    race = look_of(visit) if len(setting.runners) > 1 else None
    chosen = visit.only if only is None else tuple(only)
    if chosen is not None:
        views = views_shown(VIEWS if views is None else views, chosen)
    facts |= {"seq": session.seq, "plotly": assets.PLOTLY_URL, "trial": bool(session.trial)}
    facts["maps"] = {
        "url": MAPS_URL,
        "noisy": setting.course.is_noisy,
        "runners": [describe_maps(visit, place) for place in range(len(setting.runners))],
    }
    address = session.held.fold(write(visit))
    facts["take_home"] = {"url": TAKE_HOME_URL, "most": MOST, "embedders": ALLOWED, "address": address}
    facts |= describe_only(chosen) | ({} if views is None else {"views": list(views)})
    facts["typed"] = describe_typed(visit, session.refused.get("f"))
    facts["points"] = describe_points(visit, session.refused.get("data"))
    scene = pack_scene(
        setting,
        race,
        view=session.seen_of(setting.course.landscape),
        validates=visit.validates,
        with_test=visit.range_test,
        explained=session.explained,
        lines=choices.lines,
        signs=pack_signs(language),
        chosen=choices.chosen,
        fields=choices.fields,
        past=len(session.past),
        look=asdict(visit.look),
        link={field: field for field in asdict(visit.look)},  # the address has them by the same names
        tells_step=tells_step,
        **facts,
    )
    if start := session.take_preview():
        scene = scene._replace(message=pack_preview(moved_to(start, visit), **facts))
    mount_stage(scene, key=key, on_wish=on_wish, resent=session.resent)


def describe_maps(visit: Visit, place: int) -> dict:
    """What the address of one runner's maps says, and the names in it of the values that its sliders move.

    `others` are what may stand beside the learning rate in an atlas.
    """
    runner, course = visit.setting.runners[place], visit.setting.course_of(place)
    alone = Visit(Setting(course, (runner,)), visit.convention, ground=visit.ground)
    names = {field: name_of(0, field) for field in (LEARNING_RATE, *runner.knobs)}
    others = [
        {
            "name": name,
            "label": knob.label,
            "symbol": knob.symbol or knob.title.lower(),
            "reading": "factor" if knob.is_factor else "number",
            "value": course.steps if name == STEPS_AXIS else runner.value_of(name),
        }
        for name, knob in axes_of(runner).items()
    ]
    query = urlencode(Session.mine().held.fold(write(alone)))
    return {"query": query, "names": names, "rate": runner.learning_rate, "others": others}


def moved_to(start: Point, visit: Visit) -> Setting:
    """The setting with its start elsewhere; where each runner has its own, the selected one's."""
    setting, selected = visit.setting, visit.race.selected
    if setting.starts and selected:
        return replace(setting, starts=(*setting.starts[:selected], start, *setting.starts[selected + 1 :]))
    starts = (start, *setting.starts[1:]) if setting.starts else ()
    return replace(setting, course=replace(setting.course, start=start), starts=starts)
