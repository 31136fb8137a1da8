"""Sliders hold exactly the value that was typed, and lose no notch to it but one that all but equals it."""

import dataclasses

import numpy as np
import pytest

from descent.control import controls_for, include, rate_notches
from descent.setting import Runner
from descent.together import shared_rates
from knobs import knobs_of
from optimizers import OPTIMIZERS
from schedules import SCHEDULES

ALL_BUT_EQUAL = 1.1e-6
OWNED = [(owner, name) for owner in (*OPTIMIZERS.values(), *SCHEDULES.values()) for name in knobs_of(owner)]


def check_holds(values, present, notches):
    """The present value is there once, exactly; and so is every notch that differs from it."""
    assert np.count_nonzero(values == present) == 1
    lost = [notch for notch in notches if notch not in values]
    assert len(lost) <= 1
    for notch in lost:
        assert abs(notch - present) <= ALL_BUT_EQUAL * abs(present)
    assert (np.diff(np.sort(values)) > 0).all()


def typed(low, high, notches):
    """Values that somebody may type: near each notch, near enough to be one, and close to the ends."""
    for notch in (*notches[:2], *notches[2:-1:9], notches[-1]):
        yield from (notch * (1 + away) for away in (0, 1.1e-7, -1.1e-7, 3e-6, 0.001))
        yield from (notch + away for away in (1e-13, -1e-13, 1e-9))
    yield from (low, high, low + 1e-300, 1e-12)


@pytest.mark.parametrize(("owner", "name"), OWNED)
def test_whatever_is_typed_for_a_knob_its_slider_holds_it(owner, name):
    knob = knobs_of(owner)[name]
    own = owner in OPTIMIZERS.values()
    runner = Runner(owner(), SCHEDULES["constant"](), 0.1) if own else Runner(OPTIMIZERS["adam"](), owner(), 0.1)

    def slider(value):
        return next(control for control in controls_for(runner.moved(**{name: value}), 0.1) if control.name == name)

    notches = slider(knob.default).values.tolist()
    for value in typed(knob.low, knob.high, notches):
        if knob.low <= value <= knob.high:
            control = slider(value)
            assert control.values[control.index] == value
            check_holds(control.values, value, notches)


@pytest.mark.parametrize("suggested", [0.105, 1e-9, 100.0])
def test_whatever_rate_is_typed_the_slider_holds_it(suggested):
    notches = rate_notches(suggested).tolist()
    for value in typed(1e-12, 1e6, notches):
        runner = Runner(OPTIMIZERS["adam"](), SCHEDULES["constant"](), value)
        control = controls_for(runner, suggested)[0]
        assert control.values[control.index] == value
        check_holds(control.values, value, notches)


def test_a_slider_over_many_decades_keeps_its_lowest_notches():
    """One for all, where the suggestions lie far apart."""
    adam = Runner(OPTIMIZERS["adam"](), SCHEDULES["constant"](), 1.0)
    notches = shared_rates("alpha", [adam, adam], (1e-9, 100.0))[0].tolist()
    assert (notches[0], notches[-1]) == (1e-11, 1e4)
    for value in typed(1e-12, 1e6, notches):
        if value > 0:
            runners = [dataclasses.replace(adam, learning_rate=value), adam]
            values, rates = shared_rates("alpha", runners, (1e-9, 100.0))
            check_holds(values, value, without_one(notches))
            assert value in rates[1]


def without_one(notches):
    """1 is where the lead stood, and need not be a notch."""
    return [notch for notch in notches if notch != 1.0]


def test_nothing_but_zero_is_zero():
    notches = np.linspace(0.0, 50.0, 26)
    for value in (1e-300, 1e-13, 4e-11):
        assert include(notches, value).tolist() == [0.0, value, *notches[1:].tolist()]
    assert include(notches, 0.0).tolist() == notches.tolist()
    assert include(np.array([0.8, 0.9]), 0.9000001).tolist() == [0.8, 0.9000001]
    assert include(np.array([0.8, 0.9]), 0.900001).tolist() == [0.8, 0.9, 0.900001]
