"""Floors: isolated minima and valleys of equal minima, of formulas whose answers are known."""

import math
from functools import lru_cache

import numpy as np
import pytest

from descent.terrain import Terrain
from landscapes import LANDSCAPES, Landscape
from landscapes.curvature import principal_curvatures
from landscapes.minima import find_floors

BUKIN = ((-15.0, -5.0), (-3.0, 3.0))
SQUARE = ((-5.0, 5.0), (-5.0, 5.0))
DENSE = 1 / 200  # of the window


@lru_cache
def landscape_of(text, window=SQUARE):
    return Landscape.from_formula(text, window=window)


def share(window, points):
    """Points in shares of the window, (2, count)."""
    return np.transpose(points) / np.diff(window, axis=1)


def check_valley(landscape, valley, rounding):
    """Its points lie on one level, in order, close together, inside; the ground rises on both sides."""
    points = np.transpose(valley)
    losses = landscape.loss(*points)
    assert np.ptp(losses) <= rounding
    (left, right), (bottom, top) = landscape.window
    assert ((points >= [[left], [bottom]]) & (points <= [[right], [top]])).all()
    edges = np.diff(share(landscape.window, valley), axis=1)
    assert np.hypot(*edges).max() <= 1.5 * DENSE
    turns = (edges[:, 1:] * edges[:, :-1]).sum(axis=0)
    assert (turns >= -1e-9 * DENSE**2).all()  # it never turns back, though it may round a corner
    across = np.stack([-edges[1], edges[0]]) / np.hypot(*edges) * 0.02 * np.diff(landscape.window, axis=1)
    middle = (points[:, 1:] + points[:, :-1]) / 2
    with np.errstate(invalid="ignore"):
        lower = [landscape.loss(*(middle + side * across)) - losses.max() <= 10 * rounding for side in (-1, 1)]
    assert np.mean(lower) <= 0.02  # where two valleys cross it does not


def frame(random, reach=4.0):
    """A point of the window and two random directions through it: u and v as formulas that vanish there."""
    point = np.round(random.uniform(-reach, reach, 2), int(random.integers(1, 6)))
    turn, bend = random.uniform(0, math.pi), random.uniform(0.4, 1.5)
    texts = []
    for angle in (turn, turn + bend):
        a, b = (round(float(part), 3) for part in (math.cos(angle), math.sin(angle)))
        texts.append(f"({a!r}*x + {b!r}*y + {-float(a * point[0] + b * point[1])!r})")
    return point, *texts


def steepness(random, low=-2.0, high=1.0):
    return float(f"{10 ** random.uniform(low, high):.3g}")


LISTED = [
    ("|y - 2x| + 0.1*|x|", [(0, 0)]),
    ("4*|y - 2x| + |x + y - 1|", [(1 / 3, 2 / 3)]),
    ("8*|x^2 - y| + (1 - x)^2", [(1, 1)]),
    ("1000*|y - x| + 0.001*|x + y - 1|", [(0.5, 0.5)]),
    ("||x| - 1| + |y|", [(-1, 0), (1, 0)]),
    ("|x|^0.5 + |y|^0.5", [(0, 0)]),
    ("|x|^0.1 + |y|", [(0, 0)]),
    ("log(1 + 100*|y - 2x + 0.3|) + |x - 1.1|", [(1.1, 1.9)]),
    ("30*|y - sin(2x)| + 0.05(x - 1)^2", [(1, math.sin(2))]),
    ("10*|y - |x|| + 0.1*y", [(0, 0)]),
    ("|x - 5| + |y + 5|", [(5, -5)]),
    ("|x - 4.97| + |y - 4.99|", [(4.97, 4.99)]),
    ("|y - 2x| + x^2", [(0, 0)]),
    ("sqrt(x^2 + y^2) + 1e6", [(0, 0)]),
    ("x^8 + y^2", [(0, 0)]),
    ("(1 - x)^2 + 100*(y - x^2)^2", [(1, 1)]),
    ("x^2 + 1000*(y - x)^2", [(0, 0)]),
    ("sqrt(|y - x|) + 0.01*|x - 1|", [(1, 1)]),
    ("-1/((x - 0.01)^2 + (y - 0.02)^2)", []),
    ("|x - 1| + |x + 1|", []),
    ("sqrt(x) + y^2", []),
    ("|y| - x", []),
    ("|y - 2x| - x", []),
]


@pytest.mark.parametrize(("text", "minima"), LISTED)
def test_a_minimum_is_found_to_full_precision_on_creases_and_there_only(text, minima):
    found, valleys = landscape_of(text).minima, landscape_of(text).valleys
    assert valleys == ()
    np.testing.assert_allclose(np.reshape(sorted(found), (-1, 2)), np.reshape(minima, (-1, 2)), rtol=1e-12, atol=1e-12)


def test_bukins_crease_holds_its_one_minimum():
    bukin = landscape_of("100*sqrt(abs(y - 0.01*x^2)) + 0.01*abs(x + 10)", BUKIN)
    assert bukin.minima == ((-10.0, 1.0),)
    assert bukin.valleys == ()
    assert bukin.minimum_value == 0


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    "shape",
    [
        "|{u}| + {k}*|{v}|",
        "{k}*|{u}| + {v}^2",
        "{k}*|{u}|^0.5 + |{v}|",
        "sqrt({u}^2 + {k}*{v}^2)",
        "log(1 + |{u}|) + {k}*|{u} - {v}|",
        "({u} + {v} + |{u} - {v}|)/2 + {k}*|{u} + {v}| + |{u}|",
    ],
)
def test_creases_at_any_angle_have_the_one_minimum_where_they_meet(shape, seed):
    random = np.random.default_rng([seed, len(shape)])
    point, u, v = frame(random)
    landscape = landscape_of(shape.format(u=u, v=v, k=steepness(random)))
    assert landscape.valleys == ()
    np.testing.assert_allclose(landscape.minima, [point], atol=1e-9)


@pytest.mark.parametrize("seed", range(3))
def test_the_largest_of_three_planes_is_least_where_they_meet(seed):
    random = np.random.default_rng([seed, 3])
    point = random.uniform(-4, 4, 2)
    first, planes = random.uniform(0, 2 * math.pi), []
    for turn in (0, random.uniform(1.8, 2.4), -random.uniform(1.8, 2.4)):
        a, b = steepness(random, -1) * np.array([math.cos(first + turn), math.sin(first + turn)])
        planes.append(f"({float(a)!r}*x + {float(b)!r}*y + {float(-a * point[0] - b * point[1])!r})")
    two = "(({0} + {1} + |{0} - {1}|)/2)".format(*planes)
    landscape = landscape_of(f"({two} + {planes[2]} + |{two} - {planes[2]}|)/2")
    assert landscape.valleys == ()
    np.testing.assert_allclose(landscape.minima, [point], atol=1e-9)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("tail", ["|x - {0}|", "{1}*(x - {0})^2"])
def test_a_curved_crease_is_followed_down_to_its_minimum(tail, seed):
    random = np.random.default_rng([seed, len(tail)])
    x, bend, wave, steep = random.uniform(-3, 3), random.uniform(-1, 1), random.uniform(0.3, 2), steepness(random, 0, 2)
    landscape = landscape_of(f"{steep}*|y - {bend}*sin({wave}*x)| + " + tail.format(x, steepness(random, -2, 0)))
    assert landscape.valleys == ()
    np.testing.assert_allclose(landscape.minima, [(x, bend * math.sin(wave * x))], atol=1e-9)


CURVES = [
    ("(1 - x*y)^2/2", 2, 0),
    ("(2x + y - 2)^2/2", 1, 0),
    ("(1 - 0.5x^2 - y^2)^2", 1, 1),
    ("(x^2 + y^2 - 1)^2", 1, 1),
    ("(x^2 + y^2 - 0.0025)^2", 1, 1),
    ("|y - 2x|", 1, 0),
    ("|y - 1.93x + 0.017|", 1, 0),
    ("x^2", 1, 0),
    ("(x - 5)^2", 1, 0),
    ("(y - sin(x))^2", 1, 0),
    ("(y - x)^4", 1, 0),
    ("|(x + y + |x - y|)/2 - 1|", 1, 0),
    ("||x| + |y| - 2|", 1, 1),
    ("(x*y)^2", 2, 0),
    ("|x - 1| + |x + 1| + |y|", 1, 0),
    ("sqrt((x - 1)^2 + (y + 2)^2) + sqrt((x + 2)^2 + (y - 1)^2)", 1, 0),
    ("((x^2 + y^2)^2 - 9*(x^2 - y^2))^2", 1, 1),
    ("(x^2 - 4)^2/16 + 0.12*x + 1/(1 + exp(-5*x))", 2, 0),
    ("1e6 + (y - x)^2", 1, 0),
]


@pytest.mark.parametrize(("text", "count", "closed"), CURVES)
def test_a_curve_of_equal_minima_is_a_valley_and_no_point(text, count, closed):
    landscape = landscape_of(text)
    assert landscape.minima == ()
    assert len(landscape.valleys) == count
    assert sum(valley[0] == valley[-1] for valley in landscape.valleys) == closed
    for valley in landscape.valleys:
        if text != "(x^2 + y^2 - 0.0025)^2":  # all of it lies nearer than its sides are looked at
            check_valley(landscape, valley, 1e-12 + 8 * np.spacing(landscape.minimum_value))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("shape", ["({})^2", "|{}|", "sqrt(|{}|)", "1 - exp(-({})^2)", "5 + log(1 + ({})^2)"])
def test_the_zeros_of_a_smooth_function_are_the_valley_of_its_square(shape, seed):
    random = np.random.default_rng([seed, len(shape)])
    a, b, c = (round(float(value), 3) for value in random.uniform([-2, 0.3, -2], [2, 1.5, 2]))
    curve = [f"y - {a}*sin({b}*x) - {c}", f"x - {a}*cos({b}*y) - {c}", f"(x - {a})^2 + {b}*(y - {c})^2 - {b}"][seed % 3]
    landscape = landscape_of(shape.format(curve))
    assert landscape.minima == ()
    assert len(landscape.valleys) == 1
    (valley,) = landscape.valleys
    assert (valley[0] == valley[-1]) == (seed % 3 == 2)
    check_valley(landscape, valley, 1e-7 if "sqrt" in shape else 1e-12)
    x, y = np.transpose(valley)
    if seed % 3 == 0:
        np.testing.assert_allclose(y, a * np.sin(b * x) + c, atol=1e-7)
        assert min(x) == -5 or max(y) == 5 or min(y) == -5
    elif seed % 3 == 2:
        assert [np.ptp(x), np.ptp(y)] == pytest.approx([2 * math.sqrt(b), 2], rel=1e-2)


def test_curves_and_points_of_several_heights_stand_side_by_side():
    landscape = landscape_of("(x^2 + y^2 - 4)^2*((x - 3.5)^2 + (y - 3.5)^2) + 0.5")
    assert np.allclose(landscape.minima, [(3.5, 3.5)], atol=1e-12)
    assert len(landscape.valleys) == len(landscape.global_valleys) == 1
    assert landscape.global_minima == landscape.minima
    even = landscape_of("(x^2 - 1)^2*(x^2 - 0.7)")
    middle = [np.mean([x for x, _ in valley]) for valley in even.valleys]
    assert middle[0] == pytest.approx(0, abs=1e-9)
    assert sorted(middle[1:]) == pytest.approx([-1, 1], abs=1e-9)
    assert even.global_valleys == even.valleys[:1]


@pytest.mark.parametrize("text", ["(2x + y - 2.0123)^2 + 3", "|y - 1.234x + 0.3| + 3"])
def test_the_lowest_loss_is_the_valleys_floor_and_not_that_of_a_grid(text):
    landscape = landscape_of(text)
    assert landscape.minimum_value == pytest.approx(3, abs=1e-15)
    assert landscape.height > 0
    assert landscape.global_valleys == landscape.valleys
    assert len(landscape.is_global) == 0


@pytest.mark.parametrize("text", ["3", "sqrt(x^2 + y^2 - 1)", "x^0.5*y", "x*y", "1/(x - y)", "tan(x)"])
def test_level_ground_edges_poles_and_slopes_have_no_floor(text):
    assert find_floors(landscape_of(text), SQUARE) == ((), ())


@pytest.mark.parametrize("text", ["x^0.5*y^2", "x*y^2"])
def test_a_valley_ends_where_the_domain_or_its_walls_do(text):
    (valley,) = landscape_of(text).valleys
    assert {abs(y) for _, y in valley} == {0.0}
    assert min(x for x, _ in valley) == pytest.approx(0, abs=0.02)
    assert max(x for x, _ in valley) == 5


def test_floors_do_not_depend_on_the_units_of_the_window():
    tiny = landscape_of("(1e3*y - sin(x))^2", ((-3.0, 3.0), (-1e-3, 1e-3)))
    assert len(tiny.valleys) == 1
    far = landscape_of("|x - 1000.3| + 2*|y - x/1e6|", ((1000.0, 1001.0), (-0.01, 0.01)))
    np.testing.assert_allclose(far.minima, [(1000.3, 1000.3 / 1e6)], rtol=1e-12)


def test_valleys_come_and_go_with_parameters():
    ravine = LANDSCAPES["ravine"]
    knob = ravine.parameters["angle"]
    text = "(y - tan(pi*angle/180)*x)^2 + |angle|/1000*x^2"
    record = Landscape("turned", "", "", text, SQUARE, (1.0, 2.0), 0.1, (), parameters={"angle": knob})
    tilted, level = record.with_parameters(angle=20.0), record.with_parameters(angle=0.0)
    np.testing.assert_allclose(tilted.minima, [(0, 0)], atol=1e-12)
    assert tilted.valleys == ()
    for landscape in (level, tilted.with_parameters(angle=0.0)):
        assert landscape.minima == ()
        assert len(landscape.valleys) == 1
    back = level.with_parameters(angle=20.0)
    assert (len(back.minima), back.valleys) == (1, ())


@pytest.mark.parametrize("text", ["sqrt(x^2 + y^2)", "|x| + |y|", "|x|^0.5 + |y|", "|y - x|", "sqrt(|y - x^2|)"])
def test_a_kink_has_no_curvature_and_nothing_minds(text):
    landscape = landscape_of(text)
    terrain = Terrain.of(landscape)
    assert len(terrain.losses) == len(terrain.curvatures[0]) == len(landscape.minima)
    assert landscape.learning_rate > 0
    assert landscape.height > 0
    for point in [*landscape.minima, *(valley[0] for valley in landscape.valleys)]:
        principal_curvatures(landscape.hessian(*point))
