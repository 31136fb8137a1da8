"""What the server remembers of a visitor beside the address, in one place, and how it takes what the stage wishes."""

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from address import STEPS, read
from address.held import Held
from address.table import FIRST
from app_pages.readings import is_id, read_point, read_whole, read_window
from app_pages.refusal import Refusal, refusal_of, refusal_of_points
from app_pages.wished import looked_at, texts_on_trial, typed_in, wished_address
from descent.setting import LETTERS
from landscapes import Landscape
from landscapes.plane import Point, Window

KEY = "overshoot"
HIGHEST_SEQ = 2**53  # whole numbers up to this are the same in a browser
MOST_LOST = 100  # ids that are looked at
MOST_PAST = 50  # changes that can be undone
GROUND = ("landscape", "f", "data", "data_seed")  # names of what the landscape is made of
Whole = Callable[[dict[str, str]], dict[str, str]]
RESEND_PAUSE = 2.0  # seconds in which parts travel again only once, however many wishes say that they were lost


@dataclass
class Session:
    """Everything here may be lost without harm: the address holds the picture."""

    page: str = ""  # where the visitor is
    whole: Whole = dict
    own: tuple[str, ...] = ()  # names in its addresses that are no picture's
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
    seen_on: tuple = ()  # which landscape that is
    refused: dict[str, Refusal] = field(default_factory=dict)  # what was typed last and could not be taken, by name
    refused_on: tuple = ()  # what the landscape is made of there
    typing: bool = False  # whether the last change was a formula being typed
    held: Held = field(default_factory=Held)  # the points that an address only has a name for
    trial: dict[str, str] = field(default_factory=dict)  # values under the finger, which the address has not yet
    resent: int = 0  # how often parts were lost on the way
    resent_at: float = -math.inf  # when that was last

    @classmethod
    def mine(cls) -> "Session":
        """This visitor's."""
        return st.session_state.setdefault(KEY, cls())

    @classmethod
    def enter(cls, page: str, whole: Whole = dict, own: tuple[str, ...] = ()) -> "Session":
        """This visitor's on a page; what was remembered on another one is about that.

        `whole` says what an address of that page is short for, without the names that are the page's `own`.
        """
        if cls.mine().page not in ("", page):
            st.session_state[KEY] = cls(held=cls.mine().held)
        session = cls.mine()
        session.page, session.whole, session.own = page, whole, own
        session.trial = {}
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

    def said(self, before: Mapping[str, str], params: dict[str, str]) -> dict[str, str]:
        """The address of a picture, with what the page itself has in the address before."""
        kept = {name: before[name] for name in self.own if name in before}
        if kept and "f" not in params:
            kept |= {"landscape": FIRST["landscape"]}  # or it would be short for another picture
        return kept | self.held.fold(params)

    def turn(self, address: dict[str, str]):
        """The page goes elsewhere: no change of a picture leads back from there."""
        self.move(st.query_params.to_dict(), address)
        self.past, self.refused = [], {}
        st.query_params.from_dict(address)

    def take_change(self, typed: Mapping[str, str], before: dict[str, str], after: dict[str, str]):
        """What can be undone, and what is wrong with what was typed; a formula typed at a time is one change."""
        if looked_at(after) != looked_at(before):
            if "f" not in typed or not self.typing:
                self.past = [*self.past, before][-MOST_PAST:]
            self.typing = "f" in typed
        if made_of(after) != made_of(before):
            self.refused = {"landscape": lost} if (lost := refusal_of_points(before, after)) else {}
        for name, text in typed.items():
            refusal = refusal_of(name, text, read(after)[0])
            self.refused = {name: refusal} if refusal else {}
        self.refused_on = made_of(after)

    def move(self, before: dict[str, str], after: dict[str, str]):
        """A change leads from one address to another."""
        self.left, self.address = [*self.left, before][-MOST_PAST:], after

    def arrive(self, told: dict[str, str]):
        """The whole page is opened at this address: if no change led there, the browser went by itself."""
        if told != self.address:
            self.left, self.typing = [], False
        if made_of(self.held.unfold(self.whole(told))) != self.refused_on:
            self.refused = {}

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
        if self.seen_on != name_ground(landscape):
            self.seen = None
        return self.seen


def take_wish(wish: Any):
    """The stage reports; a wish is `stage.mount_stage`'s, and may be garbled."""
    if not isinstance(wish, dict):
        return
    session, told = Session.mine(), st.query_params.to_dict()
    present = session.present(told)
    params = session.held.unfold(session.whole(present))
    if (seq := read_whole(wish.get("seq"), HIGHEST_SEQ)) is not None:
        session.seq = seq
    start = read_point(wish.get("start"))
    session.preview = start if wish.get("preview") else None
    wish = session.without_done(wish)
    session.code = wish.get("code") is True
    if "undo" in wish or "reset" in wish:
        session.refused, session.typing = {}, False
    base = session.go_back(read_whole(wish.get("undo"), MOST_PAST), params)
    base = params if base is None else base
    after = wished_address(wish, base, None if session.preview else start)
    session.take_change(typed_in(wish), base, after)
    session.trial = texts_on_trial(wish.get("trial"), after)
    address = session.said(present, after)
    if after != params:
        session.move(present, address)
    if session.held.fold(after) != session.whole(told):
        st.query_params.from_dict(address)
    if (step := read_whole(wish.get("step"), int(STEPS.high))) is not None:
        session.step = step
    if seen := read_window(wish.get("view")):
        session.seen, session.seen_on = seen, name_ground(read(after)[0].setting.course.landscape)
    if isinstance(wish.get("explain"), list):
        session.explained = frozenset(filter(is_id, wish["explain"][: len(LETTERS)]))
    lost = wish.get("lost")
    if (
        isinstance(lost, list)
        and any(map(is_id, lost[:MOST_LOST]))
        and time.monotonic() - session.resent_at >= RESEND_PAUSE
    ):
        session.resent, session.resent_at = session.resent + 1, time.monotonic()


def made_of(params: Mapping[str, str]) -> tuple:
    """What an address says that the landscape is made of."""
    return tuple(map(params.get, GROUND))


def name_ground(landscape: Landscape) -> tuple:
    """What tells a landscape from others, whatever its parameters' values."""
    return landscape.key, landscape.formula, landscape.window
