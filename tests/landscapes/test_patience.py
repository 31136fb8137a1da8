"""However many floors a formula has, the search for them ends: in the same place everywhere, the lowest one first."""

import numpy as np
import pytest

from app_pages.formula import words_of_minima
from descent.together import ground_at, ground_notches
from landscapes.metered import PATIENCE, Metered
from landscapes.minima import find_floors
from landscapes.typed import type_in

MOST = 1.3  # times what it may: it looks at the clock now and then
ENDLESS = [
    "sin(10*(x^2 + y^2))",
    "sin(100*x*y)",
    "sin(x^2*y^2*100)",
    "abs(sin(x*y*20))",
    "abs(sin(10*sqrt(x^2 + y^2)))",
    "max(sin(20x), sin(20y), sin(20(x + y)))",
    "log(sin(20x)*sin(20y))",
    "if(x/y*(x + y)^y > 19*x*y - tanh(y), tanh(x)^(2/3), max(y, 20)*tan(14))",
    "sin(cos(x*y + 2y - x)*sigmoid(sign(b*(x^2 + y^2))))^y",
    "+".join(f"|sin({k}x + y)|*|cos({k}y)|" for k in range(5, 8)),
]


@pytest.mark.parametrize("text", ENDLESS)
def test_a_search_without_end_is_cut_short_and_says_so(text):
    landscape = type_in(text)
    assert landscape.effort <= MOST * landscape.patience
    assert landscape.is_cut_short
    assert "there may be more" in words_of_minima(landscape)


@pytest.mark.parametrize("text", ["x^2 + y^2", "(x^2 + y^2 - 4)^2", "|sin(2x)| + |cos(2y)|", "|x*y - 1|"])
def test_a_search_that_comes_to_its_end_says_nothing_of_that(text):
    landscape = type_in(text)
    assert not landscape.is_cut_short
    assert "there may be more" not in words_of_minima(landscape)


def test_of_more_floors_than_are_looked_for_the_lowest_is_found():
    text = "|sin(4x)| + |cos(4y)| + (x^2 + y^2)/100"
    all_of = find_floors(Metered(type_in(text).surface, most=np.inf), ((-5.0, 5.0), (-5.0, 5.0)))
    some = find_floors(Metered(type_in(text).surface, most=PATIENCE / 4), ((-5.0, 5.0), (-5.0, 5.0)))
    assert 5 < len(some.minima) < len(all_of.minima)
    np.testing.assert_allclose(some.minima[0], all_of.minima[0], atol=1e-12)


@pytest.mark.parametrize("text", ["(x^2 + y^2 - a)^2", "sin(a*x*y)", "sin(20a*(x^2 + y^2))"])
def test_a_letter_has_fewer_notches_where_the_floors_at_each_take_long(text):
    plain, long = type_in("(x - a)^2 + y^2"), type_in(text)
    assert 6 <= len(ground_notches(long, "a")) < len(ground_notches(plain, "a"))
    spent = sum(ground_at(long, "a", value).effort for value in ground_notches(long, "a").tolist())
    assert spent <= MOST * 1_000_000


def test_a_letter_has_fewer_notches_where_steps_take_long():
    walked = 5 * 1000
    plain = type_in("(x - a)^2 + y^2")
    slow = type_in(" + ".join(f"if(x > {place} + y, a*x, y)^2" for place in range(20)))
    assert 3 <= len(ground_notches(slow, "a", walked)) < len(ground_notches(plain, "a", walked))
    assert len(ground_notches(slow, "a", 100)) > len(ground_notches(slow, "a", walked))
