"""The desk: one map is drawn at a time, a message at a time, while no visitor's turn runs.

Whoever asks for what is being drawn already looks on; what nobody waits for any more is laid aside at the next step.
What is small and waited for comes before what is long. What was drawn is kept for who asks next.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

from door.courtesy import Courtesy, LeftError, Pause
from door.turns import Turns
from maps.ask import Ask, UnclearError, read_ask
from memory import Memory

log = logging.getLogger("overshoot.maps")

MEGABYTES = 32  # of maps that are kept
MOST_WAITING = 60  # maps

Draw = Callable[[Ask, Pause], Iterator[bytes]]
Rank = Callable[[Ask, int], int]  # of the next message when so many are drawn

BUSY = "Many maps are being drawn just now: this one comes in a moment."
BROKEN = "Something went wrong on our side, and this map could not be drawn. Another place or rate may work."


class BusyError(Exception):
    """Too many maps wait."""


class Job:
    """A map that is being drawn, and who looks on."""

    def __init__(self, ask: Ask, draw: Draw, rank: Rank, number: int, turns: Turns):
        self.ask = ask
        self.rank = rank
        self.number = number
        self.messages: list[bytes] = []
        self.error: Exception | None = None
        self.ended = False
        self.lookers = 0
        self.news = asyncio.Event()
        self.courtesy = Courtesy(turns, lambda: self.lookers > 0)
        self.drawing = draw(ask, self.courtesy.pause)

    @property
    def order(self) -> tuple[int, int]:
        """Jobs with the lowest go first: by the rank of their next message, then as they came."""
        return self.rank(self.ask, len(self.messages)), self.number

    def draw_one(self) -> bytes | None:
        """The next message, None after the last."""
        self.courtesy.begin()
        return next(self.drawing, None)

    async def look_on(self) -> AsyncIterator[bytes]:
        """All its messages, those to come as they are drawn. Raises what the drawing raises."""
        seen = 0
        while not (self.ended and seen == len(self.messages)):
            if seen == len(self.messages):
                await self.news.wait()
            for message in self.messages[seen:]:
                seen += 1
                yield message
        if self.error:
            raise self.error

    def tell(self):
        """Say to those who look on that something has changed."""
        self.news.set()
        self.news = asyncio.Event()


class Desk:
    def __init__(self, turns: Turns, megabytes: float = MEGABYTES):
        self.turns = turns
        self.jobs: dict[str, Job] = {}
        self.drawn = Memory(megabytes)  # the messages of whole maps, by what was asked
        self.thread = ThreadPoolExecutor(1, thread_name_prefix="maps")
        self.reader = ThreadPoolExecutor(1, thread_name_prefix="maps-asked")
        self.working: asyncio.Task | None = None
        self.count = 0

    async def read(self, kind: str, query: str) -> Ask:
        """What is asked for, one request after the other: a typed landscape is searched for its minima then."""
        return await asyncio.get_running_loop().run_in_executor(self.reader, read_ask, kind, query)

    async def messages(self, ask: Ask, draw: Draw, rank: Rank) -> AsyncIterator[bytes]:
        """The messages of a map, as they are drawn. Raises BusyError, UnclearError, or what the drawing does."""
        if ask.text in self.drawn:
            for message in self.drawn[ask.text]:
                yield message
            return
        job = self.job_of(ask, draw, rank)
        job.lookers += 1
        try:
            async for message in job.look_on():
                yield message
        finally:
            job.lookers -= 1
            if not job.lookers:
                self.lay_aside(job)

    def job_of(self, ask: Ask, draw: Draw, rank: Rank) -> Job:
        """The one that draws this map already, or a new one."""
        if ask.text not in self.jobs:
            rank(ask, 0)  # what it cannot rank it refuses, and nothing is begun
            if len(self.jobs) >= MOST_WAITING:
                raise BusyError
            self.count += 1
            self.jobs[ask.text] = Job(ask, draw, rank, self.count, self.turns)
        if self.working is None or self.working.done():
            self.working = asyncio.create_task(self.work())
        return self.jobs[ask.text]

    def lay_aside(self, job: Job):
        if self.jobs.get(job.ask.text) is job:
            del self.jobs[job.ask.text]

    async def work(self):
        """Draw what is waited for, until nothing is."""
        loop = asyncio.get_running_loop()
        while self.jobs:
            job = min(self.jobs.values(), key=lambda job: job.order)
            try:
                message = await loop.run_in_executor(self.thread, job.draw_one)
            except LeftError:
                continue  # and if somebody has come since: the next to ask begins anew
            except Exception as error:
                if not isinstance(error, UnclearError):
                    log.exception("A map could not be drawn: %s", job.ask.kind)
                job.error = error
                message = None
            if message is None:
                self.end(job)
            else:
                job.messages.append(message)
            job.tell()

    def end(self, job: Job):
        job.ended = True
        self.lay_aside(job)
        if job.error is None:
            self.drawn[job.ask.text] = tuple(job.messages)
