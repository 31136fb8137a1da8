"""Cuts through steps, against the surface itself, closed forms on quadratics, and the optimizers' own updates."""

import numpy as np
import pytest

from descent.anatomy import watch
from descent.crosscut import FARTHEST, SAMPLES, Crosscut, cut
from descent.setting import Course, Runner
from landscapes import LANDSCAPES, Landscape
from optimizers import CONVENTIONS, OPTIMIZERS
from schedules import SCHEDULES

CLASSES = {cls.__name__: cls for catalogue in CONVENTIONS.values() for cls in catalogue.values()}
WITH_MEMORY = sorted(name for name, cls in CLASSES.items() if cls().memory_span is not None)
HIMMELBLAU = LANDSCAPES["himmelblau"]
QUADRATIC = Landscape.from_formula("(x + 2*y)^2 * 4 + (2*x - y)^2 / 10", window=((-3, 3), (-3, 3)))  # curvatures 40, 1


def cut_of(optimizer, landscape=HIMMELBLAU, start=(-3.7, -1.3), rate=None, steps=25, **noise):
    rate = optimizer.suggested_rate(landscape) if rate is None else rate
    course = Course(landscape, start, steps, **noise)
    memoir, run = watch(course, Runner(optimizer, SCHEDULES["constant"](), rate))
    return run, cut(landscape, optimizer, run, memoir)


@pytest.mark.parametrize("name", CLASSES)
def test_samples_slopes_and_curvatures_are_those_of_the_surface(name):
    run, found = cut_of(CLASSES[name](), noise=1.0, seed=2)
    w, steps = run.positions[:-1, :, 0], np.diff(run.positions[..., 0], axis=0)
    assert found.rises.shape == (25, SAMPLES)
    assert (found.remembered is None) == (name not in WITH_MEMORY)

    def loss(u):
        return HIMMELBLAU.loss(*(w + u * steps).T)

    tiny = 1e-3
    moved = np.hypot(*steps.T) > 1e-4
    scale = np.abs(found.slopes) + np.abs(found.bends)
    slopes, bends = (loss(tiny) - loss(-tiny)) / (2 * tiny), (loss(tiny) - 2 * loss(0.0) + loss(-tiny)) / tiny**2
    assert (np.abs(slopes - found.slopes)[moved] <= 1e-4 * scale[moved]).all()
    assert (np.abs(bends - found.bends)[moved] <= 1e-2 * scale[moved]).all()
    for sample in (0, 7, SAMPLES - 1):
        u = found.ends[:, 0] + (found.ends[:, 1] - found.ends[:, 0]) * sample / (SAMPLES - 1)
        expected = HIMMELBLAU.loss(*(w + u[:, np.newaxis] * steps).T) - loss(0.0)
        np.testing.assert_allclose(found.rises[:, sample], expected, rtol=1e-7, atol=1e-9)


@pytest.mark.parametrize("share", [0.5, 1.0, 1.8, 2.0, 2.5])
def test_on_a_quadratic_a_plain_step_keeps_what_is_left_of_the_distance_to_the_floor(share):
    along_sharpest = np.array([1.0, 2.0]) / np.sqrt(5)
    run, found = cut_of(OPTIMIZERS["gradient_descent"](), QUADRATIC, tuple(along_sharpest), share / 40, steps=1)
    floor = -found.slopes / found.bends
    np.testing.assert_allclose(floor, 1 / share, rtol=1e-12)
    np.testing.assert_allclose((1 - floor) / (0 - floor), 1 - share, atol=1e-12)
    rise = run.losses[1] - run.losses[0]
    np.testing.assert_allclose(found.slopes + found.bends / 2, rise, atol=1e-11)  # the parabola is the surface
    assert np.sign(np.round(rise, 9)) == np.sign(share - 2)  # at αλ = 2 as high as before
    first, last = found.ends[0]
    assert first < 0
    assert last > max(1.0, 2 * floor[0])


def test_far_floors_are_not_waited_for_and_no_floor_is_none():
    _, found = cut_of(OPTIMIZERS["gradient_descent"](), QUADRATIC, rate=1e-4, start=(2.0, 1.0))
    assert (found.ends[:, 1] > FARTHEST).all()
    assert (found.ends[:, 1] < 2 * FARTHEST).all()
    saddle = LANDSCAPES["saddle"]
    _, down = cut_of(OPTIMIZERS["gradient_descent"](), saddle, start=(0.0, 0.01), rate=0.05, steps=3)
    assert (down.bends < 0).all()
    np.testing.assert_allclose(down.ends, np.broadcast_to([-0.15, 1.15], (3, 2)))


@pytest.mark.parametrize("name", WITH_MEMORY)
def test_memorys_part_is_what_a_step_of_one_that_stood_still_lacks(name):
    optimizer = CLASSES[name]()
    course = Course(HIMMELBLAU, (-3.7, -1.3), 25, noise=1.0, seed=3)
    rate = optimizer.suggested_rate(HIMMELBLAU)
    memoir, run = watch(course, Runner(optimizer, SCHEDULES["constant"](), rate))
    found = cut(HIMMELBLAU, optimizer, run, memoir)
    steps = np.diff(run.positions[..., 0], axis=0)
    for step in (0, 1, 9, 24):
        here = memoir.sight(HIMMELBLAU, step)
        direction, _ = optimizer.update(here, optimizer.at_rest(memoir.state(step), here.position), step)
        fresh = -(direction if optimizer.rate_inside else here.rate * direction)[:, 0]
        np.testing.assert_allclose(found.remembered[step], steps[step] - fresh, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("name", ["Momentum", "KerasMomentum"])
def test_what_momentum_remembers_is_beta_of_the_last_step(name):
    bowl = LANDSCAPES["bowl"]
    run, found = cut_of(CLASSES[name](momentum=0.9), bowl, bowl.start, 0.1)
    steps = np.diff(run.positions[..., 0], axis=0)
    np.testing.assert_allclose(found.remembered[1:], 0.9 * steps[:-1], rtol=1e-9, atol=1e-15)
    np.testing.assert_allclose(found.remembered[2], (0.648, -1.08), rtol=1e-12)
    np.testing.assert_array_equal(found.remembered[0], (0.0, 0.0))


def test_what_nesterov_remembers_is_beta_squared_of_its_velocity():
    run, found = cut_of(CLASSES["Nesterov"](momentum=0.8), HIMMELBLAU, rate=0.005, steps=9)
    velocity = np.zeros(2)
    for gradient, remembered in zip(run.gradients[:-1, :, 0], found.remembered, strict=True):
        np.testing.assert_allclose(remembered, -0.005 * 0.8**2 * velocity, rtol=1e-9, atol=1e-15)
        velocity = 0.8 * velocity + gradient


def test_what_adam_remembers_is_rescaled_as_its_step_is():
    run, found = cut_of(OPTIMIZERS["adam"](beta1=0.7, beta2=0.9), rate=0.1)
    gradients = run.gradients[:20, :, 0]
    before = 0.3 * (0.7 ** np.arange(19, 0, -1) @ gradients[:-1]) / (1 - 0.7**20)  # all but the last of its mean
    square = np.average(gradients**2, axis=0, weights=0.9 ** np.arange(19, -1, -1))
    np.testing.assert_allclose(found.remembered[19], -0.1 * before / (np.sqrt(square) + 1e-8), rtol=1e-9)


def test_what_overflows_or_stands_still_is_no_error():
    _, wild = cut_of(OPTIMIZERS["gradient_descent"](), rate=10.0, steps=30)
    assert not np.isfinite(wild.rises[-1]).any()
    assert np.isfinite(wild.ends).all()
    bowl = LANDSCAPES["bowl"]
    _, still = cut_of(OPTIMIZERS["gradient_descent"](), bowl, start=bowl.minima[0], rate=0.1, steps=4)
    assert isinstance(still, Crosscut)
    assert (still.rises == 0).all()
