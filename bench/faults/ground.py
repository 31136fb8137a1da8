"""What the cases stand on: a server that can be killed and started again, a visitor's browser, and waiting."""

import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.load.visitor import Visitor
from tests.browser.chromium import launch
from tests.browser.hands import READY

ROOT = Path(__file__).parents[2]
START = 60  # seconds that a busy machine may need
DEAR = "landscape=levy&optimizer=backtracking&schedule=wsd&steps=1000&noise=1"  # no link costs more


class Server:
    """`streamlit run app.py` with `flags`, behind the command `before`, on a port that stays its own."""

    def __init__(self, log: Path, *flags: str, before: tuple[str, ...] = ()):
        with socket.socket() as probe:
            probe.bind(("localhost", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://localhost:{self.port}"
        self.log = log
        run = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(self.port)]
        self.command = [*before, *run, *flags]
        self.start()

    def start(self):
        """Without waiting until it answers."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(self.command, cwd=ROOT, stdout=log, stderr=log)

    def answers(self) -> bool:
        try:
            return urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=START).status == 200
        except OSError:
            return False

    def wait(self) -> float:
        """The seconds until it answers."""
        return seconds_until(lambda: self.answers() or self.process.poll() is not None, START)

    def kill(self):
        self.process.kill()
        self.process.wait()


@contextmanager
def serving(*flags: str, log: Path | None = None, before: tuple[str, ...] = ()) -> Iterator[Server]:
    """A server that answers, for as long as it is needed."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(log or Path(folder) / "log.txt", *flags, before=before)
        try:
            server.wait()
            assert server.process.poll() is None, f"the server did not start: {tail(server.log)}"
            yield server
        finally:
            server.kill()


@contextmanager
def visiting(url: str, count: int = 1) -> Iterator[list[Page]]:
    """Tabs of one browser, each with a settled picture that says nothing of the server."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
        pages = [context.new_page() for _ in range(count)]
        for page in pages:
            page.goto(url)
            page.wait_for_selector(READY)
            page.wait_for_timeout(2000)  # its step and its remarks are asked for
        yield pages
        browser.close()


async def open_page(url: str, query: str = "") -> float:
    """The seconds until a new visitor without a browser has the whole page. Raises what `Visitor.open` does."""
    began = time.monotonic()
    async with Visitor.open(url, query):
        return time.monotonic() - began


def seconds_until(condition: Callable[[], object], limit: float, rest: Callable[[], None] | None = None) -> float:
    """How long it took; `rest` is what a browser needs meanwhile. Raises AssertionError after `limit`."""
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < limit, f"waited {limit:g} s in vain"
        rest() if rest else time.sleep(0.02)
    return time.monotonic() - began


def line(page: Page) -> str:
    """What the page says of the server."""
    return page.locator(".service p").inner_text()


def is_answered(page: Page, name: str = "alpha") -> bool:
    """Whether what was let go of is in the address and in the picture, and the page says no more of the server."""
    page.wait_for_timeout(20)
    return f"{name}=" in page.url and not page.locator(".microscope-body.stale").count() and not line(page)


def tail(log: Path, lines: int = 5) -> str:
    return " ".join(log.read_text(errors="replace").splitlines()[-lines:]) if log.is_file() else ""
