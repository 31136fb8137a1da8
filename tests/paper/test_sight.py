"""Beside a written-out step stands what its f is: the mean over which points."""

from dataclasses import replace

import pytest
from points import straight_line

from descent.anatomy import watch
from descent.setting import Course, Runner
from landscapes import LANDSCAPES
from optimizers import OPTIMIZERS
from paper import describe_sight, fill_in
from schedules import SCHEDULES

LINE = straight_line()  # 40 points


@pytest.mark.parametrize(
    ("seen", "step", "sentence"),
    [
        ({}, 0, "$f$ is the mean over all 40 points."),
        ({"batch_size": 40}, 0, "$f$ is the mean over all 40 points."),
        ({"label_noise": 0.1}, 0, "$f_B$ is the mean over all 40 points, with noise in their labels."),
        ({"batch_size": 9}, 3, "$f_B$ is the mean over the 9 points that this step sees, of 40."),
        ({"batch_size": 9}, 4, "$f_B$ is the mean over the 4 points that this step sees, of 40."),  # an epoch's last
        ({"batch_size": 13}, 3, "$f_B$ is the mean over the one point that this step sees, of 40."),
        (
            {"batch_size": 9, "label_noise": 0.1},
            0,
            "$f_B$ is the mean over the 9 points that this step sees, of 40, with noise in their labels.",
        ),
    ],
)
def test_a_step_says_over_which_points_its_f_is_the_mean(seen, step, sentence):
    course, runner = Course(LINE, LINE.start, 6, **seen), Runner(OPTIMIZERS["adam"](), SCHEDULES["constant"](), 0.1)
    assert describe_sight(course, step) == sentence
    first, *_ = fill_in(course, runner, watch(course, runner)[0], step)
    symbol = sentence.split("$")[1]
    assert rf"\partial_x {symbol}(" in first


def test_axes_with_names_of_their_own_are_told_and_no_data_needs_no_word():
    line = replace(LINE, axes=("w", "b"))
    assert describe_sight(Course(line, line.start, 6), 0).endswith(" points. Here x is w, and y is b.")
    bowl = LANDSCAPES["bowl"]
    assert describe_sight(Course(bowl, bowl.start, 6, noise=0.3), 0) == ""
