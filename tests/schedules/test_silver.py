"""Silver steps: the published pattern, and what they do where hardly any constant rate comes down."""

from dataclasses import replace

import numpy as np
import pytest
from rivals import Best

from descent import descend
from landscapes import LANDSCAPES
from optimizers import OPTIMIZERS
from schedules import SCHEDULES

RHO = 1 + np.sqrt(2)
FIRST = np.sqrt(2)  # the first published step, in units of 1 / lambda
AT_BOUND = 1e-9


def published(number: int) -> float:
    """The step of this number, from 1 on, in units of 1 / lambda."""
    valuation = 0
    while number % 2 ** (valuation + 1) == 0:
        valuation += 1
    return 1 + RHO ** (valuation - 1)


def test_is_the_published_pattern_divided_by_its_first_step():
    expected = [published(number) / FIRST for number in range(1, 301)]
    np.testing.assert_allclose(SCHEDULES["silver"]()(np.arange(300)), expected, rtol=1e-14)


def test_a_pattern_is_the_one_before_it_twice_with_one_longer_step_between():
    factors = SCHEDULES["silver"]()(np.arange(127))
    for power in range(1, 7):
        middle = 2**power - 1
        np.testing.assert_array_equal(factors[:middle], factors[middle + 1 : 2 * middle + 1])
        assert factors[middle] > factors[:middle].max()


def run(kappa, steps, rate, schedule="constant"):
    """The losses of plain descent in the ravine; `rate` is in units of 1 / lambda, and lambda is kappa there."""
    ravine = LANDSCAPES["ravine"].with_parameters(kappa=kappa, angle=30)
    shape = SCHEDULES[schedule](horizon=steps)
    return descend(ravine, OPTIMIZERS["gradient_descent"](), shape, (-4, -0.5), rate / kappa, steps).losses[:, 0]


@pytest.mark.parametrize(
    ("kappa", "steps", "silver", "half", "best"), [(100, 127, 5.8e-4, 0.54, 0.81), (20, 31, 4.0e-3, 0.287, 0.0635)]
)
def test_ends_far_below_constant_rates_and_never_above_its_start(kappa, steps, silver, half, best):
    """The constant ones are half the bound, and the one that is best for all starts at once: 2 / (lambda + mu)."""
    losses = run(kappa, steps, FIRST, "silver")
    assert losses[-1] == pytest.approx(silver, rel=0.01)
    assert losses.max() == losses[0]
    assert run(kappa, steps, 1.0)[-1] == pytest.approx(half, rel=0.01)
    assert run(kappa, steps, 2 * kappa / (kappa + 1))[-1] == pytest.approx(best, rel=0.01)


def test_a_quarter_of_its_steps_are_above_the_bound_and_one_forty_times_as_long():
    shares = SCHEDULES["silver"]()(np.arange(127)) * FIRST / 2  # of the bound 2 / lambda
    assert (shares > 1 + AT_BOUND).mean() == pytest.approx(0.244, abs=5e-4)
    assert shares.max() == pytest.approx(41.5, abs=0.01)


def test_its_longest_step_alone_throws_the_run_out():
    best = Best.of(SCHEDULES["silver"])
    longest = best.course.run(best.runner).rates.max()
    thrown = replace(best.constant, learning_rate=float(longest))
    assert replace(best, runner=thrown).findings.gone[0] == 1
