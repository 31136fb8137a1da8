"""What the page is told of a screen: truths that are the run's own, goals at every notch, an exact way by hand."""

import json
import math
import time

import numpy as np
import pytest

from descent.descend import descend
from lessons import KEYS, read_all
from lessons.checking import problems_of
from lessons.expression import holds
from lessons.reading import read_lesson
from lessons.run import known_of, run_at, runs_at
from lessons.telling import say, tell
from optimizers import OPTIMIZERS
from schedules import SCHEDULES

SCREENS = [(key, place) for key in KEYS for place in range(len(read_all()[key].screens))]
GOALS = [(key, place) for key, place in SCREENS if read_all()[key].screens[place].goal]
WALKS = [(key, place) for key, place in SCREENS if read_all()[key].screens[place].walk]
IDS = {"ids": lambda value: str(value)}


def told_of(key: str, place: int) -> dict:
    lesson = read_all()[key]
    return tell(lesson, place, runs_at(lesson.screens[place].picture)[0].visit)


@pytest.mark.parametrize("key", KEYS)
def test_what_is_told_is_json_without_numbers_that_json_has_not(key):
    for place in range(len(read_all()[key].screens)):
        json.dumps(told_of(key, place), allow_nan=False)


@pytest.mark.parametrize("key", KEYS)
def test_a_question_is_told_before_it_is_compared_and_by_one_name(key):
    lesson = read_all()[key]
    names = [told_of(key, place)["question"] for place in range(len(lesson.screens))]
    asked = [question["id"] for question in names if question]
    assert len(set(asked)) == len(asked)
    for place, screen in enumerate(lesson.screens):
        for question in told_of(key, place)["asked"]:
            assert question["id"] in asked
            assert question["place"] < place
        if screen.kind == "compare":
            assert told_of(key, place)["asked"], "a comparison without a question"


@pytest.mark.parametrize(("key", "place"), GOALS)
def test_a_goal_is_judged_at_a_notch_as_the_run_there_is(key, place):
    """The notches come from one batch; the counterfactual is the same goal asked of the run that stands there alone."""
    screen = read_all()[key].screens[place]
    goal = told_of(key, place)["goal"]
    before, (own, *after) = (runs := runs_at(screen.picture))[: goal["runner"]], runs[goal["runner"] :]
    for name, notches in goal["notches"].items():
        shown = {"learning_rate": "alpha", "final": "decay"}.get(name, name)
        values = next(control.values for control in controls_of(own) if control.name == name)
        for index in np.linspace(0, len(values) - 1, 3).astype(int):
            alone = own.at(**{shown: repr(float(values[index]))})
            assert (notches[index] is not None) == holds(screen.goal.holds, known_of([*before, alone, *after])), (
                name,
                values[index],
            )


def test_a_race_has_a_goal_that_a_slider_reaches():
    """Or a page on a stick, which has no server to judge, could not be finished."""
    raced = [(key, place) for key, place in GOALS if "/compare" in read_all()[key].screens[place].picture]
    assert raced
    for key, place in raced:
        assert any(
            judged is not None for notches in told_of(key, place)["goal"]["notches"].values() for judged in notches
        )


def controls_of(run):
    from descent.control import controls_for
    from descent.setting import suggest_rate

    return controls_for(run.runner, suggest_rate(run.runner.optimizer, run.course.landscape))


@pytest.mark.parametrize(("key", "place"), WALKS)
def test_a_way_by_hand_is_a_descent_with_those_rates(key, place):
    """The browser goes by the slope at the start and the curvatures there: exact, for they are the same everywhere."""
    walk = told_of(key, place)["walk"]
    landscape = run_at(read_all()[key].screens[place].picture).course.landscape
    position, slope, curvatures = (np.array(walk[name]) for name in ("start", "slope", "curvatures"))
    for length in np.geomspace(walk["shortest"], walk["longest"], walk["most"]):
        np.testing.assert_allclose(slope, landscape.gradient(*position), rtol=1e-9, atol=1e-9)
        rate = length / math.hypot(*slope)
        step = descend(landscape, OPTIMIZERS["gradient_descent"](), SCHEDULES["constant"](), position, rate, 1)
        moved = -length * slope / math.hypot(*slope)
        position, slope = position + moved, slope + curvatures @ moved
        np.testing.assert_allclose(step.positions[1, :, 0], position, rtol=1e-9, atol=1e-9)


def test_the_words_of_a_text_come_along_and_no_others():
    for key, place in SCREENS:
        told = told_of(key, place)
        linked = {name for name in told["words"] if f'data-term="{name}"' in repr(told)}
        assert linked == set(told["words"])


def test_the_names_of_answers_change_with_the_question_and_with_nothing_else():
    lesson = read_all()["valley"]
    place = next(at for at, screen in enumerate(lesson.screens) if screen.question)
    visit = runs_at(lesson.screens[place].picture)[0].visit
    german = tell(lesson, place, visit, lambda text: text.upper() if "{{" not in text else text, "de")
    assert german["question"]["id"] == told_of("valley", place)["question"]["id"]


def test_a_paragraph_without_a_translation_is_told_in_english_beside_one_that_has_it():
    german = {"After {{ 2 * 6 }} steps.": "Nach {{ 2 * 6 }} Schritten."}
    told = say("After {{ 2 * 6 }} steps.\n\nIt rests at {{ 1 }}.", {}, lambda english: german.get(english, english))
    assert told == "Nach 12 Schritten.\n\nIt rests at 1."


MINE = """# Mine
minutes: 3
aim: See it.

## {}
"""
MARKER = "predict: M\npicture: /?landscape=bowl\nask: marker\ntruth: {}\n\nWhere?"
TRY = (
    "try: T\npicture: /?landscape=himmelblau&steps=1000\nshow: alpha, decay\n"
    "solution: /?landscape=bowl\ngoal: {}\n\nDo it."
)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (MARKER.format("'abc'"), "is no number"),
        (MARKER.format("run.nothing"), "A run has no"),
        ("try: W\npicture: /?landscape=himmelblau\nwalk: 1 to 2, 5 steps\n\nGo.", "curves the same everywhere"),
        ("try: W\npicture: /?f=x+y\nwalk: 1 to 2, 5 steps\n\nGo.", "curves the same everywhere"),
    ],
)
def test_a_screen_that_cannot_be_computed_says_where_it_stands(written, said):
    lesson = read_lesson(MINE.format(written), "own-mine", "mine.md")
    told = tell(lesson, 0, runs_at(lesson.screens[0].picture)[0].visit)
    assert "mine.md, line 5: " in told["html"]
    assert said in told["html"]
    assert [said in problem for problem in problems_of(lesson)] == [True]


@pytest.mark.parametrize("best", ["least: 'abc'", "least: run", "least: inf"])
def test_what_cannot_be_counted_is_no_best(best):
    lesson = read_lesson(MINE.format(TRY.format(f"true\n{best}")), "own-mine", "mine.md")
    goal = tell(lesson, 0, runs_at(lesson.screens[0].picture)[0].visit)["goal"]
    assert goal["now"] in (None, True)


def test_a_goal_that_takes_too_long_at_every_notch_is_left(monkeypatch):
    monkeypatch.setattr("lessons.patience.LONGEST", 0.3)
    slow = "run.tip('diverged') > 0 and run.borders(0.001, 0.1) > 0"
    lesson = read_lesson(MINE.format(TRY.format(slow)), "own-mine", "mine.md")
    begun = time.thread_time()
    goal = tell(lesson, 0, runs_at(lesson.screens[0].picture)[0].visit)["goal"]
    assert time.thread_time() - begun < 3
    assert goal["notches"]["learning_rate"][-1] is None
