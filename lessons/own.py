"""A teacher's own lessons: the files *.md in the folder that OVERSHOOT_LESSONS names, beside those of the catalogue.

    own_lessons().lessons["own-trapped"]        the lesson of trapped.md in that folder
    own_lessons().troubles                      ("broken.md, line 5: …",)

A file is read again once it has changed. What is wrong with one is a sentence; the others are there.
"""

import logging
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from address.race import UnreadableError, read_link
from lessons.lesson import BrokenError, Lesson
from lessons.reading import LONGEST, read_bytes

FOLDER = "OVERSHOOT_LESSONS"
PREFIX = "own-"
MOST = 100  # files
SIGN = 4  # bytes of a character, at most
LONGEST_NAME = 80

log = logging.getLogger(__name__)


class Own(NamedTuple):
    """Lessons by their keys, in the order of their files' names, and a sentence for each file that is none."""

    lessons: Mapping[str, Lesson]
    troubles: tuple[str, ...]


def own_lessons() -> Own:
    """What is in the folder now; nothing where none is named."""
    named = os.environ.get(FOLDER, "").strip()
    if not named:
        return Own(MappingProxyType({}), ())
    folder = Path(named)
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".md")
    except OSError as error:
        return Own(MappingProxyType({}), (f"The folder that {FOLDER} names cannot be read: {error.strerror}.",))
    lessons: dict[str, Lesson] = {}
    troubles = [f"Of {len(paths)} files in the folder of lessons the first {MOST} are read."] * (len(paths) > MOST)
    for path in paths[:MOST]:
        lesson = look_at(path, folder)
        if isinstance(lesson, Lesson) and lesson.key in lessons:
            lesson = f"{lesson.file} has the same address as {lessons[lesson.key].file}: rename one of them."
        if isinstance(lesson, Lesson):
            lessons[lesson.key] = lesson
        else:
            troubles.append(lesson)
    say_once(tuple(troubles))
    return Own(MappingProxyType(lessons), tuple(troubles))


def look_at(path: Path, folder: Path) -> Lesson | str:
    """The lesson, or why there is none: a link out of the folder, a pipe that would never end, a broken text."""
    try:
        is_inside = path.resolve().is_relative_to(folder.resolve())
        found = path.stat()
    except (OSError, RuntimeError) as error:  # a link to itself
        return f"{name(path)} cannot be read: {reason(error)}."
    if not is_inside:
        return f"{name(path)} is a link out of the folder of lessons, and is not followed."
    if not path.is_file():
        return f"{name(path)} is no file."
    return read_own(path, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


@lru_cache(maxsize=2 * MOST)
def read_own(path: Path, size: int, *changed: int) -> Lesson | str:
    """Once for each state of a file, with when it and its rights have changed; what is wrong with it is kept too."""
    said, key = name(path), key_of(path)
    if not key:
        return f"{said} needs a letter or a digit in its name."
    if size > SIGN * LONGEST:
        return f"{said} is longer than {LONGEST} characters."
    try:
        with path.open("rb") as stream:
            text = stream.read(SIGN * LONGEST)
        lesson = read_bytes(text, key, said)
    except OSError as error:
        return f"{said} cannot be read: {reason(error)}."
    except BrokenError as broken:
        return str(broken)
    return next(refused_in(lesson), lesson)


def refused_in(lesson: Lesson) -> Iterator[str]:
    """A sentence for each address in it that shows something else than it says."""
    for screen in lesson.screens:
        answers = [(option.picture, option.line) for option in screen.question.options] if screen.question else []
        goal = [(screen.goal.solution, screen.line)] if screen.goal else []
        for picture, line in [(screen.picture, screen.line), *answers, *goal]:
            try:
                notices = read_link(picture)[1] if picture else []
            except UnreadableError as error:
                notices = [str(error)]
            if notices:
                yield f"{lesson.file}, line {line}: {' '.join(notices)}"


def key_of(path: Path) -> str:
    """By which an address calls the lesson; "" for a name without a letter or a digit."""
    slug = "-".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", path.stem).casefold()))
    return f"{PREFIX}{slug[:LONGEST_NAME]}" if slug else ""


def name(path: Path) -> str:
    """A file's name, on one line, whatever signs it has."""
    return "".join(sign if sign.isprintable() else "�" for sign in path.name)[:LONGEST_NAME]


def reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


@lru_cache(maxsize=1)
def say_once(troubles: tuple[str, ...]):
    """In the log, whenever they are others."""
    for trouble in troubles:
        log.warning("%s: %s", FOLDER, trouble)
