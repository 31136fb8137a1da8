"""A crowd: many visitors at once, each letting go of a slider in its own time, and what they met with.

They come one after the other, wait for each other, and from then on each lets go of the slider once per interval, the
whole crowd evenly spread over it. Whoever has no answer yet lets go of nothing, as a hand that waits.
"""

import asyncio
import itertools
import random
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple, Self

from bench.load.tab import PATIENCE, PageError
from bench.load.visitor import REMARKS_PAUSE, REMARKS_TRIES, EmptyVisitor, Visitor

Anyone = Visitor | EmptyVisitor

JITTER = 0.1  # of the interval
OPENING, RELEASE, REMARKS = "opening", "release", "remarks"
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
    """`make(number)` is a new visitor; `leaving` is the share of them that is replaced by new ones each minute.

    `remarks`: whether they look at each picture for as long as it takes until the stage asks for remarks on it.
    """

    make: Callable[[int], Anyone]
    size: int
    interval: float = 10.0
    arrival: float = 10.0  # seconds from the first visitor's coming to the last one's
    leaving: float = 0.0
    remarks: bool = False
    seed: int = 0
    events: list[Event] = field(default_factory=list)
    open: int = 0

    async def gather(self):
        """Have all come; returns when each has its page or has failed to get it."""
        self.numbers = itertools.count()
        self.ready = asyncio.Barrier(self.size + 1)
        self.hours = asyncio.get_running_loop().create_future()
        self.attending = [asyncio.create_task(self.attend(place)) for place in range(self.size)]
        await self.ready.wait()

    async def work(self, seconds: float):
        """Have them work for so long, and until the last answer. They stay."""
        now = time.perf_counter()
        self.hours.set_result((now, now + seconds))
        self.staying = await asyncio.gather(*self.attending)
        await sleep_until(now + seconds)

    async def part(self):
        await asyncio.gather(*(self.leave(visitor) for visitor in self.staying if visitor))

    async def attend(self, place: int) -> Anyone | None:
        own = random.Random(f"{self.seed} {place}")
        await asyncio.sleep(self.arrival * place / self.size)
        visitor = await self.enter()
        await self.ready.wait()
        begun, end = await self.hours
        due = begun + self.interval * place / self.size
        while due < end:
            await sleep_until(due + self.interval * JITTER * own.random())
            if visitor and own.random() < self.leaving * self.interval / 60:
                visitor = await self.leave(visitor)
            visitor = await (self.use(visitor, own) if visitor else self.enter())
            while due < time.perf_counter():
                due += self.interval
        return visitor

    async def use(self, visitor: Anyone, own: random.Random) -> Anyone | None:
        """A visitor lets go of the slider; returns it unless it has lost the page."""
        fault = await self.timed(RELEASE, visitor.release(own.choice(visitor.notches)))
        if self.remarks and isinstance(visitor, Visitor):
            for attempt in range(REMARKS_TRIES):
                if fault or not visitor.misses_remarks():
                    break
                await asyncio.sleep(REMARKS_PAUSE * 2**attempt)
                fault = await self.timed(REMARKS, visitor.ask_for_remarks())
        return visitor if fault in ("", NO_ANSWER) else await self.leave(visitor)

    async def enter(self) -> Anyone | None:
        visitor = self.make(next(self.numbers))
        self.open += 1
        fault = await self.timed(OPENING, visitor.connect())
        return await self.leave(visitor) if fault else visitor

    async def leave(self, visitor: Anyone) -> None:
        self.open -= 1
        await asyncio.gather(visitor.close(), return_exceptions=True)  # gone is gone

    async def timed(self, what: str, work: Awaitable) -> str:
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
    """How many were answered, and within how many milliseconds; no percentiles without any."""

    answered: int
    percentiles: dict[int, float]

    @classmethod
    def of(cls, events: Iterable[Event], what: str) -> Self:
        times = sorted(1000 * event.seconds for event in events if event.what == what and not event.fault)
        places = {share: min(share * len(times) // 100, len(times) - 1) for share in (50, 95, 99, 100)}
        return cls(len(times), {share: times[place] for share, place in places.items() if times})


async def sleep_until(moment: float):
    await asyncio.sleep(max(moment - time.perf_counter(), 0))
