"""What the lessons for the curious rest on, with more draws, starts and rates than their texts have room for."""

import numpy as np
import pytest

from descent import descend
from descent.examination import examine
from lessons import read_all
from lessons.run import run_at, runs_at

DRAWS = 6


def run_of(key: str):
    """The first runner of a lesson's picture."""
    return run_at(read_all()[key].screens[0].picture)


def test_all_of_the_shelf_have_sources():
    shelf = [lesson for lesson in read_all().values() if lesson.shelf == "curious"]
    assert len(shelf) == 6
    for lesson in shelf:
        assert lesson.sources
        assert all("arXiv:" in source and source[-4:].isdigit() for source in lesson.sources)
        assert len(lesson.screens) <= 3


@pytest.mark.parametrize(
    ("alpha", "peak", "sharpness"),
    [(0.12, 0.18, 15.65), (0.14, 1.26, 11.9), (0.16, 4.44, 7.0), (0.18, 11.1, 2.8), (0.195, 12.1, 2.0)],
)
def test_the_catapult_lands_the_flatter_the_larger_alpha_is(alpha, peak, sharpness):
    run = run_of("catapult").at(alpha=alpha)
    mended = run.lowest_loss  # what no weights can mend of these points
    assert run.verdict == "converged"
    assert run.peak_loss - mended == pytest.approx(peak, rel=0.01)
    assert run.sharpest_end == pytest.approx(sharpness, rel=0.01)


@pytest.mark.parametrize(("alpha", "some"), [(0.99, True), (1.01, False)])
def test_past_one_no_start_settles_in_the_valley_of_two_weights(alpha, some):
    course, runner = run_of("catapult").course, run_of("catapult").runner
    starts = np.stack(np.meshgrid(np.linspace(-3, 3, 20), np.linspace(-3, 3, 20))).reshape(2, -1)
    walked = descend(course.landscape, runner.optimizer, runner.schedule, starts, alpha, 600)
    settled = (examine(walked, course.landscape).verdict == "converged").mean()
    assert settled > 0.1 if some else settled == 0


@pytest.mark.parametrize(("alpha", "edge"), [(0.12, 2.0), (0.15, 2.02), (0.2, 2.0), (0.3, 1.95)])
def test_a_run_hovers_where_alpha_lambda_is_two_whatever_the_draw(alpha, edge):
    found = [run.mean_sharpness(500, 1000) * alpha for run in run_of("edge").at(alpha=alpha).seeds(DRAWS)]
    np.testing.assert_allclose(found, edge, atol=0.03)


def test_the_edge_is_that_of_the_largest_curvature():
    """The mean is that of single steps."""
    run = run_of("edge")
    assert run.mean_sharpness(700, 702) == pytest.approx(np.mean([run.sharpness_at(step) for step in (700, 701, 702)]))


@pytest.mark.parametrize("alpha", [0.26, 0.8])
def test_warm_up_saves_every_draw_and_a_constant_rate_none(alpha):
    constant, warm = runs_at(read_all()["warmup"].screens[0].picture)
    assert {run.verdict for run in constant.at(alpha=alpha).seeds(DRAWS)} == {"diverged"}
    saved = warm.at(alpha=alpha).seeds(DRAWS)
    assert {run.verdict for run in saved} == {"converged"}
    assert max(run.sharpest_end for run in saved) < 4
    assert max(run.peak_loss for run in saved) > 10  # a tamed catapult is one still


def test_of_silver_steps_a_quarter_is_above_the_bound():
    *_, run = runs_at(read_all()["silver"].screens[0].picture)
    assert run.steps_above(run.bound) / run.length == pytest.approx(0.244, abs=5e-4)
    assert run.steps_above(0) == run.length


def test_noise_of_the_data_ends_flatter_in_every_draw_and_noise_alike_in_all_directions_does_not():
    labels = run_of("flat")
    still = labels.at(label_noise=0)
    batches, gradient = still.at(batch_size=4), still.at(noise=0.2)
    for noisy, most in ((labels, 6), (batches, 11)):
        assert max(run.sharpest_end for run in noisy.seeds(DRAWS)) < most
    found = [run.sharpest_end for run in gradient.seeds(DRAWS)]
    assert min(found) < still.sharpest_end - 0.5
    assert max(found) > still.sharpest_end + 2
    assert np.mean(found) == pytest.approx(still.sharpest_end, rel=0.1)


def test_borders_are_as_crumbled_from_near_as_from_far_with_much_momentum_only():
    run = run_of("fractal")
    nested = [(0.02, 0.2), (0.1, 0.2), (0.13, 0.14), (0.138, 0.139), (0.1385, 0.1386)]
    assert min(run.borders(*ends) for ends in nested) >= 25
    assert max(run.at(momentum=0.3).borders(*ends) for ends in nested[1:]) <= 1
