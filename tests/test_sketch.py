"""Sketches: small maps with the paths that an address opens."""

import re

import numpy as np
from PIL import Image

from address import read
from landscapes import LANDSCAPES
from sketch import GRAIN, SIDE, draw_ground, follow, heights, reach, sketch, thin_out


def test_a_path_begins_and_ends_where_the_run_does():
    visit, _ = read({"landscape": "himmelblau"})
    course, (runner,) = visit.setting.course, visit.setting.runners
    trajectory = course.run(runner)
    path = follow(trajectory, course.landscape, SIDE)
    (left, right), (bottom, top) = reach(course.landscape)
    for place, step in ((path[0], 0), (path[-1], -1)):
        x, y = left + place[0] / SIDE * (right - left), top - place[1] / SIDE * (top - bottom)
        np.testing.assert_allclose((x, y), trajectory.positions[step, :, 0], atol=0.01)


def test_a_run_that_flies_off_is_left_and_one_that_rests_at_a_step_is_drawn_to_there():
    diverged = re.search('points="(.*?)"', sketch(read({"decay": "1"})[0]))
    assert diverged
    assert max(abs(float(number)) for number in re.split("[ ,]", diverged[1])) < 21 * SIDE
    one_step = re.search('points="(.*?)"', sketch(read({"play": "0", "step": "1"})[0]))
    assert one_step
    assert len(one_step[1].split()) == 2


def test_the_ground_is_dark_where_the_loss_is_low(tmp_path):
    landscape = LANDSCAPES["bowl"]
    file = tmp_path / "ground.png"
    file.write_bytes(draw_ground(landscape))
    shades = np.asarray(Image.open(file))
    height = heights(landscape, GRAIN)
    assert shades.shape == (GRAIN, GRAIN)
    assert shades[np.unravel_index(height.argmin(), height.shape)] == 0
    assert shades[0, 0] > shades[GRAIN // 2, GRAIN // 2]
    assert height[0, 0] > height[GRAIN // 2, GRAIN // 2]


def test_points_that_cannot_be_told_apart_are_one():
    path = np.array([[0.0, 0.0], [0.5, 0.5], [3.0, 0.0], [3.1, 0.2], [3.0, 9.0]])
    assert np.array(list(thin_out(path))).tolist() == [[0.0, 0.0], [3.0, 0.0], [3.0, 9.0]]
