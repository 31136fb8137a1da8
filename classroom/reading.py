"""What is posted to a room, read and checked: nothing else of it goes any further.

read_json(b'{"number": 1}')                        a dict; RefusedError for all else
check_move(room, "ask", {"key": "verdict", …})     what `room.move` takes
check_opening({"lesson": "trapped", "screen": 2})  the first picture of a new room
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from starlette.requests import Request

from classroom.answers import check_answer, check_count, is_number, is_whole
from classroom.chart import check_control
from classroom.pictures import resolve, screen_of
from classroom.questions import check_ask, tell_question
from classroom.room import RefusedError, Room
from classroom.sentences import tell
from lessons import find
from lessons.lesson import ASKING, Lesson
from translations import LANGUAGES, choose_language

GROUP = re.compile(r"[\w-]{1,64}", re.ASCII)
MOST_FOLLOWED = 4000  # characters of how a teacher looks at a picture
DEEPEST = 3  # of what that is made of

Told = Mapping[str, Any]


async def read_body(request: Request, most: int) -> bytes | None:
    """What was posted; None where it is too much, and the rest is not read."""
    length = request.headers.get("Content-Length", "")
    if length.isascii() and length.isdigit() and int(length[:12]) > most:
        return None
    parts, read = [], 0
    async for part in request.stream():
        read += len(part)
        if read > most:
            return None
        parts.append(part)
    return b"".join(parts)


def read_json(body: bytes, language: str = "en") -> dict[str, Any]:
    """Raises RefusedError for what is no object, or holds numbers or halves of characters that cannot be told again."""
    try:
        said = json.loads(body, parse_constant=refuse_constant)
        json.dumps(said, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        raise RefusedError(tell("garbled", language))
    return said


def refuse_constant(name: str):
    raise ValueError(name)


class Opening(NamedTuple):
    """What stands in front when a room is opened."""

    lesson: str
    screen: int
    front: int | None
    language: str
    picture: str
    veiled: bool


def check_opening(said: Told, accepted: str | None = None) -> Opening:
    """Raises RefusedError. `accepted` is what the browser says of languages."""
    asked = said.get("language")
    asked = asked if isinstance(asked, str) and asked in LANGUAGES else None
    if not (key := said.get("lesson")):
        picture, veiled = check_address(said.get("picture"), "en"), said.get("veiled") is True
        return Opening("", 0, None, choose_language(asked, accepted), picture, veiled)
    language = choose_language(asked, accepted)
    lesson = find(key) if isinstance(key, str) else None
    if lesson is None:
        raise RefusedError(tell("no_lesson", language))
    language = choose_language(asked, accepted, lesson.language)
    place = check_place(lesson, said.get("screen", 0), language)
    screen = lesson.screens[place]
    return Opening(lesson.key, place, place, language, resolve(screen.picture), screen.kind in ASKING)


def check_place(lesson: Lesson | None, place: Any, language: str) -> int:
    """A screen of the lesson, from 0."""
    if lesson is None or not is_whole(place) or not 0 <= place < len(lesson.screens):
        raise RefusedError(tell("no_screen", language))
    return place


def check_address(address: Any, language: str) -> str:
    """The address of a picture, as a link of the app."""
    if not isinstance(address, str) or not address.strip():
        raise RefusedError(tell("garbled", language))
    return resolve(address)


def check_move(room: Room, name: Any, said: Told) -> dict[str, Any]:
    """What the move brings, and for which task. Raises RefusedError."""
    if not isinstance(name, str):
        raise RefusedError(tell("garbled", room.language))
    told = dict(CHECKS[name](room, said)) if name in CHECKS else {}
    at = said.get("at")
    return told | {"at": at if isinstance(at, dict) else None}


def check_screen(room: Room, said: Told) -> Told:
    place = check_place(find(room.lesson) if room.lesson else None, said.get("screen"), room.language)
    screen = screen_of(room, place)
    assert screen
    shown = {"screen": place, "picture": resolve(screen.picture), "veiled": screen.kind in ASKING}
    return shown | {"follow": said.get("follow") is True}


def check_picture(room: Room, said: Told) -> Told:
    picture = check_address(said.get("picture"), room.language)
    return {"picture": picture, "veiled": said.get("veiled") is True, "follow": said.get("follow") is True}


def check_switch(room: Room, said: Told) -> Told:
    return {"on": check_truth(room, said, "on")}


def check_pick(room: Room, said: Told) -> Told:
    name = said.get("id")
    if not isinstance(name, str) or not GROUP.fullmatch(name):
        raise RefusedError(tell("garbled", room.language))
    return {"id": name, "on": check_truth(room, said, "on")}


def check_projector(room: Room, said: Told) -> Told:
    return {name: check_truth(room, said, name) for name in ("answers", "chart") if name in said}


def check_follow(room: Room, said: Told) -> Told:
    """How the teacher looks at the picture. It goes to phones as it is: numbers and short names, and little of it."""
    if not check_truth(room, said, "on"):
        return {"on": False}
    told = {name: said.get(name) for name in ("values", "step", "playing")}
    is_small = len(json.dumps(told)) <= MOST_FOLLOWED and is_plain(told)
    if not is_small or not isinstance(told["values"], dict | None) or not isinstance(told["playing"], bool | None):
        raise RefusedError(tell("garbled", room.language))
    if told["step"] is not None and not is_finite(told["step"]):
        raise RefusedError(tell("garbled", room.language))
    return told | {"on": True}


def check_hands(room: Room, said: Told) -> Told:
    if room.asked is None:
        return {"answer": None, "count": 0}  # which the room refuses
    question = tell_question(room.asked, room, with_truth=True)
    return {"answer": check_answer(question, said.get("answer")), "count": check_count(said.get("count"))}


CHECKS: Mapping[str, Callable[[Room, Told], Told]] = {
    "screen": check_screen,
    "picture": check_picture,
    "ask": lambda room, said: {"key": check_ask(room, said.get("key"))},
    "collect": lambda room, said: {"control": check_control(room, said.get("control"))},
    "pause": check_switch,
    "veil": check_switch,
    "follow": check_follow,
    "projector": check_projector,
    "pick": check_pick,
    "hands": check_hands,
}


def check_truth(room: Room, said: Told, name: str) -> bool:
    if not isinstance(value := said.get(name), bool):
        raise RefusedError(tell("garbled", room.language))
    return value


def is_finite(value: Any) -> bool:
    return is_number(value) and abs(value) < 1e300


def is_plain(value: Any, depth: int = 0) -> bool:
    """Whether it is made of numbers, short names and what holds such."""
    if isinstance(value, dict):
        inside = [*value.keys(), *value.values()]
        return depth < DEEPEST and all(is_plain(each, depth + 1) for each in inside)
    return value is None or isinstance(value, bool) or is_finite(value) or (isinstance(value, str) and len(value) <= 40)
