"""What each role is told of a room: students, the projector, and the teacher, who alone sees all.

    tell_state(room, "student", rows)     the feed's `state`, as JSON has it

Nobody is told the room's secret or who a student is; the truth only the teacher, before it is revealed. `rows` is what
students have sent for the present task: (round, student, answer) of a question, (student, place) of a collection.
"""

import hashlib
import json
import logging
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from assets import HOUSE, STAGE_URL, hash_of
from classroom.chart import chart, controls_of, describe_collected
from classroom.front import NO_SCREEN, describe_front, say_in, wording_of
from classroom.pictures import show_of
from classroom.questions import asks_of, tell_question
from classroom.room import PROJECTOR, TEACHER, Asked, RefusedError, Room
from classroom.tally import tally, without_unpicked
from lessons import find
from lessons.markup import render
from lessons.telling import say as say_filled

log = logging.getLogger("overshoot.classroom")
PARTS = ("address", "classroom", "descent", "export", "landscapes", "optimizers", "schedules", "stage")  # draw it

Rows = Sequence[tuple[Any, ...]]


class Keeping(NamedTuple):
    """How rooms are kept, "disk", "memory" or "database", and what is wrong with that, for the teacher."""

    kept: str = "disk"
    trouble: str = ""


def tell_state(room: Room, role: str, rows: Rows, keeping: Keeping) -> dict[str, Any]:
    """All but what is another for each who listens: the address to join by, and the words of a language."""
    told = {
        "role": role,
        "code": room.code,
        "version": room.version,
        "ends": room.ends,
        "language": room.language,
        "front": tell_front(room, role),
        "picture": tell_picture(room),
        "veiled": room.veiled,
        "question": None,
        "tally": None,
        "collecting": None,
        "chart": None,
        "paused": room.paused,
        "follow": room.follow,
    }
    trouble = keeping.trouble
    try:
        told |= tell_asked(room, role, rows) | tell_collecting(room, role, rows)
    except RefusedError as gone:
        trouble = trouble or str(gone)
    if role != TEACHER:
        return told
    return told | tell_teacher(room) | {"kept": keeping.kept, "trouble": say_in(room.language)(trouble)}


def tell_picture(room: Room) -> dict[str, str] | None:
    """Where the picture in front is; None where it cannot be shown any more."""
    name = name_picture(room)
    return {"id": name, "url": f"room/{room.code}/picture/{name}"} if name else None


def name_picture(room: Room) -> str:
    """The name of what is in front, known before it is computed; "" where it cannot be shown any more."""
    try:
        said = (room.picture, room.language, show_of(room), made_by())
    except RefusedError:
        return ""
    return hashlib.blake2b(repr(said).encode(), digest_size=12).hexdigest()


@cache
def made_by() -> str:
    """Changes with all that a picture is made by: another release may draw it otherwise."""
    return STAGE_URL + hash_of(*sorted(path for part in PARTS for path in (HOUSE / part).rglob("*.py")))


def tell_front(room: Room, role: str) -> dict[str, Any]:
    """Where a lesson has changed since, a sentence says so in its place. Titles of screens ahead are the teacher's."""
    try:
        told = describe_front(room)
    except RefusedError as gone:
        return {"title": say_in(room.language)(str(gone)), "html": "", **NO_SCREEN}
    if role == TEACHER:
        return told
    return told | {"screens": [each | {"title": ""} for each in told["screens"]]}


def tell_asked(room: Room, role: str, rows: Rows) -> dict[str, Any]:
    """Raises RefusedError."""
    asked = room.asked
    if asked is None:
        return {}
    knows = role == TEACHER or asked.revealed
    question = tell_question(asked, room, with_truth=knows)
    counted = tally(asked, question, rows, room.secret) if knows or role == PROJECTOR else None
    if counted and not (knows or room.shows_answers):
        counted = without_unpicked(counted)
    return {"question": question, "tally": counted}


def tell_collecting(room: Room, role: str, rows: Rows) -> dict[str, Any]:
    """Raises RefusedError."""
    collecting = room.collecting
    if collecting is None:
        return {}
    task = {"number": collecting.number, "open": collecting.open, "control": describe_collected(collecting)}
    sees = role == TEACHER or room.shows_chart
    return {"collecting": task, "chart": chart(collecting, rows) if sees else None}


def tell_teacher(room: Room) -> dict[str, Any]:
    """What stands beside the picture for the teacher alone."""
    try:
        offered = {"asks": asks_of(room), "controls": controls_of(room)}
    except RefusedError:
        offered = {"asks": [], "controls": []}
    return offered | {
        "lesson": room.lesson,
        "notes": tell_notes(room.lesson, room.language),
        "done": [task.key for task in room.past if isinstance(task, Asked) and task.picture == room.picture],
        "shows_answers": room.shows_answers,
        "shows_chart": room.shows_chart,
    }


@lru_cache(maxsize=64)
def tell_notes(key: str, language: str) -> str:
    """What a lesson's file says to the teacher, as markup."""
    lesson = find(key) if key else None
    return render(say_filled(lesson.notes, {}, wording_of(language).translate)) if lesson and lesson.notes else ""


def count_answered(room: Room, rows: Rows) -> int:
    """How many have answered in the present round, or have run anything."""
    if room.asked:
        return sum(row[0] == room.asked.round for row in rows)
    return len({row[0] for row in rows})


def pack_state(room: Room, role: str, rows: Rows, keeping: Keeping) -> bytes:
    return pack(tell_state(room, role, rows, keeping))


def pack(told: Mapping[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
