"""What is global: star or ring on the map, verdict and headline say the same of a minimum, however near the tie."""

import numpy as np
import pytest

from descent import Verdict, descend, examine, headlines
from landscapes import LANDSCAPES
from landscapes.landscape import Landscape
from optimizers import OPTIMIZERS
from schedules import SCHEDULES

TWO, TRAPPED = "Reached a global minimum", "Ended in a local minimum"


def found(landscape, start, rate, steps=100):
    optimizer, schedule = OPTIMIZERS["gradient_descent"](), SCHEDULES["constant"]()
    return examine(descend(landscape, optimizer, schedule, start, rate, steps), landscape)


def test_star_verdict_and_headline_agree_on_both_sides_of_the_border():
    tilts = [0.0, *10 ** np.random.default_rng(5).uniform(-14, -2, 80)]
    seen = set()
    for tilt in tilts:
        wells = LANDSCAPES["double_well"].with_parameters(tilt=tilt)
        findings = found(wells, (1.6, 1.2), 0.05)
        well = wells.minima[findings.minimum[0]]
        assert well[0] > 0
        verdict = Verdict.CONVERGED if well in wells.global_minima else Verdict.TRAPPED
        assert findings.verdict[0] == verdict
        assert headlines(findings) == [TWO if verdict == Verdict.CONVERGED else TRAPPED]
        assert (verdict == Verdict.TRAPPED) == (well in wells.local_minima)
        seen.add(verdict)
    assert seen == {Verdict.CONVERGED, Verdict.TRAPPED}


def test_a_millionth_of_a_tilt_makes_the_upper_well_a_trap():
    wells = LANDSCAPES["double_well"].with_parameters(tilt=1e-6)
    assert wells.local_minima[0][0] > 0
    assert found(wells, (1.6, 1.2), 0.05).verdict[0] == Verdict.TRAPPED
    assert found(wells, (-1.6, 1.2), 0.05).verdict[0] == Verdict.CONVERGED


def test_the_headline_counts_the_global_minima():
    for key, word in (("bowl", "Reached the global minimum"), ("himmelblau", "Reached a global minimum")):
        landscape = LANDSCAPES[key]
        findings = found(landscape, landscape.start, landscape.learning_rate)
        assert headlines(findings) == [word]


def test_a_minimum_that_is_not_the_lowest_of_the_window_is_a_trap():
    cubic = Landscape.from_formula("x^3 - 3*x + y^2", window=((-3.0, 3.0), (-3.0, 3.0)))
    findings = found(cubic, (2.0, 1.0), 0.05)
    assert (findings.verdict[0], findings.minimum[0]) == (Verdict.TRAPPED, 0)
    assert findings.gap[0] == pytest.approx(16)  # from -2 at the minimum down to -18 at the border
    assert np.isnan(findings.best_distance[0])
