"""Questions of a room: true by the run's own verdict, asked where they make sense, and nothing told before its time."""

import json
from dataclasses import replace

import numpy as np
import pytest

from classroom.front import describe_front
from classroom.questions import asks_of, check_ask, tell_question
from classroom.ready import find_lowest, lead_of, tell_ready
from classroom.room import Asked, RefusedError, Room, hash_secret
from descent.findings import Verdict
from lessons import read_all
from lessons.run import run_at, runs_at
from stage.picture import picture_of

ENDS = {
    Verdict.CONVERGED: "/?landscape=bowl",
    Verdict.TRAPPED: "/?landscape=double_well",
    Verdict.STALLED: "/?landscape=easom",
    Verdict.OSCILLATING: "/?decay=1&alpha=0.1",
    Verdict.CRAWLING: "/?landscape=bowl&alpha=0.01",
    Verdict.DIVERGED: "/?landscape=bowl&alpha=10&decay=1",
}
RACE = "/compare?landscape=bowl&b.optimizer=adam&c.optimizer=momentum"


def room_at(picture: str, **facts) -> Room:
    return Room("KQXZ", hash_secret("secret"), 0, 1, picture, **facts)


def on_screen(key: str, place: int, **facts) -> Room:
    return room_at(read_all()[key].screens[place].picture, lesson=key, screen=place, front=place, **facts)


@pytest.mark.parametrize(("place", "verdict"), list(enumerate(Verdict)))
def test_one_answer_is_right_and_it_is_the_runs_own_verdict(place, verdict):
    assert run_at(ENDS[verdict]).verdict == verdict
    told = tell_ready("verdict", ENDS[verdict], "en")
    assert told
    assert "steps with α" in told["html"]
    assert [option["right"] for option in told["options"]] == [at == place for at in range(len(Verdict))]


def test_the_best_alpha_ends_as_low_as_any_that_does_not_diverge():
    run = run_at("/?landscape=rosenbrock&steps=60")
    picture = picture_of(run.course, run.runner)
    values = lead_of(picture).values
    best, ties = find_lowest(picture, lead_of(picture))
    ends = [other for other in run.along("learning_rate", values.tolist()) if other.verdict != Verdict.DIVERGED]
    lowest = min(other.gap for other in ends)
    told = tell_ready("best", "/?landscape=rosenbrock&steps=60", "en")
    assert told
    assert told["truth"] == values[best] == next(other.alpha for other in ends if other.gap == lowest)
    assert ties == 1


def test_a_question_is_asked_where_it_makes_sense():
    assert [ask["key"] for ask in asks_of(room_at("/?landscape=bowl"))] == ["verdict", "end", "best"]
    assert [ask["key"] for ask in asks_of(room_at(RACE))] == ["order"]
    same = "/compare?landscape=bowl&b.optimizer=gradient_descent"
    assert len(runs_at(same)) == 2
    assert asks_of(room_at(same)) == [], "who comes in together has no order"
    with pytest.raises(RefusedError):
        check_ask(room_at(RACE), "verdict")


def test_a_run_that_leaves_every_map_ends_nowhere():
    told = tell_ready("end", "/?landscape=bowl&alpha=60&decay=1&steps=1000", "en")
    assert told
    assert told["truth"] == [None, None]


@pytest.mark.parametrize("key", ["trapped", "line", "fair", "rates"])
def test_before_the_truth_is_told_nothing_tells_it(key):
    """Every text, number and name that is not told before must come with the truth alone."""
    for place, screen in enumerate(read_all()[key].screens):
        room = on_screen(key, place)
        asks = asks_of(room)
        assert (asks[0]["key"].startswith(f"{key}/")) == (screen.question is not None)
        for ask in asks:
            asked = Asked(7, ask["key"], room.picture, place)
            before, after = (tell_question(asked, room, with_truth) for with_truth in (False, True))
            assert before["id"] == "KQXZ/7"
            assert before["truth"] is None
            assert {name for option in before["options"] for name in option} <= {"html", "argument", "curve", "steps"}
            json.dumps(after, allow_nan=False)
            assert after["truth"] is not None or sum(option["right"] for option in after["options"]) == 1


def test_words_of_a_screen_that_would_tell_are_kept_until_the_truth_is_told():
    lesson = read_all()["trapped"]
    place = next(at for at, screen in enumerate(lesson.screens) if screen.kind == "run")
    room = on_screen("trapped", place)
    asked = Asked(1, "verdict", room.picture, place)
    assert describe_front(room)["html"]
    assert describe_front(replace(room, asked=asked))["html"] == ""
    assert describe_front(replace(room, asked=replace(asked, revealed=True)))["html"]


def test_a_lessons_own_question_comes_with_its_words():
    lesson = read_all()["trapped"]
    place = next(at for at, screen in enumerate(lesson.screens) if screen.question)
    room = on_screen("trapped", place, language="de")
    asked = Asked(1, asks_of(room)[0]["key"], room.picture, place)
    told, front = tell_question(asked, room, False), describe_front(replace(room, asked=asked))
    assert told["html"] == front["html"] != ""
    assert front["place"] == place
    assert len(front["screens"]) == len(lesson.screens)
    assert {word["example"] for word in front["words"].values()} <= {""}


def test_a_question_whose_lesson_has_changed_is_refused_with_a_sentence():
    room = on_screen("trapped", 0)
    for asked in (Asked(1, "trapped/000000000000", room.picture, 0), Asked(1, "none", room.picture)):
        with pytest.raises(RefusedError, match=r"\.$"):
            tell_question(asked, room, False)
    with pytest.raises(RefusedError, match=r"\.$"):
        describe_front(replace(room, lesson="gone"))


def test_a_picture_of_ones_own_is_called_what_it_is():
    assert describe_front(room_at("/?landscape=bowl"))["title"] == "Gradient descent on Bowl"
    waiting = describe_front(room_at("/?landscape=bowl", lesson="trapped", screen=2))
    assert (waiting["place"], waiting["waits"], waiting["html"]) == (-1, 2, "")
    assert len(waiting["screens"]) == len(read_all()["trapped"].screens)


def test_ties_are_broken_by_who_rests_soonest():
    """On a wide slider many end at the very bottom, but for rounding."""
    run = run_at("/?landscape=bowl&decay=1&steps=300")
    picture = picture_of(run.course, run.runner)
    best, _ = find_lowest(picture, lead_of(picture))
    response = picture.sliders["learning_rate"].response
    low = response.gaps <= response.rounding * 2
    assert low.sum() > 5
    assert low[best]
    assert response.reached[best] == response.reached[low & (response.reached >= 0)].min()
    assert np.isfinite(response.gaps[best])
