"""The atlas: each pixel is the run of that very setting, wherever it lies; the bound over it is that of single runs."""

from dataclasses import replace

import numpy as np
import pytest

from descent.atlas import STEPS_AXIS, axes_of, bound_of, map_settings, plan_of, settings_of, spread, stretched, whole_of
from descent.basins import end_of, join
from descent.control import RATE, STEPS
from descent.setting import LEARNING_RATE, Course, Runner
from descent.study import study
from knobs import Knob
from landscapes import LANDSCAPES
from optimizers import OPTIMIZERS
from schedules import SCHEDULES

HIMMELBLAU = Course(LANDSCAPES["himmelblau"], start=(-1.3, 0.7), steps=60, seed=3)
LEVELS = Knob(0.9, low=0.5, high=0.999, scale="memory")


def runner_of(optimizer="momentum", schedule="constant", steps=60, rate=0.01, **knobs):
    return Runner(OPTIMIZERS[optimizer](**knobs), SCHEDULES[schedule](horizon=steps), rate)


def alone(course, runner, name, rate, value):
    """What becomes of one setting, run as the page runs it."""
    if name == STEPS_AXIS:
        course, runner = replace(course, steps=int(value)), stretched(runner, int(value), float(rate))
    else:
        runner = runner.moved(**{LEARNING_RATE: float(rate), name: value.item()})
    return [part[0] for part in end_of(course, runner, np.reshape(course.start, (2, 1)))]


def assert_pixels(course, runner, name, count, shape=(23, 11)):
    atlas = map_settings(course, runner, name, shape=shape)
    random, basins = np.random.default_rng(0), atlas.basins
    for _ in range(count):
        row, column = (int(random.integers(size)) for size in basins.verdicts.shape)
        found = [part[row, column] for part in (basins.verdicts, basins.minimum, basins.arrival)]
        assert found == alone(course, runner, name, atlas.rates[column], atlas.values[row])


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_each_pixel_is_its_setting_along_every_knob_of_a_method(optimizer):
    runner = runner_of(optimizer)
    for name in axes_of(runner):
        assert_pixels(HIMMELBLAU if name != STEPS_AXIS else replace(HIMMELBLAU, noise=0.3), runner, name, 6)


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_each_pixel_is_its_setting_along_every_knob_of_a_schedule_which_is_stretched_to_the_steps(schedule):
    runner = runner_of("gradient_descent", schedule)
    for name in axes_of(runner):
        assert_pixels(HIMMELBLAU, runner, name, 6)


def test_rows_of_steps_see_the_batches_and_the_labels_that_their_own_runs_see():
    landscape = next(item for item in LANDSCAPES.values() if item.data is not None)
    course = Course(landscape, landscape.start, 40, noise=0.1, seed=5, batch_size=3, label_noise=0.2)
    assert_pixels(course, runner_of("adam", "cosine", 40), STEPS_AXIS, 12)


def test_values_go_from_end_to_end_as_sliders_do_and_are_short():
    rates = spread(RATE, (1e-4, 1.0), 9)
    assert rates[[0, -1]].tolist() == [1e-4, 1.0]
    np.testing.assert_allclose(rates[1:] / rates[:-1], 10**0.5, rtol=1e-3)
    memory = 1 - spread(LEVELS, (0.9, 0.999), 5)
    np.testing.assert_allclose(memory[1:] / memory[:-1], 10**-0.5, rtol=2e-2)
    close = spread(RATE, (0.02, 0.02 + 1e-8), 50)
    assert (np.diff(close) > 0).all()
    np.testing.assert_allclose(np.diff(close), 1e-8 / 49, rtol=0.11)
    assert max(len(repr(value)) for value in close.tolist()) <= 15
    assert spread(RATE, (0, 1e9), 2).tolist() == [RATE.low, RATE.high]


def test_a_whole_number_has_rows_at_whole_numbers_alone():
    cycles = Knob(4, low=1, high=8)
    assert spread(cycles, (1, 8), 100).tolist() == [*range(1, 9)]
    assert spread(cycles, (2.5, 4.4), 100).tolist() == [3, 4]
    steps = spread(STEPS, (10, 1000), 100)
    assert (np.diff(steps) >= 1).all()
    assert steps[[0, -1]].tolist() == [10, 1000]
    assert 60 < len(steps) <= 100


@pytest.mark.parametrize(
    ("knob", "ends", "count"),
    [
        (RATE, (1.0, 1.0), 10),
        (RATE, (2.0, 1.0), 10),
        (RATE, (np.nan, 1.0), 10),
        (RATE, (0.1, np.nan), 10),
        (RATE, (0.1, 0.1 + 1e-15), 10),
        (RATE, (0.1, 1.0), 1),
        (LEVELS, (1.0, 2.0), 10),
        (Knob(4, low=1, high=8), (2.2, 2.8), 10),
    ],
)
def test_what_is_no_range_is_refused(knob, ends, count):
    with pytest.raises(ValueError, match=r"range|at least two"):
        spread(knob, ends, count)


def test_the_whole_is_that_of_the_sliders_and_has_the_present_rate():
    runner = runner_of(rate=77.0)
    (low, high), others = whole_of(HIMMELBLAU, runner, "momentum")
    assert low < 1e-3
    assert (high, others) == (77.0, (0.0, 0.99))
    with pytest.raises(KeyError, match="beta7"):
        whole_of(HIMMELBLAU, runner, "beta7")


def test_the_bound_of_a_row_is_that_of_the_run_there_which_ends_at_the_same_minimum():
    runner = runner_of(rate=0.004)
    plan = plan_of(HIMMELBLAU, runner, "momentum", None, (2, 12))
    bound = bound_of(plan)
    own = study(HIMMELBLAU, runner)
    present, notches = own.story.bounds[0], own.sliders["momentum"].notches
    values = notches.control.values
    same = notches.minimum == notches.minimum[notches.control.index]
    assert same.sum() > len(same) / 2
    along = bound_of(replace(plan, values=values)).rates
    np.testing.assert_array_equal(along[same], own.stories.bounds[own.slices["momentum"]][same])
    steady = bound_of(replace(plan, name=STEPS_AXIS, values=np.array([10, 20])))
    assert steady.rates.tolist() == [present, present]
    assert (np.diff(bound.rates) > 0).all()
    assert bound.rates[0] == pytest.approx(present * 2 / 3.8)  # 2 (1 + beta) / lambda
    assert "stays" not in bound.caption
    assert "stays" in bound_of(replace(plan, runner=runner_of(schedule="cosine", rate=0.004))).caption


def test_what_has_no_bound_says_nothing():
    bound = bound_of(plan_of(HIMMELBLAU, runner_of("sign_descent"), STEPS_AXIS, None, (2, 5)))
    assert np.isnan(bound.rates).all()
    assert bound.caption == ""


def test_others_come_between_the_pieces_and_long_rows_are_walked_apart(monkeypatch):
    pauses = []
    monkeypatch.setattr("descent.atlas.PIECE", 5000)
    plan = plan_of(HIMMELBLAU, runner_of(), STEPS_AXIS, None, (20, 30))
    pieces = list(settings_of(plan, lambda: pauses.append(0)))
    assert 1000 < len(pauses) < plan.values.sum()
    monkeypatch.undo()
    together, apart = join(settings_of(plan), plan.shape), join(iter(pieces), plan.shape)
    assert (together.arrival == apart.arrival).all()
    assert (together.verdicts == apart.verdicts).all()
