"""The picture that each schedule calls its best: it beats a constant rate from the same α, or shows its lesson."""

from dataclasses import replace
from itertools import groupby

import pytest
from rivals import Best

from descent import Verdict
from descent.examination import examine
from schedules import CONVENTIONS, SCHEDULES
from schedules.schedule import FAMILIES

EVERY = pytest.mark.parametrize("key", SCHEDULES)
CLASSES = {cls.__name__: cls for catalogue in CONVENTIONS.values() for cls in catalogue.values()}
LONGEST_LESSON = 90  # characters


def is_right_at_first_and_too_large_at_the_end(best: Best):
    """But for the noise it arrives where a tenth of it does not; with it, it trembles on where a falling one rests."""
    assert best.verdict == Verdict.OSCILLATING
    falling = replace(best.runner, schedule=SCHEDULES["cosine"](final=0.01, horizon=best.course.steps))
    assert replace(best, runner=falling).beats(best.runner)
    quiet = replace(best, course=replace(best.course, noise=0.0))
    assert quiet.verdict == Verdict.CONVERGED
    assert quiet.findings.reached[0] < best.course.steps / 3
    assert quiet.without(learning_rate=best.runner.learning_rate / 10).verdict[0] == Verdict.CRAWLING


def beats_a_constant_rate(best: Best):
    assert best.verdict == Verdict.CONVERGED
    assert best.beats(best.constant)


LESSONS = {"constant": is_right_at_first_and_too_large_at_the_end}  # all others beat a constant rate
KNIFE_EDGES = {
    ("constant", 1): "the noise is plain where α is just below the bound",
    ("step", -1): "it starts at the bound, below which a constant rate arrives as well",
    ("cosine_restarts", -1): "where a kick lands hangs on its strength",
    ("cosine_restarts", 1): "where a kick lands hangs on its strength",
    ("silver", 1): "its α is the largest at which the short steps make up for the long ones",
}


@EVERY
def test_its_address_opens_it_whatever_the_other_records_say(key):
    best = Best.of(SCHEDULES[key])
    assert type(best.runner.schedule) is SCHEDULES[key]
    assert not best.unsaid


@EVERY
def test_it_beats_a_constant_rate_or_shows_what_its_lesson_says(key):
    best = Best.of(SCHEDULES[key])
    LESSONS.get(key, beats_a_constant_rate)(best)


@pytest.mark.parametrize("notches", [-1, 1])
@EVERY
def test_it_does_so_at_the_next_notch_too(key, notches):
    """One that shows a lesson comes at least to the same."""
    best = Best.of(SCHEDULES[key])
    beside = best.beside(notches)
    same = beside.verdict == best.verdict and (key in LESSONS or beside.beats(beside.constant))
    assert same != ((key, notches) in KNIFE_EDGES)


@EVERY
def test_it_is_worth_a_look(key):
    Best.of(SCHEDULES[key]).check_look()


@pytest.mark.parametrize(
    ("key", "cold"),
    [
        ("warmup_linear", {"warmup": 0.0}),
        ("warmup_cosine", {"warmup": 0.0}),
        ("one_cycle", {"warmup_start": 1.0}),
    ],
)
def test_it_is_the_warm_up_that_saves_the_run(key, cold):
    assert Best.of(SCHEDULES[key]).without(**cold).verdict[0] == Verdict.DIVERGED


def test_a_restart_kicks_the_run_out_of_the_shallow_valley():
    best = Best.of(SCHEDULES["cosine_restarts"])
    until = int(best.runner.schedule.first_cycle)
    first = replace(best.course, steps=until).run(best.runner)
    assert examine(first, best.course.landscape).verdict[0] == Verdict.TRAPPED
    assert best.findings.reached[0] > until


def test_a_cycle_leaves_the_shallow_valley_that_its_mean_rate_stays_in():
    best = Best.of(SCHEDULES["cyclic"])
    rates = best.course.run(best.runner).rates
    steady = replace(best.constant, learning_rate=float(rates.mean()))
    assert examine(best.course.run(steady), best.course.landscape).verdict[0] == Verdict.TRAPPED


def test_families_stand_together_in_their_order():
    families = [family for family, _ in groupby(SCHEDULES.values(), lambda schedule: schedule.family)]
    assert tuple(families) == FAMILIES


@pytest.mark.parametrize("cls", CLASSES.values(), ids=CLASSES.keys())
def test_it_is_found_by_other_names_and_said_in_one_line(cls):
    assert len(cls.lesson) <= LONGEST_LESSON
    assert cls.also
    assert len(set(cls.also)) == len(cls.also)
    assert all(name and name == name.lower().strip() and name not in cls.title.lower() for name in cls.also)
