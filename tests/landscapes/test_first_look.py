"""The first look at a typed formula: its window holds the hollows, and plain descent has something to show there."""

import itertools
import math

import numpy as np
import pytest

from formulas import FormulaError, parse
from landscapes import landscape_at
from landscapes.first_look import STEPS, find_window, suggest
from landscapes.letters import letter_knobs
from landscapes.minima import Floors
from landscapes.typed import type_in

# Formulas, and hollows of each that are known.
HOLLOWS = {
    "x^2 + y^2": [(0, 0)],
    "(x^2 + 20*y^2)/2": [(0, 0)],
    "(x - 3)^2 + (y + 2)^2": [(3, -2)],
    "(x - 30)^2 + 2*(y - 15)^2": [(30, 15)],
    "(x + 80)^2 + (y - 100)^2": [(-80, 100)],
    "(x - 0.02)^2 + y^2 + 7": [(0.02, 0)],
    "x^4 - 3*x^2 + x + y^2": [(-1.3008, 0), (1.1309, 0)],
    "(1 - x)^2 + 100*(y - x^2)^2": [(1, 1)],
    "(x^2 + y - 11)^2 + (x + y^2 - 7)^2": [(3, 2), (-2.8051, 3.1313), (-3.7793, -3.2832), (3.5844, -1.8481)],
    "sin(3x)cos(2y) + (x^2 + y^2)/4": [(-0.4962, 0)],
    "|x| + 2|y|": [(0, 0)],
    "|x - 2| + |y - 1|": [(2, 1)],
    "x*y - log(x) - log(y) + x + y": [(0.618, 0.618)],
    "x^2*y^2 + (x - 1)^2 + (y - 2)^2": [],
    "log(1 + x^2 + y^2)": [(0, 0)],
    "1 - exp(-x^2 - y^2)": [(0, 0)],
    "x^8 + y^8": [(0, 0)],
    "sqrt(x^2 + y^2)": [(0, 0)],
    "x^2 + y^2 + sin(10x)": [(-0.1527, 0)],
    "1e-6*(x^2 + y^2)": [(0, 0)],
    "cosh(x) + y^2": [(0, 0)],
    "(x^2 - 1)^2 + (y^2 - 1)^2": [(1, 1), (1, -1), (-1, 1), (-1, -1)],
    "a*x^2 + b*y^2": [(0, 0)],
}
WITHOUT = ["x^2 - y^2", "x*y", "x^3 - 3*x*y^2", "2x + 3y", "x", "exp(x) + exp(y)", "atan(x + 2y)"]
PARTLY = ["log(x) + y^2", "sqrt(x - 3) + y^2", "1/x + y^2", "x*log(x) + y^2", "sqrt(1 - x^2 - y^2)", "acos(x/30) - y"]


def surface_of(text):
    return type_in(text).surface


def descend(landscape, steps=STEPS):
    """Plain descent from the first start at the first rate, (steps + 1, 2)."""
    path = [np.array(landscape.start)]
    for _ in range(steps):
        path.append(path[-1] - landscape.learning_rate * landscape.gradient(*path[-1]))
    return np.array(path)


def in_shares(landscape, points):
    """Points (count, 2) in shares of the window, from 0 to 1."""
    low, high = np.transpose(landscape.window)
    return (points - low) / (high - low)


@pytest.mark.parametrize("text", [*HOLLOWS, *WITHOUT, *PARTLY])
def test_a_window_is_square_in_round_numbers_and_holds_the_hollows(text):
    (left, right), (bottom, top) = find_window(surface_of(text))
    assert right - left == pytest.approx(top - bottom)
    assert all(float(f"{border:.4g}") == border for border in (left, right, bottom, top))
    width = right - left
    for x, y in HOLLOWS.get(text, []):
        assert left + 0.1 * width <= x <= right - 0.1 * width
        assert bottom + 0.1 * width <= y <= top - 0.1 * width


@pytest.mark.parametrize("text", HOLLOWS)
def test_the_first_picture_settles_in_a_hollow_and_is_seen_to_move(text):
    landscape = type_in(text)
    assert landscape.minima or landscape.valleys
    path = in_shares(landscape, descend(landscape))
    assert ((path >= -0.05) & (path <= 1.05)).all()
    assert math.dist(path[0], path[-1]) >= 0.05
    assert math.dist(path[0], path[5]) >= 0.02  # at once, and not only in the end
    late = np.abs(np.diff(path[-10:], axis=0)).max()
    if "|" not in text and "sqrt" not in text:  # on a crease plain descent goes to and fro for ever
        assert late <= 0.005
    assert late <= 0.1


@pytest.mark.parametrize("text", [*WITHOUT, *PARTLY])
def test_without_a_hollow_the_first_picture_is_seen_to_move_all_the_same(text):
    landscape = type_in(text)
    assert np.isfinite(landscape.loss(*landscape.start))
    path = in_shares(landscape, descend(landscape))
    seen = list(itertools.takewhile(lambda point: np.isfinite(point).all() and (abs(point - 0.5) <= 0.6).all(), path))
    assert len(seen) >= 3
    assert max(math.dist(path[0], point) for point in seen) >= 0.08


@pytest.mark.parametrize("text", [*HOLLOWS, *WITHOUT, *PARTLY])
def test_the_first_loss_falls(text):
    landscape = type_in(text)
    path = descend(landscape, 20)
    losses = landscape.loss(*path.T)
    assert np.nanmin(losses[1:]) < losses[0]


@pytest.mark.parametrize("text", PARTLY)
def test_the_window_shows_where_there_is_a_loss(text):
    landscape = type_in(text)
    (left, right), (bottom, top) = landscape.window
    losses = landscape.loss(np.linspace(left, right, 50), np.linspace(bottom, top, 50)[:, None])
    assert np.isfinite(losses).mean() >= 0.1


@pytest.mark.parametrize("text", ["x^2 + 3*y^2", "(1 - x)^2 + 100*(y - x^2)^2", "x^2 - y^2", "x^4 - 3*x^2 + x + y^2"])
def test_a_loss_a_million_times_as_large_has_the_same_picture_at_a_rate_as_much_smaller(text):
    near, far = type_in(text), type_in(f"1000000*({text})")
    assert far.window == near.window
    assert far.start == near.start
    assert far.learning_rate == pytest.approx(near.learning_rate / 1e6, rel=0.1)
    np.testing.assert_allclose(descend(far, 20), descend(near, 20), rtol=0.3, atol=0.3)


@pytest.mark.parametrize("text", ["x^2 + 3*y^2", "(x^2 - 1)^2 + y^2", "x^2 + y^2 + x*y", "x^4 - 3*x^2 + x + y^2"])
def test_far_from_the_origin_a_window_that_is_given_has_as_good_a_picture(text):
    moved = text.replace("x", "(x - 1000)").replace("y", "(y + 300)")
    near = type_in(text, ((-3.0, 3.0), (-3.0, 3.0)))
    far = type_in(moved, ((997.0, 1003.0), (-303.0, -297.0)))
    np.testing.assert_allclose(np.subtract(far.minima, (1000, -300)), near.minima, atol=1e-6)
    assert 0.3 <= far.learning_rate / near.learning_rate <= 3
    path = descend(far)
    assert math.dist(path[0], path[-1]) >= 0.5
    assert min(math.dist(path[-1], minimum) for minimum in far.minima) <= 0.05


def test_a_start_that_is_given_stays():
    surface = surface_of("x^2 + 3*y^2")
    start, rate = suggest(surface, ((-3, 3), (-3, 3)), Floors(((0.0, 0.0),), ()), (2.5, -1.25))
    assert start == (2.5, -1.25)
    assert 0 < rate < 1 / 3  # beyond 2/6 it would leave


def test_starts_and_rates_are_short_numbers():
    for text in [*HOLLOWS, *WITHOUT, *PARTLY]:
        landscape = type_in(text)
        assert all(float(f"{place:.4g}") == place for place in landscape.start)
        assert float(f"{landscape.learning_rate:.2g}") == landscape.learning_rate > 0


@pytest.mark.parametrize("text", ["log(-1 - x^2)", "sqrt(x - 1000) + y^2", "1/0 + x", "sqrt(-1 - y^2) + x"])
def test_without_any_loss_near_the_origin_a_window_is_asked_for(text):
    with pytest.raises(ValueError, match="zero" if "/0" in text else "first set a window"):
        type_in(text)


def test_what_has_no_loss_in_a_window_says_so():
    with pytest.raises(ValueError, match="other borders"):
        suggest(parse("log(x) + y"), ((-3, -1), (0, 1)), [])
    with pytest.raises(ValueError, match="other borders"):
        type_in("log(x) + y", ((-3.0, -1.0), (0.0, 1.0)))


@pytest.mark.parametrize("text", ["5", "a", "0*x", "x - x", "a*b + 1"])
def test_what_is_the_same_everywhere_is_no_landscape(text):
    with pytest.raises(FormulaError, match="same everywhere"):
        type_in(text)


@pytest.mark.parametrize(
    "window", [((1, 0), (0, 1)), ((0, 0), (0, 1)), ((0, math.inf), (0, 1)), ((0, 1), (math.nan, 1))]
)
def test_a_window_without_an_inside_is_refused(window):
    with pytest.raises(ValueError, match="finite borders"):
        type_in("x^2", window)


def test_a_letter_begins_at_1_or_as_near_to_that_as_its_range_goes():
    defaults = [knob.default for knob in letter_knobs("a*x + b*y + c", {"b": (2.0, 3.0), "c": (-3.0, 0.5)}).values()]
    assert defaults == [1, 2, 0.5]
    assert dict(type_in("a*x^2 + y^2", ranges={"a": (2.0, 3.0)}).values) == {"a": 2}


@pytest.mark.parametrize("text", ["a*x^2 + b*y^2", "x^4 - a*x^2 + b*x + y^2", "(x - a)^2*(y - b)^2 + x^2"])
def test_whichever_way_parameters_went_the_same_is_there(text):
    """What is found is found anew: else floors would be lost on the way through values where there are none."""
    origin = type_in(text)
    straight = origin.with_parameters(a=2.5, b=0.5)
    around = origin
    for a, b in ((-1.0, 1.0), (0.0, 0.0), (-3.0, 2.0), (2.5, 0.5)):
        around = around.with_parameters(a=a, b=b)
        assert around.origin is origin
    assert around == straight
    assert around.minima == straight.minima
    assert around.valleys == straight.valleys
    assert around.with_parameters(**dict(origin.values)) is origin
    assert origin.origin is origin


def test_a_value_brings_its_own_minima():
    origin = type_in("x^4 - a*x^2 + y^2")
    assert len(origin.minima) == 2
    assert landscape_at(origin, (("a", -1.0),)).minima[0] == pytest.approx((0.0, 0.0), abs=1e-9)
    (left, right) = landscape_at(origin, (("a", 4.0),)).minima
    assert sorted(x for x, _ in (left, right)) == pytest.approx([-math.sqrt(2), math.sqrt(2)])
    assert landscape_at(origin, (("a", 4.0),)) is landscape_at(origin, (("a", 4.0),))
