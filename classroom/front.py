"""What stands beside a room's picture: the words of a lesson's screen, or what the picture is called."""

from collections.abc import Callable
from typing import Any

from classroom.pictures import screen_of, visit_at
from classroom.room import Room
from classroom.sentences import WORDS
from lessons import find
from lessons.telling import Wording, tell_screen, words_in
from stage.scene import describe_setting
from translations import translator

Say = Callable[[str], str]
NOWHERE = -1  # the place of no screen
NO_SCREEN = {"kind": "", "screens": [], "place": 0, "dark": False, "walk": None, "words": {}}


def describe_front(room: Room) -> dict[str, Any]:
    """What all may read. Words that could tell the answer of a question are left out until its truth is told.

    Raises RefusedError where the picture or the lesson cannot be had any more.
    """
    if (told := tell_lesson_screen(room, room.front)) is None:
        beside = {"title": describe_setting(visit_at(room.picture).setting), "html": "", **NO_SCREEN}
        waiting = tell_lesson_screen(room, room.screen if room.lesson else None)
        return beside | ({"screens": waiting["screens"], "place": NOWHERE, "waits": room.screen} if waiting else {})
    asked = room.asked
    is_own = asked is not None and told["question"] is not None and told["question"]["id"] == asked.key
    hides = asked is not None and not asked.revealed and not is_own
    return {
        "title": told["screens"][told["place"]]["title"],
        "html": "" if hides else told["html"],
        "kind": told["kind"],
        "screens": told["screens"],
        "place": told["place"],
        "dark": told["dark"],
        "walk": told["walk"],
        "words": {} if hides else words_of_text(told["html"], room.language),
    }


def tell_lesson_screen(room: Room, place: int | None) -> dict[str, Any] | None:
    """What a lesson's page is told of a screen, its question's truth included; None for none. Raises RefusedError."""
    if screen_of(room, place) is None or place is None:
        return None
    lesson = find(room.lesson)
    assert lesson
    return tell_screen(lesson, place, wording_of(room.language))


def wording_of(language: str) -> Wording:
    return Wording(language, translator(language, "lessons"))


def say_in(language: str) -> Say:
    """What a room's own words are in a language."""
    return translator(language, WORDS)


def words_of_text(text: Any, language: str) -> dict[str, dict[str, str]]:
    """The meanings of the words that a text links to, without a way out of the room."""
    return {key: word | {"example": ""} for key, word in words_in({"html": text}, language).items()}
