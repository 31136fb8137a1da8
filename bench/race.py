"""A race: what its first scene weighs and what travels after one slider moved, and the browser with several runners.

`python -m bench race`. Where a ratio counts, both are measured by turns, so that what else the machine does is in both.
"""

import statistics
import tempfile
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import sync_playwright

from address import Visit, name_of, read
from app_pages.choices import choices_of
from app_pages.racing import MOST, texts_together
from bench.browser import FRAME_SHARE, opened, time_frames, time_releases
from bench.figure import Figure
from descent.setting import LETTERS
from export.page.scenes import look_of
from stage.picture import picture_of
from stage.scene import pack_scene
from stage.together import shared_of
from tests.browser.chromium import launch
from tests.conftest import run_server

WHOLE, MOVED = 450.0, 200.0  # kB
RELEASE_SHARE = 1.3  # of the same for one runner
COURSE = {"landscape": "himmelblau", "steps": "200"}
METHODS = ("adam", "rmsprop", "momentum", "gradient_descent", "nesterov", "adagrad")
ROUNDS = 3  # of each measurement whose ratio counts
PANELS = ("3D surface", "Curves")


def race_of(count: int) -> dict[str, str]:
    """The address of a race of so many runners; of one it is Explore's."""
    prefixes = ("", *(f"{letter}." for letter in LETTERS[1:count]))
    return COURSE | {f"{prefix}optimizer": method for prefix, method in zip(prefixes, METHODS, strict=False)}


def messages(params: dict[str, str]) -> dict[str, int]:
    """The sizes of everything that the stage needs, by id."""
    visit, _ = read(params, MOST)
    choices = choices_of(visit)
    scene = pack_scene(visit.setting, look_of(visit), lines=choices.lines, chosen=choices.chosen, fields=choices.fields)
    return {part.id: len(part.message) for part in scene.parts.values()} | {"scene": len(scene.message)}


def renewed(before: dict[str, int], after: dict[str, int]) -> int:
    """The bytes that travel from one picture to the next: the scene, and the parts that the browser does not have."""
    return sum(size for part, size in after.items() if part == "scene" or part not in before)


def moves(visit: Visit, place: int):
    """Each slider of a runner, with an address's name and a text for another of its notches."""
    for control in picture_of(visit.setting.course, visit.setting.runners[place]).controls:
        yield control.knob.label, name_of(place, control.name), str(control.values[len(control.values) // 3].item())


def measure_sizes():
    four = race_of(4)
    yield Figure("first scene of four runners, 200 steps", sum(messages(four).values()) / 1000, "kB", WHOLE)
    sizes = {}
    visit, _ = read(four, MOST)
    for place, runner in enumerate(visit.setting.runners):
        selected = four | {"selected": LETTERS[place]}
        known = messages(selected)
        for label, name, text in moves(visit, place):
            sizes[f"{label} of {runner.optimizer.title}"] = renewed(known, messages(selected | {name: text}))
    most = max(sizes, key=lambda name: sizes[name])
    yield Figure(f"  the most after one slider moved: {most}", sizes[most] / 1000, "kB", MOVED)
    together = four | {"together": "alpha"}
    yield Figure("  with one α for all", sum(messages(together).values()) / 1000, "kB", WHOLE)
    control = shared_of(visit.setting, "alpha", 0).control
    before, after = (together | texts_together("alpha", control.values[at].item(), visit) for at in (40, 30))
    yield Figure("  after it moved", renewed(messages(before), messages(after)) / 1000, "kB", MOVED)


def open_panels(page):
    for title in PANELS:
        chip = page.get_by_role("button", name=title, exact=True)
        if chip.get_attribute("aria-pressed") != "true":
            chip.click()
    page.wait_for_timeout(2000)


def measure_frames(browser, url: str):
    sent = []
    with opened(browser, f"{url}/compare?{urlencode(race_of(6))}", sent=sent) as page:
        open_panels(page)
        rounds = [time_frames(page, sent) for _ in range(ROUNDS)]
    idle, dragging = (statistics.median(getattr(one, name) for one in rounds) for name in ("idle", "dragging"))
    yield Figure("six runners, 200 steps, all views: one frame, idle", idle, "ms")
    yield Figure("  while α is dragged", dragging, "ms", FRAME_SHARE * idle)
    yield Figure("  websocket messages meanwhile (budget: none)", max(one.messages for one in rounds), "")


def measure_releases(browser, url: str):
    pages = {"one": f"{url}/?{urlencode(race_of(1))}", "four": f"{url}/compare?{urlencode(race_of(4))}"}
    times = {name: [] for name in pages}
    for _ in range(ROUNDS):
        for name, address in pages.items():
            with opened(browser, address) as page:
                times[name] += time_releases(page)
    one, four = (statistics.median(times[name]) for name in pages)
    yield Figure("from a release to the fresh scene, drawn: Adam alone, 200 steps", one, "ms")
    yield Figure("  with three more runners beside it", four, "ms", RELEASE_SHARE * one)


def measure():
    yield from measure_sizes()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = launch(playwright)
        with run_server("app.py", Path(folder)) as server:
            yield from measure_frames(browser, server.url)
            yield from measure_releases(browser, server.url)
        browser.close()
