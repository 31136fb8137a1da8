"""The sweep: every notch is the run that one gets without a sweep, and the present value is one of the notches."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from each import each

from descent.control import NOTCHES_PER_DECADE, controls_for
from descent.setting import LEARNING_RATE, Course, Runner, suggest_rate
from descent.sweep import sweep
from knobs import knobs_of
from landscapes import LANDSCAPES
from optimizers import OPTIMIZERS
from schedules import SCHEDULES

# Every optimizer and every schedule, each with a partner.
PAIRS = [(optimizer, "exponential") for optimizer in OPTIMIZERS] + [("adam", schedule) for schedule in SCHEDULES]
HIMMELBLAU = Course(LANDSCAPES["himmelblau"], start=(-1.3, 0.7), steps=6, seed=3)
FINAL = "final"


def off_notches(part):
    """The part with every knob between two notches."""
    values = {}
    for name, knob in knobs_of(part).items():
        low, high = knob.notches(60)[1:3]
        values[name] = int(high) if knob.whole else float(low + 0.37 * (high - low))
    return replace(part, **values)


@pytest.mark.parametrize("noise", [0.0, 0.5])
@pytest.mark.parametrize(("optimizer", "schedule"), PAIRS)
def test_every_notch_is_the_run_one_gets_without_a_sweep(optimizer, schedule, noise):
    course = replace(HIMMELBLAU, noise=noise)
    optimizer = off_notches(OPTIMIZERS[optimizer]())
    runner = Runner(optimizer, off_notches(SCHEDULES[schedule](horizon=course.steps)), 0.0123)
    controls = controls_for(runner, 0.01)
    swept = sweep(course, runner, controls)
    assert list(swept.slices) == [control.name for control in controls]
    assert swept.trajectory.runs == sum(len(control.values) for control in controls)
    assert_same(swept.trajectory.run(swept.present), course.run(runner))
    for control in controls:
        runs = range(swept.trajectory.runs)[swept.slices[control.name]]
        assert len(runs) == len(control.values)
        for notch in {0, len(runs) // 2, control.index, len(runs) - 1}:
            alone = course.run(runner.moved(**{control.name: control.values[notch]}))
            assert_same(swept.trajectory.run(runs[notch]), alone)


def assert_same(together, alone):
    for name in ("positions", "losses", "gradients", "rates"):
        np.testing.assert_allclose(getattr(together, name), getattr(alone, name), rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_any_of_the_sliders_may_be_left_out(key):
    runner = Runner(OPTIMIZERS[key](), SCHEDULES["exponential"](horizon=6), 0.01)
    rate, *others = controls_for(runner, 0.01)
    for controls in ([], [rate], others, others[:1]):
        swept = sweep(HIMMELBLAU, runner, controls)
        assert swept.trajectory.runs == max(sum(len(control.values) for control in controls), 1)
        assert_same(swept.trajectory.run(swept.present), HIMMELBLAU.run(runner))


@pytest.mark.parametrize("shift", [lambda part: part, off_notches], ids=["defaults", "elsewhere"])
@pytest.mark.parametrize(("optimizer", "schedule"), PAIRS)
def test_a_slider_holds_its_present_value_and_its_default_and_has_its_notches_in_order(optimizer, schedule, shift):
    optimizer, schedule = shift(OPTIMIZERS[optimizer]()), shift(SCHEDULES[schedule](horizon=50))
    for control in controls_for(Runner(optimizer, schedule, 0.013), 0.0123):
        assert control.values[control.index] == control.present
        suggested = 1.0 if control.name == FINAL else control.knob.default
        assert np.isclose(control.values, suggested, rtol=1e-6).any()
        rising = control.values[::-1] if control.name == FINAL else control.values
        assert (np.diff(rising) > 0).all()
        assert control.knob.low <= rising[0]
        assert rising[-1] <= control.knob.high
        assert len(rising) > 2
        if control.knob.whole:
            assert (control.values == np.round(control.values)).all()


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_decay_runs_from_none_at_the_left_to_a_thousandth(schedule):
    for final in (1.0, 0.02, 0.001):
        runner = Runner(OPTIMIZERS["momentum"](), SCHEDULES[schedule](final=final, horizon=50), 0.1)
        controls = controls_for(runner, 0.1)
        decays = [control for control in controls if control.name == FINAL]
        for decay in decays:
            assert (decay.values[0], decay.values[-1]) == (1.0, 0.001)
            assert decay.present == final
            assert decay.knob.default == 1.0
        assert len(decays) == (FINAL in knobs_of(SCHEDULES[schedule]))


@each(product(OPTIMIZERS, LANDSCAPES))
def test_the_learning_rates_reach_two_decades_around_the_suggested_one(optimizer, key):
    suggested = suggest_rate(OPTIMIZERS[optimizer](), LANDSCAPES[key])
    alpha, *_ = controls_for(Runner(OPTIMIZERS[optimizer](), SCHEDULES["constant"](), suggested), suggested)
    assert alpha.name == LEARNING_RATE
    assert alpha.values[0] == pytest.approx(suggested / 100, rel=0.07)
    assert alpha.values[-1] == pytest.approx(suggested * 100, rel=0.07)
    assert 4 * NOTCHES_PER_DECADE + 1 <= len(alpha.values) <= 4 * NOTCHES_PER_DECADE + 2


@pytest.mark.parametrize("present", [1e-12, 1e-3, 0.012, 1e6])
def test_a_learning_rate_from_far_away_is_taken_in(present):
    alpha, *_ = controls_for(Runner(OPTIMIZERS["adam"](), SCHEDULES["constant"](), present), 0.01)
    assert alpha.values[alpha.index] == present
    assert alpha.knob.low <= present <= alpha.knob.high


def test_a_notch_does_not_move_when_another_one_is_the_present_value():
    """So that a slider's own sweep need not travel again after each release."""
    runner = Runner(OPTIMIZERS["adam"](), SCHEDULES["exponential"](final=1.0, horizon=50), 0.01)
    for control in controls_for(runner, 0.01):
        value = control.values[len(control.values) // 3].item()
        moved = runner.moved(**{control.name: value})
        after = next(other for other in controls_for(moved, 0.01) if other.name == control.name)
        assert after.present == value
        np.testing.assert_array_equal(after.values, control.values)
