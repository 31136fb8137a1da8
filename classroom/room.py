"""A room: what is in front of a class, what it is asked, and the moves by which its teacher changes that.

    room = move(room, "ask", {"key": "trapped/4b1f", "at": {"number": 0, "round": 0}})
    room.taking       ("answer", 1, 1): what students may send now

Nothing here looks at lessons or pictures: what a move brings has been checked by whoever calls it.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from translations import Sentence

LIFE = 12 * 3600.0  # seconds
MOST_TASKS = 200  # questions and collections in one room
MOST_HANDS, MOST_PICKS = 60, 30  # of one question
OPEN, LOCKED, DISCUSS = "open", "locked", "discuss"  # phases of a question
ANSWER, RUN, NOTHING = "answer", "run", ""  # kinds of what students may send
ROLES = STUDENT, PROJECTOR, TEACHER = "student", "projector", "teacher"

OVERTAKEN = Sentence("The room has moved on since: look at what is shown now, and choose again.")
NOT_ASKED = Sentence("Nothing is asked now.")
STILL_OPEN = Sentence("Lock the answers first.")
SHOWN = Sentence("Something of the answer has been shown since: ask again instead.")
NO_MOVE = Sentence("This page said what the server does not know: reload it and try again.")
TOO_MANY_TASKS = Sentence(f"This room has had {MOST_TASKS} questions and tasks: open a new one for more.")
TOO_MANY_HANDS = Sentence(f"Hands are counted for at most {MOST_HANDS} answers of a question: take some away first.")
TOO_MANY_PICKS = Sentence(f"At most {MOST_PICKS} answers can be picked: take one back first.")


class RefusedError(ValueError):
    """What cannot be done, as a Sentence for the person who wished it."""


class OvertakenError(RefusedError):
    """A move on a question that is not the present one any more."""

    def __init__(self):
        super().__init__(OVERTAKEN)


class Hand(NamedTuple):
    """`count` people without a device gave this answer in a round; `answer` is JSON."""

    round: int
    answer: Any
    count: int


@dataclass(frozen=True)
class Asked:
    """A question, by its key, on a picture; `screen` is the lesson's, None for a question on the picture alone."""

    number: int
    key: str
    picture: str
    screen: int | None = None
    round: int = 1
    phase: str = OPEN
    revealed: bool = False  # the truth, and what everybody answered
    ran: bool = False  # the picture plays for all
    hands: tuple[Hand, ...] = ()
    picks: tuple[str, ...] = ()  # ids of groups of answers that the projector shows


@dataclass(frozen=True)
class Collecting:
    """Students move a slider of a picture; each value where they rest is a run."""

    number: int
    picture: str
    control: str
    screen: int | None = None
    open: bool = True


@dataclass(frozen=True)
class Room:
    """`secret` is the hash of what the teacher has; `made` and `ends` are seconds since the epoch.

    `screen` is where a lesson is, `picture` the address of what is in front, and `front` the screen whose words stand
    beside it, None for a picture of its own. `follow` is how the teacher looks at it: values, step, whether it plays.
    """

    code: str
    secret: str
    made: float
    ends: float
    picture: str
    version: int = 1
    lesson: str = ""
    screen: int = 0
    front: int | None = None
    language: str = "en"
    veiled: bool = False  # nothing of the run is shown
    asked: Asked | None = None
    collecting: Collecting | None = None
    past: tuple[Asked | Collecting, ...] = ()
    paused: bool = False
    follow: Mapping[str, Any] | None = None
    shows_answers: bool = False  # on the projector, before they are revealed
    shows_chart: bool = True
    number: int = 0  # of the last task

    @property
    def at(self) -> dict[str, int]:
        """The present task and its round; zeros where there is none."""
        if self.asked:
            return {"number": self.asked.number, "round": self.asked.round}
        return {"number": self.collecting.number if self.collecting else 0, "round": 0}

    @property
    def taking(self) -> tuple[str, int, int]:
        """What students may send: its kind, the task's number, and the round."""
        if self.asked and self.asked.phase == OPEN:
            return ANSWER, self.asked.number, self.asked.round
        if self.collecting and self.collecting.open:
            return RUN, self.collecting.number, 0
        return NOTHING, 0, 0

    @property
    def is_lively(self) -> bool:
        """Whether something comes in or goes out all the time."""
        return self.taking[0] != NOTHING or self.follow is not None

    @property
    def tasks(self) -> tuple[Asked | Collecting, ...]:
        """All of them, in their order."""
        present = self.asked or self.collecting
        return (*self.past, present) if present else self.past


def hash_secret(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def move(room: Room, name: str, told: Mapping[str, Any]) -> Room:
    """The room after a move. Raises RefusedError; OvertakenError for one on a task that is not the present one."""
    if name not in MOVES:
        raise RefusedError(NO_MOVE)
    if name in TIMELY and told.get("at") != room.at:
        raise OvertakenError
    return MOVES[name](room, told)


def show_screen(room: Room, told: Mapping[str, Any]) -> Room:
    """The lesson goes to another screen."""
    screen = told["screen"]
    shown = put_away(room, told.get("follow") is True)
    return replace(shown, screen=screen, front=screen, picture=told["picture"], veiled=told["veiled"])


def show_picture(room: Room, told: Mapping[str, Any]) -> Room:
    """A picture of its own; the lesson waits where it is."""
    shown = put_away(room, told.get("follow") is True)
    return replace(shown, front=None, picture=told["picture"], veiled=told["veiled"])


def put_away(room: Room, leads: bool = False) -> Room:
    """Without a present task; who follows the teacher, or is to, looks at the next picture as it is at first."""
    follows = leads or room.follow is not None
    follow = {"values": {}, "step": None, "playing": False} if follows else None
    return replace(room, asked=None, collecting=None, past=room.tasks, follow=follow)


def number_next(room: Room) -> int:
    if room.number >= MOST_TASKS:
        raise RefusedError(TOO_MANY_TASKS)
    return room.number + 1


def ask(room: Room, told: Mapping[str, Any]) -> Room:
    """A question on what is in front."""
    asked = Asked(number_next(room), told["key"], room.picture, room.front)
    return covered(replace(put_away(room), asked=asked, number=asked.number))


def collect(room: Room, told: Mapping[str, Any]) -> Room:
    """Everybody runs what is in front."""
    collecting = Collecting(number_next(room), room.picture, told["control"], room.front)
    return replace(put_away(room), collecting=collecting, number=collecting.number, veiled=False, follow=None)


def lock(room: Room, told: Mapping[str, Any]) -> Room:
    if room.collecting:
        return replace(room, collecting=replace(room.collecting, open=False))
    return with_asked(room, phase=LOCKED)


def discuss(room: Room, told: Mapping[str, Any]) -> Room:
    return with_asked(room, phase=DISCUSS)


def ask_again(room: Room, told: Mapping[str, Any]) -> Room:
    """The next round of the same question."""
    if room.collecting:
        return replace(room, collecting=replace(room.collecting, open=True))
    asked = closed(room)
    again = replace(asked, phase=OPEN, round=asked.round + 1, revealed=False, ran=False, picks=())
    return covered(replace(room, asked=again))


def covered(room: Room) -> Room:
    """While they decide nobody follows, and neither the run nor what others answer is seen."""
    return replace(room, veiled=True, follow=None, shows_answers=False)


def unlock(room: Room, told: Mapping[str, Any]) -> Room:
    """The same round once more, of a question that was locked too early; once something was shown it is too late."""
    asked = closed(room)
    if asked.revealed or asked.ran or not room.veiled:
        raise RefusedError(SHOWN)
    return covered(with_asked(room, phase=OPEN))


def reveal(room: Room, told: Mapping[str, Any]) -> Room:
    closed(room)
    return with_asked(room, phase=LOCKED, revealed=True)


def run(room: Room, told: Mapping[str, Any]) -> Room:
    closed(room)
    return replace(with_asked(room, phase=LOCKED, ran=True), veiled=False)


def close(room: Room, told: Mapping[str, Any]) -> Room:
    """The task is put away, and what is in front is free."""
    return replace(put_away(room), veiled=False)


def closed(room: Room) -> Asked:
    """The present question, once nobody answers it any more."""
    asked = asked_in(room)
    if asked.phase == OPEN:
        raise RefusedError(STILL_OPEN)
    return asked


def asked_in(room: Room) -> Asked:
    if room.asked is None:
        raise RefusedError(NOT_ASKED)
    return room.asked


def with_asked(room: Room, **changes: Any) -> Room:
    return replace(room, asked=replace(asked_in(room), **changes))


def pause(room: Room, told: Mapping[str, Any]) -> Room:
    return replace(room, paused=bool(told["on"]))


def veil(room: Room, told: Mapping[str, Any]) -> Room:
    if not told["on"] and room.asked and room.asked.phase == OPEN:
        raise RefusedError(STILL_OPEN)
    return replace(room, veiled=bool(told["on"]))


def follow(room: Room, told: Mapping[str, Any]) -> Room:
    """Students see the picture as the teacher does, or get back theirs."""
    if not told["on"]:
        return replace(room, follow=None)
    return replace(room, follow={name: told.get(name) for name in ("values", "step", "playing")})


def show_on_projector(room: Room, told: Mapping[str, Any]) -> Room:
    return replace(room, **{f"shows_{name}": bool(told[name]) for name in ("answers", "chart") if name in told})


def pick(room: Room, told: Mapping[str, Any]) -> Room:
    """The projector shows one group of answers, or no longer."""
    others = tuple(picked for picked in asked_in(room).picks if picked != told["id"])
    if told["on"] and len(others) >= MOST_PICKS:
        raise RefusedError(TOO_MANY_PICKS)
    return with_asked(room, picks=(*others, told["id"]) if told["on"] else others)


def count_hands(room: Room, told: Mapping[str, Any]) -> Room:
    """So many hands for an answer in this round, instead of those before; none takes it away."""
    asked = asked_in(room)
    own = asked.round, told["answer"]
    others = tuple(hand for hand in asked.hands if (hand.round, hand.answer) != own)
    if told["count"] and len(others) >= MOST_HANDS:
        raise RefusedError(TOO_MANY_HANDS)
    return with_asked(room, hands=(*others, Hand(*own, told["count"])) if told["count"] else others)


MOVES: Mapping[str, Callable[[Room, Mapping[str, Any]], Room]] = {
    "screen": show_screen,
    "picture": show_picture,
    "ask": ask,
    "collect": collect,
    "lock": lock,
    "unlock": unlock,
    "discuss": discuss,
    "again": ask_again,
    "reveal": reveal,
    "run": run,
    "close": close,
    "pause": pause,
    "veil": veil,
    "follow": follow,
    "projector": show_on_projector,
    "pick": pick,
    "hands": count_hands,
}
# All but these would do harm if another page of the same teacher had been faster.
TIMELY = frozenset(MOVES) - {"pause", "veil", "projector"}
