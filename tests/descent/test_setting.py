"""What a run is: a runner's knobs by name, moved one by one, and a course that hands all it has to the descent."""

from dataclasses import replace

import numpy as np
import pytest

from descent import descend
from descent.setting import LEARNING_RATE, Course, Runner, Setting, suggest_rate
from knobs import knobs_of
from landscapes import LANDSCAPES
from optimizers import CONVENTIONS, OPTIMIZERS
from schedules import CONVENTIONS as SCHEDULE_CONVENTIONS
from schedules import SCHEDULES

COURSE = Course(LANDSCAPES["himmelblau"], (-4.0, -1.0), 9, noise=0.5, seed=3)
ADAM = Runner(OPTIMIZERS["adam"](beta1=0.8), SCHEDULES["cyclic"](final=0.1, horizon=9, cycles=3), 0.02)


def test_a_runner_has_the_knobs_of_its_schedule_and_then_of_its_optimizer():
    assert list(ADAM.knobs) == ["final", "cycles", "peak", "beta1", "beta2"]
    assert ADAM.knobs["beta1"] == knobs_of(OPTIMIZERS["adam"])["beta1"]
    assert [ADAM.value_of(name) for name in (LEARNING_RATE, "beta1", "cycles", "final")] == [0.02, 0.8, 3, 0.1]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (LEARNING_RATE, replace(ADAM, learning_rate=0.5)),
        ("beta2", replace(ADAM, optimizer=OPTIMIZERS["adam"](beta1=0.8, beta2=0.5))),
        ("peak", replace(ADAM, schedule=SCHEDULES["cyclic"](final=0.1, horizon=9, cycles=3, peak=0.5))),
    ],
)
def test_a_moved_runner_differs_in_the_moved_knob_only(name, expected):
    assert ADAM.moved(**{name: 0.5}) == expected
    assert ADAM.moved() == ADAM


def test_all_can_be_moved_at_once_to_whole_sweeps():
    notches = np.array([0.1, 0.2])
    swept = ADAM.moved(learning_rate=notches, beta1=notches, final=notches)
    assert (swept.learning_rate, swept.optimizer.beta1, swept.schedule.final) == (notches,) * 3
    assert swept.optimizer.beta2 == ADAM.optimizer.beta2


@pytest.mark.parametrize("ask", [lambda name: ADAM.value_of(name), lambda name: ADAM.moved(**{name: 0.5})])
@pytest.mark.parametrize("name", ["momentum", "epsilon", "horizon"])
def test_what_is_no_knob_of_the_runner_is_refused_with_those_that_are(ask, name):
    known = "Adam under Cyclic has learning_rate, final, cycles, peak, beta1, beta2, and not"
    with pytest.raises(KeyError, match=f"{known} '{name}'"):
        ask(name)


@pytest.mark.parametrize("library", CONVENTIONS)
def test_no_schedule_has_a_knob_that_an_optimizer_has(library):
    braking = {name for kind in SCHEDULE_CONVENTIONS[library].values() for name in knobs_of(kind)}
    steering = {name for kind in CONVENTIONS[library].values() for name in knobs_of(kind)}
    assert not braking & steering
    assert LEARNING_RATE not in braking | steering


def test_a_setting_moves_one_of_its_runners():
    other = replace(ADAM, optimizer=OPTIMIZERS["momentum"]())
    setting = Setting(COURSE, (ADAM, other))
    assert setting.moved(1, "momentum", 0.5) == Setting(COURSE, (ADAM, other.moved(momentum=0.5)))
    assert setting.moved(0, "beta1", 0.5) == Setting(COURSE, (ADAM.moved(beta1=0.5), other))


def test_a_course_hands_all_it_has_to_the_descent():
    run = COURSE.run(ADAM)
    alone = descend(
        COURSE.landscape, ADAM.optimizer, ADAM.schedule, (-4.0, -1.0), learning_rate=0.02, steps=9, noise=0.5, seed=3
    )
    np.testing.assert_array_equal(run.positions, alone.positions)
    for other in (replace(COURSE, noise=0.1), replace(COURSE, seed=4), replace(COURSE, start=(-4.0, -0.9))):
        assert (other.run(ADAM).positions[-1] != run.positions[-1]).all()
    assert replace(COURSE, steps=5).run(ADAM).steps == 5


def test_a_suggestion_is_short_and_stays_while_a_knob_moves():
    for landscape in LANDSCAPES.values():
        for kind in OPTIMIZERS.values():
            rate = suggest_rate(kind(), landscape)
            assert rate == pytest.approx(kind().suggested_rate(landscape), rel=5e-4)
            assert rate == float(f"{rate:.4g}")
    slow = OPTIMIZERS["momentum"](momentum=0.99)
    assert suggest_rate(slow, COURSE.landscape) == suggest_rate(OPTIMIZERS["momentum"](), COURSE.landscape)
