"""What a limit is worth: whether it decides what runs do beside a minimum, and where there is none."""

import numpy as np
import pytest

from descent.stability import limits_at, rate_limits
from landscapes import LANDSCAPES
from landscapes.landscape import Landscape
from optimizers import OPTIMIZERS

WORTH = {  # whether it bears all pushes below, and breaks them all above
    "newton": (True, True),
    "momentum": (True, True),
    "polyak": (True, True),
    "schedule_free_sgd": (False, True),  # young, it bears less
    "adamw": (False, True),  # its steps are as long as the rate
    "dog": (False, False),  # it is what the start makes it
}


@pytest.mark.parametrize("name", WORTH)
def test_a_limit_tells_whether_it_decides(name):
    limits = limits_at(OPTIMIZERS[name](), Landscape.from_formula("4*x^2 + y^2"), np.zeros((2, 1)))
    assert np.isfinite(limits.rate).all()
    assert (bool(limits.bears[0]), bool(limits.breaks[0])) == WORTH[name]


def test_polyaks_step_bears_but_does_not_break_where_it_is_not_the_lowest():
    landscape = LANDSCAPES["double_well"]
    limits = limits_at(OPTIMIZERS["polyak"](), landscape, np.transpose(landscape.minima[1:]))
    assert (bool(limits.bears[0]), bool(limits.breaks[0])) == (True, False)


@pytest.mark.parametrize("formula", ["abs(x) + y^2", "abs(x - y) + (x + y)^2", "sqrt(x^2 + y^2)"])
def test_a_crease_has_no_limit(formula):
    landscape = Landscape.from_formula(formula)
    for name in ("gradient_descent", "polyak", "newton"):
        assert np.isnan(rate_limits(OPTIMIZERS[name](), landscape, np.zeros((2, 1)))).all()
