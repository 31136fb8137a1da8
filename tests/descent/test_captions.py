"""What is said of a method's factors is so on a quadratic, for every method."""

import numpy as np
import pytest

from descent import descend
from descent.captions import describe_factors, name_limit
from landscapes import LANDSCAPES
from optimizers import CONVENTIONS
from schedules import SCHEDULES

CLASSES = {cls.__name__: cls for catalogue in CONVENTIONS.values() for cls in catalogue.values()}
EVERY = pytest.mark.parametrize("cls", CLASSES.values(), ids=CLASSES.keys())
RAVINE = LANDSCAPES["ravine"].with_parameters(kappa=7.0, angle=0.0)


@EVERY
def test_the_factors_are_called_its_own_where_every_step_multiplies_the_distance_by_them(cls):
    rate = 0.3 * cls().suggested_rate(RAVINE)
    run = descend(RAVINE, cls(), SCHEDULES["constant"](), (-3.1, 1.2), rate, 12)
    along = run.positions[..., 0]
    factors = 1 - run.rates * [1.0, 7.0]
    own = np.allclose(along[1:], factors * along[:-1], rtol=1e-9, atol=1e-12)
    said = describe_factors(cls())
    assert own == said.endswith("by 1 − αλ.")
    if said.endswith("adds what it remembers."):
        kept = along[1:] - factors * along[:-1]
        assert np.allclose(kept[0], 0, atol=1e-12)
        assert (np.sign(kept[1]) == np.sign(along[1] - along[0])).all()  # on the way it came
    else:
        assert own or "not its own" in said


def test_the_dashed_limit_is_named_after_the_bound_that_is_drawn():
    assert name_limit(CLASSES["Momentum"](momentum=0.5)) == "limit 3/λ"
    assert name_limit(CLASSES["Newton"]()) == "plain 2/λ"
