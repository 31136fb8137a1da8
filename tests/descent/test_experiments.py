"""The experiments: what is run again, and how far."""

import numpy as np
import pytest

from descent.experiments import experiment
from descent.setting import Course, Runner, suggest_rate
from landscapes import LANDSCAPES
from optimizers import OPTIMIZERS
from schedules import SCHEDULES

STEPS = 30


def experiments_with(key, noise=0.0):
    landscape, optimizer = LANDSCAPES["himmelblau"], OPTIMIZERS[key]()
    runner = Runner(optimizer, SCHEDULES["cosine"](final=0.1, horizon=STEPS), suggest_rate(optimizer, landscape))
    return experiment(Course(landscape, landscape.start, STEPS, noise=noise), runner)


@pytest.mark.parametrize("key", ["momentum", "adam", "prodigy", "backtracking", "bfgs"])
@pytest.mark.parametrize("noise", [0.0, 0.3])
def test_the_run_itself_is_the_same_in_the_batch_and_continued(key, noise):
    made = experiments_with(key, noise)
    itself = made.trajectory.of(slice(made.runs))
    np.testing.assert_array_equal(made.continued.positions[: STEPS + 1], itself.positions)
    np.testing.assert_array_equal(made.continued.rates[:STEPS], itself.rates)


def test_only_the_run_itself_is_continued_and_at_its_last_rate():
    made = experiments_with("momentum")
    assert made.trajectory.steps == STEPS
    assert made.continued.runs == made.runs == 1
    assert made.steps == made.continued.steps > STEPS
    assert (made.continued.rates[STEPS:] == made.continued.rates[STEPS - 1]).all()


def test_what_searches_is_continued_less_far():
    assert STEPS < experiments_with("bfgs").steps < experiments_with("newton").steps
