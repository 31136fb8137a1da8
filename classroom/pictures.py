"""The pictures of a room: an address as somebody copied it, and its scene in one block of bytes, for all phones alike.

    resolve("http://…/lessons?lesson=trapped&screen=2&alpha=0.2")   "/?landscape=double_well&alpha=0.2"
    draw_picture("/?landscape=bowl", "en")                          one block of bytes

It is little-endian: the number of blocks, uint32, then each block behind its length, uint32. The first block is the
scene's message, the others are its parts as `export.page` has them: an id, then what the part holds, deflated.
"""

import struct
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit

from address import Visit
from address.held import unfold_any
from address.only import SHORT_NAMES, Only
from address.race import COMPARE, as_race
from classroom.room import RefusedError, Room
from export.page import ALONE, RACE, deflate
from export.page.scenes import numbers_in, scene_of
from export.shown import Pause, Shown, go_on, readable
from lessons import as_picture, find, place_of
from lessons.lesson import Screen
from lessons.run import address_of, runs_at
from memory import remember
from stage.parts import ID_BYTES
from translations import Sentence

ROOM = "room"  # the view of what is asked; it stands where a lesson's does
ELSEWHERE = ("pictures", "note", "take_home", "share", "relief")  # what a phone in a class can do without
VIEWS = (ROOM, *(view for view in dict.fromkeys((*ALONE, *RACE)) if view not in ELSEWHERE))
LESSONS = "lessons"  # the last part of the path of the page of lessons
LONGEST = 60_000  # characters of an address
MOST_NUMBERS = 300_000  # of steps at the notches of all sliders: two to eight bytes each
NO_ADDRESS = Sentence("This is no link of the app: open a picture there, and copy it with Copy link.")
TOO_LONG = Sentence("This picture has too much data for a room: take fewer points.")
TOO_MANY_RUNS = Sentence("This picture has too many runs for phones: choose fewer steps or runners.")
NOT_AS_SAID = Sentence("This picture cannot be shown as its link says: open the link itself, and the app says why.")
LESSON_GONE = Sentence("The lesson of this room has changed or is gone: open a new room for it.")


def resolve(address: str) -> str:
    """The address of a picture alone, with its points, for what a browser shows of any page with a picture.

    Raises RefusedError for one that would not show just what it says.
    """
    if len(address) > LONGEST:
        raise RefusedError(TOO_LONG)
    try:
        parts = urlsplit(readable(address).strip())
        said = unfold_any(dict(parse_qsl(parts.query, keep_blank_values=True)))
    except ValueError:
        raise RefusedError(NO_ADDRESS) from None
    if not said and address and not address.strip().startswith(("/", "http:", "https:")):
        raise RefusedError(NO_ADDRESS)
    page = parts.path.rstrip("/").rpartition("/")[2]
    if page == LESSONS:
        if place_of(said).notices:
            raise RefusedError(NOT_AS_SAID)
        plain = address_of(as_picture(said))
    elif page == COMPARE:
        plain = address_of(as_race(said))
    else:
        plain = f"/?{urlencode(said)}"
    if len(plain) > 2 * LONGEST:
        raise RefusedError(TOO_LONG)
    check_runs(plain)
    return plain


def check_runs(address: str):
    """Raises RefusedError for a picture that cannot be shown, or has more runs than phones should fetch."""
    if numbers_in(visit_at(address)) > MOST_NUMBERS:
        raise RefusedError(TOO_MANY_RUNS)


def visit_at(address: str) -> Visit:
    """What a resolved address shows. Raises RefusedError."""
    try:
        return runs_at(address)[0].visit
    except ValueError as error:  # also of a start where nothing can begin, or of runs that take too long
        raise RefusedError(NOT_AS_SAID) from error


def screen_of(room: Room, place: int | None) -> Screen | None:
    """A screen of the room's lesson, None for none. Raises RefusedError where the lesson has changed."""
    if place is None:
        return None
    lesson = find(room.lesson)
    if lesson is None or place >= len(lesson.screens):
        raise RefusedError(LESSON_GONE)
    return lesson.screens[place]


def show_of(room: Room) -> Only:
    """The controls of what is in front: a lesson's screen or the address names them, and what is collected moves."""
    screen = screen_of(room, room.front)
    only = screen.show if screen else visit_at(room.picture).only
    if only is None or room.collecting is None:
        return only
    name = SHORT_NAMES.get(room.collecting.control, room.collecting.control)
    return only if name in only else (*only, name)


def by_what_it_shows(address: str, language: str, show: Only = None, pause: Pause = go_on) -> tuple:
    return address, language, show


@remember(megabytes=48, key=by_what_it_shows)
def draw_picture(address: str, language: str, show: Only = None, pause: Pause = go_on) -> bytes:
    """The scene at a resolved address, with the controls of `show`; None for those of the address.

    Raises RefusedError.
    """
    check_runs(address)
    visit = visit_at(address)
    shown = Shown(address, visit, only=visit.only if show is None else show)
    own = RACE if len(visit.setting.runners) > 1 else ALONE
    views = tuple(view for view in VIEWS if view == ROOM or view in own)
    scene = scene_of(shown, views, pause, language, explains=False)
    parts = [part.message[:ID_BYTES] + deflate(part.message[ID_BYTES:]) for part in scene.parts.values()]
    return pack([deflate(scene.message), *parts])


def pack(blocks: Sequence[bytes]) -> bytes:
    return struct.pack("<I", len(blocks)) + b"".join(struct.pack("<I", len(block)) + block for block in blocks)
