"""Lessons: what a landscape is there to teach happens in its own first run, by plain descent."""

import math

import numpy as np
import pytest

from descent import Verdict, descend, examine
from landscapes import LANDSCAPES
from optimizers import OPTIMIZERS
from schedules import SCHEDULES

# Of a landscape's own start and rate: the verdict after 100 steps, and the steps until it rests.
LESSONS = {
    "beale": (Verdict.CRAWLING, -1, -1),
    "plateau": (Verdict.CONVERGED, 50, 90),
    "easom": (Verdict.CONVERGED, 50, 90),
    "sharp_and_flat": (Verdict.TRAPPED, 40, 90),  # starts in the sharp hole, ends in the flat one
    "goldstein_price": (Verdict.CONVERGED, 20, 60),
    "rastrigin": (Verdict.TRAPPED, 5, 60),
    "cliff": (Verdict.CONVERGED, 10, 60),
}

# Of a landscape's own start and rate, 100 steps: verdict, the step it rests from, how long its way is, where it ends.
FIRST_RUNS = {
    "ravine": (Verdict.CONVERGED, 39, 15.049, (0.0, 0.0)),
    "bowl": (Verdict.CONVERGED, 8, 12.594, (0.0, 0.0)),
    "rosenbrock": (Verdict.CRAWLING, -1, 1.9176, (-0.844, 0.721)),
    "double_well": (Verdict.TRAPPED, 19, 3.2272, (0.960, 0.0)),
    "himmelblau": (Verdict.CONVERGED, 9, 4.1458, (-3.779, -3.283)),
    "rastrigin": (Verdict.TRAPPED, 7, 6.2028, (2.982, -1.985)),
    "saddle": (Verdict.CONVERGED, 11, 10.418, (0.0, 1.0)),
    "plateau": (Verdict.CONVERGED, 64, 5.779, (0.0, 0.0)),
    "cliff": (Verdict.CONVERGED, 15, 9.2689, (0.586, 0.0)),
    "monkey_saddle": (Verdict.CONVERGED, 4, 3.8088, (-1.5, 0.0)),
    "sharp_and_flat": (Verdict.TRAPPED, 46, 9.8428, (1.333, 0.476)),
    "noisy_bowl": (Verdict.TRAPPED, 5, 0.69215, (-1.222, 0.933)),
    "booth": (Verdict.CONVERGED, 16, 38.601, (1.0, 3.0)),
    "matyas": (Verdict.CONVERGED, 32, 82.961, (-0.001, -0.001)),
    "beale": (Verdict.CRAWLING, -1, 5.2158, (2.841, 0.457)),
    "three_hump_camel": (Verdict.CONVERGED, 5, 5.2387, (0.0, 0.0)),
    "six_hump_camel": (Verdict.CONVERGED, 6, 4.6727, (0.090, -0.713)),
    "goldstein_price": (Verdict.CONVERGED, 37, 4.2769, (0.0, -1.0)),
    "mccormick": (Verdict.CONVERGED, 8, 13.151, (-0.547, -1.547)),
    "styblinski_tang": (Verdict.TRAPPED, 5, 4.3062, (2.747, -2.904)),
    "ackley": (Verdict.TRAPPED, 4, 1.1779, (-1.965, 0.982)),
    "griewank": (Verdict.TRAPPED, 4, 3.2453, (3.140, -4.438)),
    "levy": (Verdict.CONVERGED, 39, 13.675, (1.0, 0.998)),
    "easom": (Verdict.CONVERGED, 66, 3.5732, (3.142, 3.142)),
}


def first_run(landscape):
    descent, constant = OPTIMIZERS["gradient_descent"](), SCHEDULES["constant"]()
    trajectory = descend(landscape, descent, constant, landscape.start, landscape.learning_rate, 100)
    return trajectory.positions[:, :, 0], trajectory.losses[:, 0], examine(trajectory, landscape)


@pytest.mark.parametrize("key", LANDSCAPES)
def test_its_first_run_is_the_one_that_was_chosen(key):
    way, _, findings = first_run(LANDSCAPES[key])
    word, reached, length, end = FIRST_RUNS[key]
    assert (findings.verdict[0], findings.reached[0]) == (word, reached)
    assert np.hypot(*np.diff(way, axis=0).T).sum() == pytest.approx(length, rel=1e-4)
    assert way[-1] == pytest.approx(end, abs=1e-3)


@pytest.mark.parametrize("key", LESSONS)
def test_its_own_run_shows_its_lesson(key):
    landscape, (word, soonest, latest) = LANDSCAPES[key], LESSONS[key]
    way, losses, findings = first_run(landscape)
    assert findings.verdict[0] == word
    assert soonest <= findings.reached[0] <= latest
    assert landscape.learning_rate * findings.sharpest[0] < 2
    if key in ("plateau", "easom"):  # half of the steps win the first hundredth of the drop
        height = losses - landscape.minimum_value
        assert (height > 0.99 * height[0]).sum() > findings.reached[0] / 2
    if key == "sharp_and_flat":
        assert math.dist(way[0], landscape.minima[0]) < 0.5
    if key == "cliff":  # thrown off the wall, over most of the view
        assert way[0, 0] - way[1, 0] > 4
