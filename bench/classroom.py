"""A class in a room: 100 students who answer within ten seconds, some of whom reload or drop out; 300 who only listen.

How long each waits for the confirmation, how far the teacher's count is behind, what idle listeners cost, and what
somebody on Explore feels of it all meanwhile.
"""

import asyncio
import json
import os
import random
import secrets
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from itertools import cycle
from urllib.parse import urlsplit

from bench.figure import Figure
from bench.load.school import allow_sockets, app
from bench.load.usage import Usage
from bench.load.visitor import Visitor

STUDENTS, RELOADING, IDLE = 100, 30, 300
ANSWERING = 10.0  # seconds
RESTING = 20.0  # seconds in which idle listeners are watched
ROUNDS = 3  # of the same question; before each, Explore's visitor is alone
RELEASED = "landscape=ravine&optimizer=adam&steps=200"
PAUSE = 0.3  # seconds between two releases, as a hand makes them
BESIDE = 1.5  # times what a release takes alone


async def send(url: str, method: str, path: str, said=None, headers: dict[str, str] | None = None) -> tuple[int, dict]:
    """Status and JSON of an answer, over a connection of its own."""
    place = urlsplit(url)
    reader, writer = await asyncio.open_connection(place.hostname, place.port)
    body = json.dumps(said).encode()
    lines = {"Host": place.netloc, "Content-Length": str(len(body)), "Connection": "close"} | (headers or {})
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    writer.write(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body)
    answer = await reader.read()
    writer.close()
    begin, _, rest = answer.partition(b"\r\n\r\n")
    return int(begin.split()[1]), json.loads(rest)


class Page:
    """A page that listens. `told` has the last of each event; `counted` when so many had answered first."""

    def __init__(self, url: str, code: str, role: str, headers: dict[str, str]):
        self.place, self.path, self.headers = urlsplit(url), f"/room/{code}/feed?as={role}", headers
        self.told: dict = {}
        self.counted: dict[int, float] = {}
        self.news = asyncio.Event()
        self.task = asyncio.create_task(self.listen())

    async def listen(self):
        reader, writer = await asyncio.open_connection(self.place.hostname, self.place.port, limit=2**22)
        head = "".join(f"{name}: {value}\r\n" for name, value in ({"Host": self.place.netloc} | self.headers).items())
        writer.write(f"GET {self.path} HTTP/1.1\r\n{head}\r\n".encode())
        name = ""
        try:
            while line := await reader.readline():
                if line.startswith(b"event: "):
                    name = line[7:].decode().strip()
                elif line.startswith(b"data: "):
                    self.told[name] = json.loads(line[6:])
                    if name == "counts":
                        self.counted.setdefault(self.told[name]["answered"], time.perf_counter())
                    self.news.set()
        finally:
            writer.close()

    async def until(self, holds):
        async with asyncio.timeout(30):
            while not holds(self.told):
                self.news.clear()
                await self.news.wait()

    async def leave(self):
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)


class Class:
    """Students of one room, and its teacher."""

    def __init__(self, url: str, chance: random.Random):
        self.url, self.chance = url, chance
        self.round = 0
        self.waits: list[float] = []
        self.confirmed: list[float] = []  # when
        self.faults: Counter[str] = Counter()
        self.students: dict[str, Page] = {}

    async def open(self, count: int):
        _, told = await send(self.url, "POST", "/room", {"lesson": "trapped", "screen": 1, "language": "en"})
        self.code = told["code"]
        self.secret = {"Authorization": f"Bearer {told['secret']}"}
        self.teacher = Page(self.url, self.code, "teacher", self.secret)
        self.projector = Page(self.url, self.code, "projector", {})
        for _ in range(count):
            self.join(secrets.token_urlsafe(16))
        await asyncio.gather(*(page.until(lambda told: "state" in told) for page in self.pages))

    @property
    def pages(self) -> list[Page]:
        return [self.teacher, self.projector, *self.students.values()]

    def join(self, token: str) -> Page:
        self.students[token] = Page(self.url, self.code, "student", {"X-Overshoot-Student": token})
        return self.students[token]

    async def move(self, name: str, **more):
        question = self.teacher.told["state"]["question"]
        at = {"number": question["number"], "round": question["round"]} if question else {"number": 0, "round": 0}
        said = {"move": name, "at": at, **more}
        status, _ = await send(self.url, "POST", f"/room/{self.code}/move", said, self.secret)
        if status != 200:
            self.faults[f"the move {name} was answered by {status}"] += 1

    async def ask(self):
        """A question, or the next round of it."""
        self.round += 1
        if self.teacher.told["state"]["question"]:
            await self.move("lock")
            await self.move("again")
        else:
            await self.move("ask", key="verdict")
        await self.teacher.until(lambda told: (told["state"]["question"] or {}).get("round") == self.round)
        await asyncio.gather(*(page.until(self.is_asked) for page in self.students.values()))
        self.confirmed.clear()
        self.teacher.counted.clear()

    def is_asked(self, told: dict) -> bool:
        question, asked = told["state"]["question"], self.teacher.told["state"]["question"]
        return bool(question) and (question["number"], question["round"]) == (asked["number"], asked["round"])

    async def answer(self, token: str, reloads: bool):
        """One student's: at some moment, and again after a reload, to see that it is still there."""
        await asyncio.sleep(self.chance.uniform(0, ANSWERING))
        question = self.teacher.told["state"]["question"]
        at = {"number": question["number"], "round": question["round"]}
        answer = self.chance.randrange(len(question["options"]))
        began = time.perf_counter()
        own = {"X-Overshoot-Student": token}
        status, _ = await send(self.url, "POST", f"/room/{self.code}/answer", at | {"answer": answer}, own)
        self.waits.append(time.perf_counter() - began)
        self.confirmed.append(time.perf_counter())
        if status != 200:
            self.faults[f"an answer was answered by {status}"] += 1
        if reloads:
            await self.students[token].leave()
            await asyncio.sleep(self.chance.uniform(0, 1))
            page = self.join(token)
            await page.until(lambda told: "mine" in told and "state" in told)
            if page.told["mine"]["answer"] != answer:
                self.faults["an answer was lost"] += 1

    async def answer_all(self) -> list[float]:
        """One round; how many seconds the teacher's count was behind each answer."""
        tokens = list(self.students)
        await asyncio.gather(*(self.answer(token, place < RELOADING) for place, token in enumerate(tokens)))
        await self.teacher.until(lambda told: told["counts"]["answered"] == len(tokens))
        counted = sorted(self.teacher.counted.items())
        return [
            next(at for answered, at in counted if answered > place) - confirmed
            for place, confirmed in enumerate(sorted(self.confirmed))
        ]

    async def leave(self):
        await asyncio.gather(*(page.leave() for page in self.pages))


async def release_while(visitor: Visitor, notches: Iterator[float], working: asyncio.Future) -> list[float]:
    """How many seconds releases take until something is done."""
    seconds = []
    while not working.done():
        seconds.append((await visitor.release(next(notches))).seconds)
        await asyncio.sleep(PAUSE)
    return seconds


async def measure_class(url: str, process: int) -> list[Figure]:
    room = Class(url, random.Random(0))
    await room.open(STUDENTS)
    alone, beside, lags = [], [], []
    async with Visitor.open(url, RELEASED) as visitor:
        notches = cycle(visitor.notches)
        for _ in visitor.notches[:10]:
            await visitor.release(next(notches))
        for _ in range(ROUNDS):
            alone += await release_while(visitor, notches, asyncio.ensure_future(asyncio.sleep(ANSWERING)))
            await room.ask()
            answering = asyncio.ensure_future(room.answer_all())
            beside += await release_while(visitor, notches, answering)
            lags += await answering
    await room.leave()
    idle = await measure_idle(url, process)
    confirmed, behind, quiet = nearly_all(room.waits), nearly_all(lags), nearly_all(alone)
    faults = ", ".join(f"{fault}: {times}" for fault, times in room.faults.items())
    return [
        Figure(
            f"{STUDENTS} students answer in {ANSWERING:.0f} s: 95 of 100 are confirmed within", confirmed, "ms", 1000
        ),
        Figure("  the teacher's count is behind an answer: 95 of 100 times at most", behind, "ms", 1000),
        Figure("  at most", 1000 * max(lags), "ms", 1000),
        Figure(f"  faults{f' ({faults})' if faults else ''}", float(room.faults.total()), "", 0),
        Figure("a release of Adam's learning rate on Explore, alone: 95 of 100 within", quiet, "ms"),
        Figure("  while the class answers", nearly_all(beside), "ms", BESIDE * quiet),
        idle,
    ]


def nearly_all(seconds: list[float]) -> float:
    """Milliseconds within which 95 of 100 are."""
    return 1000 * statistics.quantiles(seconds, n=20)[-1]


async def measure_idle(url: str, process: int) -> Figure:
    """What listeners cost who are told nothing new."""
    room = Class(url, random.Random(0))
    await room.open(IDLE)
    await asyncio.sleep(3)
    before, began = Usage.of([process]), time.perf_counter()
    await asyncio.sleep(RESTING)
    after, seconds = Usage.of([process]), time.perf_counter() - began
    await room.leave()
    share = 100 * (after.seconds - before.seconds) / seconds if before and after else None
    return Figure(f"{IDLE} students in a room where nothing happens: of a core", share, "%", 10, "known on Linux alone")


def measure() -> Iterator[Figure]:
    allow_sockets()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["OVERSHOOT_ROOMS"] = folder
        with app(processes=1, links=0) as school:
            yield from asyncio.run(measure_class(school.urls[0], school.processes[0]))
