"""The noise of mini-batches: its size, what it comes from, and how high above the minimum it keeps a run."""

import re
from dataclasses import replace

import numpy as np
import pytest
from points import bent, cloud, made_of, straight_line
from reading import value

from descent import descend
from descent.gradient_noise import measure_noise, tell_noise
from descent.setting import Course
from landscapes import LANDSCAPES
from landscapes.data import Data
from optimizers import OPTIMIZERS
from schedules import SCHEDULES

LINE, CLOUD, BENT = straight_line(), cloud(), bent()
PLAIN, CONSTANT = OPTIMIZERS["gradient_descent"](), SCHEDULES["constant"]()
N = 40


def spread_of_points(landscape, place):
    """The standard deviation of the single points' gradients, (2,)."""
    each = [landscape.surface.of(np.array([point])).gradient(*place) for point in range(len(landscape.data))]
    return np.std(each, axis=0)


@pytest.mark.parametrize("landscape", [LINE, CLOUD, BENT], ids=["line", "cloud", "bent"])
@pytest.mark.parametrize("size", [1, 2, 4, 8, 12, 18])
def test_it_falls_with_the_root_of_the_size_and_faster_where_few_points_are_left_out(landscape, size):
    place, n = np.array(landscape.start), len(landscape.data)
    noise = measure_noise(landscape, place, size, seed=1, epochs=800)[:, 0]
    factor = np.sqrt((n - size) / (n - 1) / size)
    np.testing.assert_allclose(noise, spread_of_points(landscape, place) * factor, rtol=0.05)


def test_only_batches_of_the_size_count_and_all_points_have_no_noise():
    batches = [batch for batch in LINE.data.batches(20, 15, 3) if len(batch) == 15]  # an epoch is 15 + 15 + 10
    x, y = LINE.start
    strays = [LINE.surface.of(batch).gradient(x, y) - LINE.gradient(x, y) for batch in batches[:4]]
    expected = np.sqrt(np.mean(np.square(strays), axis=0))
    np.testing.assert_allclose(measure_noise(LINE, np.array(LINE.start), 15, seed=3, epochs=2)[:, 0], expected)
    assert measure_noise(LINE, np.array(LINE.start), N, seed=3).max() < 1e-14


def test_it_is_measured_at_every_place_and_refuses_what_has_no_batches():
    places = np.array([[0.0, 1.0, -2.0], [0.5, 0.0, 2.0]])
    together = measure_noise(LINE, places, 5, seed=2)
    np.testing.assert_array_equal(
        together, np.concatenate([measure_noise(LINE, place, 5, seed=2) for place in places.T], axis=1)
    )
    with pytest.raises(ValueError, match="no mini-batches"):
        measure_noise(LANDSCAPES["bowl"], places, 5, seed=2)
    with pytest.raises(ValueError, match="from 1 to 40"):
        measure_noise(LINE, places, 41, seed=2)


@pytest.mark.parametrize(("size", "larger"), [(1, 4), (4, 16), (9, 36)])
def test_it_is_told_beside_that_of_a_larger_batch(size, larger):
    told = re.fullmatch(
        rf"Noise of the gradient at the start: σ ≈ (\S+) with {size} of 40 points a step, "
        rf"σ ≈ (\S+) with {larger}: it falls as 1/√B, and faster where few points are left out\.",
        tell_noise(Course(LINE, LINE.start, 50, batch_size=size)),
    ).groups()
    for count, number in zip((size, larger), told, strict=True):
        batches = [batch for batch in LINE.data.batches(3000, count, 9) if len(batch) == count]
        strays = [LINE.surface.of(batch).gradient(*LINE.start) - LINE.gradient(*LINE.start) for batch in batches]
        assert value(number) == pytest.approx(np.sqrt(np.mean(np.square(strays))), rel=0.1)
    left_out = np.sqrt((N - larger) / (N - size))
    assert value(told[1]) / value(told[0]) == pytest.approx(left_out / 2, rel=0.2)


def test_of_a_batch_that_has_none_four_times_as_large_its_own_noise_is_told():
    assert tell_noise(Course(LINE, LINE.start, 50, batch_size=10)).endswith("σ ≈ 1 with 10 of 40 points a step.")
    assert tell_noise(Course(LINE, LINE.start, 50)) == tell_noise(Course(LINE, LINE.start, 50, batch_size=N)) == ""


class Apart(Data):
    """Every batch is drawn from all points, whatever the others took."""

    def batches(self, steps, size, seed):
        random = np.random.default_rng(seed)
        return [random.choice(len(self), size, replace=False) for _ in range(steps)]


def rest(landscape, alpha, steps=15_000, **noises):
    """The variance of either axis about the minimum over a long run that begins there."""
    run = descend(landscape, PLAIN, CONSTANT, landscape.minima[0], alpha, steps, seed=5, **noises)
    return ((run.positions[200:, :, 0] - landscape.minima[0]) ** 2).mean(axis=0)


@pytest.mark.parametrize("alpha", [0.1, 0.5])
def test_independent_noise_keeps_a_run_as_high_as_its_size_says(alpha):
    """Along an axis of curvature 1 the variance at rest is alpha sigma^2 / (2 - alpha), the loss half of it."""
    independent = replace(CLOUD, data=Apart(CLOUD.data.points, CLOUD.data.validation, 0))
    sigma = measure_noise(CLOUD, np.array(CLOUD.minima[0]), 4, seed=0, epochs=800)[:, 0]
    variance = rest(independent, alpha, batch_size=4)
    np.testing.assert_allclose(variance, alpha * sigma**2 / (2 - alpha), rtol=0.12)
    x, y = rest(CLOUD, alpha, label_noise=0.8)
    assert x < 1e-25  # the labels of these points are their y alone
    assert y == pytest.approx(alpha * 0.8**2 / N / (2 - alpha), rel=0.12)


@pytest.mark.parametrize("alpha", [0.1, 0.5])
def test_batches_of_an_epoch_take_back_what_they_stray(alpha):
    """The m batches of an epoch stray by 0 together; a run's variance after each follows from that alone."""
    size, m = 4, N // 4
    sigma = measure_noise(CLOUD, np.array(CLOUD.minima[0]), size, seed=0, epochs=800)[:, 0]
    kept, covariance = 1 - alpha, np.where(np.eye(m), 1.0, -1.0 / (m - 1))

    def brought_by(first):
        """What the first batches of an epoch add to the variance, in sigma^2."""
        weights = alpha * kept ** np.arange(first)[::-1]
        return weights @ covariance[:first, :first] @ weights

    at_start = brought_by(m) / (1 - kept ** (2 * m))
    share = np.mean([kept ** (2 * first) * at_start + brought_by(first) for first in range(m)])
    variance = rest(CLOUD, alpha, batch_size=size)
    np.testing.assert_allclose(variance, share * sigma**2, rtol=0.12)
    assert (variance < 0.85 * alpha * sigma**2 / (2 - alpha)).all()


def test_noise_of_the_labels_drifts_to_flatter_minima_and_the_same_noise_on_all_gradients_does_not():
    """Two weights in a row, (1 - x y)²/2 from (4, 0.1): λ = x² + y² along the valley, 16 where a run comes down.

    With labels of σ 0.3 it is 8.7 after 2000 steps; steps that any noise moves walk both ways along the valley.
    """
    weights = made_of("(x*y*u - v)^2/2", [(1.0, 1.0)], start=(4.0, 0.1))

    def sharpness(**noises):
        run = descend(weights, PLAIN, CONSTANT, weights.start, 0.05, 2000, **noises)
        x, y = run.positions[..., 0].T
        return (x**2 + y**2)[[200, 2000]]

    early, late = np.array([sharpness(label_noise=0.3, seed=seed) for seed in range(6)]).T
    assert ((late > 8.2) & (late < 9.3)).all()
    assert (late < early - 4).all()
    isotropic = np.array([sharpness(noise=0.1, seed=seed)[1] for seed in range(16)])
    assert 14 < isotropic.mean() < 18
    assert isotropic.max() > 16.5
    assert isotropic.min() > 11
