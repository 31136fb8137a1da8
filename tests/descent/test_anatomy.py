"""The parts of a step, against numpy's eigenvectors, closed forms on quadratics, and the steps themselves."""

import numpy as np
import pytest

from descent.anatomy import dissect, take_apart, turn_together, watch
from descent.setting import Course, Runner
from landscapes import LANDSCAPES, Landscape
from optimizers import CONVENTIONS, OPTIMIZERS
from schedules import SCHEDULES

COSINE, CONSTANT = SCHEDULES["cosine"](final=0.05, horizon=60), SCHEDULES["constant"]()
HIMMELBLAU = LANDSCAPES["himmelblau"]
CLASSES = {cls.__name__: cls for catalogue in CONVENTIONS.values() for cls in catalogue.values()}
EVERY = pytest.mark.parametrize("optimizer", [cls() for cls in CLASSES.values()], ids=CLASSES.keys())
LOOK_AHEAD = {"NAdam", "KerasNAdam", "OptaxNAdam"}  # they divide by the scale a blend of memory and gradient
SCHEDULE_FREE = {"ScheduleFreeAdamW", "KerasScheduleFreeAdamW"}
RESCALING = {name: cls for name, cls in CLASSES.items() if cls.scale is not None}


def around(optimizer, landscape=HIMMELBLAU, start=(-3.7, -1.3), rate=None, steps=60, schedule=COSINE, **noise):
    rate = optimizer.suggested_rate(landscape) if rate is None else rate
    return Course(landscape, start, steps, **noise), Runner(optimizer, schedule, rate)


@EVERY
@pytest.mark.parametrize("noise", [0.0, 3.0])
def test_takes_the_same_road_and_keeps_its_shapes(optimizer, noise):
    course, runner = around(optimizer, noise=noise, seed=4)
    run, anatomy = course.run(runner), dissect(course, runner)
    np.testing.assert_array_equal(anatomy.positions, run.positions[..., 0])
    assert anatomy.curvatures.shape == (61, 2)
    assert anatomy.directions.shape == (61, 2, 2)
    assert anatomy.downhill.shape == anatomy.factors.shape == (60, 2)
    assert (anatomy.effective_rates is None) != (optimizer.scale is not None)
    if optimizer.scale is not None:
        assert anatomy.effective_rates.shape == (60, 2)
        assert np.isfinite(anatomy.effective_rates).all()


@EVERY
def test_curvatures_and_directions_are_those_of_the_hessian(optimizer):
    course, runner = around(optimizer)
    run, anatomy = course.run(runner).run(0), dissect(course, runner)
    hessians = np.moveaxis(HIMMELBLAU.hessian(*anatomy.positions.T), -1, 0)
    expected, vectors = np.linalg.eigh(hessians)
    np.testing.assert_allclose(anatomy.curvatures, expected, rtol=1e-9, atol=1e-9)
    assert (np.abs(np.einsum("tki,tki->ti", vectors, anatomy.directions)) > 1 - 1e-9).all()
    assert (np.einsum("tki,tki->ti", anatomy.directions[1:], anatomy.directions[:-1]) >= 0).all()
    plain_steps = -run.rates[..., np.newaxis] * run.gradients[:-1].swapaxes(1, 2)
    rebuilt = np.einsum("tki,ti->tk", anatomy.directions[:-1], anatomy.downhill)
    np.testing.assert_allclose(rebuilt, plain_steps[:, 0], rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(anatomy.factors, 1 - run.rates * expected[:-1], rtol=1e-9, atol=1e-9)


def test_directions_turn_without_flipping_where_their_angle_wraps():
    angles = np.linspace(0, 7, 50)
    wrapped = (angles + np.pi / 2) % np.pi - np.pi / 2  # as half of an arctan2 is
    directions = np.array([[np.sin(wrapped), np.cos(wrapped)], [-np.cos(wrapped), np.sin(wrapped)]])
    turned = turn_together(np.moveaxis(directions, -1, 0))
    np.testing.assert_allclose(turned[:, :, 1], np.stack([np.cos(angles), np.sin(angles)], axis=1), atol=1e-12)
    np.testing.assert_allclose(turned[:, :, 0], np.stack([np.sin(angles), -np.cos(angles)], axis=1), atol=1e-12)


@pytest.mark.parametrize("share", [0.5, 1.62, 1.99, 2.01])
def test_on_a_turned_ravine_the_factors_are_what_is_kept_of_the_distance(share):
    ravine = Landscape.from_formula("(x + 2*y)^2 * 4 + (2*x - y)^2 / 10", window=((-3, 3), (-3, 3)))  # 40 and 1
    plain = OPTIMIZERS["gradient_descent"]()
    anatomy = dissect(*around(plain, ravine, (1.0, 0.4), share / 40, steps=25, schedule=CONSTANT))
    np.testing.assert_allclose(anatomy.curvatures, np.broadcast_to([1, 40], (26, 2)), rtol=1e-12)
    np.testing.assert_allclose(anatomy.factors, np.broadcast_to([1 - share / 40, 1 - share], (25, 2)), rtol=1e-11)
    np.testing.assert_allclose(np.abs(anatomy.directions[:, :, 1]), np.broadcast_to([1, 2] / np.sqrt(5), (26, 2)))
    distances = np.einsum("tki,tk->ti", anatomy.directions, anatomy.positions)
    np.testing.assert_allclose(distances[1:], anatomy.factors * distances[:-1], rtol=1e-7)
    np.testing.assert_allclose(np.diff(distances, axis=0), anatomy.downhill, rtol=1e-7)


@pytest.mark.parametrize("name", sorted({*RESCALING} - LOOK_AHEAD - SCHEDULE_FREE))
@pytest.mark.parametrize("steps", [3, 60])
def test_the_step_is_the_slope_or_a_mean_of_slopes_rescaled(name, steps):
    decays = hasattr(CLASSES[name], "weight_decay")
    optimizer = CLASSES[name](**{"weight_decay": 0.0} if decays else {})
    course, runner = around(optimizer, steps=steps)
    memoir, run = watch(course, runner)
    anatomy = take_apart(course.landscape, optimizer, run, memoir)
    remembers, moves = optimizer.memory_span is not None, np.diff(anatomy.positions, axis=0)
    rescaled = -anatomy.effective_rates * (memoir.states.mean[:, 1:] if remembers else memoir.gradients).T
    if remembers:  # the mean is corrected by one number for both axes
        rescaled *= ((moves * rescaled).sum(axis=1) / (rescaled**2).sum(axis=1))[:, np.newaxis]
    np.testing.assert_allclose(rescaled, moves, rtol=1e-6, atol=1e-12)


@pytest.mark.parametrize("name", sorted(LOOK_AHEAD | SCHEDULE_FREE))
def test_where_the_step_is_more_than_that_the_scale_is_still_adams(name):
    anatomy = dissect(*around(CLASSES[name](), rate=0.01, steps=1))
    slope = np.abs(HIMMELBLAU.gradient(*anatomy.positions[0]))
    np.testing.assert_allclose(anatomy.effective_rates[0], 0.01 / slope, rtol=1e-6)


def test_the_scale_of_adam_is_a_mean_of_squares():
    adam = OPTIMIZERS["adam"](beta1=0.7, beta2=0.9)
    course, runner = around(adam, schedule=CONSTANT, rate=0.1)
    run, anatomy = course.run(runner), dissect(course, runner)
    square = np.average(run.gradients[:20, :, 0] ** 2, axis=0, weights=0.9 ** np.arange(19, -1, -1))
    np.testing.assert_allclose(anatomy.effective_rates[19], 0.1 / (np.sqrt(square) + 1e-8), rtol=1e-9)


@EVERY
def test_a_run_that_blows_up_is_carried_to_its_end(optimizer):
    anatomy = dissect(*around(optimizer, LANDSCAPES["rosenbrock"], (-1.2, 1.0), rate=1e6, schedule=CONSTANT))
    finite = np.isfinite(anatomy.positions).all(axis=1)
    assert np.isfinite(anatomy.curvatures[finite & (np.abs(anatomy.positions) < 1e60).all(axis=1)]).all()


def test_overflow_leaves_the_parts_before_it_whole():
    anatomy = dissect(*around(OPTIMIZERS["gradient_descent"](), rate=0.5, schedule=CONSTANT))
    blown = int(np.isfinite(anatomy.positions).all(axis=1).argmin())
    assert 2 < blown < 60
    assert np.isnan(anatomy.curvatures[-1]).all()
    assert np.isfinite(anatomy.downhill[: blown - 1]).all()


def test_what_rounding_leaves_of_a_part_beside_a_far_longer_one_is_nothing():
    ravine = LANDSCAPES["ravine"]  # factors of -1999 and -99
    course, runner = around(OPTIMIZERS["gradient_descent"](), ravine, ravine.start, rate=100.0, steps=20)
    downhill = dissect(course, Runner(runner.optimizer, CONSTANT, 100.0)).downhill
    along, across = np.abs(downhill).T
    true = along[0] * 99.0 ** np.arange(20)
    legible = true > 1e-13 * across
    assert 3 < legible.sum() < 12
    np.testing.assert_allclose(along[legible], true[legible], rtol=0.01)
    assert (along[true < 1e-16 * across] == 0).all()
    assert (across > 0).all()


def test_several_runs_at_once_are_refused():
    with pytest.raises(ValueError, match="One run at a time"):
        dissect(*around(OPTIMIZERS["adam"](), rate=np.array([0.1, 0.2])))
    with pytest.raises(ValueError, match="One run at a time"):
        dissect(*around(OPTIMIZERS["adam"](beta1=np.array([0.8, 0.9])), rate=0.1))
