"""A connection that is cut, held or lost for longer than the server remembers, by a relay between browser and server.

Time is compressed: a visitor is forgotten after two seconds instead of ten minutes, and a dead connection is noticed by
the server after one second without an answer instead of twenty.
"""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from playwright.sync_api import Page

from bench.faults.ground import DEAR, is_answered, line, seconds_until, serving, visiting
from bench.load.tab import Tab
from tests.browser.hands import drag, picture, slider

BACK = 6.0  # seconds: Streamlit's page tries again every four at the latest


class Relay:
    """Passes on what comes to a port of its own; `state` is "through", "held": nothing passes, or "cut": refused."""

    def __init__(self, port: int):
        self.upstream = port
        self.state = "through"
        self.writers: set[asyncio.StreamWriter] = set()
        self.loop = asyncio.new_event_loop()
        self.server = self.loop.run_until_complete(asyncio.start_server(self.take, "localhost", 0))
        self.port = self.server.sockets[0].getsockname()[1]
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter):
        if self.state == "cut":
            writer.close()
            return
        up_reader, up_writer = await asyncio.open_connection("localhost", self.upstream)
        self.writers |= {writer, up_writer}
        await asyncio.gather(self.pass_on(reader, up_writer), self.pass_on(up_reader, writer))

    async def pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter):
        with suppress(OSError):
            while data := await reader.read(65536):
                while self.state == "held":
                    await asyncio.sleep(0.02)
                writer.write(data)
                await writer.drain()
        while self.state == "held":  # an end is not heard of either
            await asyncio.sleep(0.02)
        writer.close()
        self.writers.discard(writer)

    def set(self, state: str):
        self.state = state
        if state == "cut":
            for writer in list(self.writers):
                self.loop.call_soon_threadsafe(writer.close)

    def close(self):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()


@contextmanager
def relayed(*flags: str) -> Iterator[tuple[Relay, Page]]:
    with serving(*flags) as server:
        relay = Relay(server.port)
        try:
            with visiting(f"http://localhost:{relay.port}") as (page,):
                yield relay, page
        finally:
            relay.close()


def choose(page: Page) -> str:
    """α is let go of at another place, and the picture has followed it; the value that is shown."""
    before = picture(page)
    drag(page, slider(page, "Learning rate α"), 0.7)
    page.wait_for_timeout(200)
    assert picture(page) != before, "α is not live"
    return page.get_by_label("Exact value of α").input_value()


def answered_within(page: Page, limit: float, alpha: str) -> float:
    seconds = seconds_until(lambda: is_answered(page), 40)
    assert page.get_by_label("Exact value of α").input_value() == alpha, "what was chosen is lost"
    assert page.get_by_role("dialog").count() == 0
    assert seconds <= limit, f"the answer came {seconds:.1f} s after the connection"
    return seconds


def cut_for_a_minute() -> str:
    """connection cut for 60 s, the visitor remembered"""
    with relayed() as (relay, page):
        relay.set("cut")
        alpha = choose(page)
        page.wait_for_timeout(60_000)
        told = line(page)
        assert "away" in told
        relay.set("through")
        return f"“{told[:23]}” answered {answered_within(page, BACK, alpha):.2f} s after it was back"


def cut_until_forgotten() -> str:
    """connection cut for longer than the visitor is remembered"""
    with relayed("--server.disconnectedSessionTTL=2") as (relay, page):
        relay.set("cut")
        alpha = choose(page)
        page.wait_for_timeout(10_000)
        relay.set("through")
        return f"a new session had it {answered_within(page, BACK, alpha):.2f} s after it was back"


def held() -> str:
    """connection silent for 12 s, then it goes on"""
    with relayed() as (relay, page):
        relay.set("held")
        alpha = choose(page)
        page.wait_for_timeout(12_000)
        told = line(page)
        relay.set("through")
        return f"“{told[:23]}” answered {answered_within(page, BACK, alpha):.2f} s after it was back"


def held_until_forgotten() -> str:
    """connection silent until the server forgot the visitor"""
    flags = ("--server.disconnectedSessionTTL=2", "--server.websocketPingInterval=1")
    with relayed(*flags) as (relay, page):
        relay.set("held")
        alpha = choose(page)
        page.wait_for_timeout(15_000)
        told = line(page)
        relay.set("through")
        return f"“{told[:23]}” answered {answered_within(page, BACK, alpha):.2f} s after it was back"


def lost_amid_a_run() -> str:
    """connection lost amid a run, and back at once"""
    with serving() as server:
        ends = asyncio.run(come_back_amid_a_run(server.url))
    assert ends == 0, "the page is told that a run has ended whose pieces it never got, and removes what it has"
    return "the end of a run whose pieces are lost is not told: the page keeps what it has"


async def come_back_amid_a_run(url: str) -> int:
    """How many runs the new connection says have ended, though it asked for none."""
    async with Tab.open(url) as tab:
        tab.query = DEAR
        await tab.rerun()
        await asyncio.sleep(0.1)
        await tab.close()
        await tab.shake_hands()
        await asyncio.sleep(3)
        return tab.runs


def cases():
    return [lost_amid_a_run, cut_for_a_minute, cut_until_forgotten, held, held_until_forgotten]
