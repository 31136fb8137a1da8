"""Every landscape of the catalogue: its derivatives, its minima, its window, its words."""

import itertools
import re

import numpy as np
import pytest

from landscapes import LANDSCAPES
from landscapes.minima import find_floors

EVERY = pytest.mark.parametrize("landscape", LANDSCAPES.values(), ids=LANDSCAPES.keys())
FIRST = ["ravine", "bowl", "rosenbrock"]


def points_inside(landscape, count, seed=0):
    (left, right), (bottom, top) = landscape.window
    return np.random.default_rng(seed).uniform([[left], [bottom]], [[right], [top]], (2, count))


def grid_over(landscape, count=301):
    (left, right), (bottom, top) = landscape.window
    return np.linspace(left, right, count), np.linspace(bottom, top, count)[:, None]


def settings_of(landscape):
    """The landscape with each knob at its ends, the others at their defaults."""
    for name, knob in landscape.parameters.items():
        for value in (knob.low, knob.high):
            yield landscape.with_parameters(**{name: value})


def test_the_catalogue_is_ordered_immutable_and_keyed_by_key():
    assert list(LANDSCAPES)[: len(FIRST)] == FIRST
    assert all(landscape.key == key for key, landscape in LANDSCAPES.items())
    with pytest.raises(TypeError):
        LANDSCAPES["bowl"] = None


def test_families_stand_together_and_are_a_few():
    families = [family for family, _ in itertools.groupby(landscape.family for landscape in LANDSCAPES.values())]
    assert len(families) == len(set(families))
    assert 3 <= len(families) <= 6
    assert all(families)


def test_former_keys_are_no_longer_in_use():
    former = [landscape.former_key for landscape in LANDSCAPES.values() if landscape.former_key]
    assert len(former) == len(set(former))
    assert not set(former) & set(LANDSCAPES)


@EVERY
def test_it_has_a_title_a_lesson_and_a_source(landscape):
    assert re.fullmatch(r"[a-z_]+", landscape.key)
    assert landscape.title
    assert len(landscape.lesson) > 30
    assert landscape.lesson.endswith(".")
    assert landscape.source
    assert all(word.strip() == word != "" for word in landscape.also)
    assert len({word.casefold() for word in landscape.also}) == len(landscape.also) >= 2
    assert all(knob.title and knob.help for knob in landscape.parameters.values())


@EVERY
def test_its_gradient_is_the_slope_of_its_loss(landscape):
    for setting in (landscape, *settings_of(landscape)):
        x, y = points_inside(setting, 40)
        size = 1e-5 * np.ptp(setting.window, axis=1)
        slopes = np.array(
            [
                (setting.loss(x + size[0], y) - setting.loss(x - size[0], y)) / (2 * size[0]),
                (setting.loss(x, y + size[1]) - setting.loss(x, y - size[1])) / (2 * size[1]),
            ]
        )
        gradient = setting.gradient(x, y)
        np.testing.assert_allclose(gradient, slopes, rtol=2e-5, atol=2e-7 * np.abs(gradient).max())


@EVERY
def test_its_hessian_is_the_slope_of_its_gradient(landscape):
    for setting in (landscape, *settings_of(landscape)):
        x, y = points_inside(setting, 40, seed=1)
        size = 1e-5 * np.ptp(setting.window, axis=1)
        slopes = np.array(
            [
                (setting.gradient(x + size[0], y) - setting.gradient(x - size[0], y)) / (2 * size[0]),
                (setting.gradient(x, y + size[1]) - setting.gradient(x, y - size[1])) / (2 * size[1]),
            ]
        )
        hessian = setting.hessian(x, y)
        np.testing.assert_allclose(hessian, slopes, rtol=2e-5, atol=2e-7 * np.abs(hessian).max())
        np.testing.assert_array_equal(hessian[0, 1], hessian[1, 0])


@EVERY
def test_its_minima_are_minima_to_full_precision(landscape):
    for setting in (landscape, *settings_of(landscape)):
        assert setting.minima or setting.valleys or setting.key in BOTTOMLESS
        x, y = np.reshape(setting.minima, (-1, 2)).T
        if setting.key in CONES:
            x, y = x[1:], y[1:]
        gradient, hessian = setting.gradient(x, y), setting.hessian(x, y)
        curvature = np.linalg.eigvalsh(np.moveaxis(hessian, -1, 0))
        assert (curvature[:, 0] > 0).all()
        away = np.hypot(*np.linalg.solve(np.moveaxis(hessian, -1, 0), gradient.T[:, :, None])[:, :, 0].T)
        assert (away <= 2e-15 * (1 + np.hypot(x, y)) * (1 + curvature[:, 1] / curvature[:, 0])).all()


@EVERY
def test_nothing_on_a_fine_grid_lies_below_its_global_minimum(landscape):
    for setting in (landscape, *settings_of(landscape)):
        loss = setting.loss(*grid_over(setting))
        assert np.isfinite(loss).all()
        slack = 1e-5 if setting.key in BOTTOMLESS else 1e-12
        assert loss.min() >= setting.minimum_value - slack * max(1, abs(setting.minimum_value))


@EVERY
def test_it_lists_every_minimum_of_its_window_and_only_once_global_ones_first(landscape):
    for setting in (landscape, *settings_of(landscape)):
        (left, right), (bottom, top) = setting.window
        span = np.hypot(right - left, top - bottom)
        listed = np.reshape(setting.minima, (-1, 2))
        searched, valleys = find_floors(setting, setting.window)
        assert len(valleys) == len(setting.valleys)
        assert len(searched) == len(listed)
        for found in searched:
            assert np.hypot(*(listed - found).T).min() < 1e-6 * span, found
        for one, other in itertools.combinations(listed, 2):
            assert np.hypot(*(one - other)) > 1e-4 * span
        assert ((listed >= [left, bottom]) & (listed <= [right, top])).all()
        assert setting.minima[: len(setting.global_minima)] == setting.global_minima
        assert len(setting.global_minima) + len(setting.local_minima) == len(listed)


@EVERY
def test_it_starts_inside_its_window_off_the_diagonals_on_a_slope(landscape):
    (left, right), (bottom, top) = landscape.window
    x, y = landscape.start
    assert left < x < right
    assert bottom < y < top
    assert abs(x) != abs(y)
    assert np.hypot(*landscape.gradient(x, y)) > 0
    assert 0.5 <= (right - left) / (top - bottom) <= 2


# Lowest losses and where, as published: digits as printed in the source (see each file); where two differ, the
# one that the closed form confirms. Most are in Jamil & Yang (2013), arXiv:1308.4008.
PUBLISHED = {
    "rosenbrock": (0.0, (1, 1)),
    "himmelblau": (0.0, (3, 2)),
    "rastrigin": (0.0, (0, 0)),
    "booth": (0.0, (1, 3)),
    "matyas": (0.0, (0, 0)),
    "beale": (0.0, (3, 0.5)),
    "three_hump_camel": (0.0, (0, 0)),
    "six_hump_camel": (-1.0316, (0.0898, -0.7126)),
    "goldstein_price": (3.0, (0, -1)),
    "mccormick": (-1.9132, (-0.547, -1.547)),
    "styblinski_tang": (-78.332, (-2.903534, -2.903534)),
    "ackley": (0.0, (0, 0)),
    "griewank": (0.0, (0, 0)),
    "levy": (0.0, (1, 1)),
    "easom": (-1.0, (np.pi, np.pi)),
    "rippled_bowl": (0.0, (0, 0)),
}


@pytest.mark.parametrize("key", PUBLISHED)
def test_its_lowest_loss_is_the_published_one(key):
    loss, place = PUBLISHED[key]
    landscape = LANDSCAPES[key]
    assert landscape.minimum_value == pytest.approx(loss, abs=5e-4 if loss < -50 else 5e-5)
    assert np.hypot(*(np.array(landscape.global_minima) - place).T).min() < 3e-4


@pytest.mark.parametrize(
    ("key", "losses"),
    [
        ("goldstein_price", [3, 30, 84, 840]),
        ("six_hump_camel", [-1.0316285, -1.0316285, -0.2154638, -0.2154638, 2.1042503, 2.1042503]),
        ("three_hump_camel", [0, 0.2986384, 0.2986384]),
        ("styblinski_tang", [-78.3323314, -64.1956124, -64.1956124, -50.0588933]),
    ],
)
def test_its_other_minima_have_the_known_losses_in_rising_order(key, losses):
    landscape = LANDSCAPES[key]
    np.testing.assert_allclose(landscape.loss(*np.transpose(landscape.minima)), losses, atol=1e-7)


# Their global minimum is the tip of a cone, where there is no gradient.
CONES = {"ackley"}
# They fall for ever, ever slower.
BOTTOMLESS = {"logistic_separable"}
