"""Findings: each of them worked out again, step by step, of random runs and of paths made to decide one thing."""

import dataclasses
import itertools
import math

import numpy as np
import pytest

from descent import Trajectory, Verdict, descend, examine, judge
from descent.findings import Ground
from landscapes import LANDSCAPES
from landscapes.landscape import Landscape
from optimizers import OPTIMIZERS
from schedules import SCHEDULES


def batch(landscape, key, seed, runs=40, steps=120):
    """Runs from random starts with random rates, from far too small to far too large."""
    random = np.random.default_rng(seed)
    (x0, x1), (y0, y1) = landscape.window
    start = np.stack([random.uniform(x0, x1, runs), random.uniform(y0, y1, runs)])
    optimizer = OPTIMIZERS[key]()
    rate = optimizer.suggested_rate(landscape) * 10 ** random.uniform(-2.5, 1.7, runs)
    schedule = SCHEDULES["exponential"](final=random.choice([1.0, 0.1, 0.001], runs), horizon=steps)
    noise = random.choice([0.0, 0.0, 0.1], runs)
    return descend(landscape, optimizer, schedule, start, rate, steps, noise=noise, seed=seed)


def of_run(values, index):
    """A run's own among the values of all, (..., runs)."""
    return values[..., index] if values.ndim > 1 else values[index]


SHARED = ("steps", "goal")  # by all runs
WITH_MINIMA = [(seed, name) for seed, name in enumerate(LANDSCAPES) if LANDSCAPES[name].minima]
METHODS = ("gradient_descent", "nesterov", "adam")
CASES = [(name, METHODS[place % 3], seed) for place, (seed, name) in enumerate(WITH_MINIMA)]  # each on a third


@pytest.mark.parametrize(("name", "key", "seed"), CASES)
def test_findings_worked_out_again_step_by_step(name, key, seed):
    landscape = LANDSCAPES[name]
    trajectory = batch(landscape, key, seed)
    findings = examine(trajectory, landscape)
    assert list(judge(trajectory, landscape)) == list(findings.verdict)
    assert all(isinstance(word, Verdict) for word in findings.verdict)
    for index in range(trajectory.runs):
        found = {
            field.name: of_run(getattr(findings, field.name), index)
            for field in dataclasses.fields(findings)
            if field.name not in SHARED
        }
        check_by_hand(found, trajectory.run(index), landscape)


def check_by_hand(found, run, landscape):
    with np.errstate(all="ignore"):
        path, losses = run.positions[:, :, 0], run.losses[:, 0]
        steps, (x_range, y_range) = run.steps, landscape.window
        sides = np.array([x_range[1] - x_range[0], y_range[1] - y_range[0]])
        grid = np.meshgrid(np.linspace(*x_range, 17), np.linspace(*y_range, 17))
        height = np.median(landscape.loss(*grid)) - landscape.loss(*landscape.minima[0])

        inside = [x_range[0] <= x <= x_range[1] and y_range[0] <= y <= y_range[1] for x, y in path]
        outside = [step for step, there in enumerate(inside) if not there]
        assert found["left"] == (outside[0] if outside else -1)
        assert found["gone"] == (-1 if inside[-1] else max((s + 1 for s in range(steps + 1) if inside[s]), default=0))
        broken = [step for step in range(steps + 1) if not np.isfinite([*path[step], losses[step]]).all()]
        assert found["overflowed"] == (broken[0] if broken else -1)
        rises = [step for step in range(1, steps + 1) if losses[step] - losses[step - 1] > 1e-12 * height]
        assert found["first_rise"] == (rises[0] if rises else -1)

        minima = np.array(landscape.minima)
        best = min(float(landscape.loss(*minimum)) for minimum in minima)
        if found["minimum"] >= 0:
            minimum = minima[found["minimum"]]
            values, vectors = np.linalg.eigh(landscape.hessian(*minimum))
            assert found["sharpest"] == pytest.approx(values[1], rel=1e-9, nan_ok=True)
            assert found["flattest"] == pytest.approx(values[0], rel=1e-6, abs=1e-9, nan_ok=True)
            assert found["distance"] == pytest.approx(math.dist(path[-1], minimum), nan_ok=True)
            if values[1] - values[0] > 1e-3 * values[1] and found["verdict"] != Verdict.DIVERGED:
                along = np.diff(path, axis=0) @ vectors[:, 1]
                signs = [np.sign(move) for move in along if abs(move) > 1e-12 * sides.min() or np.isnan(move)]
                turns = sum(1 for one, two in itertools.pairwise(signs) if one * two < 0)
                if len(signs) == steps:
                    assert found["reversals"] == turns
        if found["verdict"] in (Verdict.CONVERGED, Verdict.TRAPPED) and found["minimum"] >= 0:
            near = np.hypot(*((path - minimum) / sides).T) <= 0.01
            since = steps
            while since > 0 and near[since - 1]:
                since -= 1
            assert near[-1]
            assert found["reached"] == since
            assert steps - since >= max(3, steps // 20)
            assert (landscape.loss(*minimum) - best < 1e-6 * height) == (found["verdict"] == Verdict.CONVERGED)
        if found["verdict"] == Verdict.DIVERGED:
            assert broken or not inside[-1]
        uphill = [run.gradients[step + 1, :, 0] @ (path[step + 1] - path[step]) / height for step in range(steps)]
        assert sum(1 for slope in uphill if 2e-12 < slope < math.inf) <= found["overshoots"]
        assert found["overshoots"] <= sum(1 for slope in uphill if slope > 0.5e-12)
        assert found["gap"] == pytest.approx(losses[-1] - best, nan_ok=True, abs=1e-12)
        check_lengths(found, path, run, landscape, sides, minima, best, height)
        check_curvatures(found, path, landscape)


def check_lengths(found, path, run, landscape, sides, minima, best, height):
    """How far it went: its steps, its slopes, its tail."""
    steps, losses, gradients = run.steps, run.losses[:, 0], run.gradients[:, :, 0]
    lengths, slopes = np.hypot(*np.diff(path, axis=0).T), np.hypot(*gradients.T)
    tail, quarter = min(steps, max(3, steps // 20)), max(1, steps // 4)
    close = {"rel": 1e-9, "abs": 1e-300, "nan_ok": True}
    assert found["slope"] == pytest.approx(slopes[-1], **close)
    assert found["last_step"] == pytest.approx(lengths[-1], **close)
    out = max(found["gone"], 1)
    assert found["jump"] == pytest.approx(lengths[out - 1], **close)
    assert found["jump_slope"] == pytest.approx(slopes[out - 1], **close)
    swing = lengths[-quarter:].mean() / lengths[-2 * quarter : -quarter].mean()
    assert found["swing"] == pytest.approx(swing, **close)
    late = losses[-1 - quarter :]
    rises = (np.diff(late) > 1e-12 * height).any()
    assert found["falls"] == (late[-1] < late[0] and losses[-1] < losses[0] and not rises)
    peak = max(
        (loss for loss, point in zip(losses, path, strict=True) if np.isfinite([loss, *point]).all()), default=None
    )
    if peak is not None:
        assert losses[found["peak"]] == peak
        assert found["peak_gap"] == pytest.approx(peak - best, abs=1e-12)
    assert found["first_gap"] == pytest.approx(losses[0] - best, nan_ok=True, abs=1e-12)
    assert (found["kink"], found["in_valley"]) == (-1, False)  # none of these landscapes has any on these paths
    check_place(found, path, minima)
    centre = minima[found["minimum"]] if found["minimum"] >= 0 else path[-1]
    assert found["spread"] == pytest.approx(np.hypot(*(path[-tail - 1 :] - centre).T).max(), **close)
    lowest = [minimum for minimum in minima if landscape.loss(*minimum) - best <= 1e-9 * height]
    if (abs(path[-1]) < 1e100).all():
        nearest = min(lowest, key=lambda minimum: np.hypot(*((path[-1] - minimum) / sides)))
        assert found["best_distance"] == pytest.approx(math.dist(path[-1], nearest), **close)
    if found["verdict"] == Verdict.OSCILLATING:
        near = {int(np.hypot(*((minima - point) / sides).T).argmin()) for point in path[-tail - 1 :]}
        assert found["visited"] == len(near)
    else:
        assert found["visited"] == 0


def check_place(found, path, minima):
    """Where it belongs, and how far it strays from where it rests."""
    rests = found["verdict"] in (Verdict.CONVERGED, Verdict.TRAPPED)
    place = minima[found["minimum"]] if found["minimum"] >= 0 else path[-1] if rests else (np.nan, np.nan)
    np.testing.assert_array_equal(found["place"], place)
    away = np.hypot(*(path[max(found["reached"], 0) :] - place).T).max() if rests else np.nan
    assert found["strays"] == pytest.approx(away, nan_ok=True, rel=1e-9)


def check_curvatures(found, path, landscape):
    def curvatures(point):
        hessian = landscape.hessian(*point)
        return np.linalg.eigvalsh(hessian) if np.isfinite(hessian).all() else np.full(2, np.nan)

    flattest, sharpest = curvatures(path[-1])
    if np.isfinite(sharpest):
        close = {"rel": 1e-9, "abs": 1e-9 * max(abs(flattest), abs(sharpest))}
        assert found["sharpest_end"] == pytest.approx(sharpest, **close)
        assert found["flattest_end"] == pytest.approx(flattest, **close)
        before = curvatures(path[-2])[1]
        if np.isfinite(before):
            assert found["sharpest_late"] == pytest.approx(max(sharpest, before), rel=1e-9, abs=close["abs"])
    rising = curvatures(path[max(found["first_rise"], 1) - 1])[1]
    if np.isfinite(rising):
        assert found["sharpest_rise"] == pytest.approx(rising, rel=1e-6, abs=1e-9)


@pytest.mark.parametrize("name", LANDSCAPES)
def test_a_batch_is_judged_like_its_runs_one_by_one(name):
    trajectory = batch(LANDSCAPES[name], "momentum", seed=7, runs=12)
    together = examine(trajectory, LANDSCAPES[name])
    for index in range(trajectory.runs):
        alone = examine(trajectory.run(index), LANDSCAPES[name])
        for field in dataclasses.fields(together):
            if field.name not in SHARED:
                one, many = (
                    of_run(getattr(found, field.name), place) for found, place in ((alone, 0), (together, index))
                )
                if isinstance(one, str):
                    assert one == many
                else:
                    np.testing.assert_allclose(one, many, rtol=1e-9, atol=1e-300, err_msg=field.name)


BOWL = Landscape.from_formula("x^2 + y^2", window=((-5.0, 5.0), (-5.0, 5.0)))


def made(landscape, across, up=None):
    """The findings of a path that nobody walked: its points are given, x and y, and all else follows from them."""
    points = np.array([across, np.zeros(len(across)) if up is None else up], dtype=float)
    positions = points.T[:, :, np.newaxis]
    losses, gradients = landscape.loss(*points)[:, np.newaxis], landscape.gradient(*points).T[:, :, np.newaxis]
    return examine(Trajectory(positions, losses, gradients, np.full((len(across) - 1, 1), 0.1)), landscape)


def above_a_hole(formula):
    """Ground so gentle that a hole beside it makes it flat; only the hole is known to be a minimum."""
    landscape = Landscape.from_formula(f"{formula} - 10*exp(-8*((x - 4)^2 + (y - 4)^2))")
    assert landscape.window == ((-5, 5), (-5, 5))
    return dataclasses.replace(landscape, minima=landscape.minima[:1])


def test_an_unlisted_minimum_is_known_by_the_newton_step_from_the_end_alone():
    bowl = above_a_hole("0.001*(x^2 + y^2)")
    near = made(bowl, [4.0, 2.0, 0.139, 0.135, 0.12, 0.04])  # a hundredth of the window is 0.1
    assert (near.verdict[0], near.minimum[0]) == (Verdict.TRAPPED, -1)
    far = made(bowl, [4.0, 2.0, 0.06, 0.06, 0.06, 0.12])
    assert (far.verdict[0], far.ground[0]) == (Verdict.STALLED, Ground.FLAT)


def test_what_a_run_stands_on_is_decided_where_it_ends():
    saddle = above_a_hole("0.005*(x^2 - y^2)")
    near = made(saddle, [0.3, 0.26, 0.23, 0.21, 0.19])  # a fiftieth of the window is 0.2
    assert (near.verdict[0], near.ground[0]) == (Verdict.STALLED, Ground.SADDLE)
    far = made(saddle, [0.3, 0.16, 0.17, 0.18, 0.21])
    assert (far.verdict[0], far.ground[0]) == (Verdict.STALLED, Ground.FLAT)


def test_a_tail_is_still_if_all_of_it_is_near_the_end():
    saddle = above_a_hole("0.005*(x^2 - y^2)")  # a hundredth of the window is 0.1
    assert made(saddle, [0.6, 0.30, 0.35, 0.41, 0.35]).verdict[0] == Verdict.STALLED
    assert made(saddle, [0.6, 0.30, 0.35, 0.36, 0.41]).verdict[0] != Verdict.STALLED


def test_the_slope_is_that_of_the_end():
    findings = made(BOWL, [4.0, 3.0, 2.0, 1.0])
    assert (findings.slope[0], findings.last_step[0]) == (2.0, 1.0)


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        (6.0, 6.1, Verdict.DIVERGED),  # of ten units of window, five to each side
        (6.0, 6.03, Verdict.OSCILLATING),  # less than a hundredth more
        (6.0, 5.9, Verdict.OSCILLATING),
        (4.9, 5.5, Verdict.OSCILLATING),  # once in the window, once out of it
    ],
)
def test_a_bounce_that_ends_outside_ran_away_if_it_went_farther_out_than_before(before, after, verdict):
    bounce = [*[4.0, -4.0] * 4, before, -before, after, -after]  # 11 steps, quarters of 2
    assert made(BOWL, bounce).verdict[0] == verdict


@pytest.mark.parametrize(
    ("away", "verdict"),
    [
        ([4.0, 15.05, 15.06, 15.1], Verdict.DIVERGED),  # a window beyond the border
        ([4.0, 14.85, 14.86, 14.9], Verdict.CRAWLING),  # less than a window
        ([4.0, 19.0, 18.0, 17.0, 16.0], Verdict.CRAWLING),  # and on its way back
        ([4.0, 19.0, 18.0, 17.0, 17.5], Verdict.DIVERGED),  # and not quite
    ],
)
def test_far_out_is_a_window_beyond_the_border_and_not_on_the_way_back(away, verdict):
    assert made(BOWL, away).verdict[0] == verdict


def test_a_start_without_a_loss_has_overflowed_at_once():
    findings = made(Landscape.from_formula("log(x) + y^2"), [-1.0, 1.0, 1.1, 1.2])
    assert (findings.verdict[0], findings.overflowed[0], findings.undefined[0]) == (Verdict.DIVERGED, 0, True)


@pytest.mark.parametrize(
    ("across", "falls"),
    [
        ([4.0, 3.5, 3.0, 2.5, 2.0, 1.8, 1.6, 1.4], True),
        ([2.0, 4.9, 4.8, 4.7, 4.6, 4.5, 4.4, 4.3], False),  # ends higher than it began
        ([4.0, 3.5, 3.0, 2.5, 2.0, 1.8, 1.3, 1.4], False),  # rose again in the last quarter
    ],
)
def test_a_run_is_on_its_way_down_if_it_ends_below_its_start_and_did_not_rise_of_late(across, falls):
    assert made(BOWL, across).falls[0] == falls


def test_what_left_for_good_is_the_last_exit_and_not_the_first():
    findings = made(BOWL, [4.0, 6.0, 4.0, 7.0, 30.0])
    assert (findings.left[0], findings.gone[0], findings.jump[0]) == (1, 3, 3.0)


def test_a_run_that_moves_along_the_valley_alone_does_not_move_across_it():
    ravine = Landscape.from_formula("x^2 + 8*y^2", window=((-5.0, 5.0), (-5.0, 5.0)))
    assert not made(ravine, [4.0, 3.0, 2.0]).sideways[0]
    assert made(ravine, [4.0, 3.0, 2.0], [0.0, 0.0, 1e-6]).sideways[0]


def test_a_run_that_lands_on_a_tip_rests_there():
    cone = Landscape.from_formula("sqrt(x^2 + y^2)", window=((-3.0, 3.0), (-3.0, 3.0)))
    findings = examine(
        descend(cone, OPTIMIZERS["gradient_descent"](), SCHEDULES["constant"](), (1.0, 0.0), 1.0, 20), cone
    )
    assert (findings.kink[0], findings.overflowed[0]) == (1, -1)
    assert findings.verdict[0] in (Verdict.CONVERGED, Verdict.STALLED)
    ackley = LANDSCAPES["ackley"]
    findings = examine(descend(ackley, OPTIMIZERS["adam"](), SCHEDULES["constant"](), (0.0, 0.0), 0.1, 20), ackley)
    assert (findings.kink[0], findings.verdict[0], findings.reached[0]) == (0, Verdict.CONVERGED, 0)


@pytest.mark.parametrize(("right", "left", "well"), [(0.9, -0.8, 1), (0.8, -0.9, 0)])
def test_a_bounce_belongs_to_the_minimum_nearest_to_its_middle(right, left, well):
    findings = made(LANDSCAPES["double_well"], [right, left] * 6)
    assert (findings.verdict[0], findings.minimum[0]) == (Verdict.OSCILLATING, well)
