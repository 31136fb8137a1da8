"""The questions of a room: those that can be asked of what is in front, and what everybody is told of the present one.

asks_of(room)                                   [{"key": "verdict", "title": "What will happen?", "ask": "choice"}, …]
tell_question(room.asked, room, with_truth)     as `stage/frontend/lesson/told.js` has a Question, with its text
"""

from typing import Any

from classroom.front import tell_lesson_screen, words_of_text
from classroom.pictures import visit_at
from classroom.ready import tell_all_ready, tell_ready
from classroom.room import Asked, RefusedError, Room
from translations import Sentence

GONE = Sentence("This question is not there any more: its lesson has changed. Ask another one.")
NOT_OFFERED = Sentence("This question cannot be asked of this picture: choose one of those that are offered.")
TEXTS, TOLD_LATER = ("html", "reason", "argument"), ("right", "reason", "alpha", "picture")  # of an option


def asks_of(room: Room) -> list[dict[str, str]]:
    """The key, title and ask of each: the question of the lesson's screen first. Raises RefusedError."""
    found = {}
    front = tell_lesson_screen(room, room.front)
    if front and (own := front["question"]):
        found[own["id"]] = own
    found |= tell_all_ready(room.picture, room.language)
    return [{"key": key, "title": told["title"], "ask": told["ask"]} for key, told in found.items()]


def check_ask(room: Room, key: Any) -> str:
    """The key of a question that can be asked now. Raises RefusedError."""
    if not isinstance(key, str) or all(ask["key"] != key for ask in asks_of(room)):
        raise RefusedError(NOT_OFFERED)
    return key


def tell_question(asked: Asked, room: Room, with_truth: bool) -> dict[str, Any]:
    """What phones, projector and teacher are told of a question. Without the truth nothing in it tells the answer.

    Raises RefusedError where its lesson has changed since it was asked.
    """
    told = find_question(asked, room) | {
        "id": f"{room.code}/{asked.number}",
        "same": True,
        "number": asked.number,
        "round": asked.round,
        "phase": asked.phase,
        "revealed": asked.revealed,
        "ran": asked.ran,
    }
    if told["ask"] == "pin":
        told["window"] = [list(side) for side in visit_at(asked.picture).setting.course.landscape.window]
    if not with_truth:
        told["truth"] = None
        told["options"] = [without(option, TOLD_LATER) for option in told["options"]]
    texts = [told["html"], *(text for option in told["options"] for name, text in option.items() if name in TEXTS)]
    return told | {"words": words_of_text(texts, room.language)}


def find_question(asked: Asked, room: Room) -> dict[str, Any]:
    """All of it. Raises RefusedError."""
    front = tell_lesson_screen(room, asked.screen)
    if front and (own := front["question"]) and own["id"] == asked.key:
        return own | {"html": front["html"]}
    if ready := tell_ready(asked.key, asked.picture, room.language):
        return dict(ready)
    raise RefusedError(GONE)


def without(told: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name not in names}
