"""Reduce on plateau: the schedule that looks at the loss."""

import numpy as np
import pytest

from descent import descend
from landscapes import Landscape
from libraries import LIBRARIES
from optimizers import OPTIMIZERS
from schedules import CONVENTIONS


def follow(schedule, losses):
    """The factors of all steps, (steps, runs), for losses of the same shape."""
    memory = schedule.init(losses.shape[1])
    factors = []
    for loss in losses:
        factor, memory = schedule.update(loss, memory)
        factors.append(factor)
    return np.array(factors)


@pytest.fixture(params=LIBRARIES)
def plateau(request):
    return CONVENTIONS[request.param]["plateau"]


def test_called_with_a_step_it_is_a_run_that_never_improves(plateau):
    schedule = plateau(final=0.003, patience=4, factor=0.5)
    np.testing.assert_array_equal(follow(schedule, np.full((80, 1), 2.0))[:, 0], schedule(np.arange(80)))


def test_a_run_that_keeps_improving_keeps_its_rate(plateau):
    assert np.all(follow(plateau(final=0.01, patience=1), 0.9 ** np.arange(50)[:, np.newaxis]) == 1)


def test_a_batch_equals_its_runs_one_by_one(plateau):
    losses = np.abs(np.random.default_rng(3).standard_normal((60, 5)).cumsum(axis=0)) + 0.01
    final, patience, factor = np.geomspace(1, 1e-3, 5), np.array([1, 2, 3, 5, 8]), np.array([0.1, 0.9, 0.5, 0.3, 0.1])
    batch = follow(plateau(final=final, patience=patience, factor=factor), losses)
    assert len(np.unique(batch)) > 5
    for run in range(5):
        single = plateau(final=final[run], patience=patience[run], factor=factor[run])
        np.testing.assert_array_equal(batch[:, run], follow(single, losses[:, run : run + 1])[:, 0])


def test_never_cuts_below_final(plateau):
    factors = follow(plateau(final=0.02, patience=1, factor=0.1), np.ones((30, 1)))
    assert factors.min() == 0.02


@pytest.mark.parametrize("threshold", [0.0, 0.5])
def test_a_loss_just_at_the_threshold_is_no_better(plateau, threshold):
    schedule = plateau(patience=3, factor=0.5, threshold=threshold)
    limit = 8.0 - (threshold if plateau is CONVENTIONS["keras"]["plateau"] else threshold * 8.0)
    standing, better = (np.array([8.0, *[loss] * 19])[:, np.newaxis] for loss in (limit, limit - 1e-9))
    never = schedule(np.arange(20))
    np.testing.assert_array_equal(follow(schedule, standing)[:, 0], never)
    np.testing.assert_array_equal(follow(schedule, better)[1:, 0], never[:-1])  # each cut a step later


def test_lost_runs_count_as_no_better(plateau):
    losses = np.array([1.0, 0.5, np.inf, np.nan, np.nan, np.nan, np.nan])[:, np.newaxis]
    assert follow(plateau(final=0.01, patience=2, factor=0.5), losses)[-1] < 1


def test_negative_losses_that_stand_still_count_as_better_where_the_threshold_is_a_share():
    losses = np.full((30, 1), -1.0)
    assert np.all(follow(CONVENTIONS["pytorch"]["plateau"](patience=2), losses) == 1)
    assert follow(CONVENTIONS["keras"]["plateau"](patience=2), losses).min() < 1


def test_descends_run_by_run_with_the_losses_it_leaves(plateau):
    bowl = Landscape.from_formula("(x^2 + 10*y^2)/2")
    rates = np.array([0.05, 0.2, 0.201])
    schedule = plateau(final=np.array([0.001, 0.01, 0.01]), patience=3, factor=0.5)
    trajectory = descend(bowl, OPTIMIZERS["gradient_descent"](), schedule, (2.0, 1.0), rates, steps=40)
    np.testing.assert_allclose(trajectory.rates, rates * follow(schedule, trajectory.losses[:-1]), rtol=1e-15)
    assert np.all(trajectory.rates[:, 0] == 0.05)  # it keeps improving
    assert np.all(trajectory.rates[-1, 1:] < rates[1:])  # they bounce at the bound and beyond it
