"""Loading: bytes, requests and time until something, and until the path over the map's colours, is seen.

`python -m bench loading`: a first visit with an empty cache and a second one, on the machine's own network and over
1.6 Mbit/s with 150 ms of delay, as Chromium's developer tools emulate them.
"""

import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench.figure import Figure
from tests.browser.chromium import launch
from tests.conftest import run_server

SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 200_000}  # ms, bytes/s
NETWORKS = (("own network", None, 2000.0), ("1.6 Mbit/s", SLOW, 8000.0))  # with the budget in ms
REPEATS = 3
PATIENCE = 90  # seconds

# Ink is on the map's canvas, and colours are on the one below it.
WATCH = """
const inked = (canvas) => {
  if (!canvas?.width || !canvas.height) return false;
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return data.some((value, place) => place % 4 === 3 && value);
};
const watch = () => {
  const coloured = inked(document.querySelector(".map-colours"));
  if (coloured && inked(document.querySelector(".map-ink"))) window.seenAt = performance.now();
  else setTimeout(watch, 50);
};
watch();
"""


def measure():
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = launch(playwright)
        with run_server("app.py", Path(folder)) as server:
            for name, network, budget in NETWORKS:
                visits = [visit for _ in range(REPEATS) for visit in visit_twice(browser, server.url, network)]
                for visit, kind in enumerate(("first", "second")):
                    painted, seen, requests, size = map(statistics.median, zip(*visits[visit::2], strict=True))
                    yield Figure(f"{kind} visit, {name}: first paint", painted, "ms")
                    yield Figure(f"{kind} visit, {name}: path over colours", seen, "ms", budget)
                    yield Figure(f"{kind} visit, {name}: requests", requests, "")
                    yield Figure(f"{kind} visit, {name}: size of their answers", size / 1000, "kB")
        browser.close()


def visit_twice(browser, url: str, network: dict | None):
    """(ms until the first paint, ms until path and colours, requests, bytes) of both visits."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    for _ in range(2):
        page = context.new_page()
        page.add_init_script(WATCH)
        devtools = context.new_cdp_session(page)
        devtools.send("Network.enable")
        if network:
            devtools.send("Network.emulateNetworkConditions", network)
        sizes = []
        devtools.on("Network.loadingFinished", lambda told, sizes=sizes: sizes.append(told["encodedDataLength"]))
        page.goto(url, wait_until="commit")
        deadline = time.monotonic() + PATIENCE
        while not page.evaluate("Boolean(window.seenAt && window.Plotly)") and time.monotonic() < deadline:
            page.wait_for_timeout(100)
        page.wait_for_timeout(2000)
        seen = page.evaluate("window.seenAt")
        painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        fetched = [size for size in sizes if size > 0]
        yield painted, seen, len(fetched), sum(fetched)
        page.close()
    context.close()
