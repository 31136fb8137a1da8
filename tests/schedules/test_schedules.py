"""Every schedule of the catalogue keeps the contract: start, end, no decay, shapes, words."""

import dataclasses
import math

import numpy as np
import pytest

from knobs import knobs_of
from libraries import LIBRARIES
from optimizers import OPTIMIZERS
from schedules import CONVENTIONS, SCHEDULES, Schedule

WITHOUT_END = ["constant", "silver"]
DECAYING = [key for key in SCHEDULES if key not in WITHOUT_END]
TIMED = [key for key in DECAYING if not SCHEDULES[key].looks_at_loss]
STARTING_LOW = ["warmup_linear", "warmup_cosine", "wsd", "one_cycle", "cyclic"]
NEVER_ZERO = ["inverse_time", "inverse_sqrt"]
RISING = [*STARTING_LOW, "cosine_restarts"]


@pytest.fixture(params=SCHEDULES)
def schedule(request):
    return SCHEDULES[request.param]


@pytest.mark.parametrize("key", [key for key in SCHEDULES if key not in STARTING_LOW])
def test_starts_at_one(key):
    assert SCHEDULES[key](final=0.03, horizon=37)(0) == 1


@pytest.mark.parametrize("horizon", [1, 2, 7, 50, 200, 997])
@pytest.mark.parametrize("key", TIMED)
def test_reaches_final_at_its_horizon(key, horizon):
    final = np.geomspace(1, 1e-3, 13)
    np.testing.assert_allclose(SCHEDULES[key](final=final, horizon=horizon)(horizon), final, rtol=1e-13)


@pytest.mark.parametrize("key", TIMED)
def test_reaches_final_at_its_horizon_wherever_its_sliders_stand(key):
    for name, knob in knobs_of(SCHEDULES[key]).items():
        if name != "final":
            ends = SCHEDULES[key](**{"final": 0.02, "horizon": 40, name: knob.notches()})(40)
            np.testing.assert_allclose(ends, 0.02, rtol=1e-12, err_msg=name)


@pytest.mark.parametrize("key", [key for key in SCHEDULES if key not in [*STARTING_LOW, "silver"] or key == "cyclic"])
def test_final_one_means_no_decay(key):
    assert np.all(SCHEDULES[key](final=1.0, horizon=30)(np.arange(100)) == 1)


@pytest.mark.parametrize("key", STARTING_LOW)
def test_starts_low_and_reaches_alpha(key):
    schedule = SCHEDULES[key](final=0.03, horizon=40)
    assert schedule(0) < 0.2
    assert schedule(np.linspace(0, 40, 401)).max() == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("key", TIMED)
def test_reaches_final_in_every_convention(library, key):
    schedule = CONVENTIONS[library][key](final=0.02, horizon=40)
    assert schedule(40) == pytest.approx(0.02, rel=1e-12)


@pytest.mark.parametrize("key", [key for key in DECAYING if key not in RISING])
def test_never_rises_before_the_horizon(key):
    factors = SCHEDULES[key](final=0.01, horizon=60)(np.arange(61))
    assert np.all(np.diff(factors) <= 0)
    assert factors[30] < 1


@pytest.mark.parametrize("key", WITHOUT_END)
def test_without_an_end_it_is_the_same_whatever_final_and_horizon_say(key):
    factors = SCHEDULES[key](final=0.1, horizon=5)(np.arange(20))
    np.testing.assert_array_equal(factors, SCHEDULES[key]()(np.arange(20)))


def test_many_steps_at_once_equal_the_steps_one_by_one(schedule):
    decayed = schedule(final=0.02, horizon=23)
    np.testing.assert_allclose(decayed(np.arange(50)), [decayed(step) for step in range(50)], rtol=1e-14)


def test_steps_broadcast_against_fields(schedule):
    final, horizon = np.array([0.5, 0.1, 0.01]), np.array([10, 17, 40])
    factors = schedule(final=final, horizon=horizon)(np.arange(30)[:, np.newaxis])
    assert factors.shape == (30, 3)
    for run in range(3):
        single = schedule(final=final[run], horizon=horizon[run])
        np.testing.assert_allclose(factors[:, run], single(np.arange(30)), rtol=1e-13)
    np.testing.assert_allclose(schedule(final=final, horizon=horizon)(4), factors[4], rtol=1e-14)


def test_every_knob_sweeps(schedule):
    for name, knob in knobs_of(schedule).items():
        notches = knob.notches(7)
        factors = schedule(**{"horizon": 20, name: notches})(np.arange(21)[:, np.newaxis])
        assert factors.shape == (21, 7)
        for run, notch in enumerate(notches):
            single = schedule(**{"horizon": 20, name: notch})(np.arange(21))
            np.testing.assert_allclose(factors[:, run], single, rtol=1e-14)


def test_is_a_pure_frozen_record_with_defaults(schedule):
    assert schedule() == schedule()
    assert {"final", "horizon"} <= {field.name for field in dataclasses.fields(schedule)}
    with pytest.raises(dataclasses.FrozenInstanceError):
        schedule().final = 0.5


@pytest.mark.parametrize("key", SCHEDULES)
@pytest.mark.parametrize("library", LIBRARIES)
def test_losses_matter_to_those_that_look_at_them_and_the_others_cannot_be_followed(library, key):
    schedule = CONVENTIONS[library][key]()
    assert isinstance(schedule, Schedule)
    if not schedule.looks_at_loss:
        with pytest.raises(NotImplementedError):
            schedule.init(2)
        with pytest.raises(NotImplementedError):
            schedule.update(np.ones(2), None)
        return
    memory = schedule.init(2)
    for step in range(20):
        factors, memory = schedule.update(np.array([20.0 - step, 20.0]), memory)
    assert factors[1] < factors[0] == 1


def test_says_what_it_is(schedule):
    assert schedule.title
    assert schedule.latex
    assert schedule.lesson.endswith(".")
    assert "\nSource: " in __import__(schedule.__module__, fromlist=["_"]).__doc__


def test_only_decaying_schedules_offer_the_decay_slider():
    assert [key for key, schedule in SCHEDULES.items() if "final" in knobs_of(schedule)] == DECAYING


@pytest.mark.parametrize("fields", [{"final": -0.1}, {"final": float("nan")}, {"horizon": 0}])
def test_refuses_what_has_no_meaning(schedule, fields):
    with pytest.raises(ValueError, match=r"final factor|horizon"):
        schedule(**fields)


@pytest.mark.parametrize("key", NEVER_ZERO)
def test_refuses_to_reach_zero(key):
    with pytest.raises(ValueError, match="above 0"):
        SCHEDULES[key](final=0.0)


@pytest.mark.parametrize("key", [key for key in TIMED if key not in NEVER_ZERO])
def test_can_end_at_zero(key):
    assert SCHEDULES[key](final=0.0, horizon=12)(12) == pytest.approx(0, abs=1e-15)


def test_conventions_are_whole_catalogues_of_the_same_schedules():
    assert tuple(CONVENTIONS) == tuple(LIBRARIES)
    assert CONVENTIONS["pytorch"] is SCHEDULES
    for catalogue in CONVENTIONS.values():
        assert list(catalogue) == list(SCHEDULES)
        for key, schedule in catalogue.items():
            assert issubclass(schedule, SCHEDULES[key])
            assert schedule is SCHEDULES[key] or schedule.__doc__.startswith("As ")


def test_no_knob_is_named_as_an_optimizers():
    optimizers = {name for optimizer in OPTIMIZERS.values() for name in knobs_of(optimizer)}
    schedules = {name for schedule in SCHEDULES.values() for name in knobs_of(schedule)}
    assert not optimizers & schedules


def test_every_slider_of_a_schedule_has_its_own_label(schedule):
    labels = [knob.label for knob in knobs_of(schedule).values()]
    assert all(labels)
    assert len(set(labels)) == len(labels)


def test_native_parameters():
    step = SCHEDULES["step"](final=0.0625, horizon=200, drops=4)
    assert (step.step_size, step.gamma) == (50, 0.5)
    assert SCHEDULES["exponential"](final=0.25, horizon=2).gamma == 0.5
    assert SCHEDULES["inverse_time"](final=0.25, horizon=2).decay_rate == 3


def test_stairs_stay_whole_steps_with_no_more_drops_than_asked():
    step = SCHEDULES["step"](final=0.01, horizon=10, drops=4)
    assert step.step_size == 3
    assert len(np.unique(step(np.arange(11)))) == 4


FIELDS = {"final": 0.02, "horizon": 24}
MORE_FIELDS = {
    "multi_step": {"first": 0.2, "second": 0.7},
    "polynomial": {"power": 1.5},
    "cosine_restarts": {"cycles": 3, "stretch": 1.7},
    "warmup_linear": {"warmup": 0.0},
    "warmup_cosine": {"warmup": 0.3, "warmup_start": 0.2},
    "one_cycle": {"rise": 0.2},
    "cyclic": {"cycles": 3, "peak": 0.7},
    "plateau": {"patience": 3, "factor": 0.5},
}


@pytest.mark.parametrize("more", [{}, MORE_FIELDS], ids=["default", "other"])
@pytest.mark.parametrize("key", SCHEDULES)
@pytest.mark.parametrize("library", LIBRARIES)
def test_code_computes_the_same_factors(library, key, more):
    schedule = CONVENTIONS[library][key](**FIELDS, **more.get(key, {}))
    factor = eval(f"lambda step: {schedule.code()}", {"math": math})
    np.testing.assert_allclose([factor(step) for step in range(60)], schedule(np.arange(60)), rtol=1e-11)
