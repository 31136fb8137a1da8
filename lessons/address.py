"""Where a lesson is in an address: `/lessons?lesson=trapped&screen=3`, and what is changed on the screen's picture.

place_of({"lesson": "trapped", "screen": "3"})      the lesson and its third screen
as_picture({"lesson": "trapped", "screen": "3"})    {"landscape": "double_well", …}: that screen's picture
"""

from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from lessons.catalogue import find, read_all
from lessons.lesson import Lesson

LESSON, SCREEN, LANGUAGE = "lesson", "screen", "language"
GROUNDS = ("landscape", "f")  # by which an address names a picture of its own


class Place(NamedTuple):
    """`screen` counts from 0; `notices` are sentences on what in the address could not be had."""

    lesson: Lesson
    screen: int
    notices: tuple[str, ...] = ()


def place_of(params: dict[str, str]) -> Place:
    """The lesson and the screen that an address asks for, or the nearest that there is."""
    lesson = find(asked := params.get(LESSON, ""))
    if lesson is None:
        first = next(iter(read_all().values()))
        return Place(first, 0, (f"There is no lesson “{asked[:40]}” here: this is the first one.",))
    text = params.get(SCREEN, "1")
    count = len(lesson.screens)
    if text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= count:
        return Place(lesson, int(text[:6]) - 1)
    nearest = count - 1 if text.isascii() and text.isdigit() and int(text[:6]) > count else 0
    return Place(lesson, nearest, (f"This lesson has screens from 1 to {count}: this is number {nearest + 1}.",))


def as_picture(params: dict[str, str]) -> dict[str, str]:
    """What the address says of its picture; one that names no landscape has the screen's own, with what it does say."""
    said = {name: text for name, text in params.items() if name not in (LESSON, SCREEN, LANGUAGE)}
    if not said.keys().isdisjoint(GROUNDS):
        return said
    place = place_of(params)
    own = dict(parse_qsl(urlsplit(place.lesson.screens[place.screen].picture).query, keep_blank_values=True))
    return own | said
