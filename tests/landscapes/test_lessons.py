"""Lessons: what a landscape is there to teach happens in its first picture.

A point is made against the same run with another rate, decay or start.
"""

import math

import numpy as np
import pytest
from first_picture import CONVERGED, CRAWLING, DIVERGED, OSCILLATING, STALLED, TRAPPED, at, see, verdicts_on_the_slider

from landscapes import LANDSCAPES


def test_ravine_overshoots_and_decay_brings_it_home():
    shown, constant = see("ravine"), see("ravine", final=1.0)
    assert shown.overshoots > 20
    assert shown.verdict == CONVERGED
    assert constant.verdict == DIVERGED
    assert see("ravine", final=0.001).verdict == CRAWLING  # too much of it freezes the run


def test_bowl_keeps_a_share_of_the_distance():
    shown, rate = see("bowl"), LANDSCAPES["bowl"].learning_rate
    np.testing.assert_allclose(shown.way[1:6, 1], (1 - 3 * rate) * shown.way[:5, 1])
    assert (np.diff(np.sign(shown.way[:16, 1])) != 0).all()  # each step crosses the middle
    assert at("bowl", 0.3).overshoots == 0
    assert at("bowl", 0.7).verdict == DIVERGED


def test_rosenbrock_is_in_the_valley_at_once_and_then_walks_it_for_the_rest():
    shown = see("rosenbrock")
    x, y = shown.way.T
    inside = int((np.abs(y - x**2) < 0.15).argmax())
    assert inside < 10
    assert along_parabola(x[-1]) - along_parabola(x[inside]) > 0.5 * (along_parabola(1) - along_parabola(x[inside]))
    assert shown.verdict == CRAWLING
    assert at("rosenbrock", 0.004).verdict in (DIVERGED, OSCILLATING)  # the walls allow no larger α
    assert at("rosenbrock", 0.0019, steps=1000).verdict == CRAWLING


def along_parabola(x):
    """The length of y = x^2 from 0 to x."""
    return x * math.sqrt(1 + 4 * x**2) / 2 + math.asinh(2 * x) / 4


def test_booth_is_limited_by_its_stiff_direction_alone():
    assert see("booth").overshoots > 10
    soft, stiff = np.linalg.eigvalsh(LANDSCAPES["booth"].hessian(0, 0))
    assert stiff / soft == pytest.approx(9)
    assert at("booth", 1.05 * 2 / stiff).verdict == DIVERGED
    assert 1.05 * 2 / stiff < 0.2 * 2 / soft


def test_matyas_bounces_across_while_it_creeps_along():
    across, along = np.abs(see("matyas").way @ [[1, 1], [-1, 1]] / math.sqrt(2)).T
    assert (across[1:10] > 0.75 * across[:9]).all()
    assert (along[1:10] > 0.9 * along[:9]).all()
    assert min(across[0], along[0]) > 4  # both are there to be seen
    assert at("matyas", 0.18).verdict == CRAWLING
    assert at("matyas", 2.1).verdict in (OSCILLATING, DIVERGED)


def test_beale_comes_in_fast_and_crawls_on_the_floor():
    shown = see("beale")
    distance = np.hypot(*(shown.way - LANDSCAPES["beale"].minima[0]).T)
    assert distance[15] < distance[0] / 2
    assert distance[-1] > 0.1
    assert np.hypot(*(shown.end - shown.way[-31])) < 0.05 * distance[0]
    assert shown.verdict == CRAWLING
    assert at("beale", 2 * LANDSCAPES["beale"].learning_rate).verdict in (OSCILLATING, DIVERGED)


def test_saddle_waits_at_the_pass_and_slides_off():
    shown = see("saddle")
    assert shown.times_near((0, 0), 0.15) >= 10
    assert shown.verdict == CONVERGED
    assert see("saddle", start=(1.9, 0.0), steps=1000).verdict == STALLED


def test_monkey_saddle_lingers_where_even_the_curvature_fades():
    shown, landscape = see("monkey_saddle"), LANDSCAPES["monkey_saddle"]
    assert shown.times_near((0, 0), 0.5) >= 30
    curvature = np.abs(np.linalg.eigvalsh(landscape.hessian(0, 0))).max()
    assert curvature < 1e-9 * np.linalg.eigvalsh(landscape.hessian(*landscape.minima[0])).max()
    assert shown.verdict == CONVERGED


def test_plateau_crawls_for_most_of_the_way_then_falls():
    shown, landscape = see("plateau"), LANDSCAPES["plateau"]
    height = shown.losses - landscape.minimum_value
    assert (height > 0.9 * height[0]).sum() > 0.8 * shown.reached  # a tenth of the drop
    assert see("plateau").verdict == CONVERGED
    starved = at("plateau", 0.5)
    assert starved.losses[-1] > 0.9 * starved.losses[0]
    assert at("plateau", 2.5).verdict == OSCILLATING


def test_cliff_throws_the_run_back_again_and_again():
    assert see("cliff").leaps(2.0) >= 2  # a third of the window
    assert see("cliff").verdict == OSCILLATING
    careful = at("cliff", 0.6, steps=100)
    assert careful.leaps(0.5) == 0
    assert careful.verdict == CONVERGED


def test_easom_leaps_over_the_hole_and_stands_on_the_plain_for_good():
    shown = see("easom")
    assert shown.leaps(1.0) >= 1
    assert shown.verdict == STALLED
    assert CONVERGED in verdicts_on_the_slider("easom")
    assert CONVERGED not in verdicts_on_the_slider("easom", start=tuple(shown.end))


def test_double_well_is_left_by_a_bold_rate_only():
    deep, shallow = LANDSCAPES["double_well"].minima
    shown, bold = see("double_well"), at("double_well", 0.2)
    assert shown.verdict == TRAPPED
    assert bold.verdict == CONVERGED
    assert math.dist(shown.end, shallow) < 0.01
    assert math.dist(bold.end, deep) < 0.01
    assert LANDSCAPES["double_well"].start[0] > 0.5


def test_himmelblau_flies_past_the_minimum_below_its_start():
    landscape = LANDSCAPES["himmelblau"]
    minima = landscape.minima
    assert minima[3] == min(minima, key=lambda minimum: math.dist(minimum, landscape.start))
    shown, careful = see("himmelblau"), at("himmelblau", 0.012)
    assert shown.verdict == careful.verdict == CONVERGED
    assert math.dist(shown.end, minima[0]) < 0.01
    assert math.dist(careful.end, minima[3]) < 0.01


def test_sharp_and_flat_throws_out_of_the_sharp_one():
    sharp, flat = LANDSCAPES["sharp_and_flat"].minima
    shown, careful = see("sharp_and_flat"), at("sharp_and_flat", 0.1)
    assert shown.times_near(sharp, 0.5) >= 4
    assert math.dist(shown.end, flat) < 0.01
    assert careful.verdict == CONVERGED
    assert math.dist(careful.end, sharp) < 0.01


def test_three_hump_camel_is_crossed_over_the_rim():
    shown, bold = see("three_hump_camel"), at("three_hump_camel", 0.38)
    assert shown.verdict == TRAPPED
    assert math.dist(shown.end, LANDSCAPES["three_hump_camel"].minima[1]) < 0.03
    assert bold.verdict == CONVERGED
    assert bold.overshoots > 5


def test_six_hump_camel_is_descended_pair_by_pair_with_the_rate():
    landscape = LANDSCAPES["six_hump_camel"]
    losses = [float(landscape.loss(*at("six_hump_camel", rate, steps=100).end)) for rate in (0.02, 0.05, 0.065)]
    assert losses == pytest.approx([2.1042503, -0.2154638, -1.0316285], abs=1e-4)
    assert landscape.learning_rate == 0.065


def test_mccormick_rests_at_the_worse_place_of_its_trough():
    shown = see("mccormick")
    assert shown.verdict == TRAPPED
    assert shown.overshoots > 5
    assert see("mccormick", start=(-1.0, 2.5)).verdict == CONVERGED  # farther down the trough, the same rate


def test_styblinski_tang_gets_one_axis_right():
    (good, _), (bad, _) = LANDSCAPES["styblinski_tang"].minima[0], LANDSCAPES["styblinski_tang"].minima[2]
    assert see("styblinski_tang").end == pytest.approx((bad, good), abs=0.01)
    assert CONVERGED in verdicts_on_the_slider("styblinski_tang")


def test_goldstein_price_needs_the_rate_of_its_walls():
    landscape, shown = LANDSCAPES["goldstein_price"], see("goldstein_price")
    steepest = np.linalg.eigvalsh(np.moveaxis(landscape.hessian(*shown.way.T), -1, 0)).max()
    walls = np.linalg.eigvalsh(landscape.hessian(-1.8, 1.8)).max()
    assert walls > 1000 * np.linalg.eigvalsh(landscape.hessian(*landscape.minima[0])).max()
    assert steepest < walls / 20
    assert shown.verdict == CONVERGED
    assert see("goldstein_price", start=(-1.8, 1.8)).verdict == DIVERGED


def test_rippled_bowl_is_strided_over_and_decay_settles_it():
    shown = see("rippled_bowl")
    assert shown.verdict == CONVERGED
    assert see("rippled_bowl", final=1.0).verdict == OSCILLATING
    careful = at("rippled_bowl", 0.02)
    assert careful.verdict == TRAPPED
    assert math.dist(careful.end, LANDSCAPES["rippled_bowl"].start) < 0.5


def test_rastrigin_hops_from_dent_to_dent_and_is_still_caught():
    shown, landscape = see("rastrigin"), LANDSCAPES["rastrigin"]
    careful = at("rastrigin", 0.003)
    assert shown.verdict == careful.verdict == TRAPPED
    assert math.dist(careful.end, landscape.start) < 0.6
    assert shown.losses[-1] < careful.losses[-1] / 3
    assert CONVERGED in verdicts_on_the_slider("rastrigin")


def test_ackley_comes_to_rest_at_the_tip_only_with_decay():
    assert see("ackley").verdict == CONVERGED
    assert see("ackley", final=1.0).verdict == OSCILLATING
    assert at("ackley", 0.02).verdict == TRAPPED


def test_griewank_passes_the_best_one_without_a_sign():
    shown, landscape = see("griewank"), LANDSCAPES["griewank"]
    assert shown.times_near((0, 0), 3) > 0
    assert shown.verdict == TRAPPED
    assert shown.losses[-1] - landscape.minimum_value < 0.02 * landscape.height


def test_levy_leaps_over_the_wave_that_catches_a_timid_run():
    shown, timid = see("levy"), at("levy", 0.1)
    assert shown.leaps(4.0) >= 1  # a fifth of the window
    assert shown.verdict == CONVERGED
    assert timid.verdict == TRAPPED
    assert math.dist(timid.end, timid.way[0]) < 1.5
