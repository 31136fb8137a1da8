"""A picture of a runner with one slider moved is made of what another knows, and is the same as one made anew."""

import numpy as np
import pytest

from descent import study as studies
from descent.setting import Course, Runner, suggest_rate
from landscapes import LANDSCAPES
from optimizers import OPTIMIZERS
from schedules import SCHEDULES
from stage import picture as pictures
from stage.picture import picture_of

LANDSCAPE = LANDSCAPES["himmelblau"]
COURSE = Course(LANDSCAPE, (-0.5, -1.2), 60)


def runner_of(key, schedule="exponential"):
    optimizer = OPTIMIZERS[key]()
    return Runner(optimizer, SCHEDULES[schedule](final=0.5, horizon=60), suggest_rate(optimizer, LANDSCAPE))


def ids(picture):
    return {"run": picture.run.id} | {name: part.id for name, part in picture.sweeps.items()}


def anew(course, runner):
    picture_of.cache_clear()
    pictures._alike.clear()
    return picture_of(course, runner)


@pytest.fixture
def widths(monkeypatch):
    """How many runs were made for each picture, in order."""
    made, sweep = [], studies.sweep

    def watched(*arguments):
        swept = sweep(*arguments)
        made.append(swept.trajectory.runs)
        return swept

    monkeypatch.setattr(studies, "sweep", watched)
    return made


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_after_any_move_it_is_the_same_as_one_made_anew(key):
    runner, random = runner_of(key), np.random.default_rng(5)
    first = anew(COURSE, runner)
    moves = []
    for control in first.controls:
        notch, between = random.choice(control.values), np.mean(control.values[3:5])
        moves += [runner.moved(**{control.name: value}) for value in (notch, between)]
    told = [(picture_of(COURSE, moved), moved) for moved in moves]
    for picture, moved in told:
        fresh = anew(COURSE, moved)
        assert ids(picture) == ids(fresh)
        np.testing.assert_equal((picture.best_rate, picture.bound), (fresh.best_rate, fresh.bound))


def test_only_what_another_place_of_the_slider_changes_is_run_again(widths):
    runner = runner_of("momentum")
    first = anew(COURSE, runner)
    rates, others = len(first.sweeps), {control.name: len(control.values) for control in first.controls}
    moved = runner.moved(learning_rate=float(first.controls[0].values[20]))
    second = picture_of(COURSE, moved)
    assert widths == [sum(others.values()), sum(others.values()) - others["learning_rate"]]
    assert second.sweeps["learning_rate"] is first.sweeps["learning_rate"]
    assert rates == 3


def test_where_every_sweep_is_known_the_run_still_is_made():
    runner = runner_of("gradient_descent", "cosine")
    here = anew(COURSE, runner)
    rate, final = (float(control.values[4]) for control in here.controls)
    anew(COURSE, runner.moved(learning_rate=rate))
    kept = picture_of(COURSE, runner.moved(final=final))
    corner = picture_of(COURSE, runner.moved(learning_rate=rate, final=final))
    assert ids(corner) == ids(anew(COURSE, runner.moved(learning_rate=rate, final=final)))
    assert kept.run.id != corner.run.id
