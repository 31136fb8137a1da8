"""Lessons: what a landscape is there to teach happens in its own first run, by plain descent."""

import math

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


def first_run(landscape):
    descent, constant = OPTIMIZERS["gradient_descent"](), SCHEDULES["constant"]()
    trajectory = descend(landscape, descent, constant, landscape.start, landscape.learning_rate, 100)
    return trajectory.positions[:, :, 0], trajectory.losses[:, 0], examine(trajectory, landscape)


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
