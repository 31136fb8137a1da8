"""The methods that use more than the gradient, or find their own rate, against what defines them."""

from dataclasses import dataclass, replace

import numpy as np
import pytest
from surfaces import SURFACES

from descent import descend
from optimizers import OPTIMIZERS
from optimizers.bfgs import learn
from optimizers.optimizer import Evaluation
from schedules import SCHEDULES

CONSTANT = SCHEDULES["constant"]()
FALLING = SCHEDULES["exponential"](final=0.1, horizon=20)
HIMMELBLAU, ROSENBROCK = SURFACES["himmelblau"], SURFACES["rosenbrock"]


@dataclass(frozen=True)
class Quadratic:
    """w' H w / 2 + floor"""

    a: float
    b: float
    c: float
    floor: float = 0.0

    @property
    def minimum_value(self):
        return self.floor

    def loss(self, x, y):
        return (self.a * x**2 + 2 * self.b * x * y + self.c * y**2) / 2 + self.floor

    def gradient(self, x, y):
        return np.stack([self.a * x + self.b * y, self.b * x + self.c * y])

    def loss_and_gradient(self, x, y):
        return self.loss(x, y), self.gradient(x, y)

    def hessian(self, x, y):
        rows = [[self.a + 0 * x, self.b + 0 * x], [self.b + 0 * x, self.c + 0 * x]]
        return np.stack([np.stack(row) for row in rows])


RAVINE = Quadratic(3.25, -3.9, 7.75, floor=2.0)


def walk(key, landscape, start=(2.0, -0.7), rate=1.0, steps=20, schedule=CONSTANT, **knobs):
    return descend(landscape, OPTIMIZERS[key](**knobs), schedule, start, rate, steps)


def test_newton_needs_one_step_on_a_quadratic():
    np.testing.assert_allclose(walk("newton", RAVINE).positions[1, :, 0], 0, atol=1e-14)


def test_newton_loves_a_saddle_and_damping_cures_it():
    saddle = Quadratic(1.0, 0.5, -2.0)
    np.testing.assert_allclose(walk("newton", saddle).positions[1, :, 0], 0, atol=1e-14)
    damped = walk("newton", saddle, damping=10.0)
    expected = np.array([2.0, -0.7]) - np.linalg.solve(
        [[11.0, 0.5], [0.5, 8.0]], saddle.gradient(np.array(2.0), np.array(-0.7))
    )
    np.testing.assert_allclose(damped.positions[1, :, 0], expected, rtol=1e-14)
    assert (np.diff(damped.losses[:, 0]) < 0).all()


def test_polyak_halves_the_distance_in_a_round_bowl_whatever_its_floor():
    bowl = Quadratic(4.0, 0.0, 4.0, floor=-3.0)
    trajectory = walk("polyak", bowl, steps=8)
    halves = 0.5 ** np.arange(9)[:, np.newaxis] * [2.0, -0.7]
    np.testing.assert_allclose(trajectory.positions[..., 0], halves, rtol=1e-12)
    np.testing.assert_allclose(trajectory.rates[:, 0], 1 / 8, rtol=1e-12)


def test_polyak_may_be_told_another_lowest_loss():
    bowl = Quadratic(4.0, 0.0, 4.0, floor=-3.0)
    told = walk("polyak", bowl, steps=1, lowest=-5.0)
    assert told.rates[0, 0] == pytest.approx((bowl.loss(2.0, -0.7) + 5.0) / (16 * (2.0**2 + 0.7**2)))


def test_polyak_takes_no_longer_step_than_allowed_and_the_rate_scales_it():
    flat = Quadratic(0.01, 0.0, 0.01)
    trajectory = walk("polyak", flat, longest=3.0, rate=0.5, steps=4)
    np.testing.assert_allclose(trajectory.rates, 1.5)


@pytest.mark.parametrize("shrink", [0.3, 0.5, 0.8])
@pytest.mark.parametrize("slope", [1e-4, 0.4])
def test_backtracking_takes_the_first_rate_that_armijo_allows(shrink, slope):
    starts = np.array([[-1.2, 0.3, 1.8], [1.0, 2.5, -0.4]])
    trajectory = walk("backtracking", ROSENBROCK, starts, 0.5, shrink=shrink, slope=slope)
    squares = (trajectory.gradients[:-1] ** 2).sum(axis=1)

    def falls_enough(rates):
        x, y = (trajectory.positions[:-1] - rates[:, np.newaxis] * trajectory.gradients[:-1]).swapaxes(0, 1)
        return ROSENBROCK.loss(x, y) <= trajectory.losses[:-1] - slope * rates * squares

    tries = np.log(trajectory.rates / 0.5) / np.log(shrink)
    np.testing.assert_allclose(tries, np.round(tries), atol=1e-9)
    assert falls_enough(trajectory.rates).all()
    shortened = tries > 0.5
    assert shortened.any()
    assert not falls_enough(trajectory.rates / shrink)[shortened].any()
    np.testing.assert_allclose(
        np.diff(trajectory.positions, axis=0), -trajectory.rates[:, np.newaxis] * trajectory.gradients[:-1], atol=1e-12
    )


def steep(shrinks):
    """A bowl whose longest step at which the loss falls enough is 0.9^shrinks, and hardly more."""
    return Quadratic(1.998 / 0.9**shrinks, 0.0, 1.0)


@pytest.mark.parametrize("key", ["backtracking", "bfgs"])
@pytest.mark.parametrize("shrinks", [0, 1, 11, 12, 13, 29, 30, 31, 55, 56, 59, 60])
def test_a_line_search_shrinks_as_often_as_it_takes_up_to_sixty_times(key, shrinks):
    trajectory = walk(key, steep(shrinks), (1.0, 0.0), steps=1, shrink=0.9)
    assert trajectory.rates[0, 0] == pytest.approx(0.9**shrinks, rel=1e-12)
    assert trajectory.losses[1, 0] < trajectory.losses[0, 0]


@pytest.mark.parametrize("key", ["backtracking", "bfgs"])
def test_where_sixty_shrinks_are_too_few_the_last_rate_is_taken_and_the_loss_rises(key):
    trajectory = walk(key, steep(61), (1.0, 0.0), steps=1, shrink=0.9)
    assert trajectory.rates[0, 0] == pytest.approx(0.9**60, rel=1e-12)
    assert trajectory.losses[1, 0] > trajectory.losses[0, 0]


@pytest.mark.parametrize("key", ["backtracking", "bfgs"])
def test_a_line_search_stays_where_even_its_last_try_has_no_finite_loss(key):
    trajectory = walk(key, Quadratic(1e300, 0.0, 1.0), (1.0, 0.0), steps=3, shrink=0.9)
    np.testing.assert_array_equal(trajectory.rates, 0)
    np.testing.assert_array_equal(trajectory.positions[..., 0], np.tile([1.0, 0.0], (4, 1)))


# optax 0.2.8, scale_by_backtracking_linesearch(60, decrease_factor=0.9, increase_factor=inf), float64, computed apart
# from the recorder: the surface, the start, the first rate, and per step the point and the shrinks it took.
LONG_SEARCHES = {
    "enough": ("himmelblau", (-3.7, -1.3), 6.0, (-4.093273677582015, -3.019705633964001), [49, 52, 57, 55]),
    "too few": ("rosenbrock", (-1.2, 1.0), 1.0, (1.5469110722079077e34, 2.780676215906758e22), [42, 60, 39, 60]),
}


@pytest.mark.parametrize(("name", "start", "rate", "end", "shrinks"), LONG_SEARCHES.values(), ids=LONG_SEARCHES)
def test_a_long_search_ends_where_that_of_optax_does(name, start, rate, end, shrinks):
    trajectory = walk("backtracking", SURFACES[name], start, rate, steps=12, shrink=0.9)
    np.testing.assert_allclose(trajectory.positions[-1, :, 0], end, rtol=1e-9)
    np.testing.assert_allclose(trajectory.rates[: len(shrinks), 0], rate * 0.9 ** np.array(shrinks), rtol=1e-12)
    assert (trajectory.rates[-1, 0] == 0) == (name == "rosenbrock")  # there the last loss is as good as infinite


@dataclass(frozen=True)
class Counting:
    """A landscape that counts the points at which it is asked for its loss."""

    landscape: object
    asked: list

    def loss(self, x, y):
        self.asked.append(np.size(x))
        return self.landscape.loss(x, y)

    def __getattr__(self, name):
        return getattr(self.landscape, name)


@pytest.mark.parametrize("key", ["backtracking", "bfgs"])
@pytest.mark.parametrize("schedule", [CONSTANT, FALLING])
def test_a_run_that_stands_is_not_searched_again_and_no_search_depends_on_the_one_before(key, schedule):
    optimizer, asked, rates = OPTIMIZERS[key](), [], np.array([0.02, 0.1, 0.7])
    trajectory = walk(key, HIMMELBLAU, (-3.7, -1.3), rates, 200, schedule)
    state = optimizer.init(trajectory.positions[0])
    with np.errstate(all="ignore"):
        for step, position in enumerate(trajectory.positions[:-1]):
            gradient = HIMMELBLAU.gradient(*position)
            here = Evaluation(Counting(HIMMELBLAU, asked), position, gradient, rates * schedule(step))
            state = optimizer.update(here, state._replace(first=np.full(3, np.nan)), step)[1]
            np.testing.assert_array_equal(state.rate, trajectory.rates[step])
        asked.clear()
        again = optimizer.update(here, state, 200)[1]
        assert not asked
        np.testing.assert_array_equal(again.rate, state.rate)
        for other in (replace(here, gradient=gradient * 1.001), replace(here, rate=here.rate / 2)):
            optimizer.update(other, state, 200)
            assert asked.pop()


def test_backtracking_first_tries_the_scheduled_rate():
    bowl = Quadratic(1.0, 0.0, 1.0)
    trajectory = walk("backtracking", bowl, rate=0.5, schedule=FALLING)
    np.testing.assert_allclose(trajectory.rates[:, 0], 0.5 * FALLING(np.arange(20)))


def test_bfgs_learns_the_curvature_and_then_leaps():
    trajectory = walk("bfgs", RAVINE, steps=12)
    assert (np.diff(trajectory.losses[:, 0]) <= 0).all()
    assert trajectory.losses[-1, 0] - RAVINE.floor < 1e-14
    assert trajectory.rates[4, 0] == 1.0
    moves = np.diff(trajectory.positions[..., 0], axis=0)
    turns = np.diff(trajectory.gradients[..., 0], axis=0)
    inverse = np.eye(2)[:, :, np.newaxis]
    for step in range(4):
        inverse = learn(inverse, moves[step][:, np.newaxis], turns[step][:, np.newaxis], step + 1)
        np.testing.assert_allclose(inverse[..., 0] @ turns[step], moves[step], rtol=1e-9)  # the secant equation
        assert (np.linalg.eigvalsh(inverse[..., 0]) > 0).all()


def test_bfgs_first_takes_the_scale_of_the_curvature_and_learns_nothing_from_a_hollow():
    moved, turned = np.array([[0.5], [-1.0]]), np.array([[2.0], [-3.0]])
    s, y = moved[:, 0], turned[:, 0]
    scale = (s @ y) / (y @ y)
    keep = np.eye(2) - np.outer(s, y) / (s @ y)
    identity = np.eye(2)[:, :, np.newaxis]
    expected = scale * keep @ keep.T + np.outer(s, s) / (s @ y)
    np.testing.assert_allclose(learn(identity, moved, turned, 1)[..., 0], expected, rtol=1e-12)
    expected = keep @ keep.T + np.outer(s, s) / (s @ y)
    np.testing.assert_allclose(learn(identity, moved, turned, 2)[..., 0], expected, rtol=1e-12)
    np.testing.assert_array_equal(learn(identity, moved, -turned, 1), identity)


def test_bfgs_beats_plain_descent_in_the_valley():
    assert walk("bfgs", ROSENBROCK, (-1.2, 1.0), steps=60).losses[-1, 0] < 1e-12
    assert walk("gradient_descent", ROSENBROCK, (-1.2, 1.0), 0.001, steps=60).losses[-1, 0] > 1


def test_schedule_free_shows_the_mean_and_all_facts_are_of_what_is_shown():
    trajectory = walk("schedule_free_sgd", RAVINE, rate=0.15, steps=30, beta1=0.7)
    mean, sequence, point, moved = [np.array([2.0, -0.7])], np.array([2.0, -0.7]), np.array([2.0, -0.7]), []
    for _ in range(30):
        sequence = sequence - 0.15 * RAVINE.gradient(*point)
        moved.append(sequence)
        mean.append(np.mean(moved, axis=0))  # with a constant rate all weights are equal
        point = 0.3 * sequence + 0.7 * mean[-1]
    np.testing.assert_allclose(trajectory.positions[..., 0], mean, rtol=1e-10, atol=1e-13)
    np.testing.assert_array_equal(trajectory.losses[:, 0], RAVINE.loss(*trajectory.positions[..., 0].T))
    np.testing.assert_array_equal(trajectory.gradients[..., 0].T, RAVINE.gradient(*trajectory.positions[..., 0].T))


def test_schedule_free_weighs_by_the_square_of_the_largest_rate():
    rising = SCHEDULES["warmup_linear"](final=1.0, horizon=20, warmup=0.5)
    trajectory = walk("schedule_free_sgd", RAVINE, rate=0.15, schedule=rising, beta1=0.7)
    rates = trajectory.rates[:, 0]
    assert (np.diff(rates) > 0).any()
    sequence = point = np.array([2.0, -0.7])
    moved = []
    for rate in rates:
        sequence = sequence - rate * RAVINE.gradient(*point)
        moved.append(sequence)
        weights = np.maximum.accumulate(rates[: len(moved)]) ** 2
        mean = np.average(moved, axis=0, weights=weights) if weights.any() else point
        point = 0.3 * sequence + 0.7 * mean
        np.testing.assert_allclose(trajectory.positions[len(moved), :, 0], mean, rtol=1e-10, atol=1e-13)


@pytest.mark.parametrize("key", ["schedule_free_sgd", "schedule_free_adamw"])
def test_schedule_free_stands_still_while_the_rate_is_zero(key):
    trajectory = walk(key, RAVINE, rate=0.0, steps=5)
    np.testing.assert_allclose(trajectory.positions[..., 0], np.tile([2.0, -0.7], (6, 1)), rtol=1e-14)


def test_a_schedule_does_not_move_rprop():
    constant, falling = (walk("rprop", HIMMELBLAU, rate=0.1, schedule=schedule) for schedule in (CONSTANT, FALLING))
    np.testing.assert_array_equal(constant.positions, falling.positions)
    steps = np.abs(np.diff(constant.positions, axis=0)).max(axis=1)
    assert (steps <= constant.rates + 1e-12).all()
    assert constant.rates[0, 0] == 0.1


@pytest.mark.parametrize("key", ["prodigy", "dadapt_adam", "dog"])
def test_what_the_learning_rate_free_find_grows_and_halves_with_the_rate(key):
    trajectory = walk(key, HIMMELBLAU, (-3.7, -1.3), steps=200)
    assert trajectory.rates[0, 0] < 1e-5
    assert trajectory.rates[-1, 0] > 1e-4
    assert walk(key, HIMMELBLAU, (-3.7, -1.3), 0.5).rates[0, 0] == trajectory.rates[0, 0] / 2
