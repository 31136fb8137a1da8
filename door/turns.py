"""Turns: which visitor's wish is computed next.

Python computes one thing at a time, however many ask. A few runs of the script at once keep the wires busy while one of
them computes; who has had least goes first. Quick runs have lanes of their own; those that took long the last time, and
those of which nobody knows, share a few others. What a link cost is known for all that are like it.
"""

import asyncio
import math
import threading
import time
from collections.abc import Callable
from urllib.parse import parse_qs

LANES, HEAVY = 4, 2  # quick runs at once, and others
MOST = 8  # at once, those included that were taken for quick ones and are not
LONG = 0.3  # seconds, after which a run is no quick one
FORGETTING = 10.0  # seconds until what a visitor has had counts a third
PATIENCE = 4.0  # seconds that a visitor waits longer for each second that he has had
MEMORY = 0.7  # how much of a run's length is expected of the next but one
SOON = 0.05  # seconds between two looks for threads that have ended

SCRIPT_THREAD = "ScriptRunner.scriptThread"  # Streamlit's name for each
RUNNERS = ("", *(f"{letter}." for letter in "bcdef"))  # how a link begins the names of each
# Names in a link that decide what it costs.
ALIKE = ("landscape", "together", *(f"{own}{name}" for own in RUNNERS for name in ("optimizer", "schedule")), "steps")
MOST_KINDS = 10_000  # of links


def count_scripts() -> int:
    """How many runs compute, those included whose visitors have left."""
    return sum(thread.name == SCRIPT_THREAD for thread in threading.enumerate())


def kind_of(query: str) -> tuple[str, ...]:
    """What links have in common that cost about the same; of steps only how many digits they have in binary."""
    said = parse_qs(query)
    *names, steps = (said.get(name, [""])[-1][:40] for name in ALIKE)
    return *names, str(int(steps).bit_length()) if steps.isdecimal() and steps.isascii() else ""


class Account:
    """What one visitor has had."""

    def __init__(self, clock: Callable[[], float]):
        self.clock = clock
        self.expected: float | None = None  # seconds that the next run is expected to take
        self.had = 0.0
        self.at = clock()

    @property
    def recent(self) -> float:
        """Seconds of computing, those long ago forgotten."""
        return self.had * math.exp((self.at - self.clock()) / FORGETTING)

    def charge(self, seconds: float):
        self.had, self.at = self.recent + seconds, self.clock()
        self.expected = blend(self.expected, seconds)


def blend(before: float | None, seconds: float) -> float:
    """What is expected after a run that took so long."""
    return max(seconds, MEMORY * (before or 0.0))


class Turn:
    """A place in the queue, then a run. `granted` is False for one who left the queue."""

    def __init__(self, account: Account, kind: tuple[str, ...], expected: float | None):
        self.account, self.kind = account, kind
        self.is_heavy = expected is None or expected > LONG
        self.due = account.clock() + PATIENCE * account.recent
        self.granted: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self.begun = math.inf

    @property
    def age(self) -> float:
        return self.account.clock() - self.begun

    @property
    def is_quick(self) -> bool:
        """Whether it runs in a lane for the quick, and may still be one."""
        return not self.is_heavy and self.age <= LONG


class Turns:
    """The queue of all visitors of this server."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, scripts: Callable[[], int] = count_scripts):
        self.clock, self.scripts = clock, scripts
        self.waiting: list[Turn] = []
        self.running: set[Turn] = set()
        self.costs: dict[tuple[str, ...], float] = {}  # seconds by kind of link
        self.last = clock()  # when something ran last
        self.looking: asyncio.TimerHandle | None = None

    def open_account(self) -> Account:
        return Account(self.clock)

    def ask(self, account: Account, query: str = "") -> Turn:
        kind = kind_of(query)
        known = [seconds for seconds in (account.expected, self.costs.get(kind)) if seconds is not None]
        turn = Turn(account, kind, max(known, default=None))
        self.waiting.append(turn)
        self.call_next()
        return turn

    def end(self, turn: Turn, finished: bool = True):
        """A run is over, or its visitor is gone or left the queue; again is no harm.

        What is still computed for one who is gone is counted among the scripts until it ends, and what it costs in the
        end nobody knows.
        """
        if turn in self.running:
            seconds = turn.age / len(self.running)  # they shared the time
            self.running.remove(turn)
            turn.account.charge(seconds)
            if finished:
                self.costs[turn.kind] = blend(self.costs.pop(turn.kind, None), seconds)
            if len(self.costs) > MOST_KINDS:
                del self.costs[next(iter(self.costs))]
            self.last = self.clock()
        elif turn in self.waiting:
            self.waiting.remove(turn)
            if not turn.granted.done():
                turn.granted.set_result(False)
        self.call_next()

    def call_next(self):
        """Begin what may begin, those first that are due first."""
        left_behind = self.left_behind
        heavy = HEAVY - left_behind - sum(turn.is_heavy for turn in self.running)
        quick = LANES - sum(turn.is_quick for turn in self.running)
        room = MOST - left_behind - len(self.running)
        for turn in sorted(self.waiting, key=lambda turn: turn.due):
            if turn.granted.done():  # its visitor was stopped while it waited
                self.waiting.remove(turn)
            elif turn.is_heavy and heavy > 0:
                heavy, room = heavy - 1, room - 1
                self.begin(turn)
            elif not turn.is_heavy and min(quick, room) > 0:
                quick, room = quick - 1, room - 1
                self.begin(turn)
            elif heavy <= 0 and min(quick, room) <= 0:
                break
        if self.waiting and left_behind and self.looking is None:
            self.looking = asyncio.get_running_loop().call_later(SOON, self.look)

    def begin(self, turn: Turn):
        self.waiting.remove(turn)
        self.running.add(turn)
        turn.begun = self.last = self.clock()
        turn.granted.set_result(True)
        asyncio.get_running_loop().call_later(LONG, self.call_next)  # by then its lane may be free

    def look(self):
        """See whether what was left behind has ended."""
        self.looking = None
        self.call_next()

    @property
    def left_behind(self) -> int:
        """How many runs compute for nobody."""
        return max(self.scripts() - len(self.running), 0)

    def is_quiet(self, seconds: float) -> bool:
        """Whether nothing runs or waits, and nothing has for so long."""
        return not self.running and not self.waiting and self.clock() - self.last >= seconds
