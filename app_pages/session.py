"""What the server remembers of a visitor beside the address, in one place, and how it takes what the stage wishes."""

import math
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from address import PLACE, STEPS, Visit, accepts, changed, name_of, read
from app_pages.choices import MENUS, best_address, first_address
from app_pages.racing import raced, selected_in, texts_together
from descent.setting import LEARNING_RATE, LETTERS
from landscapes import Landscape
from landscapes.plane import Point, Window
from stage.parts import ID_BYTES

KEY = "overshoot"
HIGHEST_SEQ = 2**53  # whole numbers up to this are the same in a browser
MOST_LOST = 100  # ids that are looked at
MOST_PAST, MOST_CHOSEN = 50, 16  # changes that can be undone; choices in one wish that are looked at
Whole = Callable[[dict[str, str]], dict[str, str]]
RESEND_PAUSE = 2.0  # seconds in which parts travel again only once, however many wishes say that they were lost


@dataclass
class Session:
    """Everything here may be lost without harm: the address holds the picture."""

    page: str = ""  # where the visitor is
    whole: Whole = dict
    seq: int = 0  # the last wish that was heard
    past: list[dict[str, str]] = field(default_factory=list)  # the addresses before the last changes
    address: dict[str, str] = field(default_factory=dict)  # where the last change led to
    left: list[dict[str, str]] = field(default_factory=list)  # by changes that the browser may not have heard of
    described: tuple = ()  # what stands below the picture
    acted: int = 0  # the wish with the last act on a race: told again, it is no further one
    code: bool = False  # whether the program of this run is asked for
    preview: Point | None = None  # a start that is still being dragged
    explained: frozenset[str] = frozenset()  # the ids of the runs that the stage wants remarks for
    step: int | None = None  # where the picture rests; None until it has rested
    seen: Window | None = None  # the piece of the plane that the map shows, if it is not the landscape's window
    seen_on: str = ""  # the key of that landscape
    resent: int = 0  # how often parts were lost on the way
    resent_at: float = -math.inf  # when that was last

    @classmethod
    def mine(cls) -> "Session":
        """This visitor's."""
        return st.session_state.setdefault(KEY, cls())

    @classmethod
    def enter(cls, page: str, whole: Whole = dict) -> "Session":
        """This visitor's on a page; what was remembered on another one is about that.

        `whole` says what an address of that page is short for.
        """
        if cls.mine().page not in ("", page):
            st.session_state[KEY] = cls()
        session = cls.mine()
        session.page, session.whole = page, whole
        return session

    def go_back(self, depth: int | None, present: Mapping[str, str]) -> dict[str, str] | None:
        """The address before the change of this number, which is forgotten with all later ones; None for no change.

        What the browser's own Back has already taken back is passed over.
        """
        if depth is None or depth >= len(self.past):
            return None
        while depth > 0 and self.past[depth] == present:
            depth -= 1
        before = self.past[depth]
        del self.past[depth:]
        return before

    def present(self, told: dict[str, str]) -> dict[str, str]:
        """The address where a wish comes from that tells this one.

        What a wish says again, or soon after another, it tells with the address before the change, if the browser has
        not yet heard where that led to.
        """
        if told in self.left:
            return self.address
        self.left = []
        return told

    def move(self, before: dict[str, str], after: dict[str, str]):
        """A change leads from one address to another."""
        self.left, self.address = [*self.left, before][-MOST_PAST:], after

    def arrive(self, told: dict[str, str]):
        """The whole page is opened at this address: if no change led there, the browser went by itself."""
        if told != self.address:
            self.left = []

    def without_done(self, wish: dict) -> dict:
        """A wish without an act on a race that has been done already; from now on it has."""
        act = wish.get("race")
        seq = read_whole(act.get("seq"), HIGHEST_SEQ) if isinstance(act, dict) else None
        if seq is None or seq > self.acted:
            self.acted = max(self.acted, seq or 0)
            return wish
        return {name: wished for name, wished in wish.items() if name != "race"}

    def take_code(self) -> bool:
        """Whether the program is asked for; it is shown once."""
        asked, self.code = self.code, False
        return asked

    def take_preview(self) -> Point | None:
        """The start that is being dragged; it is drawn once."""
        start, self.preview = self.preview, None
        return start

    def seen_of(self, landscape: Landscape) -> Window | None:
        """The piece of this landscape that the map shows; None for its window, at which another landscape begins."""
        if self.seen_on != landscape.key:
            self.seen = None
        return self.seen


def take_wish(wish: Any):
    """The stage reports; a wish is `stage.mount_stage`'s, and may be garbled."""
    if not isinstance(wish, dict):
        return
    session, told = Session.mine(), st.query_params.to_dict()
    params = session.whole(session.present(told))
    if (seq := read_whole(wish.get("seq"), HIGHEST_SEQ)) is not None:
        session.seq = seq
    start = read_point(wish.get("start"))
    session.preview = start if wish.get("preview") else None
    wish = session.without_done(wish)
    session.code = wish.get("code") is True
    base = session.go_back(read_whole(wish.get("undo"), MOST_PAST), params)
    base = params if base is None else base
    after = wished_address(wish, base, None if session.preview else start)
    if looked_at(after) != looked_at(base):
        session.past = [*session.past, base][-MOST_PAST:]
    if after != params:
        session.move(params, after)
    if after != session.whole(told):
        st.query_params.from_dict(after)
    if (step := read_whole(wish.get("step"), int(STEPS.high))) is not None:
        session.step = step
    if seen := read_window(wish.get("view")):
        session.seen, session.seen_on = seen, read(after)[0].setting.course.landscape.key
    if isinstance(wish.get("explain"), list):
        session.explained = frozenset(filter(is_id, wish["explain"][: len(LETTERS)]))
    lost = wish.get("lost")
    if (
        isinstance(lost, list)
        and any(map(is_id, lost[:MOST_LOST]))
        and time.monotonic() - session.resent_at >= RESEND_PAUSE
    ):
        session.resent, session.resent_at = session.resent + 1, time.monotonic()


def wished_address(wish: Mapping[str, Any], params: dict[str, str], start: Point | None) -> dict[str, str]:
    """The address as a wish would have it: another picture, then what was let go of, then what was chosen."""
    visit, _ = read(params, most_runners=len(LETTERS))  # of those that the page does not show none is moved
    best = wish.get("best")
    if wish.get("reset") is True:
        params = first_address(visit)
    elif isinstance(best, str) and best in MENUS:
        params = best_address(visit, best)
    params = selected_in(params, wish.get("select"))
    if isinstance(act := wish.get("race"), dict):
        params = raced(params, act)
    visit, _ = read(params, most_runners=len(LETTERS))
    texts = texts_of(wish.get("values"), visit)
    if start:
        place = visit.race.selected if visit.setting.starts else 0
        texts |= {name_of(place, axis): f"{value:.12g}" for axis, value in zip("xy", start, strict=True)}
    if isinstance(wish.get("range_test"), bool):
        texts["range_test"] = str(int(wish["range_test"]))
    for name, text in texts.items():
        params = changed(params, name, text, most_runners=len(LETTERS))
    chosen = wish.get("chosen")
    for name, value in list(chosen.items())[:MOST_CHOSEN] if isinstance(chosen, dict) else ():
        text = value if isinstance(value, str) else str(value) if is_number(value) else ""
        if accepts(params, name, text, most_runners=len(LETTERS)):
            params = changed(params, name, text, most_runners=len(LETTERS))
    return params


def texts_of(values: Any, visit: Visit) -> dict[str, str]:
    """What the address says of the sliders that were let go, by runner's letter and slider's name."""
    texts = {}
    for place, (letter, runner) in enumerate(zip(LETTERS, visit.setting.runners, strict=False)):
        moved = values.get(letter) if isinstance(values, dict) else None
        for name in (LEARNING_RATE, *runner.knobs):
            if isinstance(moved, dict) and is_number(moved.get(name)):
                texts[name_of(place, name)] = repr(moved[name])
    together = values.get("all") if isinstance(values, dict) else None
    for name, value in list(together.items())[:1] if isinstance(together, dict) else ():
        if is_number(value):
            texts |= texts_together(name, value, visit)
    return texts


def looked_at(params: Mapping[str, str]) -> dict[str, str]:
    """What an address says beside whose sliders are shown: to look at others is no change."""
    return {name: text for name, text in params.items() if name != "selected"}


def read_whole(value: Any, most: int) -> int | None:
    """A whole number from the browser, brought between 0 and `most`, or None."""
    return min(max(value, 0), most) if isinstance(value, int) and not isinstance(value, bool) else None


def read_point(point: Any) -> Point | None:
    """A pair of finite numbers from the browser, or None."""
    if isinstance(point, list) and len(point) == 2 and all(map(is_number, point)):
        x, y = (min(max(float(value), PLACE.low), PLACE.high) for value in point)
        return x, y
    return None


def read_window(window: Any) -> Window | None:
    if not isinstance(window, list) or len(window) != 2:
        return None
    across, up = map(read_point, window)
    return (across, up) if across and up and across[0] < across[1] and up[0] < up[1] else None


def is_id(text: Any) -> bool:
    """Whether this could be a part's id."""
    return isinstance(text, str) and len(text) == 2 * ID_BYTES


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= sys.float_info.max
