"""Strangers at the door: floods, giants, stalled readers, dear links, garbage; and what quiet visitors feel of it."""

import asyncio
import json
import os
import random
import statistics
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack

from streamlit.proto.WidgetStates_pb2 import WidgetState

from bench.faults.ground import DEAR, Server, open_page, serving
from bench.load.tab import Tab
from bench.load.visitor import Visitor

QUIET, PAUSE = 5, 2.0  # visitors who let go of the slider once in so many seconds
BEFORE, DURING = 10.0, 16.0  # seconds of watching them alone, and beside the strangers
FRESH = 5.0  # seconds in which one who comes afterwards has the page
HEAVY = "optimizer=prodigy&steps=1000"

Stranger = Callable[[str, random.Random, float], Awaitable[None]]  # address, dice, when it is to stop


def cases():
    return [
        flood,
        giants,
        many_events,
        hit_and_run,
        forged_pieces,
        stalled_crowd,
        stalled_readers,
        dear_links,
        garbage,
        idle_sockets,
    ]


def flood() -> str:
    """Five connections that flood"""
    return beside(flooding, 5, slower=4)


def giants() -> str:
    """Five that send 40 kB, 700 kB and 7 MB at a time"""
    return beside(sending(lambda dice: dice.choice([40_000, 700_000, 7_000_000])), 5, slower=4)


def many_events() -> str:
    """Twenty that send as many events as a message may hold, as fast as they can"""
    return beside(sending(lambda dice: 30_000, pause=0.0), 20, slower=4)


def hit_and_run() -> str:
    """Ten that ask for the dearest link, leave at the first answer, and come again"""
    return beside(hitting, 10, slower=8)


def forged_pieces() -> str:
    """Ten that ask for a piece of the page that there is not, and come again"""
    return beside(forging, 10, slower=4)


def dear_links() -> str:
    """Five that open the dearest link and let go once a second"""
    return beside(exploring_dearly, 5, slower=8)


def stalled_crowd() -> str:
    """Forty that ask for expensive pictures again and again, and never read"""
    return beside(stalling, 40, slower=8)


def stalled_readers() -> str:
    """Twenty that ask for expensive pictures and never read"""
    with serving() as server:
        before = memory_of(server)
        most = asyncio.run(stall(server, 20, 12.0))
        assert most - before < 300, f"memory went from {before:.0f} to {most:.0f} MB"
        return f"memory {before:.0f} → {most:.0f} MB"


def garbage() -> str:
    """Messages that no page sends: numbers of 5,000 digits, JSON 900 deep, widgets of the wrong kind"""
    with serving() as server:
        asyncio.run(send_garbage(server))
        log = server.log.read_text()
        ends = {line for line in log.splitlines() if "Error: " in line}
        assert "Traceback" not in log, f"{log.count('Traceback')} tracebacks: {ends}"
        return f"no traceback, {len(log)} bytes of log"


def idle_sockets() -> str:
    """Two thousand idle websockets where the system allows 1,024"""
    with serving(before=("prlimit", "--nofile=1024:1024")) as server:
        refused = asyncio.run(crowd_in(server, 2000))
        log = server.log.stat().st_size
        assert log < 200_000, f"the log grew to {log} bytes"
        fresh = asyncio.run(open_page(server.url))
        return f"{refused} were refused, {log} bytes of log, the next visitor had the page after {fresh:.1f} s"


def beside(stranger: Stranger, count: int, slower: float) -> str:
    """How long quiet visitors wait beside the strangers: not `slower` times as long as alone, or half a second."""
    with serving() as server:
        alone, disturbed, fresh = asyncio.run(compare(server, stranger, count))
        before, during = statistics.median(alone), statistics.median(disturbed)
        late = statistics.quantiles(disturbed, n=20)[-1]
        seen = f"quiet visitors' median {1000 * before:.0f} → {1000 * during:.0f} ms, p95 {1000 * late:.0f} ms"
        assert during < max(slower * before, 0.5), seen
        assert fresh < FRESH, f"one who came afterwards had the page after {fresh:.1f} s"
        return f"{seen}; a fresh one {fresh:.1f} s, memory {memory_of(server):.0f} MB"


async def compare(server: Server, stranger: Stranger, count: int) -> tuple[list[float], list[float], float]:
    async with AsyncExitStack() as stack:
        quiet = [await stack.enter_async_context(Visitor.open(server.url)) for _ in range(QUIET)]
        alone = await watch(quiet, BEFORE)
        end = time.monotonic() + DURING
        strangers = [asyncio.create_task(lasting(stranger, server.url, seed, end)) for seed in range(count)]
        disturbed = await watch(quiet, DURING - 1)
        for task in strangers:
            task.cancel()
        await asyncio.gather(*strangers, return_exceptions=True)
    return alone, disturbed, await open_page(server.url)


async def watch(quiet: list[Visitor], seconds: float) -> list[float]:
    """How long their releases take."""
    end, took = time.monotonic() + seconds, []

    async def explore(visitor: Visitor, seed: int):
        dice = random.Random(seed)
        await asyncio.sleep(dice.uniform(0, PAUSE))
        while time.monotonic() < end:
            took.append((await visitor.release(dice.choice(visitor.notches))).seconds)
            await asyncio.sleep(PAUSE)

    await asyncio.gather(*(explore(visitor, seed) for seed, visitor in enumerate(quiet)))
    return took


async def lasting(stranger: Stranger, url: str, seed: int, end: float):
    """One who comes back whenever he is thrown out."""
    dice = random.Random(seed)
    while time.monotonic() < end:
        try:
            await stranger(url, dice, end)
        except (ConnectionError, TimeoutError):
            await asyncio.sleep(0.05)


async def flooding(url: str, dice: random.Random, end: float):
    async with Visitor.open(url) as visitor:
        while time.monotonic() < end:
            visitor.seq += 1
            await visitor.tell({"seq": visitor.seq, "values": {"a": {"learning_rate": dice.uniform(0.001, 0.1)}}})


def sending(size: Callable[[random.Random], int], pause: float = 0.1) -> Stranger:
    async def send(url: str, dice: random.Random, end: float):
        async with Visitor.open(url) as visitor:
            event = '{"event":"wish","value":{}}'
            while time.monotonic() < end:
                await visitor.trigger(f"[{','.join([event] * (size(dice) // len(event)))}]")
                await asyncio.sleep(pause)

    return send


async def stalling(url: str, dice: random.Random, end: float):
    async with Visitor.open(url, HEAVY, reads=False) as visitor:
        while time.monotonic() < end:
            await asyncio.wait_for(visitor.rerun(), 2)
            visitor.query = f"{HEAVY}&alpha={dice.uniform(0.1, 10):.5f}"
            await asyncio.sleep(0.3)


async def hitting(url: str, dice: random.Random, end: float):
    tab = Tab(url, f"{DEAR}&seed={dice.randrange(10**6)}&alpha={dice.uniform(0.01, 1):.6f}")
    try:
        await tab.shake_hands()
        await tab.rerun()
        await tab.until(lambda: tab.received > 0, 5)
    finally:
        await tab.close()


async def forging(url: str, dice: random.Random, end: float):
    async with asyncio.timeout(3.1):
        tab = Tab(url)
        try:
            await tab.shake_hands()
            await tab.rerun(fragment="f" * 32)
            await asyncio.sleep(3)
        finally:
            await tab.close()


async def exploring_dearly(url: str, dice: random.Random, end: float):
    async with Visitor.open(url, DEAR) as visitor:
        while time.monotonic() < end:
            await visitor.wish({"values": {"a": {"learning_rate": dice.uniform(0.01, 1)}}})
            await asyncio.sleep(1)


async def stall(server: Server, count: int, seconds: float) -> float:
    """The most memory while so many send and never read."""
    async with AsyncExitStack() as stack:
        example = await stack.enter_async_context(Visitor.open(server.url, HEAVY))
        stalled = [await stack.enter_async_context(Visitor.open(server.url, HEAVY, reads=False)) for _ in range(count)]
        dice, end, most = random.Random(0), time.monotonic() + seconds, 0.0
        for visitor in stalled:  # they have seen no page, and say what one who has seen it says
            visitor.stage, visitor.fragment, visitor.page = example.stage, example.fragment, example.page
        while time.monotonic() < end:
            for visitor in stalled:
                visitor.seq += 1
                wish = {"seq": visitor.seq, "values": {"a": {"learning_rate": dice.uniform(0.1, 10)}}}
                try:
                    await asyncio.wait_for(visitor.tell(wish), 0.05)
                except (TimeoutError, ConnectionError):
                    continue
            most = max(most, memory_of(server))
            await asyncio.sleep(0.05)
        return most


async def send_garbage(server: Server):
    async with Visitor.open(server.url) as example:
        widgets = [*example.widgets, example.stage, "x", "$$x", f"$$STREAMLIT_INTERNAL_KEY_{example.stage}__events"]
    texts = ["{", "null", "[" * 900 + "]" * 900, '[{"event":"wish","value":{"seq":' + "7" * 5000 + "}}]", '"x"', "[7]"]
    wrong = [WidgetState(json_trigger_value=text) for text in texts]
    wrong += [WidgetState(string_value="x"), WidgetState(int_value=2**40), WidgetState(double_value=float("nan"))]
    wrong += [WidgetState(bool_value=True), WidgetState(trigger_value=True), WidgetState(bytes_value=b"\xff")]
    for kind in wrong:
        for widget in widgets:
            state = WidgetState()
            state.CopyFrom(kind)
            state.id = widget
            async with Visitor.open(server.url) as visitor:
                await visitor.rerun([state], visitor.fragment)
                await asyncio.sleep(0.1)
    for data in (b"", b"\xff" * 100, os.urandom(1000), json.dumps({"a": 1}).encode()):
        async with Visitor.open(server.url) as visitor:
            await visitor.send(data)
            await asyncio.sleep(0.1)


async def crowd_in(server: Server, count: int) -> int:
    """Open so many websockets that say nothing; how many were refused."""
    tabs = [Tab(server.url) for _ in range(count)]
    refused = 0
    for first in range(0, count, 100):
        shaken = await asyncio.gather(
            *(tab.shake_hands(patience=5) for tab in tabs[first : first + 100]), return_exceptions=True
        )
        refused += sum(isinstance(one, Exception) for one in shaken)
    await asyncio.sleep(3)
    await asyncio.gather(*(tab.close() for tab in tabs), return_exceptions=True)
    return refused


def memory_of(server: Server) -> float:
    """The megabytes that the server holds in memory."""
    with open(f"/proc/{server.process.pid}/statm", encoding="ascii") as pages:
        return int(pages.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
