"""Figures: the table of numbers and texts that holds for every language they are written in."""

import json
import math
from decimal import ROUND_HALF_UP, Context, Decimal
from pathlib import Path

import numpy as np
import pytest
from reading import value

from descent.figures import apart, number

TABLE = json.loads((Path(__file__).parent.parent / "figures.json").read_text())


@pytest.mark.parametrize(("figure", "digits", "text"), TABLE)
def test_a_number_is_written_as_the_table_says(figure, digits, text):
    assert number(float(figure), digits) == text


def test_three_digits_are_written_where_nothing_else_is_asked():
    assert number(12.3456) == "12.3"


def test_any_number_is_its_text_to_the_last_digit_shown_and_halves_go_away_from_zero():
    random = np.random.default_rng(3)
    for figure in [
        *random.choice([-1, 1], 400) * 10 ** random.uniform(-12, 12, 400),
        *random.integers(1, 9999, 99) / 8,
    ]:
        for digits in (2, 3, 4, 7):
            text = number(figure, digits)
            assert value(text) == float(Context(prec=digits, rounding=ROUND_HALF_UP).create_decimal(Decimal(figure)))
            assert ("×10" in text) == (not 1e-4 <= abs(value(text)) < 1e5)
            assert "-" not in text


def test_figures_that_differ_are_written_apart_with_no_more_digits_than_it_takes():
    assert apart(2.0004, 2) == "2.0004"
    assert apart(1.99999, 2) == "1.99999"
    assert apart(1.98765, 2) == "1.99"
    assert apart(2, 2) == "2"
    assert apart(math.nextafter(2, 3), 2) == "2.0000000000000004"
    assert apart(0.1, math.nextafter(0.1, 1)) == "0.10000000000000001"
    assert apart(math.nan, 2) == "undefined"
    assert apart(math.nan, math.nan) == "undefined"
    assert apart(math.inf, math.inf) == "∞"
