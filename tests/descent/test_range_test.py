"""The range test: its rates, its curve and its recommendation rebuilt by hand, and every number of its sentences."""

import math
import re
from functools import cache

import numpy as np
import pytest
from reading import same, value

from descent import descend, examine
from descent.control import controls_for
from descent.range_test import compare, range_test
from descent.response import respond
from descent.sentence import limits_of
from descent.setting import Course, Runner
from descent.sweep import sweep
from knobs import knobs_of
from landscapes import LANDSCAPES
from landscapes.landscape import Landscape
from optimizers import OPTIMIZERS
from schedules import SCHEDULES, Schedule

PLAIN = OPTIMIZERS["gradient_descent"]()
CONSTANT = SCHEDULES["constant"](final=1.0)
BOUNDED = [PLAIN, OPTIMIZERS["momentum"](momentum=0.5), OPTIMIZERS["nesterov"](momentum=0.5)]
DECADES = 2


def typed(formula, size=3.0):
    return Landscape.from_formula(formula, window=((-size, size), (-size, size)))


def try_between(landscape, optimizer, start, low, high, steps=100, **noise):
    """The test of a runner whose own rate and schedule play no part."""
    return range_test(Course(landscape, start, 1, **noise), Runner(optimizer, CONSTANT, 7.0), low, high, steps)


def try_rates(landscape, optimizer=PLAIN, start=None, **more):
    middle = optimizer.suggested_rate(landscape)
    low, high = middle / 10**DECADES, middle * 10**DECADES
    return try_between(landscape, optimizer, start or landscape.start, low, high, **more)


def test_the_rate_grows_within_one_run_in_equal_ratios():
    test = try_between(typed("x^2 + 2*y^2"), PLAIN, (2.0, 1.0), 1e-3, 0.1, steps=60)
    x, y, losses = 2.0, 1.0, [6.0]
    for step in range(60):
        rate = 1e-3 * 100 ** (step / 59)
        assert test.rates[step] == pytest.approx(rate, rel=1e-12)
        x, y = x - rate * 2 * x, y - rate * 4 * y
        losses.append(x**2 + 2 * y**2)
    np.testing.assert_allclose(test.losses, losses, rtol=1e-9)


def test_a_line_search_is_asked_with_the_growing_rate_and_may_use_less():
    test = try_rates(LANDSCAPES["ravine"], OPTIMIZERS["backtracking"]())
    np.testing.assert_allclose(np.diff(np.log(test.rates)), math.log(10 ** (2 * DECADES)) / 99)
    assert (np.diff(test.losses) <= 0).all()


@pytest.mark.parametrize("optimizer", BOUNDED, ids=repr)
@pytest.mark.parametrize(("kappa", "angle"), [(1.0, 0.0), (20.0, 30.0), (60.0, -65.0)])
def test_on_a_quadratic_it_recommends_less_than_the_bound_and_blows_up_past_it(optimizer, kappa, angle):
    ravine = LANDSCAPES["ravine"].with_parameters(kappa=kappa, angle=angle)
    bound = optimizer.stability_bound / kappa
    wide = try_between(ravine, optimizer, (-2.9, 1.7), bound / 1000, bound * 10)
    assert wide.recommended < bound < wide.rates[wide.blew_up]
    slow = try_between(ravine, optimizer, (-2.9, 1.7), 0.95 * bound, 2 * bound, steps=600)
    assert bound < slow.rates[slow.blew_up] < 1.3 * bound
    assert slow.losses[slow.blew_up + 1] > 4 * slow.losses[0]
    below = try_between(ravine, optimizer, (-2.9, 1.7), bound / 100, 0.99 * bound)
    assert below.blew_up == -1


def steepest_by_hand(test, landscape):
    """The step of the steepest fall of the mean of five, up to its lowest point, worked out point by point."""
    curve = test.losses[: test.blew_up + 1 if test.blew_up >= 0 else None].tolist()
    means = []
    for middle in range(len(curve)):
        near = curve[max(0, middle - 2) : middle + 3]
        means.append(sum(near) / len(near))
    lowest = means.index(min(means))
    falls = [means[step] - means[step + 1] for step in range(lowest)]
    return max(range(lowest), key=falls.__getitem__, default=-1), lowest, falls


@cache
def reasons_met(name):
    """Check the tests of every second optimizer on a landscape, of the others on the next; the reasons given there."""
    met = set()
    landscape, random = LANDSCAPES[name], np.random.default_rng(sum(map(ord, name)))
    for key, kind in list(OPTIMIZERS.items())[list(LANDSCAPES).index(name) % 2 :: 2]:
        optimizer, noise = kind(), float(random.choice([0.0, 0.0, 0.3]))
        test = try_rates(landscape, optimizer, noise=noise, seed=3)
        check_curve(test, landscape)
        for _ in range(6):
            best = float(random.choice([np.nan, *[10 ** random.uniform(-2.5, 2.5) * test.rates[50]] * 9]))
            bound = float(random.choice([np.nan, 10 ** random.uniform(-2, 2) * test.rates[50]]))
            if random.uniform() < 0.3 and not np.isnan(test.recommended):
                best = test.recommended * random.uniform(0.85, 1.15)
            sentence, steps = compare(test, best, bound, 100), 100
            try:
                met.add(check_comparison(sentence, test, best, bound, steps, landscape, optimizer, noise))
            except AssertionError as error:
                error.add_note(f"{key}, best {best}, bound {bound}: {sentence}")
                raise
    return met


@pytest.mark.parametrize("name", LANDSCAPES)
def test_every_optimizer_on_every_second_landscape_gets_a_curve_a_recommendation_and_true_sentences(name):
    assert reasons_met(name)


def test_every_reason_is_met():
    missing = set(REASONS)
    for name in LANDSCAPES:
        if missing:
            missing -= reasons_met(name)
    assert not missing


def check_curve(test, landscape):
    lowest_loss = landscape.minimum_value
    (x0, x1), (y0, y1) = landscape.window
    grid = landscape.loss(*np.meshgrid(np.linspace(x0, x1, 17), np.linspace(y0, y1, 17)))
    ceiling = 4 * max(test.losses[0] - lowest_loss, np.median(grid) - lowest_loss)
    above = [not loss - lowest_loss <= ceiling * (1 + 1e-9) for loss in test.losses[1:]]
    assert test.blew_up == (above.index(True) if any(above) else -1)
    steepest, lowest, falls = steepest_by_hand(test, landscape)
    if test.steepest < 0:
        assert np.isnan(test.recommended)
        assert max(falls, default=0) <= 1e-11 * ceiling
    else:
        assert test.lowest == lowest
        assert falls[test.steepest] >= falls[steepest] * (1 - 1e-6)
        assert test.recommended == test.rates[test.steepest]
        assert test.steepest < test.lowest


FASTEST = "where its loss fell fastest while α grew at every step"
REASONS = {
    "agrees": r"Here it is a good guide\.",
    "late": r"Its loss blew up only at (.+), past the stability bound (.+): a bounce takes time to grow\.",
    "past": r"It lies past the stability bound (.+): one fast step is not a rate to keep\.",
    "trapped": r"Its way led into a local minimum, (.+) above the best known loss, and it judged by that way\.",
    "moved": r"It moves while the rate grows: when α passed (.+) it had done (over )?(.+) % of its fall, "
    r"so it never saw what that rate does from the start\.",
    "noise": r"The noise \(σ = (.+)\) shakes this single run: another seed may recommend another rate\.",
    "lags": r"Momentum lags: it remembers about (.+) steps, in which the rate grew (.+) times, "
    r"so what a rate does shows only later\.",
    "curved": r"It moves while the rate grows: where it fell steepest λ was (.+), at its lowest point (.+), "
    r"and what suits the one need not suit the other\.",
    "other": r"It gives each α one step from where the smaller ones have led; the best one had the whole way\.",
}


def close(text, true, digits=3):
    return math.isclose(value(text), true, rel_tol=0.51 * 10.0 ** (1 - digits), abs_tol=1e-300)


def check_comparison(sentence, test, best, bound, steps, landscape, optimizer, noise):
    """Every number and every claim, from the test's curve and a run of its own; the reason that is given, or ""."""
    assert len(sentence) < 330
    if np.isnan(test.recommended):
        nothing = "The test recommends nothing: averaged over 5 points, its loss never fell"
        rest = sentence.removeprefix(nothing)
        if np.isnan(best):
            assert rest == "; of those on the slider every α diverges."
        else:
            (told,) = re.fullmatch(rf"; best here, for {steps} steps, is (.+)\.", rest).groups()
            assert close(told, best, 4)
        return ""
    if np.isnan(best):
        (recommended,) = re.fullmatch(
            rf"The test recommends (.+), {FASTEST}; of those on the slider every α diverges\.", sentence
        ).groups()
        assert same(recommended, test.recommended)
        return ""
    opening = rf"The test recommends (.+?), {FASTEST}; best here, for {steps} steps, is (.+?), "
    opening += r"(nearly the same\.|(?:and the test's is )?(.+?) times as much\.) "
    match = re.match(opening, sentence)
    recommended, told, relation, times = match.groups()
    assert same(recommended, test.recommended)
    assert close(told, best, 4)
    ratio = test.recommended / best
    if times:
        assert relation.startswith("and the test's is") == (ratio > 1)
        assert close(times, max(ratio, 1 / ratio), 2)
    else:
        assert 0.8 <= ratio <= 1.25
    rest = sentence[match.end() :]
    ((reason, groups),) = [(key, m.groups()) for key, text in REASONS.items() if (m := re.fullmatch(text, rest))]
    check_reason(reason, groups, test, best, bound, landscape, optimizer, noise, bool(times))
    return reason


def check_reason(reason, groups, test, best, bound, landscape, optimizer, noise, differs):
    assert differs == (reason not in ("agrees", "late")) or reason == "noise"
    match reason:
        case "late":
            assert close(groups[0], test.rates[test.blew_up])
            assert close(groups[1], bound)
            assert test.rates[test.blew_up] > bound
        case "past":
            assert close(groups[0], bound)
            assert test.recommended >= bound
        case "trapped":
            end = replay(test, landscape, optimizer, noise)[test.lowest]
            gaps = [float(landscape.loss(*m) - landscape.loss(*landscape.minima[0])) for m in landscape.minima]
            sides = np.ptp(landscape.window, axis=1)
            near = [math.hypot(*((end - minimum) / sides)) <= 0.01 for minimum in landscape.minima]
            assert any(close(groups[0], gap) and here and gap > 0 for gap, here in zip(gaps, near, strict=True))
        case "moved":
            step = next(index for index, rate in enumerate(test.rates) if rate >= best)
            curve = test.losses[: test.blew_up + 1 if test.blew_up >= 0 else None]
            share = 100 * (curve[0] - min(curve[: step + 1])) / (curve[0] - min(curve))
            assert close(groups[0], best, 4)
            assert share > value(groups[2]) if groups[1] else close(groups[2], share)
            assert share >= 50
            assert test.recommended < best
        case "noise":
            assert same(groups[0], noise)
            assert noise > 0
        case "lags":
            (beta,) = (getattr(optimizer, name) for name in ("beta1", "momentum") if name in knobs_of(optimizer))
            assert close(groups[0], 1 / (1 - beta), 2)
            assert close(groups[1], (10 ** (2 * DECADES / 99)) ** (1 / (1 - beta)), 2)
            assert test.recommended > best
        case "curved":
            points = replay(test, landscape, optimizer, noise)[[test.steepest, test.lowest]]
            for text, point in zip(groups, points, strict=True):
                assert same(text, np.linalg.eigvalsh(landscape.hessian(*point))[-1])


def replay(test, landscape, optimizer, noise):
    """The positions (steps + 1, 2) of the same run, whose schedule looks its rates up."""
    schedule = type("Table", (Schedule,), {"__call__": lambda _, step: test.rates[step]})()
    steps = len(test.rates)
    return descend(landscape, optimizer, schedule, landscape.start, 1.0, steps, noise, seed=3).positions[:, :, 0]


@pytest.mark.parametrize("name", ["ravine", "double_well", "himmelblau", "rastrigin", "cliff"])
def test_beside_the_sweep_that_it_is_compared_with(name):
    landscape = LANDSCAPES[name]
    rate = landscape.learning_rate
    runner = Runner(PLAIN, CONSTANT, rate)
    control = controls_for(runner, rate)[0]
    course = Course(landscape, landscape.start, steps=100)
    swept = sweep(course, runner, [control])
    findings = examine(swept.trajectory, landscape)
    best = respond(findings, swept.slices[control.name], control, landscape).best
    bound = limits_of(findings, course, runner).rate[best]
    test = try_between(landscape, PLAIN, landscape.start, control.values[0], control.values[-1])
    sentence = compare(test, control.values[best], bound, 100)
    assert f"best here, for 100 steps, is {control.values[best]:g}" in sentence
    assert test.recommended < bound  # the steepest fall is a safe choice on all of these, and a timid one


def test_a_well_entered_from_the_wrong_side_traps_it():
    wells = LANDSCAPES["double_well"]
    test = try_between(wells, PLAIN, (1.6, 1.2), 1e-3, 0.2)
    gap = float(wells.loss(*wells.minima[1]) - wells.loss(*wells.minima[0]))
    assert test.trapped == pytest.approx(gap)
    assert "led into a local minimum, 0.6 above the best known loss" in compare(test, 0.2, 0.25, 100)
    assert np.isnan(try_between(wells, PLAIN, (-1.6, 1.2), 1e-3, 0.1).trapped)
    assert np.isnan(try_between(wells.with_parameters(tilt=0.0), PLAIN, (1.6, 1.2), 1e-3, 0.2).trapped)


def test_noise_is_repeatable_and_another_seed_recommends_another_rate():
    noisy = [try_rates(LANDSCAPES["ravine"], noise=5.0, seed=seed).recommended for seed in (1, 1, 2, 3, 4)]
    assert noisy[0] == noisy[1]
    assert len(set(noisy)) > 1


def test_a_run_that_starts_at_the_minimum_has_nothing_to_recommend():
    test = try_rates(typed("x^2 + 2*y^2"), start=(0.0, 0.0))
    assert (test.steepest, test.blew_up) == (-1, -1)
    assert compare(test, 0.1, 0.5, 1) == (
        "The test recommends nothing: averaged over 5 points, its loss never fell; best here, for 1 step, is 0.1."
    )
    assert compare(test, np.nan, np.nan, 50).endswith("its loss never fell; of those on the slider every α diverges.")


def test_a_start_without_a_loss_ends_the_test_at_once():
    test = try_between(typed("sqrt(x) + y^2"), PLAIN, (-1.0, 1.0), 1e-3, 1.0)
    assert (test.blew_up, test.steepest) == (0, -1)
    steep = try_between(typed("exp(x^2)*(1 + y^2)", 2.0), PLAIN, (1.5, 1.0), 1e-4, 1e4)
    assert steep.blew_up >= 0
    assert not np.isfinite(steep.losses[-1])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"low": 0.0}, "grow from above 0"),
        ({"low": 0.2, "high": 0.1}, "low < high"),
        ({"high": np.inf}, "low < high"),
        ({"steps": 1}, "at least 2 steps"),
        ({"start": np.zeros((2, 3))}, "single run"),
    ],
)
def test_what_makes_no_test_is_refused_with_a_reason(change, words):
    arguments = {"start": (1.0, 1.0), "low": 0.01, "high": 1.0, "steps": 20} | change
    with pytest.raises(ValueError, match=words):
        try_between(LANDSCAPES["ravine"], PLAIN, **arguments)
