"""Basins: each start of a map ends as its run alone does; what a map costs; what it refuses."""

import dataclasses
import tracemalloc

import numpy as np
import pytest
from mapped import draw

from descent import Verdict, basins, descend, examine, map_basins
from descent.basins import ends_of, join, starts_of
from descent.setting import Course, Runner
from landscapes import LANDSCAPES
from landscapes.landscape import Landscape
from optimizers import OPTIMIZERS
from schedules import SCHEDULES

CONSTANT = SCHEDULES["constant"]()
DESCENT = OPTIMIZERS["gradient_descent"]()
HIMMELBLAU = LANDSCAPES["himmelblau"]
WINDOW = ((-6.0, 6.0), (-5.0, 4.0))
MEMORY = 200e6  # bytes, of the 300 million that a call may take


def test_a_start_of_a_map_ends_as_its_run_alone_does(monkeypatch):
    random = np.random.default_rng(14)
    settings = draw(random, 40, shape=(15, 11))
    assert {type(setting.runner.optimizer) for setting in settings} == set(OPTIMIZERS.values())
    assert {type(setting.runner.schedule) for setting in settings} == set(SCHEDULES.values())
    met, missed = set(), []
    for setting in settings:
        found = setting.walked(int(random.integers(1, 6)), monkeypatch)
        met.update(found.verdicts.ravel())
        missed += setting.misses(found, 12, random)
    assert not missed
    assert met == set(Verdict)


@pytest.mark.parametrize("seen", [{"batch_size": 3}, {"label_noise": 0.2}], ids=str)
def test_a_course_of_mini_batches_or_noisy_labels_ends_as_it_does_alone(seen, monkeypatch):
    neuron = LANDSCAPES["tanh_neuron"]
    course = Course(neuron, neuron.start, 60, seed=3, **seen)
    runner = Runner(OPTIMIZERS["adam"](), SCHEDULES["cosine"](horizon=60), 0.2)
    monkeypatch.setattr(basins, "WIDEST", 7)
    starts = starts_of(neuron.window, (5, 4))
    ends = join(ends_of(course, runner, starts), (5, 4))
    for place, start in enumerate(starts.T):
        found = examine(dataclasses.replace(course, start=tuple(start)).run(runner), neuron)
        assert ends.verdicts.ravel()[place] == found.verdict[0]
        assert ends.arrival.ravel()[place] == found.reached[0]


def test_every_number_of_a_runner_may_be_an_array_in_pieces(monkeypatch):
    """An atlas: one start, two sliders; a number that is an array of one is a number for all."""
    monkeypatch.setattr(basins, "WIDEST", 4)
    rates, betas = (side.ravel() for side in np.meshgrid(np.geomspace(1e-3, 0.1, 5), [0.0, 0.5, 0.9]))
    runner = Runner(OPTIMIZERS["momentum"](momentum=betas), SCHEDULES["cosine"](final=np.array([0.1])), rates)
    starts = np.tile([[-4.0], [-1.0]], len(rates))
    atlas = join(ends_of(Course(HIMMELBLAU, (0, 0), 80), runner, starts), (5, 3))
    found = examine(descend(HIMMELBLAU, runner.optimizer, runner.schedule, (-4.0, -1.0), rates, 80), HIMMELBLAU)
    assert atlas.verdicts.ravel().tolist() == list(found.verdict)
    assert atlas.arrival.ravel().tolist() == found.reached.tolist()
    assert len(set(found.verdict)) > 1


def test_rows_begin_at_the_bottom_and_columns_at_the_left():
    found = map_basins(HIMMELBLAU, DESCENT, CONSTANT, 0.001, WINDOW, (4, 3), steps=1000)
    assert found.verdicts.shape == found.minimum.shape == found.arrival.shape == (3, 4)
    x, y = starts_of(WINDOW, (4, 3)).reshape(2, 3, 4)
    assert (x[0] == np.linspace(-6, 6, 4)).all()
    assert (y[:, 0] == np.linspace(-5, 4, 3)).all()
    ends = {(row, column): HIMMELBLAU.minima[found.minimum[row, column]] for row in (0, 2) for column in (0, 3)}
    assert all(np.sign(end[0]) == (-1 if column == 0 else 1) for (_, column), end in ends.items())
    assert all(np.sign(end[1]) == (-1 if row == 0 else 1) for (row, _), end in ends.items())


def test_a_pause_is_called_at_every_step_and_between_verdicts_and_changes_nothing(monkeypatch):
    monkeypatch.setattr(basins, "WIDEST", 5)
    course, runner, starts = Course(HIMMELBLAU, (0, 0), 20), Runner(DESCENT, CONSTANT, 0.01), starts_of(WINDOW, (4, 3))
    monkeypatch.setattr(basins, "JUDGED", 2)
    calls = []
    paused = join(ends_of(course, runner, starts, lambda: calls.append(1)), (4, 3))
    plain = join(ends_of(course, runner, starts), (4, 3))
    assert len(calls) == 3 * 20 + (3 + 3 + 1)  # pieces of 5, 5 and 2 starts
    assert (paused.arrival == plain.arrival).all()
    assert (paused.verdicts == plain.verdicts).all()


def test_a_pause_is_called_while_losses_are_worked_out_after_the_walk():
    runner, calls = Runner(OPTIMIZERS["schedule_free_sgd"](), CONSTANT, 0.01), []
    list(ends_of(Course(HIMMELBLAU, (0, 0), 100), runner, starts_of(WINDOW, (20, 10)), lambda: calls.append(1)))
    assert len(calls) == 100 + 2 + 1  # 200 runs at 101 times are two blocks


def test_what_a_pause_raises_ends_the_map():
    def give_up():
        raise InterruptedError

    with pytest.raises(InterruptedError):
        next(
            ends_of(Course(HIMMELBLAU, (0, 0), 20), Runner(DESCENT, CONSTANT, 0.01), starts_of(WINDOW, (4, 3)), give_up)
        )


@pytest.mark.parametrize(
    ("landscape", "optimizer", "steps", "shape"),
    [
        ("himmelblau", "adam", 1000, (60, 40)),
        ("levy", "schedule_free_adamw", 200, (100, 60)),  # its losses are worked out after the walk
        ("two_weights", "bfgs", 5, (300, 200)),  # each end is compared with a long valley
        ("himmelblau", "adam", 1, (1000, 600)),
    ],
)
def test_memory_is_bounded_whatever_the_shape(landscape, optimizer, steps, shape):
    ground = LANDSCAPES[landscape]
    tracemalloc.start()
    map_basins(ground, OPTIMIZERS[optimizer](), CONSTANT, ground.learning_rate, ground.window, shape, steps)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < MEMORY


@pytest.mark.parametrize(
    "changes",
    [
        *({"shape": shape} for shape in [(0, 5), (5, -1), (2.5, 3), (True, 3), (3,), (3, 3, 3), 9, ("3", "3")]),
        *(
            {"window": ((low, high), (0.0, 1.0))}
            for low, high in [(1, 1), (2, 1), (0, np.inf), (np.nan, 1), (-1e308, 1e308)]
        ),
        *({"window": window} for window in [((0, 1),), ((0, 1, 2), (0, 1, 2)), 1.0]),
        *({"steps": steps} for steps in (0, -1, 2.5, True)),
        {"learning_rate": -0.1},
        {"learning_rate": np.nan},
        {"noise": -1.0},
        {"noise": np.inf},
    ],
    ids=str,
)
def test_refuses_what_makes_no_sense(changes):
    usual = {"learning_rate": 0.01, "window": WINDOW, "shape": (3, 3), "steps": 10}
    with pytest.raises(ValueError, match=r"(shape of a map|A window|number of steps|learning rate|noise) .*\."):
        map_basins(HIMMELBLAU, DESCENT, CONSTANT, **usual | changes)


def test_a_window_as_small_as_a_speck_ends_at_one_place():
    x, y = HIMMELBLAU.minima[1]
    speck = map_basins(HIMMELBLAU, DESCENT, CONSTANT, 0.01, ((x, x + 1e-9), (y, y + 1e-9)), (3, 2))
    assert (speck.verdicts == Verdict.CONVERGED).all()
    assert (speck.minimum == 1).all()
    assert (speck.arrival == 0).all()


def test_a_window_of_a_milliard_is_left_for_ever_but_from_its_middle():
    huge = map_basins(HIMMELBLAU, DESCENT, CONSTANT, 0.01, ((-1e9, 1e9), (-1e9, 1e9)), (3, 3))
    middle = np.zeros((3, 3), dtype=bool)
    middle[1, 1] = True
    assert (huge.verdicts == np.where(middle, Verdict.CONVERGED, Verdict.DIVERGED)).all()
    assert (huge.minimum[~middle] == -1).all()
    assert (huge.arrival[~middle] == -1).all()
    assert huge.arrival[1, 1] > 0


def test_where_the_loss_has_no_value_a_start_is_lost_and_the_rest_is_kept():
    ground = Landscape.from_formula("(log(x) - 0.5)^2 + y^2", window=((-4.0, 4.0), (-2.0, 2.0)))
    found = map_basins(ground, DESCENT, CONSTANT, 0.1, ground.window, (40, 10))
    x = np.linspace(-4, 4, 40)
    assert (found.verdicts[:, x < 0] == Verdict.DIVERGED).all()
    assert (found.minimum[:, x < 0] == -1).all()
    assert (found.verdicts[:, x > 1] == Verdict.CONVERGED).all()
    assert (found.minimum[:, x > 1] == 0).all()


def test_a_landscape_without_a_minimum_has_none_to_end_at():
    slope = Landscape.from_formula("x + y")
    found = map_basins(slope, DESCENT, CONSTANT, 0.1, ((-1.0, 1.0), (-1.0, 1.0)), (3, 3))
    assert not slope.minima
    assert (found.minimum == -1).all()
    assert (found.arrival == -1).all()
    assert not np.isin(found.verdicts, (Verdict.CONVERGED, Verdict.TRAPPED)).any()


def test_in_a_valley_of_equal_minima_a_start_arrives_at_none_that_is_listed():
    valley = Landscape.from_formula("(2*x + y - 2)^2/2")
    found = map_basins(valley, DESCENT, CONSTANT, 0.1, ((-1.0, 1.0), (-1.0, 1.0)), (3, 3))
    assert (found.verdicts == Verdict.CONVERGED).all()
    assert (found.minimum == -1).all()
    assert (found.arrival >= 0).all()
