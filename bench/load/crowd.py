"""A crowd: many visitors at once, each letting go of a slider in its own time, and what they met with.

They come one after the other, wait for each other, and from then on each lets go of the slider once per interval, the
whole crowd evenly spread over it. Whoever has no answer yet lets go of nothing, as a hand that waits.
"""

import asyncio
import itertools
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from bench.load.tab import PATIENCE, PageError
from bench.load.visitor import EmptyVisitor, Visitor

JITTER = 0.1  # of the interval
OPENING, RELEASE = "opening", "release"
NO_ANSWER = "no answer"
FAULTS = {TimeoutError: NO_ANSWER, PageError: "error on the page", OSError: "connection lost"}


class Event(NamedTuple):
    """What a visitor waited for: when it ended, how long it took, or why it failed."""

    at: float
    what: str
    seconds: float
    fault: str = ""


@dataclass
class Crowd:
    """`make(place)` is a new visitor for a place; `leaving` is the share that is replaced by new ones each minute."""

    make: Callable[[int], Visitor | EmptyVisitor]
    size: int
    interval: float = 10.0
    arrival: float = 10.0  # seconds from the first visitor's coming to the last one's
    leaving: float = 0.0
    seed: int = 0
    events: list[Event] = field(default_factory=list)
    open: int = 0

    async def gather(self):
        """Have all come; returns when each has its page or has failed to get it."""
        self.numbers = itertools.count()
        self.ready = asyncio.Barrier(self.size + 1)
        self.begun = asyncio.get_running_loop().create_future()
        self.attending = [asyncio.create_task(self.attend(place)) for place in range(self.size)]
        await self.ready.wait()

    async def work(self, seconds: float):
        """Have them work for so long, and until the last answer; then all leave."""
        now = time.perf_counter()
        self.begun.set_result((now, now + seconds))
        await asyncio.gather(*self.attending)

    async def attend(self, place: int):
        own = random.Random(f"{self.seed} {place}")
        await asyncio.sleep(self.arrival * place / self.size)
        visitor = await self.enter()
        await self.ready.wait()
        begun, end = await self.begun
        due = begun + self.interval * place / self.size
        while due < end:
            await asyncio.sleep(max(due + self.interval * JITTER * own.random() - time.perf_counter(), 0))
            if visitor and own.random() < self.leaving * self.interval / 60:
                await self.leave(visitor)
                visitor = None
            if visitor is None:
                visitor = await self.enter()
            else:
                fault = await self.timed(RELEASE, visitor.release(own.choice(visitor.notches)))
                if fault not in ("", NO_ANSWER):
                    await self.leave(visitor)
                    visitor = None
            while due < time.perf_counter():
                due += self.interval
        if visitor:
            await self.leave(visitor)

    async def enter(self) -> Visitor | EmptyVisitor | None:
        visitor = self.make(next(self.numbers))
        self.open += 1
        if await self.timed(OPENING, visitor.connect()):
            await self.leave(visitor)
            return None
        return visitor

    async def leave(self, visitor: Visitor | EmptyVisitor):
        self.open -= 1
        await visitor.close()

    async def timed(self, what: str, work) -> str:
        """Wait for something, note how it went, and say what went wrong."""
        began, fault = time.perf_counter(), ""
        try:
            async with asyncio.timeout(PATIENCE):
                await work
        except Exception as why:  # one visitor's trouble ends nobody else's work
            fault = next((name for kind, name in FAULTS.items() if isinstance(why, kind)), repr(why))
        now = time.perf_counter()
        self.events.append(Event(now, what, now - began, fault))
        return fault


class Summary(NamedTuple):
    """What a piece of the events amounts to; times in milliseconds, none without any."""

    answered: int
    percentiles: dict[int, float]
    faults: Counter

    @classmethod
    def of(cls, events: list[Event], what: str) -> "Summary":
        chosen = [event for event in events if event.what == what]
        times = sorted(1000 * event.seconds for event in chosen if not event.fault)
        return cls(
            len(times),
            {share: times[min(share * len(times) // 100, len(times) - 1)] for share in (50, 95, 99, 100) if times},
            Counter(f"{what}: {event.fault}" for event in chosen if event.fault),
        )
