"""What is called rounding, against formulas whose noise is known and runs that stand still in it."""

import numpy as np
import pytest

from descent.descend import descend
from landscapes import LANDSCAPES, Landscape
from optimizers import OPTIMIZERS
from schedules import SCHEDULES

EPSILON = np.finfo(float).eps


def of(formula):
    return Landscape.from_formula(formula, window=((-3.0, 3.0), (-2.0, 2.0))).rounding


def test_a_square_about_the_origin_has_all_the_digits_there_are():
    assert of("x^2 + 3*y^2") < 1e-300


@pytest.mark.parametrize("offset", [1.0, 1000.0, -1e6])
def test_next_to_a_number_the_last_place_of_that_number_is_rounding(offset):
    assert abs(offset) * EPSILON <= of(f"x^2 + y^2 + {offset}") <= 16 * abs(offset) * EPSILON


def test_terms_that_cancel_leave_their_own_rounding():
    assert EPSILON <= of("x^2 + y^2 + 10 - 10*cos(3*x)") <= 100 * EPSILON
    assert 1e6 * EPSILON <= of("1e6*(x^2 + y^2 + 10 - 10*cos(3*x))") <= 1e8 * EPSILON


def test_a_kink_and_a_steep_power_are_no_rounding():
    assert of("sqrt(x^2 + y^2)") < 1e-300
    assert of("x^4 + y^8") < 1e-300


@pytest.mark.parametrize("key", LANDSCAPES)
def test_it_is_far_less_than_anything_to_be_seen(key):
    assert 0 < LANDSCAPES[key].rounding < 1e-11 * LANDSCAPES[key].height


@pytest.mark.parametrize("key", ["six_hump_camel", "rastrigin", "styblinski_tang", "goldstein_price", "mccormick"])
def test_a_run_at_rest_stays_in_it(key):
    landscape = LANDSCAPES[key]
    start = np.array(landscape.global_minima[0]) + 1e-6
    sharpest = np.linalg.eigvalsh(landscape.hessian(*start))[-1]
    run = descend(landscape, OPTIMIZERS["gradient_descent"](), SCHEDULES["constant"](), start, 1.5 / sharpest, 300)
    assert (np.abs(run.losses[-50:] - landscape.minimum_value) <= landscape.rounding).all()
