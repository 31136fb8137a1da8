"""Two processes behind nginx, as `deploy/` starts them: what a visitor sees, where his cookie leads, and one killed."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest import SkipTest
from urllib.parse import urlsplit

from playwright.sync_api import Page, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

import assets
from deploy.serve import MISSING
from tests.browser.chromium import launch
from tests.browser.hands import READY, address, drag, picture, slider

ROOT = Path(__file__).parents[2]
START = 60  # seconds that a busy machine may need for it
VISITORS = 15
LINK = "?landscape=himmelblau&alpha=0.01&steps=80"
PROBE = re.compile(r"/_stcore/(health|host-config)$")  # Streamlit looks for itself below a page's own path, in vain
CHOSEN = ("landscape", "steps")


@dataclass(frozen=True)
class Site:
    """`url` is what visitors open, and ends with a slash; `folder` has what the processes print and nginx's folder."""

    url: str
    ports: list[int]
    folder: Path

    def ask(self, path: str, **headers: str):
        """(status, headers), whatever the status; `_` in the name of a header is a `-`."""
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            with urllib.request.urlopen(urllib.request.Request(self.url + path, headers=headers)) as answer:
                return answer.status, answer.headers
        except urllib.error.HTTPError as answer:
            answer.close()
            return answer.status, answer.headers

    def streams(self) -> Counter[str]:
        """How many websockets have ended, by the port of the process that had them: nginx logs them at their end."""
        log = (self.folder / "nginx" / "access.log").read_text()
        return Counter(re.findall(r" 101 .*:(\d+) \S+ s .*/_stcore/stream", log))

    def kill(self, port: int):
        started = re.findall(rf"Started (\d+): .*--port {port}$", (self.folder / "printed").read_text(), re.M)
        os.kill(int(started[-1]), signal.SIGKILL)

    def wait_until_ready(self):
        deadline = time.monotonic() + START
        for port in self.ports:
            while not is_ready(port):
                assert time.monotonic() < deadline, (self.folder / "printed").read_text()
                time.sleep(0.1)


def is_ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/ready", timeout=1) as answer:
            return answer.status == 200
    except OSError:
        return False


def find_ports(count: int) -> list[int]:
    """So many free ports in a row."""
    for first in range(20_000 + os.getpid() % 5_000, 30_000, count):
        ports = list(range(first, first + count))
        if all(socket.socket().connect_ex(("127.0.0.1", port)) for port in ports):
            return ports
    raise OSError("no free ports")


@contextmanager
def serving(path: str = "") -> Iterator[Site]:
    """`python -m deploy.serve` with two processes, on this machine only."""
    if shutil.which("nginx") is None:
        raise SkipTest(MISSING)
    public, *ports = find_ports(3)
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "printed").open("wb") as printed:
        (files := Path(folder) / "nginx").mkdir()
        command = [sys.executable, "-m", "deploy.serve", "--processes", "2", "--folder", str(files), "--path", path]
        command += ["--listen", f"127.0.0.1:{public}", "--first", str(ports[0])]
        site = Site(f"http://127.0.0.1:{public}{path}/", ports, Path(folder))
        with subprocess.Popen(command, cwd=ROOT, stdout=printed, stderr=printed) as process:
            try:
                site.wait_until_ready()
                yield site
            finally:
                process.terminate()


class Visitor:
    """A browser without a screen: it keeps its cookie, opens a session, loses the connection and comes back."""

    def __init__(self, site: Site):
        self.site, self.session = site, ""
        _, headers = site.ask("")
        self.keep(headers)
        self.come()

    def keep(self, headers):
        if cookie := headers.get("Set-Cookie"):
            self.cookie = cookie.split(";")[0]

    @property
    def port(self) -> int:
        return int(self.cookie.partition("=")[2])

    def come(self) -> str:
        """Open the stream, again if there was one, and wait until the script runs: the session that answers."""
        self.stream = connect(
            f"{self.site.url.replace('http', 'ws', 1)}_stcore/stream",
            origin=Origin("{0.scheme}://{0.netloc}".format(urlsplit(self.site.url))),
            subprotocols=[Subprotocol(name) for name in ("streamlit", "none", self.session) if name],
            additional_headers={"Cookie": self.cookie},
            max_size=None,
            max_queue=None,
            ping_interval=None,
            legacy=True,
        )
        if self.stream.response:
            self.keep(self.stream.response.headers)
        wish = BackMsg()
        wish.rerun_script.query_string = ""
        self.stream.send(wish.SerializeToString())
        for data in self.stream:
            message = ForwardMsg.FromString(data.encode() if isinstance(data, str) else data)
            if message.WhichOneof("type") == "new_session":
                self.session = message.new_session.initialize.session_id
                return self.session
        raise AssertionError("the stream ended without a session")

    def lose(self):
        self.stream.close()


@contextmanager
def opened(site: Site, query: str = "") -> Iterator[tuple[Page, list[str]]]:
    """The page in a real browser, its stage at rest, and what it complains about from its first moment."""
    complaints = []

    def judge(response):
        asked = urlsplit(response.url)
        if asked.scheme != "blob" and asked.netloc != urlsplit(site.url).netloc:
            complaints.append(f"another host was asked: {response.url}")
        if response.status >= 400 and not PROBE.search(response.url):
            complaints.append(f"{response.status} {response.url}")

    def listen(message):
        if message.type == "error" and not PROBE.search(message.location.get("url", "")):
            complaints.append(message.text)

    with sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_context(reduced_motion="reduce").new_page()
        page.on("response", judge)
        page.on("console", listen)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(site.url + query)
        page.wait_for_selector(READY, timeout=START * 1000)
        yield page, complaints
        browser.close()


def release(page: Page, share: float):
    """Pull the learning rate to this share of its track and let go: what the server answers stands in the address."""
    before = address(page).get("alpha")
    drag(page, slider(page, "Learning rate α"), share)
    deadline = time.monotonic() + 2
    while address(page).get("alpha") == before and time.monotonic() < deadline:
        page.wait_for_timeout(20)
    return address(page).get("alpha") != before


def see_the_page(path: str) -> str:
    with serving(path) as site, opened(site) as (page, complaints):
        before = picture(page)
        assert release(page, 0.7), "the server did not answer to a released slider"
        page.wait_for_selector(READY)
        assert picture(page) != before, "the picture stands still"
        page.reload()
        page.wait_for_selector(READY)
        assert not complaints, "; ".join(complaints)
        files = len(page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)"))
    return f"loaded, moved and reloaded with {files} files, no complaint"


def at_the_top():
    """Behind nginx the page loads, and moves after a release"""
    return see_the_page("")


def below_a_path():
    """The same below /over/"""
    return see_the_page("/over")


def keep_what_is_kept():
    """plotly.js, scripts and the stage's files are kept for good, packed once"""
    with serving() as site:
        with urllib.request.urlopen(site.url) as answer:
            (script,) = re.findall(r'src="\./(static/js/index[^"]+)"', answer.read().decode())
        said = {}
        for path in (assets.PLOTLY_URL, f"{assets.STAGE_URL}/stage.js", script):
            status, headers = site.ask(path, accept_encoding="gzip")
            assert (status, headers["Content-Encoding"]) == (200, "gzip"), path
            assert "immutable" in headers["Cache-Control"], path
            said[path], _ = site.ask(path, accept_encoding="gzip", if_none_match=headers["ETag"])
    assert set(said.values()) == {304}, said
    return ", ".join(f"{path.rpartition('/')[2]} {status}" for path, status in said.items())


def come_back():
    """A visitor who loses the connection comes back to his process and his session"""
    with serving() as site:
        visitors = [Visitor(site) for _ in range(VISITORS)]
        first = [(visitor.port, visitor.session) for visitor in visitors]
        for visitor in visitors:
            visitor.lose()
        time.sleep(1)
        there = site.streams()
        again = [(visitor.port, visitor.come()) for visitor in visitors]
        for visitor in visitors:
            visitor.lose()
        time.sleep(1)
        twice = site.streams()
    same = sum(before == after for before, after in zip(first, again, strict=True))
    assert same == VISITORS, f"{same} of {VISITORS} found their session"
    assert twice == Counter({port: 2 * count for port, count in there.items()}), f"{there}, then {twice}"
    return f"{same} of {VISITORS}; websockets by process {sorted(there.values())}, then {sorted(twice.values())}"


def outlive_a_process():
    """Visitors of a process that is killed go to the other, and stay there when theirs is back"""
    with serving() as site:
        visitors = [Visitor(site) for _ in range(VISITORS)]
        lost = [visitor for visitor in visitors if visitor.port == site.ports[0]]
        site.kill(site.ports[0])
        times = []
        for visitor in lost:
            began = time.monotonic()
            visitor.come()
            times.append(time.monotonic() - began)
        moved = [visitor.port for visitor in lost]
        assert set(moved) == {site.ports[1]}, moved
        site.wait_until_ready()
        for visitor in lost:
            visitor.lose()
        time.sleep(1)
        kept = sum(visitor.session == visitor.come() for visitor in lost)
        assert kept == len(lost), f"{kept} of {len(lost)} kept their second session"
        fresh = {Visitor(site).port for _ in range(4)}
    return f"{len(lost)} moved, the slowest in {max(times):.2f} s, {kept} stayed; new ones go to {len(fresh)} processes"


def find_process(page: Page) -> str:
    """The port of the process that the page's cookie names."""
    return {cookie.get("name"): cookie.get("value", "") for cookie in page.context.cookies()}["overshoot"]


def see_a_process_die():
    """With the process killed under a visitor, the page goes on by itself with what was chosen"""
    with serving() as site, opened(site, LINK) as (page, _):
        home = find_process(page)
        chosen = {name: address(page)[name] for name in CHOSEN}
        # Without a graphics card the first 3D picture keeps the page from noticing anything.
        page.wait_for_timeout(3000)
        began = time.monotonic()
        with page.expect_event("websocket", timeout=START * 1000):
            site.kill(int(home))
        seconds = time.monotonic() - began
        share = 0.3
        while not release(page, share):
            assert time.monotonic() - began < START, "no answer any more"
            share = 1.1 - share
        page.wait_for_selector(READY)
        assert {name: address(page)[name] for name in CHOSEN} == chosen
        assert find_process(page) != home, "still at the dead process"
    return f"connected again {seconds:.1f} s after the kill, and the other process answers to a release"


def cases():
    return [at_the_top, below_a_path, keep_what_is_kept, come_back, outlive_a_process, see_a_process_die]
