"""Many at once: fifty who come as the server starts, and two tabs of one browser."""

import asyncio
import statistics
import tempfile
from pathlib import Path

from bench.faults.ground import Server, is_answered, line, open_page, seconds_until, serving, visiting
from tests.browser.hands import drag, picture, slider

CROWD = 50
WHOLE = 20.0  # seconds in which all of them have the whole first page, once the server answers


def fifty_cold_visitors() -> str:
    """fifty cold visitors at once, just after the start"""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder) / "log.txt")
        try:
            started = server.wait()
            seconds = asyncio.run(crowd(server.url))
        finally:
            server.kill()
        assert "Traceback" not in server.log.read_text()
    assert max(seconds) <= WHOLE, f"the last waited {max(seconds):.1f} s"
    half = statistics.median(seconds)
    return f"all have the first page, none an error: p50 {half:.1f} s, last {max(seconds):.1f} s; start {started:.1f} s"


async def crowd(url: str) -> list[float]:
    return list(await asyncio.gather(*(open_page(url) for _ in range(CROWD))))


def two_tabs() -> str:
    """two tabs of one browser, each with its own settings"""
    with serving() as server, visiting(server.url, 2) as (left, right):
        before, there = picture(right), right.url
        left.bring_to_front()
        drag(left, slider(left, "Learning rate α"), 0.85)
        seconds_until(lambda: is_answered(left), 30)
        right.wait_for_timeout(1000)
        assert right.url == there
        assert picture(right) == before
        right.bring_to_front()
        drag(right, slider(right, "Decay"), 0.5)
        seconds_until(lambda: is_answered(right, "decay"), 30)
        assert "decay" not in left.url
        assert "alpha" not in right.url
        assert not line(left) + line(right)
        return "α moved in one and decay in the other, and each has only its own"


def cases():
    return [fifty_cold_visitors, two_tabs]
