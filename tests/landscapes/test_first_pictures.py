"""First pictures: the one that a landscape's bare link opens is the one that was chosen, and can be seen."""

import numpy as np
import pytest
from first_picture import CONVERGED, CRAWLING, OSCILLATING, STALLED, TRAPPED, see

from landscapes import LANDSCAPES

CONTOURS = 22  # lines on a map
# Verdict, where it ends, and the larger share of the window's sides that its path spans
PINNED = {
    "ravine": (CONVERGED, (0, 0), 0.40),
    "bowl": (CONVERGED, (0, 0), 0.45),
    "rosenbrock": (CRAWLING, (0.312, 0.094), 0.40),
    "booth": (CONVERGED, (1, 3), 0.35),
    "matyas": (CONVERGED, (0, 0), 0.45),
    "beale": (CRAWLING, (2.84, 0.46), 0.40),
    "saddle": (CONVERGED, (0, 1), 0.43),
    "monkey_saddle": (CONVERGED, (0.75, 1.299), 0.37),
    "plateau": (CONVERGED, (0, 0), 0.43),
    "cliff": (OSCILLATING, (-0.656, 0.089), 0.79),
    "easom": (STALLED, (5.37, 0.549), 0.64),
    "double_well": (TRAPPED, (0.96, 0), 0.36),
    "himmelblau": (CONVERGED, (3, 2), 0.62),
    "sharp_and_flat": (TRAPPED, (1.333, 0.476), 0.48),
    "three_hump_camel": (TRAPPED, (1.748, -0.874), 0.47),
    "six_hump_camel": (CONVERGED, (-0.09, 0.713), 0.75),
    "mccormick": (TRAPPED, (2.594, 1.594), 0.62),
    "styblinski_tang": (TRAPPED, (2.747, -2.904), 0.41),
    "goldstein_price": (CONVERGED, (0, -1), 0.37),
    "rippled_bowl": (CONVERGED, (0, 0), 0.38),
    "rastrigin": (TRAPPED, (0, -0.995), 0.52),
    "ackley": (CONVERGED, (0, 0), 0.47),
    "griewank": (TRAPPED, (-6.28, 0), 0.57),
    "levy": (CONVERGED, (1, 1), 0.37),
    "formula": (CONVERGED, (-1.301, 0), 0.55),
    "line_raw": (CRAWLING, (0.777, 0.846), 0.42),
    "line_scaled": (CONVERGED, (0.776, 3.223), 0.38),
    "logistic": (CONVERGED, (6.508, 0.431), 0.93),
    "logistic_separable": (CRAWLING, (9.128, 0.11), 0.68),
    "tanh_neuron": (CONVERGED, (1.08, -0.331), 0.41),
    "two_weights": (CONVERGED, (1.024, 0.976), 0.40),
    "sine_fit": (TRAPPED, (0.195, 3.123), 0.34),
    "overfit": (CRAWLING, (0.691, 1.058), 0.38),
}


def test_every_first_picture_is_pinned():
    assert set(PINNED) == set(LANDSCAPES)


@pytest.mark.parametrize("key", PINNED)
def test_it_is_the_picture_that_was_chosen(key):
    landscape, (word, place, share) = LANDSCAPES[key], PINNED[key]
    shown, sides = see(key), np.ptp(landscape.window, axis=1)
    assert shown.verdict == word
    np.testing.assert_allclose(shown.end, place, atol=0.01 * sides.max())
    assert np.max(np.ptp(shown.way, axis=0) / sides) == pytest.approx(share, abs=0.01)


@pytest.mark.parametrize("key", LANDSCAPES)
def test_it_can_be_seen(key):
    """The path stays in the window, spans a third of it and crosses contours; the ground has some of every height."""
    landscape, shown = LANDSCAPES[key], see(key)
    low, high = np.transpose(landscape.window)
    assert (low <= shown.way).all()
    assert (shown.way <= high).all()
    assert np.max(np.ptp(shown.way, axis=0) / (high - low)) > 1 / 3
    ground = heights(landscape, landscape.loss(*np.meshgrid(*np.linspace(low, high, 81).T)))
    crossed = np.ptp(np.floor(CONTOURS * heights(landscape, shown.losses) / ground.max()))
    assert crossed >= 2
    lines = len(np.unique(np.floor(CONTOURS * ground / ground.max())))
    assert lines > CONTOURS / 2


def heights(landscape, losses):
    scale = landscape.height_scale
    return np.log10(1 + np.maximum(losses - scale["floor"], 0) / scale["scale"])


@pytest.mark.parametrize("key", LANDSCAPES)
def test_it_is_the_same_picture_on_every_machine(key):
    """What a rounding does to a hopping run is too small to be seen."""
    x, y = LANDSCAPES[key].start
    moved = see(key, start=(x + 1e-9, y - 1e-9))
    assert moved.verdict == see(key).verdict
    np.testing.assert_allclose(moved.way, see(key).way, atol=1e-3 * np.ptp(LANDSCAPES[key].window))
