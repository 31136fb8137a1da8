"""A lesson as a page on a stick: each screen is a picture that knows its screen, with the runs of its sliders alone."""

import pytest
from example_lesson import example_lesson
from pages import Opened

from export.page import page
from export.page.__main__ import main
from export.page.lesson import of_lesson
from export.shown import Shown
from lessons import KEYS

DIARY = "overshoot.lessons"  # what the browser keeps goes by that name


@pytest.fixture(scope="module")
def opened():
    return Opened.of(b"".join(page(of_lesson(example_lesson(), "en"), with_3d=False, title="The other valley")))


def test_each_screen_is_a_picture(opened):
    lesson = example_lesson()
    scenes = [opened.scene(place) for place in range(len(lesson.screens))]
    assert [scene["lesson"]["place"] for scene in scenes] == list(range(len(scenes)))
    assert [scene["only"] for scene in scenes] == [list(screen.show) for screen in lesson.screens]
    assert [picture["title"] for picture in opened.read("pictures")] == [screen.title for screen in lesson.screens]
    assert "<title>The other valley</title>" in opened.markup
    assert all("lesson" in scene["views"] and "pictures" not in scene["views"] for scene in scenes)


def test_runs_are_there_of_the_sliders_that_are_shown(opened):
    for place, screen in enumerate(example_lesson().screens):
        (runner,) = opened.scene(place)["runners"]
        swept = {control["name"] for control in runner["controls"] if control["sweep"] is not None}
        assert swept == ({"learning_rate"} if "alpha" in screen.show else set())


def test_nothing_in_it_leads_to_the_server(opened):
    told = [opened.scene(place)["lesson"] for place in range(len(example_lesson().screens))]
    assert {each[paper] for each in told for paper in ("sheet", "notes", "page")} == {""}
    words = [word for each in told for word in each["words"].values()]
    assert words
    assert {word["example"] for word in words} == {""}


def test_a_page_without_a_lesson_carries_none_of_its_modules(opened):
    bare = Opened.of(b"".join(page([Shown.at("landscape=bowl")], with_3d=False)))
    assert any(DIARY in text for text in opened.read("modules"))
    assert not any(DIARY in text for text in bare.read("modules"))


def test_the_command_makes_one_or_says_why_not(tmp_path, capsys):
    target = tmp_path / "lesson.html"
    assert main(["--lesson", KEYS[0], "--language", "de", "-o", str(target)]) == 0
    assert Opened.of(target.read_bytes()).scene()["lesson"]["language"] == "de"
    assert main(["--lesson", "none", "-o", str(target)]) == 2
    assert main(["--lesson", KEYS[0], "landscape=bowl", "-o", str(target)]) == 2
    said = capsys.readouterr().err.strip().splitlines()
    assert len(said) == 2
    assert all(line.endswith(".") for line in said)
