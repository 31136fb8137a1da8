"""Verdicts: known cases at and around every bound and border."""

import dataclasses

import numpy as np
import pytest

from descent import Verdict, descend, examine
from descent.findings import Ground
from landscapes import LANDSCAPES
from landscapes.landscape import Landscape
from optimizers import OPTIMIZERS
from schedules import SCHEDULES

CONSTANT = SCHEDULES["constant"]()
BOUNDED = [
    OPTIMIZERS["gradient_descent"](),
    *(OPTIMIZERS[key](momentum=beta) for key in ("momentum", "nesterov") for beta in (0.0, 0.5, 0.9)),
]


def examined(landscape, start, rate, optimizer=None, steps=200, **more):
    optimizer = optimizer or OPTIMIZERS["gradient_descent"]()
    trajectory = descend(landscape, optimizer, more.pop("schedule", CONSTANT), start, rate, steps, **more)
    return trajectory, examine(trajectory, landscape)


def verdict(landscape, start, rate, optimizer=None, steps=200, **more):
    return examined(landscape, start, rate, optimizer, steps, **more)[1].verdict[0]


def typed(formula, size=3.0):
    return Landscape.from_formula(formula, window=((-size, size), (-size, size)))


@pytest.mark.parametrize("optimizer", BOUNDED, ids=repr)
@pytest.mark.parametrize(("kappa", "angle"), [(4.0, 0.0), (20.0, 30.0), (60.0, -65.0)])
def test_rotated_ravines_just_below_and_above_the_bound(optimizer, kappa, angle):
    ravine = LANDSCAPES["ravine"].with_parameters(kappa=kappa, angle=angle)
    rate = optimizer.stability_bound / kappa * np.array([0.9, 0.99, 1.01, 1.1])
    _, findings = examined(ravine, (-2.9, 1.7), rate, optimizer, steps=900)
    assert list(findings.verdict) == [Verdict.CONVERGED] * 2 + [Verdict.DIVERGED] * 2
    np.testing.assert_allclose(findings.sharpest, kappa, rtol=1e-12)
    np.testing.assert_allclose(findings.flattest, 1, rtol=1e-9)


def test_at_the_bound_a_bounce_lasts_for_ever_and_near_it_it_hardly_changes():
    bowl = typed("x^2 + 2*y^2", size=5)  # λ = 4
    _, findings = examined(bowl, (1.0, 2.0), 0.5 * np.array([0.9995, 1.0, 1.0005]), steps=300)
    assert list(findings.verdict) == [Verdict.OSCILLATING] * 3
    assert findings.swing[0] < 0.99
    assert findings.swing[1] == pytest.approx(1)
    assert findings.swing[2] > 1.01
    assert findings.left.tolist() == [-1, -1, -1]
    assert findings.reversals.tolist() == [299] * 3
    assert verdict(bowl, (1.0, 2.0), 0.5 * 1.0005, steps=3000) == Verdict.DIVERGED  # the same bounce with time to grow


def test_a_well_entered_from_the_wrong_side_is_a_trap():
    wells = LANDSCAPES["double_well"]
    _, findings = examined(wells, (1.6, 1.2), np.array([0.05, 0.2]))
    assert list(findings.verdict) == [Verdict.TRAPPED, Verdict.CONVERGED]
    assert findings.minimum.tolist() == [1, 0]
    assert findings.gap[0] == pytest.approx(
        float(wells.loss(*wells.minima[1]) - wells.loss(*wells.minima[0])), rel=1e-6
    )
    assert verdict(wells, (-1.6, 1.2), 0.05) == Verdict.CONVERGED
    even = wells.with_parameters(tilt=0.0)
    assert verdict(even, (1.6, 1.2), 0.05) == Verdict.CONVERGED  # two wells as deep are both global


@pytest.mark.parametrize(
    "optimizer", [*BOUNDED, *(OPTIMIZERS[key]() for key in ("adagrad", "rmsprop", "adam"))], ids=repr
)
def test_an_exact_saddle_start_rests_on_the_saddle(optimizer):
    _, findings = examined(LANDSCAPES["saddle"], (0.0, 0.0), 0.1, optimizer)
    assert findings.verdict[0] == Verdict.STALLED
    assert findings.ground[0] == Ground.SADDLE
    assert (findings.sharpest_end[0], findings.flattest_end[0]) == (2, -1)


def test_the_way_down_to_a_saddle_ends_on_it_and_a_nudge_does_not():
    saddle = LANDSCAPES["saddle"]
    _, findings = examined(saddle, np.array([[1.8, 1.8, 1.8], [0.0, 1e-6, 1e-3]]), 0.1, steps=60)
    assert list(findings.verdict) == [Verdict.STALLED, Verdict.STALLED, Verdict.CRAWLING]
    assert list(findings.ground) == [Ground.SADDLE, Ground.SADDLE, Ground.NONE]
    assert verdict(saddle, (1.8, 1e-6), 0.1, steps=400) == Verdict.CONVERGED


def test_tops_and_shelves_are_flat_ground_too():
    _, findings = examined(typed("(x^2 + y^2 - 1)^2"), (0.0, 0.0), 0.1)
    assert (findings.verdict[0], findings.ground[0]) == (Verdict.STALLED, Ground.TOP)
    _, findings = examined(LANDSCAPES["plateau"], (3.9, 3.4), 0.5)
    assert (findings.verdict[0], findings.ground[0]) == (Verdict.STALLED, Ground.FLAT)


def test_a_tiny_rate_on_a_slope_crawls_and_does_not_stall():
    for key in ("ravine", "rosenbrock", "himmelblau", "double_well"):
        landscape = LANDSCAPES[key]
        assert verdict(landscape, landscape.start, 1e-9) == Verdict.CRAWLING


def test_overflow_is_divergence_and_its_step_is_told():
    trajectory, findings = examined(LANDSCAPES["himmelblau"], (-4.0, -1.0), 0.1)
    step = int(np.flatnonzero(~np.isfinite(trajectory.losses[:, 0]))[0])
    assert (findings.verdict[0], findings.overflowed[0]) == (Verdict.DIVERGED, step)
    assert 0 < findings.left[0] < step
    assert not findings.undefined[0]


def test_a_loss_without_a_value_midway_is_divergence_out_of_the_formula():
    trajectory, findings = examined(typed("sqrt(x) + y^2"), (1.0, 1.0), 0.3, steps=20)
    step = int(np.flatnonzero(np.isnan(trajectory.losses[:, 0]))[0])
    assert step > 1
    assert (findings.verdict[0], findings.overflowed[0], findings.undefined[0]) == (Verdict.DIVERGED, step, True)


def test_a_run_that_left_the_view_and_came_back_is_judged_like_any_other():
    bowl = dataclasses.replace(typed("x^2 + y^2"), window=((-1.0, 3.0), (-2.0, 2.0)))
    _, findings = examined(bowl, (2.8, 0.0), 0.05, OPTIMIZERS["momentum"](momentum=0.9))
    assert findings.verdict[0] == Verdict.CONVERGED
    assert (findings.left[0] > 0, findings.gone[0]) == (True, -1)


def test_far_out_and_on_the_way_back_is_not_divergence():
    bowl = typed("x^2 + y^2")
    trajectory, findings = examined(bowl, (40.0, 10.0), 0.005)
    assert np.abs(trajectory.positions[-1]).max() > 4.5
    assert findings.verdict[0] == Verdict.CRAWLING
    assert (findings.left[0], findings.gone[0]) == (0, 0)


def test_thrown_far_off_a_cliff_and_walking_back_is_not_divergence():
    cliff = LANDSCAPES["cliff"]
    trajectory, findings = examined(cliff, (1.5, 0.0), 0.62, steps=100)
    assert trajectory.positions[-1, 0, 0] < -20
    assert (findings.verdict[0], findings.left[0], findings.thrown[0]) == (Verdict.CRAWLING, 1, 1)
    _, findings = examined(cliff, (1.5, 0.0), 0.62, steps=150)  # half the way back
    assert (findings.verdict[0], findings.thrown[0]) == (Verdict.CRAWLING, 1)
    _, findings = examined(cliff, (1.5, 0.0), 0.62, steps=300)
    assert (findings.verdict[0], findings.thrown[0]) == (Verdict.CONVERGED, -1)
    _, findings = examined(cliff, (1.5, 0.0), 0.62, OPTIMIZERS["momentum"](momentum=0.99), steps=10)  # still going out
    assert (findings.verdict[0], findings.thrown[0]) == (Verdict.DIVERGED, -1)


def test_thrown_far_onto_flat_ground_is_divergence_thrown_near_is_stalled():
    trajectory, findings = examined(LANDSCAPES["plateau"], (2.4, 1.3), np.array([12.0, 80.0]))
    assert np.isfinite(trajectory.positions).all()
    assert list(findings.verdict) == [Verdict.STALLED, Verdict.DIVERGED]


def test_downhill_out_of_the_view_is_divergence():
    _, findings = examined(typed("x^2 - y^2"), (1.0, 0.1), 0.1)
    assert findings.verdict[0] == Verdict.DIVERGED
    assert findings.gap[0] < 0


def test_hopping_from_valley_to_valley_oscillates():
    _, findings = examined(LANDSCAPES["rastrigin"], (-4.0, -1.0), 0.023)
    assert findings.verdict[0] == Verdict.OSCILLATING
    assert findings.visited[0] >= 2


def test_a_limit_cycle_oscillates():
    trajectory, findings = examined(LANDSCAPES["double_well"], (1.6, 1.2), 0.2394, steps=600)
    assert findings.verdict[0] == Verdict.OSCILLATING
    np.testing.assert_allclose(trajectory.positions[-1], trajectory.positions[-3], atol=1e-6)


def test_a_slow_swing_of_momentum_oscillates():
    bowl = typed("x^2 + y^2")
    _, findings = examined(bowl, (2.0, 1.0), 0.001, OPTIMIZERS["momentum"](momentum=0.999))
    assert findings.verdict[0] == Verdict.OSCILLATING
    assert 0 < findings.reversals[0] < 12


def test_noise_is_rest_under_the_marble_and_oscillation_beyond():
    bowl = typed("x^2 + y^2")
    _, findings = examined(bowl, (2.0, 1.0), 0.1, noise=np.array([0.0, 0.02, 3.0]), seed=3)
    assert list(findings.verdict) == [Verdict.CONVERGED, Verdict.CONVERGED, Verdict.OSCILLATING]
    assert list(findings.plain) == [True, False, False]


def test_an_unlisted_minimum_outside_the_view_is_a_trap():
    _, findings = examined(LANDSCAPES["rastrigin"], (7.1, 6.1), 0.001)
    assert (findings.verdict[0], findings.minimum[0]) == (Verdict.TRAPPED, -1)
    assert np.isnan(findings.distance[0])


def test_a_valley_floor_as_low_as_the_global_minimum_counts():
    assert verdict(typed("(x^2 + y^2 - 1)^2"), (1.3, 1.7), 0.02) == Verdict.CONVERGED
    assert verdict(typed("x^2"), (1.3, 1.7), 0.2) == Verdict.CONVERGED


def test_the_window_is_the_measure_on_each_axis():
    wide = dataclasses.replace(typed("(x/1000)^2 + y^2"), window=((-2000.0, 2000.0), (-2.0, 2.0)))
    trajectory, findings = examined(wide, (1500.0, 1.0), 0.3)
    assert findings.verdict[0] == Verdict.CRAWLING  # y has settled, x has hardly moved
    assert abs(trajectory.positions[-1, 1, 0]) < 1e-6


def test_few_steps_and_single_runs():
    bowl = LANDSCAPES["bowl"]
    for steps in (1, 2, 3, 4, 10):
        assert verdict(bowl, bowl.start, 1e-3, steps=steps) == Verdict.CRAWLING
    assert verdict(bowl, bowl.minima[0], 0.1, steps=1) == Verdict.CONVERGED
