"""What a run says of itself and of others like it: the same numbers as the page has."""

import pytest

from lessons.run import run_at, runs_at
from stage.encoding import decode
from stage.parts import ID_BYTES
from stage.picture import range_test_of

RAVINE = "/?landscape=ravine&steps=150&schedule=constant&alpha=0.01"


def test_runs_along_a_slider_tell_of_themselves():
    fit = run_at("/?landscape=overfit")
    for run, alpha in zip(fit.along("learning_rate", [0.1, 0.26, 4.0]), (0.1, 0.26, 4.0), strict=True):
        alone = fit.at(alpha=alpha)
        assert (run.alpha, run.fit, run.best_step) == (alone.alpha, alone.fit, alone.best_step)
        assert run.validation_loss == pytest.approx(alone.validation_loss)


def test_of_a_race_each_rate_is_tried_at_which_it_is_tuned():
    first, second = runs_at(RAVINE.replace("/?", "/compare?") + "&b.optimizer=adam&b.schedule=constant")
    assert (first.tries, second.tries) == (81, 81)
    assert (first.arrivals, second.arrivals) == (12, 48)  # as its rows say


def test_a_range_test_recommends_what_the_page_does():
    run = run_at(RAVINE)
    header, _ = decode(range_test_of(run.course, run.runner).message[ID_BYTES:])
    assert header["recommended"] == run.recommended
    assert run.recommended < run.lowest_rate


def test_points_are_counted():
    fit = run_at("/?landscape=overfit")
    data = fit.course.landscape.data
    assert data
    assert (fit.points, fit.held_back) == (len(data), len(data.validation))
    assert (run_at(RAVINE).points, run_at(RAVINE).held_back) == (0, 0)
