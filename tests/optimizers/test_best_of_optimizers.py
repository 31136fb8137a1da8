"""The picture that each optimizer calls its best: it beats plain descent at its best rate, or shows its lesson."""

import numpy as np
import pytest
from rivals import Best

from descent import Verdict
from descent.examination import examine
from descent.narrate import narrate
from descent.setting import Setting
from optimizers import CONVENTIONS, OPTIMIZERS
from optimizers.gradient_descent import GradientDescent

EVERY = pytest.mark.parametrize("key", OPTIMIZERS)
CLASSES = {cls.__name__: cls for catalogue in CONVENTIONS.values() for cls in catalogue.values()}
LONGEST_LESSON = 90  # characters


def everything_hangs_on_its_rate(best: Best):
    rate, bound = best.runner.learning_rate, best.runner.optimizer.stability_bound
    sharpest = best.findings.sharpest[0]
    assert best.verdict == Verdict.CONVERGED
    assert best.findings.reversals[0] >= 10, "it does not jump from wall to wall"
    assert best.without(learning_rate=rate / 50).verdict[0] == Verdict.CRAWLING
    assert best.without(learning_rate=1.1 * bound / sharpest).verdict[0] == Verdict.DIVERGED


def comes_to_rest_short_of_the_minimum(best: Best):
    decay = best.runner.optimizer.weight_decay
    assert best.without(weight_decay=0.0).verdict[0] == Verdict.CONVERGED
    assert "Try Weight decay" in narrate(Setting(best.course, (best.runner,))).sentence
    assert best.findings.best_distance[0] > 0.05 * np.ptp(best.course.landscape.window[0])
    assert best.findings.last_step[0] < 0.05 * best.runner.learning_rate, "it is still on its way"
    assert np.abs(best.positions[-1]).max() < 1 / decay, "Adam's step is at most 1 long: beyond the pull is stronger"


def averages_away_the_noise(best: Best):
    """Plain descent at the same α, and under the same draws, goes on trembling."""
    assert best.course.noise > 0
    plain = best.runner.__class__(GradientDescent(), best.runner.schedule, best.runner.learning_rate)
    assert best.beats(plain)
    assert best.verdict == Verdict.CONVERGED
    assert examine(best.course.run(plain), best.course.landscape).verdict[0] == Verdict.OSCILLATING


def finds_its_rate(best: Best):
    """From next to nothing to what suits plain descent, with α at 1."""
    plain = examine(best.course.run(best.plain), best.course.landscape)
    soonest = np.where(plain.verdict == Verdict.CONVERGED, plain.reached, np.inf).argmin()
    rates = best.course.run(best.runner).rates[:, 0]
    assert best.runner.learning_rate == 1
    assert best.verdict == Verdict.CONVERGED
    assert rates[0] < best.plain.learning_rate[soonest] / 1000
    assert best.plain.learning_rate[soonest] / 3 < rates[-1] < 3 * best.plain.learning_rate[soonest]


def beats_plain_descent(best: Best):
    assert best.verdict == Verdict.CONVERGED
    assert best.beats(best.plain)


LESSONS = {  # of those that show what they say of themselves; all others beat plain descent
    "gradient_descent": everything_hangs_on_its_rate,
    "adamw": comes_to_rest_short_of_the_minimum,
    "schedule_free_sgd": averages_away_the_noise,
    "dog": finds_its_rate,
}

KNIFE_EDGES = {("gradient_descent", 1): "it stands just below its bound, and the bound is the next notch"}


@EVERY
def test_its_address_opens_it_whatever_the_other_records_say(key):
    best = Best.of(OPTIMIZERS[key])
    assert type(best.runner.optimizer) is OPTIMIZERS[key]
    assert not best.unsaid
    assert best.runner.schedule.final == 1, "the decay is its schedule's merit"


@EVERY
def test_it_beats_plain_descent_at_its_best_rate_or_shows_what_its_lesson_says(key):
    best = Best.of(OPTIMIZERS[key])
    LESSONS.get(key, beats_plain_descent)(best)


@pytest.mark.parametrize("notches", [-1, 1])
@EVERY
def test_it_does_so_at_the_next_notch_too(key, notches):
    """One that shows a lesson comes at least to the same."""
    best = Best.of(OPTIMIZERS[key])
    beside = best.beside(notches)
    same = beside.verdict == best.verdict and (key in LESSONS or beside.beats(beside.plain))
    assert same != ((key, notches) in KNIFE_EDGES)


@EVERY
def test_it_is_worth_a_look(key):
    Best.of(OPTIMIZERS[key]).check_look()


def test_what_the_memory_of_the_largest_scale_is_worth():
    best = Best.of(OPTIMIZERS["amsgrad"])
    knobs = {name: getattr(best.runner.optimizer, name) for name in ("beta1", "beta2")}
    adam = best.runner.__class__(OPTIMIZERS["adam"](**knobs), best.runner.schedule, best.runner.learning_rate)
    assert examine(best.course.run(adam), best.course.landscape).verdict[0] == Verdict.OSCILLATING


def test_no_lesson_is_shown_of_an_optimizer_that_is_not_there():
    assert set(LESSONS) <= set(OPTIMIZERS)


@pytest.mark.parametrize("cls", CLASSES.values(), ids=CLASSES.keys())
def test_it_is_found_by_other_names_and_said_in_one_line(cls):
    assert len(cls.lesson) <= LONGEST_LESSON
    assert cls.also
    assert len(set(cls.also)) == len(cls.also)
    assert all(name and name == name.lower().strip() and name not in cls.title.lower() for name in cls.also)
