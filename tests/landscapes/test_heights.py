"""Heights: one lowest loss, and one border between a global minimum and a local one, whatever the units of the loss."""

import math

import numpy as np
import pytest

from landscapes import LANDSCAPES, Landscape
from landscapes.heights import SAME_LEVEL, at_level

WELLS = LANDSCAPES["double_well"]


def wells(tilt, scale=1.0, offset=0.0):
    """The tilted double well, typed, with its loss in other units."""
    text = f"{scale!r}*((x^2 - 1)^2 + {tilt!r}*x + y^2/2) + {offset!r}"
    return Landscape.from_formula(text, window=WELLS.window)


@pytest.mark.parametrize("scale", [1e-6, 1.0, 1e6])
def test_a_well_is_global_within_a_share_of_the_height_in_any_unit(scale):
    border = SAME_LEVEL * WELLS.with_parameters(tilt=0.0).height / 2  # the wells differ by twice the tilt
    even, tilted = (wells(factor * border, scale) for factor in (0.9, 1.1))
    assert [len(even.global_minima), len(even.local_minima)] == [2, 0]
    assert [len(tilted.global_minima), len(tilted.local_minima)] == [1, 1]
    assert tilted.global_minima[0][0] < 0 < tilted.local_minima[0][0]


def test_equal_wells_far_from_a_loss_of_nothing_are_both_global():
    high = Landscape.from_formula("((x - 0.3)^2 - 1)^2 + y^2/2 + 1e8", window=WELLS.window)
    assert len(high.global_minima) == len(high.minima) > 0
    assert len(wells(0.0, offset=1e6).global_minima) == 2
    assert len(wells(1e-3, offset=1e6).global_minima) == 1


def test_a_level_is_a_share_of_the_height_and_the_rounding_of_the_loss():
    assert at_level(np.array([-5.0, 0.0, 0.9e-9, 1.1e-9]), 0.0, 1.0).tolist() == [True, True, True, False]
    assert at_level(np.array([-5.0, 0.0, 0.9e-6, 1.1e-6]), 0.0, 1e3).tolist() == [True, True, True, False]
    step = math.ulp(1e9)
    assert at_level(1e9 + step * np.array([0, 7, 9]), 1e9, 0.0).tolist() == [True, True, False]


def test_what_lies_lower_in_the_window_than_every_minimum_leaves_none_global():
    cubic = Landscape.from_formula("x^3 - 3*x + y^2")
    assert cubic.minima[0] == pytest.approx((1, 0))
    assert (cubic.global_minima, cubic.local_minima) == ((), cubic.minima)
    assert cubic.minimum_value == -110  # at x = -5


def test_without_minima_the_lowest_loss_is_that_of_a_grid_over_the_window():
    assert Landscape.from_formula("x*y").minimum_value == -25
    assert Landscape.from_formula("(x - 1)^2").minimum_value == 0
    assert Landscape.from_formula("1/x").minimum_value == -8  # one grid point from the pole, where the loss is infinite
    nowhere = Landscape("none", "", "", "log(-1 - x^2)", ((-1.0, 1.0), (-1.0, 1.0)), (0.0, 0.0), 0.1, ())
    assert (nowhere.minimum_value, nowhere.height) == (0, 0)
    assert nowhere.height_scale == {"floor": 0, "scale": 1}


def test_the_height_is_that_of_the_middling_point_of_a_grid():
    (left, right), (bottom, top) = WELLS.window
    losses = [WELLS.loss(x, y) for x in np.linspace(left, right, 17) for y in np.linspace(bottom, top, 17)]
    assert WELLS.height == sorted(losses)[len(losses) // 2] - WELLS.loss(*WELLS.minima[0])


@pytest.mark.parametrize("landscape", LANDSCAPES.values(), ids=LANDSCAPES.keys())
def test_the_scale_of_heights_starts_at_the_global_minimum_and_is_a_low_lying_gap(landscape):
    x, y = (np.linspace(*sides, 60) for sides in landscape.window)
    floors = [*landscape.minima[:1], *(point for valley in landscape.valleys for point in valley)]
    lowest = min(landscape.loss(*floor) for floor in floors) if floors else landscape.minimum_value
    gaps = np.sort(landscape.loss(*np.meshgrid(x, y)).ravel()) - lowest
    scale = landscape.height_scale
    assert scale["floor"] == landscape.minimum_value == lowest
    assert gaps[359] <= scale["scale"] <= gaps[360]  # 3600 points


def test_on_level_ground_the_scale_is_one():
    assert Landscape.from_formula("3").height_scale == {"floor": 3, "scale": 1}
