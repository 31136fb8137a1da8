"""A fan of seeds is made of single runs, and what escapes is told by where those end."""

from dataclasses import replace

import numpy as np
import pytest

from descent import examine
from descent.fan import escapes_over_noise, escapes_over_rate, fan_out, noise_axis, noise_notches
from descent.setting import Course, Runner
from landscapes import LANDSCAPES
from optimizers import OPTIMIZERS
from schedules import SCHEDULES

WELL, NEURON = LANDSCAPES["double_well"], LANDSCAPES["tanh_neuron"]
NOISES = {
    "gradient": Course(WELL, WELL.start, 60, noise=1.5, seed=7),
    "labels": Course(NEURON, NEURON.start, 40, label_noise=0.6, seed=3),
    "batches": Course(NEURON, NEURON.start, 40, batch_size=4, seed=3),
}
FEW = range(7, 12)


def runner(rate, method="gradient_descent", **knobs):
    return Runner(OPTIMIZERS[method](**knobs), SCHEDULES["constant"](), rate)


def alone(course, seed, own):
    """One run as the page shows it, and the minimum that its findings name."""
    trajectory = replace(course, seed=seed).run(own)
    return trajectory, examine(trajectory, course.landscape)


@pytest.mark.parametrize("kind", NOISES)
def test_each_is_the_run_of_its_seed(kind):
    course, own = NOISES[kind], runner(0.05, "momentum")
    fan = fan_out(course, own, FEW)
    for index, seed in enumerate(FEW):
        trajectory, findings = alone(course, seed, own)
        np.testing.assert_array_equal(fan.trajectory.run(index).positions, trajectory.positions)
        assert fan.verdicts[index] == findings.verdict[0]
    assert len({tuple(end) for end in fan.trajectory.positions[-1].T}) == len(FEW)


def test_who_escapes_over_the_rate_is_told_by_single_runs():
    course, rates = NOISES["gradient"], np.array([0.01, 0.05, 0.1, 0.2, 0.3, 5.0])
    found = escapes_over_rate(course, runner(0.1), rates, FEW)
    for rate, share in zip(rates.tolist(), found.shares.tolist(), strict=True):
        own = runner(rate)
        calm = examine(course.without_noise().run(own), WELL)
        if calm.reached[0] < 0:
            assert np.isnan(share)
            continue
        away = 0
        for seed in FEW:
            _, noisy = alone(course, seed, own)
            away += noisy.verdict[0] == "diverged" or noisy.minimum[0] != calm.minimum[0]
        assert share == away / len(FEW)
    assert np.isnan(found.shares).any()
    assert np.nanmax(found.shares) > np.nanmin(found.shares)


@pytest.mark.parametrize("kind", NOISES)
def test_over_the_noise_each_notch_is_a_fan_of_its_own(kind):
    course, own = NOISES[kind], runner(0.1)
    axis, found = noise_axis(course), escapes_over_noise(course, own, FEW)
    assert getattr(course, axis) in found.values.tolist()
    assert (np.diff(found.values) > 0).all()
    for value, share in list(zip(found.values.tolist(), found.shares.tolist(), strict=True))[::3]:
        value = int(value) if axis == "batch_size" else value
        fan = fan_out(replace(course, **{axis: value}), own, FEW)
        np.testing.assert_equal(share, fan.escaped.mean() if fan.calm >= 0 else np.nan)


def test_next_to_no_noise_lets_nobody_escape_and_more_of_it_lets_more():
    shares = [
        fan_out(replace(NOISES["gradient"], noise=n), runner(0.1), range(64)).escaped.mean() for n in (1e-9, 2, 3)
    ]
    assert shares[0] == 0 < shares[1] < shares[2]


def test_who_diverges_escapes_also_where_there_is_one_minimum():
    away = fan_out(Course(NEURON, NEURON.start, 200, noise=0.1), runner(0.1, "adam"), range(16))
    assert np.isfinite(away.trajectory.positions).all()
    assert 0 < (away.verdicts == "diverged").sum() == away.escaped.sum()


def test_batches_are_smaller_than_all_points_and_without_noise_there_is_no_axis():
    count = len(NEURON.data)
    sizes = noise_notches(replace(NOISES["batches"], batch_size=6)).tolist()
    assert sizes == [1, 3, 6, 12, 24]
    assert noise_notches(replace(NOISES["batches"], batch_size=count - 1))[-1] == count - 1
    with pytest.raises(ValueError, match="no noise"):
        noise_axis(NOISES["batches"].without_noise())


@pytest.mark.parametrize("rate", [0.001, 0.05, 0.15, 0.3, 2.0])
def test_the_groups_count_every_seed_once(rate):
    fan = fan_out(NOISES["gradient"], runner(rate), range(64))
    assert sum(group.count for group in fan.groups) == 64
    for group in fan.groups:
        alike = fan.minimum == group.minimum if group.minimum >= 0 else fan.verdicts == group.verdict
        assert group.count <= alike.sum()
        assert (group.minimum >= 0) == (group.verdict in ("converged", "trapped", "oscillating"))
    assert fan.escaped.any() <= (fan.calm >= 0)


def test_the_words():
    course, place = replace(NOISES["gradient"], noise=4.0), "(0.96,\N{NBSP}0)"
    assert fan_out(course, runner(0.1), range(7, 71)).sentence == (
        "43 of 64 seeds end around the global minimum, 20 around the local minimum and 1 diverges. "
        f"Without the noise it would rest at {place}: 44 of 64 seeds escape it."
    )
    assert fan_out(replace(course, noise=1e-9), runner(0.1), range(64)).sentence == (
        f"All 64 seeds end around the local minimum. Without the noise it would rest at {place}: no seed escapes it."
    )
    assert fan_out(course, runner(5.0), range(8)).sentence == (
        "All 8 seeds diverge. Without the noise it would diverge: there is no escape to count."
    )


def test_a_valley_of_minima_is_no_single_one():
    weights = LANDSCAPES["two_weights"]
    fan = fan_out(Course(weights, weights.start, 100, noise=0.02), runner(0.02), range(12))
    assert fan.sentence == (
        "All 12 seeds end at a valley of equal minima. "
        "Without the noise it would rest at a valley of equal minima: there is no escape to count."
    )


def test_where_there_is_nothing_to_escape_the_shares_are_gaps():
    found = escapes_over_noise(NOISES["gradient"], runner(5.0), FEW)
    assert np.isnan(found.shares).all()
    assert len(found.values) == len(found.shares)


def test_it_pauses_at_every_step():
    beats = []
    course = NOISES["gradient"]
    escapes_over_rate(course, runner(0.1), np.array([0.1, 0.2]), FEW, lambda: beats.append(1))
    assert len(beats) == course.steps * (len(FEW) + 1)
