"""Five visitors ask for maps at once: how long a sixth one's release takes meanwhile, and when the maps are whole."""

import asyncio
import statistics
import time
import urllib.request
from collections.abc import Iterator
from itertools import count, cycle
from typing import NamedTuple

from bench.figure import Figure
from bench.load.school import app
from bench.load.visitor import Visitor
from maps.route import LENGTH, MAPS_URL

ASKERS, RELEASES = 5, 20
BESIDE = 2.0  # times what a release takes alone
EARLY = 41  # notches: every second one
SOON = 2.0  # seconds until a stack is whole
NUMBERS = count(1)  # maps that are in no memory yet
MAP = "map.reach=1.75,1.25&landscape=himmelblau&optimizer={optimizer}&steps=200&noise=0.001&seed={seed}"
RELEASED = "landscape=ravine&optimizer=adam&steps=200"


class Fetched(NamedTuple):
    seconds: float
    early: float  # seconds until every second notch of a slider is here
    size: int  # bytes


def fetch(url: str, optimizer: str, along: str = "&map.along=learning_rate") -> Fetched:
    """A map that nobody has asked for before."""
    asked = MAP.format(optimizer=optimizer, seed=next(NUMBERS)) + along
    begun, early, messages, size = time.perf_counter(), 0.0, 0, 0
    with urllib.request.urlopen(f"{url}/{MAPS_URL}/basins?{asked}") as answer:
        while head := answer.read(LENGTH.size):
            size += len(head) + len(answer.read(*LENGTH.unpack(head)))
            messages += 1
            if messages == EARLY:
                early = time.perf_counter() - begun
    return Fetched(time.perf_counter() - begun, early, size)


async def release_often(visitor: Visitor, notches: Iterator[float]) -> float:
    """The median of some releases, in milliseconds."""
    seconds = []
    for _ in range(RELEASES):
        seconds.append((await visitor.release(next(notches))).seconds)
        await asyncio.sleep(0.4)  # no faster than a hand: the door holds back who is
    return 1000 * statistics.median(seconds)


async def beside_maps(url: str) -> tuple[float, float, float]:
    """A release alone and beside maps, in milliseconds, and the seconds that a stack takes when five are asked for."""
    async with Visitor.open(url, RELEASED) as visitor:
        notches = cycle(visitor.notches)
        for _ in visitor.notches[:5]:
            await visitor.release(next(notches))
        alone = await release_often(visitor, notches)
        done, waits = False, []

        async def ask():
            while not done:
                waits.append((await asyncio.to_thread(fetch, url, "gradient_descent")).seconds)

        asking = [asyncio.create_task(ask()) for _ in range(ASKERS)]
        await asyncio.sleep(0.5)
        beside = await release_often(visitor, notches)
        done = True
        await asyncio.gather(*asking)
        return alone, beside, statistics.median(waits)


def measure() -> Iterator[Figure]:
    with app(processes=1, links=0) as school:
        (url,) = school.urls
        for optimizer in ("gradient_descent", "momentum", "adam"):
            fetch(url, optimizer)
            best = min(fetch(url, optimizer) for _ in range(3))
            yield Figure(f"maps along the learning rate, {EARLY} notches, {optimizer}: whole", best.early, "s", SOON)
            yield Figure("  all 81", best.seconds, "s")
            yield Figure("  on the wire", best.size / 1000, "kB")
        seconds, _, size = min(fetch(url, "gradient_descent", "") for _ in range(3))
        yield Figure("exact map of a window and what lies beside it, asked for and answered", 1000 * seconds, "ms")
        yield Figure("  on the wire, with the rough one that comes first", size / 1000, "kB", 25.0)
        alone, beside, wait = asyncio.run(beside_maps(url))
        yield Figure("a release of Adam's learning rate, alone", alone, "ms")
        yield Figure(f"  while {ASKERS} others have maps drawn all the while", beside, "ms", BESIDE * alone)
        yield Figure("  and such a stack of maps is whole after", wait, "s")
