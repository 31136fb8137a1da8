"""The browser: frames while dragging and playing, from a release to the picture, from the address to a moving marble.

A real Chromium against the real server, driven as in the browser tests. The 3D picture is left out only while the
map's playback is measured, as that budget says; without a graphics card it is drawn in software, at a price.
"""

import statistics
import tempfile
import time
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import sync_playwright

from bench.figure import Figure
from tests.browser.chromium import launch
from tests.conftest import run_server

FRAME_SHARE = 1.2  # of the idle frame time
ANSWER = 150.0  # ms
PLAYBACK = 55.0  # frames/s
LOAD_SHARE = 2.0  # of an empty page
RELEASES, LOADS = 9, 5
PAUSE = 1000  # ms before and after a release, as a hand takes them

EMPTY_PAGE = "import streamlit as st\n\nst.text('empty')\n"

WATCH_THE_START = """
const watch = () => {
  const done = document.querySelector("[data-testid=stApp][data-test-script-state=notRunning] [data-testid=stText]");
  const time = document.querySelector(".stage[aria-busy=false] .time");
  const moved = time && parseFloat(time.style.getPropertyValue("--filled")) > 0;
  if (done || moved) window.readyAt = performance.now();
  else requestAnimationFrame(watch);
};
requestAnimationFrame(watch);
"""

NO_WEBGL = """
const getContext = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  return kind.includes("webgl") ? null : getContext.call(this, kind, ...rest);
};
"""

WATCH_FRAMES = """() => {
  window.frames_ = [];
  const tick = (now) => { window.frames_.push(now); window.frameRequest = requestAnimationFrame(tick); };
  window.frameRequest = requestAnimationFrame(tick);
}"""
END_FRAMES = "() => { cancelAnimationFrame(window.frameRequest); return window.frames_; }"

# From when the page hears of a move to the end of the frame that draws it: the stage asks for that frame on the way.
# A move within a notch changes nothing and is not counted.
WATCH_DRAGS = """() => {
  window.answers = [];
  let heard = 0;
  let last = null;
  addEventListener("pointermove", () => (heard = performance.now()), true);
  document.querySelector(".stage").addEventListener("pointermove", ({ target }) => {
    const range = target.closest(".rail")?.querySelector("input");
    if (!range || range.value === last) return;
    last = range.value;
    const since = heard;
    requestAnimationFrame(() => window.answers.push(performance.now() - since));
  });
}"""

# A scene that has been taken sets aria-busy; the frame after it draws the scene.
WATCH_RELEASES = """() => {
  window.answers = [];
  let released = null;
  addEventListener("pointerup", (event) => (released = event.timeStamp), true);
  new MutationObserver(() => requestAnimationFrame(() => {
    if (released !== null) window.answers.push(performance.now() - released);
    released = null;
  })).observe(document.querySelector(".stage"), { attributes: true, attributeFilter: ["aria-busy"] });
}"""


def measure():
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = launch(playwright)
        script = Path(folder) / "empty.py"
        script.write_text(EMPTY_PAGE)
        with run_server("app.py", Path(folder)) as server:
            yield from measure_frames(browser, server.url)
            yield from measure_releases(browser, server.url)
            yield from measure_playback(browser, server.url)
            with run_server(script, Path(folder)) as empty:
                yield from measure_loads(browser, server.url, empty.url)
        browser.close()


@contextmanager
def opened(browser, url, *scripts, sent=None, motion="reduce"):
    """The app in a fresh context, its stage at rest."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion=motion)
    page = context.new_page()
    for script in scripts:
        page.add_init_script(script)
    if sent is not None:
        page.on("websocket", lambda socket: socket.on("framesent", lambda message: sent.append(message)))
    page.goto(url)
    page.wait_for_selector(".stage[aria-busy=false]")
    page.wait_for_selector(".map-axes[data-ranges]")
    page.wait_for_timeout(2000)
    yield page
    context.close()


def frame_times(page) -> list[float]:
    stamps = page.evaluate(END_FRAMES)
    return [after - before for before, after in pairwise(stamps)]


class Hand:
    """A real mouse on the learning rate's slider."""

    def __init__(self, page):
        self.page = page
        self.box = page.get_by_role("slider", name="Learning rate α", exact=True).bounding_box()
        self.y = self.box["y"] + self.box["height"] / 2

    def move(self, share):
        self.page.mouse.move(self.box["x"] + 9 + share * (self.box["width"] - 18), self.y)

    def press(self, share):
        self.move(share)
        self.page.mouse.down()

    def release(self):
        self.page.mouse.up()


class Frames(NamedTuple):
    """Medians in ms, and how many messages were sent while α was dragged."""

    idle: float
    dragging: float
    answer: float  # from a drag's event to the drawn picture
    messages: int


def time_frames(page, sent) -> Frames:
    page.evaluate(WATCH_FRAMES)
    page.wait_for_timeout(2000)
    idle = statistics.median(frame_times(page))
    hand = Hand(page)
    hand.press(0.5)
    page.wait_for_timeout(300)
    before = len(sent)
    page.evaluate(WATCH_DRAGS)
    page.evaluate(WATCH_FRAMES)
    for step in range(150):
        hand.move(0.5 + 0.4 * (step % 50 - 25) / 25)
    dragging = statistics.median(frame_times(page))
    answer = statistics.median(page.evaluate("window.answers"))
    messages = len(sent) - before
    hand.release()
    return Frames(idle, dragging, answer, messages)


def measure_frames(browser, url):
    sent = []
    with opened(browser, url, sent=sent) as page:
        frames = time_frames(page, sent)
    yield Figure("one frame, idle", frames.idle, "ms")
    yield Figure("one frame while α is dragged", frames.dragging, "ms", FRAME_SHARE * frames.idle)
    yield Figure("from a drag's event to the drawn picture", frames.answer, "ms", FRAME_SHARE * frames.idle)
    yield Figure("websocket messages while α is dragged (budget: none)", frames.messages, "")


def time_releases(page) -> list[float]:
    """The ms from each of some releases of α to the fresh scene, drawn."""
    page.evaluate(WATCH_RELEASES)
    hand = Hand(page)
    hand.press(0.5)
    for release in range(RELEASES):
        hand.move(0.2 + 0.6 * release / RELEASES)
        page.wait_for_timeout(PAUSE)
        hand.release()
        deadline = time.monotonic() + 20
        while len(page.evaluate("window.answers")) <= release and time.monotonic() < deadline:
            page.wait_for_timeout(100)
        page.wait_for_timeout(PAUSE)
        page.mouse.down()
    hand.release()
    return page.evaluate("window.answers")[:RELEASES]


def measure_releases(browser, url):
    adam = "?optimizer=adam&steps=200"
    for address, scripts, name in (
        ("", [], "gradient descent"),
        (adam, [], "Adam, 200 steps"),
        (adam, [NO_WEBGL], "Adam, 200 steps, no 3D"),
    ):
        with opened(browser, f"{url}/{address}", *scripts) as page:
            answers = time_releases(page)
        yield Figure(f"from a release to the fresh scene, drawn: {name}", statistics.median(answers), "ms", ANSWER)


def measure_playback(browser, url):
    with opened(browser, url + "/?steps=1000", NO_WEBGL) as page:
        page.get_by_role("button", name="Restart", exact=True).click()
        page.get_by_role("button", name="Play", exact=True).click()
        page.wait_for_timeout(500)
        page.evaluate(WATCH_FRAMES)
        page.wait_for_timeout(4000)
        times = frame_times(page)
    yield Figure("playback on the map", 1000 * len(times) / sum(times), "frames/s", PLAYBACK)


def measure_loads(browser, url, empty):
    """Both pages by turns, each from an empty cache and again from a filled one, the server already warm."""
    times = {}
    for _ in range(LOADS):
        for name, address in (("empty", empty), ("ours", url)):
            context = browser.new_context(viewport={"width": 1280, "height": 800})
            page = context.new_page()
            page.add_init_script(WATCH_THE_START)
            for visit in ("first", "second"):
                page.goto(address)
                page.wait_for_selector(".stage[aria-busy=false]" if name == "ours" else "[data-testid=stText]")
                while (ready := page.evaluate("window.readyAt ?? null")) is None:
                    page.wait_for_timeout(20)
                times.setdefault((name, visit), []).append(ready)
            context.close()
    for visit in ("first", "second"):
        plain, ours = (statistics.median(times[name, visit]) for name in ("empty", "ours"))
        yield Figure(f"{visit} load of an empty Streamlit page", plain, "ms")
        yield Figure(f"{visit} load to a moving marble", ours, "ms", LOAD_SHARE * plain)
