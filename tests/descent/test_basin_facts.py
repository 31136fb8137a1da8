"""Known facts of maps, on small ones; `python -m bench maps` has the large ones."""

import numpy as np
import pytest

from bench.fractals import count_boxes, dimension, edges
from bench.maps import CONSTANT, CUBIC, RAGGED, raggedness, share_that_arrives
from descent import Verdict, map_basins
from descent.basins import end_of
from descent.setting import Course, Runner
from optimizers import OPTIMIZERS

NEWTON = OPTIMIZERS["newton"]()
SIXTY = Course(CUBIC, (0, 0), 60)


def test_a_line_has_the_dimension_one_and_dust_that_of_the_plane():
    row, column = np.indices((256, 256))
    assert dimension(row > 100) == pytest.approx(1, abs=1e-9)
    assert dimension(row > 40 + 0.7 * column) == pytest.approx(1, abs=0.05)
    assert dimension((row + column) % 2) == pytest.approx(2, abs=0.01)


def test_a_known_fractal_fills_as_many_boxes_as_it_should():
    carpet = np.ones((1, 1), dtype=bool)  # Sierpinski's: 8 of 9 squares, again and again
    for _ in range(5):
        carpet = np.block([[carpet, carpet, carpet], [carpet, np.zeros_like(carpet), carpet], [carpet, carpet, carpet]])
    boxes = [count_boxes(carpet, size) for size in (1, 3, 9, 27)]
    assert boxes == [8**5, 8**4, 8**3, 8**2]
    assert count_boxes(carpet[:-1], 9) == 8**3  # boxes that the border cuts are boxes


def test_an_edge_is_on_one_side_of_a_border():
    assert edges(np.array([[0, 0, 1], [0, 0, 1]])).tolist() == [[False, True, False], [False, True, False]]


def test_on_the_hyperbola_three_in_ten_arrive_below_a_rate_of_one_and_nobody_above_it():
    """The curvature of the valley xy = 1 is x² + y², at least 2, and 2/α is the most that holds."""
    assert share_that_arrives(101, 0.99) == pytest.approx(0.304, abs=0.01)
    assert share_that_arrives(101, 1.01) < 0.001


def test_borders_fray_as_the_rate_grows_and_with_momentum():
    calm, fast, heavy = (raggedness(128, optimizer, rate) for optimizer, rate, _ in RAGGED)
    assert calm == pytest.approx(1, abs=0.05)
    assert 1.25 < fast < 1.4
    assert 1.35 < heavy < 1.55


def test_newton_on_a_cubic_ends_at_its_three_roots_or_at_the_saddle_between_them():
    """It looks for places without slope, and |z³ - 1|² has a fourth: at 0, which a sixth of the window falls for."""
    found = map_basins(CUBIC, NEWTON, CONSTANT, 1.0, CUBIC.window, (128, 128), 60)
    assert set(found.verdicts.ravel()) == {Verdict.CONVERGED, Verdict.STALLED}
    np.testing.assert_array_equal(found.verdicts == Verdict.STALLED, found.minimum == -1)
    assert set(found.minimum.ravel()) == {-1, 0, 1, 2}
    assert 0.15 < (found.minimum == -1).mean() < 0.2
    assert dimension(found.minimum) > 1.2
    mirrored = np.array([0, 2, 1, -1])  # the roots that are conjugate: the window's lower half is its upper one
    np.testing.assert_array_equal(mirrored[found.minimum], found.minimum[::-1])


def test_newton_on_a_cubic_is_the_same_three_times_round():
    """A start turned by a third ends at the root that is turned by a third, but for rounding at a ragged border."""
    roots = CUBIC.minima @ np.array([1, 1j])
    turn = np.exp(2j * np.pi / 3)
    z = np.random.default_rng(3).uniform(-2, 2, (2, 4000)).T @ np.array([1, 1j])
    here, there = (
        end_of(SIXTY, Runner(NEWTON, CONSTANT, 1.0), np.stack([at.real, at.imag])).minimum for at in (z, turn * z)
    )
    onward = np.array([*(np.abs(roots - turn * root).argmin() for root in roots), -1])
    assert (onward[here] == there).mean() > 0.99
