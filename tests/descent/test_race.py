"""Standings, widths and tuned rates, worked out again run by run and by brute force."""

import dataclasses
import math

import numpy as np
import pytest
from races import Fact, at_rate, best_among, entrant_of, fact, facts_along, grid, place_all, race_of, runner_of

from descent.control import controls_for, rate_notches
from descent.finish import Finish
from descent.race import Tuned, enter, reversals, standings
from descent.setting import LEARNING_RATE, Course, suggest_rate
from descent.study import study
from landscapes import LANDSCAPES, Landscape
from optimizers import OPTIMIZERS

FOUR = ("gradient_descent", "momentum", "adam", "newton")
RACES = {
    "himmelblau": FOUR,
    "double_well": ("gradient_descent", "adagrad", "lion", "backtracking"),
    "beale": ("momentum", "rmsprop", "polyak", "sign_descent"),
    "griewank": ("gradient_descent", "rprop", "nadam", "newton"),
}


@pytest.mark.parametrize("name", RACES)
def test_a_race_of_four_is_that_of_four_runs_alone(name):
    entrants = race_of(name, *RACES[name])
    for own in entrants:
        alone = fact(own.course, own.runner)
        assert own.finish.verdicts.tolist() == [alone.verdict]
        assert own.finish.reached.tolist() == [alone.reached]
        assert own.finish.gaps.tolist() == [math.inf if alone.diverges else alone.gap]
    facts = [fact(own.course, own.runner) for own in entrants]
    assert standings([own.finish for own in entrants])[:, 0].tolist() == place_all(facts)
    assert len(set(place_all(facts))) > 2


@pytest.mark.parametrize("name", ["double_well", "beale"])
def test_the_tried_rates_are_runs_alone(name):
    for own in race_of(name, *RACES[name]):
        for notch in range(0, 81, 4):
            alone = fact(own.course, own.runner.moved(learning_rate=float(own.rates[notch])))
            there = own.tried.of(notch)
            assert there.verdicts.tolist() == [alone.verdict]
            assert there.reached.tolist() == [alone.reached]
            assert there.gaps.tolist() == [math.inf if alone.diverges else alone.gap]


@pytest.mark.parametrize("name", ["ravine", "saddle", "cliff", "rastrigin", *RACES])
def test_the_tuned_rate_and_the_width_are_those_of_a_search_from_scratch(name):
    for own in race_of(name, *RACES.get(name, ("gradient_descent", "nesterov", "yogi", "newton"))):
        rates = grid(own.runner, own.course)
        assert own.rates.tolist() == rates
        facts = facts_along(own.course, own.runner, rates)
        best, tuned = best_among(facts), own.tuned
        assert tuned.of == 81
        assert tuned.arrive == sum(there.arrives for there in facts)
        if not best:
            assert (tuned.notch, tuned.reached) == (-1, -1)
            assert math.isnan(tuned.rate)
            continue
        assert tuned.notch == best[(len(best) - 1) // 2]
        assert tuned.rate == rates[tuned.notch]
        assert tuned.reached == (facts[tuned.notch].reached if facts[tuned.notch].arrives else -1)


def test_every_kind_of_tuning_is_met():
    kinds = {own.tuned for name, keys in RACES.items() for own in race_of(name, *keys)}
    assert {own.reached >= 0 for own in kinds} == {True, False}
    cliff = Course(LANDSCAPES["cliff"], LANDSCAPES["cliff"].start, 200)
    lost = entrant_of(cliff, runner_of(cliff, "newton"))
    assert lost.tuned._replace(rate=0.0) == Tuned(0.0, -1, 0, 81, -1)
    assert math.isnan(lost.tuned.rate)


@pytest.mark.parametrize("rate", [0.1, 0.10000001, 0.123456, 1e-9, 40.0])
def test_whatever_the_rate_is_now_the_same_81_are_tried(rate):
    own = race_of("himmelblau", "adam")[0]
    moved = at_rate(own, rate)
    np.testing.assert_allclose(moved.rates, own.rates, rtol=2e-7)
    assert len(moved.rates) == 81
    assert moved.tuned._replace(rate=0) == own.tuned._replace(rate=0)
    assert moved.runner.learning_rate == rate


@pytest.mark.parametrize("suggested", [0.105, 1.0, 0.001, 2e-12, 3.162, 0.5623, 999999.0])
def test_the_rates_are_twenty_a_decade_and_the_slider_has_two_more(suggested):
    notches = rate_notches(suggested)
    assert notches.shape == (81,)
    nearest = round(20 * math.log10(suggested))
    assert notches.tolist() == [float(f"{10 ** ((nearest + away) / 20):.4g}") for away in range(-40, 41)]
    runner = runner_of(Course(LANDSCAPES["bowl"], (1.0, 1.0), 9), "adam", rate=0.00777)
    values = set(controls_for(runner, suggested)[0].values.tolist())
    for value in notches.tolist():
        assert any(math.isclose(value, other, rel_tol=1e-6) for other in values)
    assert {0.00777, suggested} <= values
    assert len(values) <= 83


def finish_from(verdicts, reached, gaps):
    count, nothing = len(verdicts), np.zeros(len(verdicts), dtype=int)
    gaps = np.where(np.array(verdicts) == "diverged", np.inf, gaps)
    words = np.array(verdicts, dtype=object)
    return Finish(words, words, words, np.array(reached), gaps, np.full(count, 1e-9), nothing, nothing, nothing)


class Made(Fact):
    """A fact out of thin air, as `place_all` reads it."""

    def __init__(self, finish, at):
        self.arrives, self.diverges = finish.verdicts[at] == "converged", finish.verdicts[at] == "diverged"
        self.reached, self.gap, self.rounding = finish.reached[at], finish.gaps[at], 1e-9


def test_any_standings_are_those_of_a_slow_search():
    random, kinds = np.random.default_rng(3), ["converged", "trapped", "crawling", "diverged"]
    for runners in range(1, 7):
        finishes = [
            finish_from(
                random.choice(kinds, 200).tolist(), random.integers(0, 4, 200), random.choice([0, 1, 1 + 5e-10, 2], 200)
            )
            for _ in range(runners)
        ]
        places = standings(finishes)
        assert places.shape == (runners, 200)
        for at in range(200):
            assert places[:, at].tolist() == place_all([Made(own, at) for own in finishes])


def test_ties_share_a_place_and_leave_the_next_out():
    finishes = [
        finish_from([verdict], [step], [gap])
        for verdict, step, gap in [
            ("converged", 9, 0.5),
            ("converged", 5, 0.0),
            ("converged", 9, 0.0),
            ("trapped", 1, 0.2),
            ("crawling", -1, 0.2 + 1e-10),
            ("diverged", -1, 0.1),
        ]
    ]
    assert standings(finishes)[:, 0].tolist() == [2, 1, 2, 4, 4, 6]
    assert standings(finishes[-1:] * 3)[:, 0].tolist() == [1, 1, 1]


@pytest.mark.parametrize("name", ["three_hump_camel", "matyas", "beale", "rastrigin", "levy", "bowl"])
def test_a_reversal_is_what_the_runs_at_that_rate_say(name):
    entrants = race_of(name, *FOUR, steps=200)
    common = sorted(set.intersection(*(set(grid(own.runner, own.course)) for own in entrants)))
    along = [facts_along(own.course, own.runner, common) for own in entrants]
    last, helped = [[] for _ in entrants], {}
    for rate, facts in zip(common, zip(*along, strict=True), strict=True):
        for at, own in enumerate(facts):
            others = facts[:at] + facts[at + 1 :]
            if all(other.beats(own) for other in others):
                last[at].append(rate)
                helped[at, rate] = sum(other.arrives for other in others)
    for at, rates in enumerate(last):
        most = max((helped[at, rate] for rate in rates), default=0)
        assert reversals(entrants)[at] == [rate for rate in rates if helped[at, rate] == most]
    for at, rates in enumerate(reversals(entrants)):
        for rate in rates[:2]:
            facts = [fact(own.course, own.runner.moved(learning_rate=rate)) for own in entrants]
            assert all(other.beats(facts[at]) for other in facts if other is not facts[at])


def test_runners_without_a_common_rate_have_no_reversal():
    steep = Landscape.from_formula("10000*(x^2 + y^2)")
    course = Course(steep, steep.start, 20)
    entrants = [entrant_of(course, runner_of(course, key)) for key in ("gradient_descent", "newton")]
    assert not set(entrants[0].rates.tolist()) & set(entrants[1].rates.tolist())
    assert reversals(entrants) == [[], []]
    assert reversals(entrants[:1]) == [[]]


VALLEY = ("gradient_descent", "adagrad", "rmsprop", "adam")


def test_in_the_valley_two_hundred_steps_are_too_few_at_any_rate_and_five_hundred_are_not():
    assert [own.tuned.arrive for own in race_of("rosenbrock", *VALLEY, steps=200)] == [0, 0, 0, 0]
    longer = [own.tuned for own in race_of("rosenbrock", *VALLEY, steps=500)]
    for own in longer:
        assert (own.arrive > 0) == (own.reached >= 0)
    assert [own.arrive for own in longer] == [0, 0, 0, 13]


def test_a_study_knows_the_finish_of_its_run_and_of_every_notch():
    landscape = LANDSCAPES["beale"]
    course = Course(landscape, landscape.start, 60)
    runner = runner_of(course, "momentum", "cosine", rate=0.0123)
    studied = study(course, runner)
    assert studied.finish.verdicts.tolist() == [fact(course, runner).verdict]
    for name, slider in studied.sliders.items():
        values = slider.notches.control.values
        assert len(slider.finish.reached) == len(values)
        for notch in (0, len(values) // 2, -1):
            alone = fact(course, runner.moved(**{name: float(values[notch])}))
            assert slider.finish.verdicts[notch] == alone.verdict
            assert slider.finish.reached[notch] == alone.reached
    again = study(course, runner, studied.sliders)
    for name, slider in again.sliders.items():
        kept = name != list(again.sliders)[-1]
        assert (slider is studied.sliders[name]) == kept
        assert (slider.finish is studied.sliders[name].finish) == kept
        np.testing.assert_array_equal(slider.finish.gaps, studied.sliders[name].finish.gaps)


def test_an_entrant_takes_its_rates_from_a_slider_wherever_that_stands():
    landscape = LANDSCAPES["beale"]
    course = Course(landscape, landscape.start, 60)
    for rate in (suggest_rate(OPTIMIZERS["adam"](), landscape), 0.0123, 0.1):
        runner = runner_of(course, "adam", rate=rate)
        studied = study(course, runner)
        slider = studied.sliders[LEARNING_RATE]
        own = enter(course, runner, studied.finish, slider)
        for notch in range(81):
            (place,) = np.flatnonzero(slider.notches.control.values == own.rates[notch])
            assert own.tried.of(notch).gaps.tolist() == slider.finish.gaps[place : place + 1].tolist()
    assert dataclasses.is_dataclass(own)
