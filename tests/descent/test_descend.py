"""The stepper: closed forms, shapes, noise, divergence and refusals."""

from dataclasses import dataclass

import numpy as np
import pytest

from descent import descend
from descent.witness import Witness
from optimizers import OPTIMIZERS
from schedules import SCHEDULES


@dataclass(frozen=True)
class Quadratic:
    """(a x^2 + b y^2) / 2"""

    a: float = 1.0
    b: float = 10.0

    def loss(self, x, y):
        return (self.a * x**2 + self.b * y**2) / 2

    def gradient(self, x, y):
        return np.stack([self.a * x, self.b * y])

    def loss_and_gradient(self, x, y):
        return self.loss(x, y), self.gradient(x, y)


PLAIN = OPTIMIZERS["gradient_descent"]()
CONSTANT = SCHEDULES["constant"]()
BOWL = Quadratic()


def test_plain_descent_on_a_quadratic_is_its_closed_form():
    rates = np.array([0.01, 0.1, 0.15, 0.2])
    trajectory = descend(BOWL, PLAIN, CONSTANT, (1.5, -0.7), rates, steps=40)
    steps = np.arange(41)[:, np.newaxis]
    np.testing.assert_allclose(trajectory.positions[:, 0], 1.5 * (1 - rates) ** steps, rtol=1e-12)
    np.testing.assert_allclose(trajectory.positions[:, 1], -0.7 * (1 - 10 * rates) ** steps, rtol=1e-9, atol=1e-13)
    np.testing.assert_array_equal(trajectory.rates, np.broadcast_to(rates, (40, 4)))


def test_the_schedule_multiplies_from_step_zero():
    cosine = SCHEDULES["cosine"](final=0.1, horizon=12)
    trajectory = descend(BOWL, PLAIN, cosine, (1.0, 0.5), 0.05, steps=12)
    factors = cosine(np.arange(12))
    np.testing.assert_allclose(trajectory.rates[:, 0], 0.05 * factors, rtol=1e-15)
    np.testing.assert_allclose(trajectory.positions[-1, 1, 0], 0.5 * np.prod(1 - 0.5 * factors), rtol=1e-12)


def test_shapes_and_what_is_recorded():
    starts = np.array([[1.0, 2.0, 3.0], [0.5, 0.4, -0.3]])
    trajectory = descend(BOWL, OPTIMIZERS["adam"](), CONSTANT, starts, 0.1, steps=7, noise=0.5)
    assert trajectory.positions.shape == trajectory.gradients.shape == (8, 2, 3)
    assert trajectory.losses.shape == (8, 3)
    assert trajectory.rates.shape == (7, 3)
    assert (trajectory.steps, trajectory.runs) == (7, 3)
    x, y = trajectory.positions[:, 0], trajectory.positions[:, 1]
    np.testing.assert_array_equal(trajectory.losses, BOWL.loss(x, y))
    np.testing.assert_array_equal(trajectory.gradients[:, 0], x)
    np.testing.assert_array_equal(trajectory.gradients[:, 1], 10 * y)
    last = trajectory.run(-1)
    assert last.runs == 1
    np.testing.assert_array_equal(last.positions[..., 0], trajectory.positions[..., 2])


def test_every_point_is_looked_at_once():
    asked = []

    class Watched(Quadratic):
        def loss_and_gradient(self, x, y):
            asked.append(np.stack([x, y]))
            return super().loss_and_gradient(x, y)

    trajectory = descend(Watched(), OPTIMIZERS["momentum"](), CONSTANT, (1.0, 2.0), [0.01, 0.1], steps=9)
    np.testing.assert_array_equal(asked, trajectory.positions)


def test_what_an_optimizer_sees_of_the_loss_is_what_is_recorded():
    witness = Witness()
    trajectory = descend(BOWL, PLAIN, CONSTANT, (1.0, 2.0), [0.01, 0.1], steps=5, noise=0.5, witness=witness)
    np.testing.assert_array_equal([here.loss for here in witness.sights], trajectory.losses[:-1])


def test_any_number_may_be_an_array():
    momentum, final, rates = np.array([0.0, 0.5, 0.9]), np.array([1.0, 0.1, 0.01]), np.array([0.1, 0.05, 0.02])
    batch = descend(
        BOWL, OPTIMIZERS["momentum"](momentum), SCHEDULES["cosine"](final, horizon=30), (1.0, -2.0), rates, steps=30
    )
    for i in range(3):
        alone = descend(
            BOWL,
            OPTIMIZERS["momentum"](momentum[i]),
            SCHEDULES["cosine"](final[i], horizon=30),
            (1.0, -2.0),
            rates[i],
            steps=30,
        )
        np.testing.assert_allclose(batch.positions[..., i], alone.positions[..., 0], rtol=1e-12)


def test_noise_is_seeded_shared_and_of_the_size_asked_for():
    flat = Quadratic(0.0, 0.0)

    def steps_of(**changes):
        run = {"start": np.zeros((2, 3)), "learning_rate": 1.0, "steps": 4000, "noise": 0.5, "seed": 3}
        return np.diff(descend(flat, PLAIN, CONSTANT, **(run | changes)).positions, axis=0)

    draws = steps_of()
    np.testing.assert_array_equal(draws, steps_of())
    assert (draws == draws[..., :1]).all()
    assert not np.isclose(draws, steps_of(seed=4)).any()
    np.testing.assert_allclose(draws[..., 0].std(axis=0), 0.5, rtol=0.05)
    np.testing.assert_allclose(draws[..., 0].mean(axis=0), 0.0, atol=0.03)
    assert abs(np.corrcoef(draws[:, 0, 0], draws[:, 1, 0])[0, 1]) < 0.05
    np.testing.assert_array_equal(draws[:50], steps_of(steps=50))


def test_without_noise_the_seed_does_not_matter():
    first, second = (descend(BOWL, PLAIN, CONSTANT, (1.0, 2.0), 0.05, 9, seed=seed) for seed in (1, 2))
    np.testing.assert_array_equal(first.positions, second.positions)


class Bottomless:
    """-(x^4 + y^4)"""

    minimum_value = 0.0

    def loss(self, x, y):
        return -(x**4 + y**4)

    def gradient(self, x, y):
        return np.stack([-4 * x**3, -4 * y**3])

    def loss_and_gradient(self, x, y):
        return self.loss(x, y), self.gradient(x, y)

    def hessian(self, x, y):
        return np.stack([np.stack([-12 * x**2, 0 * x]), np.stack([0 * y, -12 * y**2])])


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_divergence_is_carried_without_a_warning(key):
    trajectory = descend(Bottomless(), OPTIMIZERS[key](), CONSTANT, (1.0, 3.0), [1.0, 1e300], steps=60)
    assert np.isfinite(trajectory.losses[0]).all()
    assert np.isfinite(trajectory.losses[-1, 1]) == (key == "rprop")  # its steps have a longest


def test_a_run_away_does_not_disturb_its_neighbour():
    trajectory = descend(BOWL, PLAIN, CONSTANT, (1.0, 1.0), [0.05, 50.0], steps=400)
    assert not np.isfinite(trajectory.positions[-1, :, 1]).any()
    np.testing.assert_array_equal(
        trajectory.positions[..., 0], descend(BOWL, PLAIN, CONSTANT, (1.0, 1.0), 0.05, steps=400).positions[..., 0]
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"start": (1.0, 2.0, 3.0)}, "start must be a point"),
        ({"start": np.zeros((2, 3, 1))}, "start must be a point"),
        ({"start": np.zeros((2, 0))}, "start must be a point"),
        ({"start": (np.nan, 1.0)}, "start must be finite"),
        ({"steps": 0}, "whole number from 1"),
        ({"steps": 2.5}, "whole number from 1"),
        ({"learning_rate": -0.1}, "learning rate must be finite and not negative"),
        ({"learning_rate": np.inf}, "learning rate must be finite and not negative"),
        ({"noise": -1.0}, "noise must be finite and not negative"),
        ({"learning_rate": [0.1, 0.2], "start": np.zeros((2, 3))}, "same number of runs"),
        ({"learning_rate": [[0.1, 0.2]]}, "same number of runs"),
        ({"optimizer": OPTIMIZERS["momentum"](np.zeros(3)), "learning_rate": [0.1, 0.2]}, "same number of runs"),
    ],
)
def test_refuses_what_makes_no_sense(changes, sentence):
    run = {"optimizer": PLAIN, "start": (1.0, 1.0), "learning_rate": 0.1, "steps": 5} | changes
    with pytest.raises(ValueError, match=sentence):
        descend(BOWL, schedule=CONSTANT, **run)
