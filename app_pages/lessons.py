"""The Lessons page: all lessons, or one screen of a lesson beside the live picture that it is about."""

from typing import Any

import streamlit as st

from address.race import MOST
from app_pages.page import Page
from app_pages.session import Session, take_wish
from app_pages.stage import open_visit, show_notices, show_stage
from lessons import LANGUAGE, LESSON, SCREEN, as_picture, find, own_lessons, place_of, read_all
from lessons.telling import tell
from stage.library import mount_library

OWN = (LESSON, SCREEN, LANGUAGE)


def lessons():
    """Choose, compute, show."""
    params = st.query_params.to_dict()
    Session.enter(LESSONS.path, as_picture, OWN).arrive(params)
    if LESSON in params:
        show_screen()
    else:
        show_library()


@st.fragment
def show_screen():
    """All that a wish of the stage can change."""
    params = st.query_params.to_dict()
    if LESSON not in params:
        st.rerun()
    place = place_of(params)
    visit, notices = open_visit(MOST, as_picture)
    show_notices([*place.notices, *notices])
    told = tell(place.lesson, place.screen, visit)
    show_stage(visit, views=views_of(told), key="lesson", lesson=told, on_wish=take_lesson_wish)


ASKING_VIEWS = ("lesson", "map", "service")
VIEWS = (
    *("lesson", "menus", "settings", "formula", "together", "sliders", "map", "service", "legend", "playbar"),
    *("race", "card", "panels", "data", "points", "basins", "atlas", "fan", "relief", "curves", "slice"),
    *("response", "microscope", "twin"),
)


def views_of(told: dict[str, Any]) -> tuple[str, ...]:
    return ASKING_VIEWS if told["veiled"] else VIEWS


def take_lesson_wish(wish: Any):
    """The stage reports: another screen is wished, or what is wished on every page."""
    screen = wish.get("screen") if isinstance(wish, dict) else None
    if isinstance(wish, dict) and wish.get("library") is True:
        session, params = Session.mine(), st.query_params.to_dict()
        session.turn({name: params[name] for name in (LANGUAGE,) if name in params})
        return
    if isinstance(screen, int) and not isinstance(screen, bool) and 0 <= screen < 1000:
        session, params = Session.mine(), st.query_params.to_dict()
        kept = {name: params[name] for name in (LESSON, LANGUAGE) if name in params}
        session.turn(kept | {SCREEN: str(screen + 1)})
        wish = {"seq": wish.get("seq")}
    take_wish(wish)


def show_library():
    """All lessons, in the order of a course, then the teacher's own."""
    own = own_lessons()
    show_notices(own.troubles)
    listed = [
        {field: getattr(lesson, field) for field in ("key", "title", "minutes", "aim", "shelf")}
        | {"screens": len(lesson.screens)}
        for lesson in (*read_all().values(), *own.lessons.values())
    ]
    mount_library({"lessons": listed}, key="library", on_wish=open_lesson)


def open_lesson(wish: Any):
    """A lesson is opened at its first screen, or at one that was left."""
    if isinstance(wish, dict) and isinstance(key := wish.get("lesson"), str) and find(key):
        kept = {name: text for name, text in st.query_params.to_dict().items() if name == LANGUAGE}
        screen = wish.get("screen")
        place = {SCREEN: str(screen + 1)} if isinstance(screen, int) and 0 < screen < 1000 else {}
        Session.mine().turn({LESSON: key} | place | kept)


LESSONS = Page("lessons", "Lessons", lessons)
