"""The Lessons page: all lessons, or one screen of a lesson beside the live picture that it is about."""

from typing import Any

import streamlit as st

from address.race import MOST
from app_pages.language import language_of_visitor
from app_pages.page import Page
from app_pages.session import Session, take_wish
from app_pages.stage import open_visit, show_notices, show_stage
from lessons import LANGUAGE, LESSON, SCREEN, as_picture, find, own_lessons, place_of, read_all
from lessons.lesson import SHELVES, Lesson
from lessons.reading import MOST_SCREENS
from lessons.telling import papers_of, tell
from stage.library import mount_library
from translations import LANGUAGES, sentences_of, translator

OWN = (LESSON, SCREEN, LANGUAGE)
VIEWS = (
    *("lesson", "menus", "settings", "share", "formula", "together", "sliders", "map", "service", "legend", "playbar"),
    *("race", "card", "panels", "data", "points", "basins", "atlas", "fan", "relief", "curves", "slice"),
    *("response", "microscope", "twin", "terms"),
)
WORDS, TEXTS = "words", "lessons"  # domains of translations


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
    language = language_of_visitor(place.lesson.language)
    visit, notices = open_visit(MOST, as_picture)
    show_notices([*place.notices, *notices])
    told = tell(place.lesson, place.screen, visit, translator(language, TEXTS), language)
    told |= {"names": dict(sentences_of(language, WORDS)), "language": language}
    screen = place.lesson.screens[place.screen]
    show_stage(
        visit, views=VIEWS, only=screen.show, key="lesson", lesson=told, on_wish=take_lesson_wish, language=language
    )


def take_lesson_wish(wish: Any):
    """The stage reports: another screen is wished, or all lessons, or what is wished on every page."""
    session, params = Session.mine(), st.query_params.to_dict()
    kept = {name: params[name] for name in (LESSON, LANGUAGE) if name in params}
    if isinstance(wish, dict) and is_screen(wish.get("screen")):
        session.turn(kept | {SCREEN: str(wish["screen"] + 1)})
        wish = {"seq": wish.get("seq")}
    elif isinstance(wish, dict) and wish.get("library") is True:
        session.turn({name: text for name, text in kept.items() if name != LESSON})
        return
    take_wish(wish)


def is_screen(value: Any) -> bool:
    """Whether it is the number of a screen, from 0."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < MOST_SCREENS


def show_library():
    """All lessons, in the order of a course, then the teacher's own."""
    own, language = own_lessons(), language_of_visitor()
    say = translator(language, WORDS)
    shelves = {say(title): [one for one in read_all().values() if one.shelf == key] for key, title in SHELVES.items()}
    shelves[say("From your teacher")] = list(own.lessons.values())
    data = {
        "language": language,
        "languages": dict(LANGUAGES),
        "names": dict(sentences_of(language, WORDS)),
        "troubles": list(own.troubles),
        "shelves": [
            {"title": title, "lessons": [describe(lesson, language) for lesson in shelf]}
            for title, shelf in shelves.items()
            if shelf
        ],
    }
    mount_library(data, key="library", on_wish=take_library_wish)


def describe(lesson: Lesson, language: str) -> dict[str, Any]:
    """A line of the library."""
    say = translator(language, TEXTS)
    return {
        "key": lesson.key,
        "title": say(lesson.title),
        "aim": say(lesson.aim),
        "minutes": lesson.minutes,
        "screens": len(lesson.screens),
        **papers_of(lesson, language),
    }


def take_library_wish(wish: Any):
    """A lesson is opened, at its first screen or where it was left, or another language is chosen."""
    if not isinstance(wish, dict):
        return
    session, params = Session.mine(), st.query_params.to_dict()
    kept = {name: text for name, text in params.items() if name == LANGUAGE}
    key, screen, wished = wish.get("lesson"), wish.get("screen"), wish.get("language")
    if isinstance(key, str) and find(key):
        session.turn({LESSON: key} | ({SCREEN: str(screen + 1)} if is_screen(screen) and screen else {}) | kept)
    elif isinstance(wished, str) and wished in LANGUAGES:
        session.turn({LANGUAGE: wished})


LESSONS = Page("lessons", "Lessons", lessons)
