"""What is printed of a lesson: every one has a sheet and notes, no answer stands before the page of answers, and the
address says in a sentence what it has not."""

import asyncio
import re
import xml.etree.ElementTree as ElementTree
from itertools import pairwise

import numpy as np
import pytest
from loops import Turns, send_request
from starlette.applications import Starlette

from address.race import UnreadableError
from handouts.contours import contour_lines, join
from handouts.curve import draw_track, marks
from handouts.ink import ticks
from handouts.map import draw_map, frame_of
from handouts.route import print_page, routes
from landscapes import LANDSCAPES
from lessons import KEYS, find, read_all
from lessons.own import FOLDER
from lessons.run import runs_at


def get(path, headers=None):
    return asyncio.run(send_request(Starlette(routes=routes(Turns())), "GET", path, asked=headers))


@pytest.mark.parametrize("key", KEYS)
def test_a_sheet_has_its_answers_on_a_page_of_their_own(key):
    questions, answers = print_page("sheet", find(key), "en").split('<section class="answers">')
    asked = [screen for screen in read_all()[key].screens if screen.question or screen.goal]
    assert questions.count('<section class="asked">') == answers.count('<section class="asked">') == len(asked)
    for mark in ('class="right"', 'class="cross"', 'class="mark"', "<br>"):
        assert mark not in questions
    right = sum(screen.question.ask in {"choice", "curve"} for screen in asked if screen.question)
    assert answers.count('<li class="right">') == right


@pytest.mark.parametrize("key", KEYS)
def test_notes_say_what_the_file_and_the_screens_say(key):
    lesson = find(key)
    notes = print_page("notes", lesson, "en")
    assert notes.count("<li><b>") >= len(lesson.screens)
    assert all(source.split(",")[0].replace("&", "&amp;") in notes for source in lesson.sources)
    assert "<button" not in notes


@pytest.mark.parametrize("kind", ["sheet", "notes"])
def test_a_page_is_kept_by_a_browser_until_it_changes(kind):
    answer = get(f"/handouts/{KEYS[0]}/{kind}")
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-disposition"].startswith("inline")
    again = get(f"/handouts/{KEYS[0]}/{kind}", {"If-None-Match": answer.headers["etag"]})
    assert again.status == 304
    assert not re.findall(r"<script|\bon\w+=|src=|https?://(?!www\.w3\.org)", answer.content.decode())


def test_a_lesson_is_a_file_to_take_home():
    answer = get(f"/handouts/{KEYS[0]}/page")
    assert answer.headers["content-disposition"] == f"attachment; filename*=UTF-8''overshoot_{KEYS[0]}_page.html"
    assert answer.content.startswith(b"<!doctype html>")
    assert answer.content.endswith(b"</html>\n")
    assert len(answer.content) < 1_000_000


def test_a_page_comes_in_the_language_that_is_asked_for():
    assert '<html lang="de">' in get(f"/handouts/{KEYS[0]}/sheet?language=de").content.decode()
    assert '<html lang="de">' in get(f"/handouts/{KEYS[0]}/sheet", {"Accept-Language": "de-AT"}).content.decode()
    assert '<html lang="en">' in get(f"/handouts/{KEYS[0]}/sheet?language=xx").content.decode()


@pytest.mark.parametrize("path", ["none/sheet", f"{KEYS[0]}/none", "%3Cscript%3E/sheet", "own-x/notes"])
def test_what_is_not_there_is_a_sentence(path):
    answer = get(f"/handouts/{path}")
    assert answer.status == 404
    assert answer.content.decode().endswith(".")
    assert answer.headers["content-type"].startswith("text/plain")


OWN = """# <b>Mine</b>
minutes: 3
aim: <i>See</i>

## predict: <u>A</u>
picture: /?landscape=bowl

<s>Which?</s>

- [x] <q>Yes</q>
  It is {{ no.such }}.
- [ ] No
  It is.
"""


@pytest.mark.parametrize("kind", ["sheet", "notes"])
def test_a_teachers_lesson_is_printed_without_markup_of_its_own(tmp_path, monkeypatch, kind):
    monkeypatch.setenv(FOLDER, str(tmp_path))
    (tmp_path / "a.md").write_text(OWN)
    page = get(f"/handouts/own-a/{kind}").content.decode()
    assert "&lt;b&gt;Mine" in page
    assert not re.search("<[biusq]>(Mine|See|A|Which|Yes)", page)


def test_a_picture_that_cannot_be_had_is_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path))
    (tmp_path / "a.md").write_text(OWN)
    monkeypatch.setattr("handouts.route.print_page", fail)
    answer = get("/handouts/own-a/sheet")
    assert answer.status == 500
    assert answer.content.decode().endswith(".")


def fail(*_):
    raise UnreadableError("This is no link")


def test_a_question_that_cannot_be_told_says_on_paper_where_it_stands(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path))
    asked = "## predict: Where?\npicture: /?landscape=bowl\nask: marker\ntruth: {}\n\nWhere?\n"
    (tmp_path / "a.md").write_text(f"# A\nminutes: 3\naim: B.\n\n{asked.format('run.no')}\n{asked.format('inf')}")
    for kind in ("sheet", "notes"):
        answer = get(f"/handouts/own-a/{kind}")
        assert answer.status == 200
        assert "nowhere on this slider" in answer.content.decode()
    assert "a.md, line 5: " in get("/handouts/own-a/sheet").content.decode()


@pytest.mark.parametrize("key", LANDSCAPES)
def test_every_landscape_has_a_map_of_a_size_that_fits(key):
    runs = runs_at(f"/?landscape={key}")
    drawn = draw_map(runs, "A map", answers=True)
    ElementTree.fromstring(drawn)
    assert drawn.count('stroke="rgb(') > 5
    assert not re.search(r"\b(nan|inf)\b", drawn)
    frame = frame_of(runs[0].course.landscape)
    assert max(frame.width, frame.height) < 700


def test_lines_of_equal_height_are_where_the_height_is():
    rows, columns = np.indices((30, 40)).astype(float)
    heights = (columns - 20) ** 2 + (rows - 15) ** 2
    ends = contour_lines(heights, 100.3)
    radii = np.hypot(ends[..., 0] - 20, ends[..., 1] - 15)
    assert np.abs(radii - 100.3**0.5).max() < 0.05
    length = np.hypot(*(ends[:, 1] - ends[:, 0]).T).sum()
    assert length == pytest.approx(2 * np.pi * 100.3**0.5, rel=0.01)
    (ring,) = join([(tuple(one), tuple(other)) for one, other in ends.round(9).tolist()])
    assert ring[0] == ring[-1]
    assert len(ring) == len(ends) + 1
    heights[5, 5] = np.nan
    assert np.isfinite(contour_lines(heights, 100.0)).all()


@pytest.mark.parametrize(("low", "high"), [(-2, 2), (0, 0.003), (-1e5, 1e6), (3.2, 3.9)])
def test_ticks_are_few_round_and_inside(low, high):
    found = ticks(low, high)
    assert 2 <= len(found) <= 6
    assert all(low <= value <= high for value in found)


def test_a_mark_stands_where_its_value_is():
    values = [float(value) for value in np.geomspace(0.001, 1, 61)]
    place = [float(re.search(r'class="mark" d="M([\d.]+)', track(values, value))[1]) for value in (0.001, 0.0316, 1)]
    assert place[0] < place[1] < place[2]
    assert place[1] == pytest.approx((place[0] + place[2]) / 2, abs=2)
    assert marks(values)[:3] == pytest.approx([0.001, 0.002, 0.005])
    falling = values[::-1]  # a factor's, from ×1 down
    assert float(re.search(r'class="mark" d="M([\d.]+)', track(falling, 1))[1]) == place[0]


def test_numbers_of_a_track_do_not_cover_each_other():
    unevenly = [0.001, 0.005, *(10 ** (k / 10) for k in range(-20, 16))]
    places = [float(at) for at in re.findall(r'<text x="([\d.]+)"', track(unevenly, None))]
    assert len(places) > 5
    assert min(b - a for a, b in pairwise(places)) > 90


def track(values, truth):
    return draw_track({"values": values}, truth, "A scale")
