"""Turns: which visitor's wish is computed next.

Python computes one thing at a time, however many ask. A few runs of the script at once keep the wires busy while one of
them computes; who has had least goes first; what takes long goes on beside the others, and such runs one by one.
"""

import asyncio
import math
import time
from collections.abc import Callable

LANES = 4  # quick runs at once
LONG = 0.3  # seconds, after which a run is no quick one
MOST_LONG = 3  # runs at once that nobody knew to be long
FORGETTING = 10.0  # seconds until what a visitor has had counts a third
PATIENCE = 4.0  # seconds that a visitor waits longer for each second that he has had
MEMORY = 0.7  # how much of a run's length is expected of the next but one


class Account:
    """What one visitor has had."""

    def __init__(self, clock: Callable[[], float]):
        self.clock = clock
        self.expected = 0.0  # seconds that the next run is expected to take
        self.had = 0.0
        self.at = clock()

    @property
    def recent(self) -> float:
        """Seconds of computing, those long ago forgotten."""
        return self.had * math.exp((self.at - self.clock()) / FORGETTING)

    def charge(self, seconds: float):
        self.had, self.at = self.recent + seconds, self.clock()
        self.expected = max(seconds, MEMORY * self.expected)


class Turn:
    """A place in the queue, then a run. `granted` is False for one who left the queue."""

    def __init__(self, account: Account):
        self.account = account
        self.due = account.clock() + PATIENCE * account.recent
        self.granted: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self.begun = math.inf

    @property
    def age(self) -> float:
        return self.account.clock() - self.begun

    @property
    def is_long(self) -> bool:
        return max(self.age, self.account.expected) > LONG


class Turns:
    """The queue of all visitors of this server."""

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self.clock = clock
        self.waiting: list[Turn] = []
        self.running: set[Turn] = set()
        self.served = 0
        self.last = clock()  # when something ran last

    def open_account(self) -> Account:
        return Account(self.clock)

    def ask(self, account: Account) -> Turn:
        turn = Turn(account)
        self.waiting.append(turn)
        self.call_next()
        return turn

    def end(self, turn: Turn):
        """A run is over, or its visitor left the queue; again is no harm."""
        if turn in self.running:
            self.running.remove(turn)
            turn.account.charge(turn.age)
            self.last = self.clock()
        elif turn in self.waiting:
            self.waiting.remove(turn)
            turn.granted.set_result(False)
        self.call_next()

    def call_next(self):
        for turn in sorted(self.waiting, key=lambda turn: turn.due):
            if self.may_begin(turn):
                self.waiting.remove(turn)
                self.running.add(turn)
                turn.begun = self.last = self.clock()
                self.served += 1
                turn.granted.set_result(True)
                asyncio.get_running_loop().call_later(LONG, self.call_next)  # by then its lane may be free

    def may_begin(self, turn: Turn) -> bool:
        long = sum(other.is_long for other in self.running)
        if turn.is_long:
            return long == 0
        return len(self.running) - long < LANES and (long < MOST_LONG or turn.account.expected > 0)

    def is_quiet(self, seconds: float) -> bool:
        """Whether nothing runs or waits, and nothing has for so long."""
        return not self.running and not self.waiting and self.clock() - self.last >= seconds
