"""Lessons of the losses made of data: what each is there to teach happens in its first picture."""

import dataclasses
import math

import numpy as np
import pytest
from first_picture import CONVERGED, CRAWLING, TRAPPED, at, see, verdicts_on_the_slider

from descent.descend import descend
from landscapes import LANDSCAPES
from optimizers import OPTIMIZERS
from schedules import SCHEDULES


def test_line_raw_bounces_between_walls_and_crawls_on_the_floor_where_scaled_inputs_arrive_at_once():
    raw, scaled = see("line_raw"), see("line_scaled")
    assert raw.verdict == CRAWLING
    assert raw.overshoots > 20
    assert np.isin(verdicts_on_the_slider("line_raw"), [CRAWLING, CONVERGED]).any()
    assert CONVERGED not in verdicts_on_the_slider("line_raw")  # not in these steps, at any rate
    assert scaled.verdict == CONVERGED
    assert scaled.reached < 10
    away = scaled.way - LANDSCAPES["line_scaled"].minima[0]
    np.testing.assert_allclose(away[1:9], (1 - LANDSCAPES["line_scaled"].learning_rate) * away[:8], atol=1e-12)


def test_logistic_leaps_in_at_a_rate_that_is_far_too_large_elsewhere():
    shown, landscape = see("logistic"), LANDSCAPES["logistic"]
    assert shown.verdict == CONVERGED
    assert 0 < shown.overshoots <= 3
    assert at("logistic", 4.0).verdict == CRAWLING
    assert at("logistic", 30.0).verdict == CONVERGED
    slopes = np.hypot(*landscape.gradient(*np.meshgrid(*np.linspace(*np.transpose(landscape.window), 41).T)))
    assert slopes.max() < 1.2  # nowhere steep


def test_logistic_separable_goes_on_and_on():
    shown, twice = see("logistic_separable"), see("logistic_separable", steps=400)
    assert shown.verdict == twice.verdict == CRAWLING
    assert (np.diff(twice.losses) < 0).all()
    assert twice.end[0] > shown.end[0] + 0.5
    assert at("logistic_separable", 1.0).end[0] < shown.end[0] - 1


def test_tanh_neuron_crawls_while_it_is_saturated():
    shown, landscape = see("tanh_neuron"), LANDSCAPES["tanh_neuron"]
    assert shown.verdict == CONVERGED
    assert (shown.losses > 0.9 * shown.losses[0]).sum() > 0.6 * shown.reached
    saturated = np.abs(landscape.predict(*landscape.start, landscape.data.inputs))
    assert np.median(saturated) > 0.95
    assert at("tanh_neuron", 1.0).losses[-1] > 0.9 * shown.losses[0]


def test_two_weights_are_thrown_to_where_the_valley_is_flat():
    shown, landscape = see("two_weights"), LANDSCAPES["two_weights"]
    assert shown.verdict == CONVERGED
    assert shown.losses.max() > 20 * shown.losses[0]
    assert (shown.end**2).sum() == pytest.approx(2.0, abs=0.01)  # the flattest place there is
    assert (at("two_weights", 0.05).end ** 2).sum() > 15.5
    assert len(landscape.global_valleys) == 2


def test_sine_fit_finds_the_frequency_from_some_starts_only():
    landscape, shown = LANDSCAPES["sine_fit"], see("sine_fit")
    assert shown.verdict == TRAPPED
    assert CONVERGED not in verdicts_on_the_slider("sine_fit")
    near = see("sine_fit", start=(2.7, 0.4))
    assert near.verdict == CONVERGED
    assert math.dist(near.end, landscape.minima[0]) < 0.1
    assert len(landscape.local_minima) >= 4


def test_catapult_numbers():
    """Lewkowycz et al. (2020), section 1: thrown to where the curvature is below 2/α, up to 4/α; the app's figures."""
    landscape = LANDSCAPES["two_weights"]
    rest, sharpness = landscape.minimum_value, np.linalg.eigvalsh(landscape.hessian(*landscape.start))[1]
    assert sharpness == pytest.approx(16, abs=0.1)
    rates = np.array([0.12, 0.14, 0.16, 0.18, 0.195, 0.245, 0.25])
    run = descend(landscape, OPTIMIZERS["gradient_descent"](), SCHEDULES["constant"](), landscape.start, rates, 400)
    ends = (run.positions[-1] ** 2).sum(axis=0)[:6]
    np.testing.assert_allclose(ends[:5], [15.7, 11.9, 7.0, 2.8, 2.0], atol=0.06)
    np.testing.assert_allclose(run.losses[:, 1:5].max(axis=0) - rest, [1.26, 4.44, 11.09, 12.13], atol=0.01)
    assert (ends < 4 / rates[:6]).all()
    assert np.isfinite(run.losses[-1, :6]).all()
    assert not np.isfinite(run.losses[-1, 6])


def test_overlapping_classes_have_a_minimum_and_separable_ones_a_direction():
    overlap, apart = LANDSCAPES["logistic"], LANDSCAPES["logistic_separable"]
    assert np.hypot(*overlap.gradient(*overlap.minima[0])) < 1e-15
    run = descend(
        apart, OPTIMIZERS["gradient_descent"](), SCHEDULES["constant"](), apart.start, apart.learning_rate, 60_000
    )
    assert (np.diff(run.losses[:, 0]) < 0).all()
    size = np.hypot(*run.positions[:, :, 0].T)
    widest, margin = widest_margin(apart.data)
    grown = size[60_000] - size[6_000]
    assert grown == pytest.approx(math.log(10) / margin, rel=0.2)  # like the logarithm of the steps over the margin
    direction = run.positions[-1, :, 0] / size[-1]
    assert direction @ widest > 0.9999
    assert direction @ widest > (run.positions[200, :, 0] / size[200]) @ widest


def widest_margin(data):
    """The direction (w, b) whose worst point v (w u + b) is best, by looking at all; and that margin."""
    turns = np.linspace(-np.pi, np.pi, 200_001)
    margins = np.min(data.targets[:, None] * (np.cos(turns) * data.inputs[:, None] + np.sin(turns)), axis=0)
    best = turns[margins.argmax()]
    return np.array([np.cos(best), np.sin(best)]), margins.max()


def test_a_run_that_fits_too_far_is_best_at_an_early_step():
    landscape = LANDSCAPES["overfit"]
    rate, start = landscape.learning_rate, landscape.start
    run = descend(landscape, OPTIMIZERS["gradient_descent"](), SCHEDULES["constant"](), start, rate, 100)
    trained, held_back = run.losses[:, 0], landscape.validation_loss(*run.positions[:, :, 0].T)
    stop = int(held_back.argmin())
    assert 5 <= stop <= 25
    assert held_back[stop] < held_back[0] / 5
    assert held_back[-1] > 5 * held_back[stop]
    assert (np.diff(trained) < 0).all()
    assert math.dist(landscape.minima[0], landscape.validation.minima[0]) > 1


def test_about_half_of_the_draws_fit_too_far():
    landscape, worse = LANDSCAPES["overfit"], 0
    for seed in range(40):
        other = dataclasses.replace(landscape, data=landscape.draw(seed))
        run = descend(
            other, OPTIMIZERS["gradient_descent"](), SCHEDULES["constant"](), other.start, other.learning_rate, 100
        )
        held_back = other.validation_loss(*run.positions[:, :, 0].T)
        worse += held_back[-1] > 1.5 * held_back.min()
    assert 16 <= worse <= 28


def test_overfit_learns_the_trend_and_then_the_noise():
    shown, landscape = see("overfit"), LANDSCAPES["overfit"]
    trend, wave = shown.way.T
    assert abs(trend[10] - landscape.minima[0][0]) < 0.05
    assert wave[10] < 0.1 * landscape.minima[0][1]
    assert wave[-1] > 0.9 * landscape.minima[0][1]
