"""Somebody has one GIF made after another: how long each takes, and how long another visitor's release meanwhile."""

import asyncio
import json
import math
import statistics
import time
import urllib.request
from collections.abc import Iterator
from io import BytesIO
from itertools import cycle

import numpy as np
from PIL import Image

from bench.figure import Figure
from bench.load.school import app
from bench.load.visitor import Visitor
from export.film import LENGTH
from take_home.route import TAKE_HOME_URL

WIDTH, HEIGHT, FRAMES = 640, 464, 101
ROUNDS, RELEASES = 6, 12  # alone and beside films by turns: what else the machine does weighs on both
BESIDE = 1.5  # times what a release takes alone
RELEASED = "landscape=ravine&optimizer=adam&steps=200"


def film() -> bytes:
    """What a browser posts: a ground of many colours, and on it a marble that draws a line."""
    x, y = np.meshgrid(np.linspace(-1, 1, WIDTH), np.linspace(-1, 1, HEIGHT))
    height = np.hypot(x, 2 * (y - x / 2))
    ground = np.stack([90 + 80 * height, 40 + 90 * height, 120 - 50 * height], axis=-1)
    before, parts = None, [json.dumps({"milliseconds": [50] * FRAMES, "back": []}).encode()]
    for turn in np.linspace(0, 2 * math.pi, FRAMES):
        at = np.hypot(x - 0.7 * math.cos(turn), y - 0.7 * math.sin(turn))
        ground[at < 0.02] = 0
        now = np.where((at < 0.05)[..., np.newaxis], (213, 94, 0), ground).clip(0, 255).astype(np.uint8)
        seen = np.full(now.shape[:2], True) if before is None else (now != before).any(axis=-1)
        file, before = BytesIO(), now
        Image.fromarray(np.dstack([now * seen[..., np.newaxis], 255 * seen.astype(np.uint8)])).save(file, "PNG")
        parts.append(file.getvalue())
    return b"".join(LENGTH.pack(len(part)) + part for part in parts)


def make_gif(url: str, body: bytes) -> float:
    """How many seconds it takes."""
    began = time.perf_counter()
    with urllib.request.urlopen(urllib.request.Request(f"{url}/{TAKE_HOME_URL}/gif", body)) as answer:
        answer.read()
    return time.perf_counter() - began


async def release_often(visitor: Visitor, notches: Iterator[float]) -> list[float]:
    """How many seconds some releases take."""
    seconds = []
    for _ in range(RELEASES):
        seconds.append((await visitor.release(next(notches))).seconds)
        await asyncio.sleep(0.3)  # no faster than a hand: the door holds back who is
    return seconds


async def beside_films(url: str, body: bytes) -> tuple[float, float, int]:
    """Milliseconds within which 95 of 100 releases are answered, alone and beside films; how many films there were."""
    alone, beside, made = [], [], 0
    async with Visitor.open(url, RELEASED) as visitor:
        notches = cycle(visitor.notches)
        for _ in visitor.notches[:5]:
            await visitor.release(next(notches))
        for _ in range(ROUNDS):
            alone += await release_often(visitor, notches)
            releasing = asyncio.create_task(release_often(visitor, notches))
            while not releasing.done():
                await asyncio.to_thread(make_gif, url, body)
                made += 1
            beside += await releasing
    nearly_all = (1000 * statistics.quantiles(seconds, n=20)[-1] for seconds in (alone, beside))
    return *nearly_all, made


def measure() -> Iterator[Figure]:
    body = film()
    with app(processes=1, links=0) as school:
        (url,) = school.urls
        seconds = min(make_gif(url, body) for _ in range(3))
        yield Figure(f"a GIF of {FRAMES} frames, {WIDTH} pixels wide, put together by the server", 1000 * seconds, "ms")
        alone, beside, made = asyncio.run(beside_films(url, body))
        yield Figure("a release of Adam's learning rate, alone: 95 of 100 within", alone, "ms")
        yield Figure(f"  while another has {made} such GIFs made, one after another", beside, "ms", BESIDE * alone)
