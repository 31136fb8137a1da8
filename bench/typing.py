"""Typing a formula: from a text that is sent, after the pause that follows a key, to the surface, drawn.

`python -m bench typing`. Every key makes another formula with another surface, whose floors are searched.
"""

import statistics
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import sync_playwright

from bench.browser import PAUSE, opened
from bench.figure import Figure
from tests.browser.chromium import launch
from tests.conftest import run_server

ANSWER = 300.0  # ms
NAME = "Formula f(x, y)"
DIGITS = "314159265"  # typed one after the other behind each
FORMULAS = {
    "a bowl": "x^2 + 3*y^2 + x*y/",
    "with two letters": "a*x^2 + b*y^2 + sin(3*x)/",
    "Himmelblau's": "(x^2 + y - 11)^2 + (x + y^2 - 7)^2 + x/",
    "with creases and a border": "|x - 1| + 2*|y| + x*y - log(x + 6)/",
}

WATCH_WHAT_IS_SENT = """
const send = WebSocket.prototype.send;
WebSocket.prototype.send = function (...message) {
  window.sentAt ??= performance.now();
  return send.apply(this, message);
};
"""

# A scene that has been taken sets aria-busy; the frame after it draws the scene.
WATCH_KEYS = """() => {
  window.answers = [];
  let typed = false;
  addEventListener("input", () => { typed = true; window.sentAt = null; }, true);
  new MutationObserver(() => requestAnimationFrame(() => {
    if (!typed || window.sentAt === null) return;
    window.answers.push(performance.now() - window.sentAt);
    typed = false;
  })).observe(document.querySelector(".stage"), { attributes: true, attributeFilter: ["aria-busy"] });
}"""


def time_keys(page) -> list[float]:
    """The ms from each text that is sent to its scene, drawn."""
    field = page.get_by_role("textbox", name=NAME)
    field.press("End")
    page.evaluate(WATCH_KEYS)
    for count, digit in enumerate(DIGITS, 1):
        page.keyboard.type(digit)
        deadline = time.monotonic() + 20
        while len(page.evaluate("window.answers")) < count and time.monotonic() < deadline:
            page.wait_for_timeout(50)
        page.wait_for_timeout(PAUSE)
    return page.evaluate("window.answers")


def measure():
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = launch(playwright)
        with run_server("app.py", Path(folder)) as server:
            for name, text in FORMULAS.items():
                link = urlencode({"f": f"{text}1"})
                with opened(browser, f"{server.url}/?{link}", WATCH_WHAT_IS_SENT) as page:
                    answers = time_keys(page)
                what = f"from a typed text to its surface, drawn: {name}"
                yield Figure(what, statistics.median(answers), "ms", ANSWER)
        browser.close()
