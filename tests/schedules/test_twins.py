"""Twins with boundaries: what they make of every step, by the libraries' documented rules.

Optax' join_schedules and PyTorch's SequentialLR hand over at their boundaries, and the next part counts from there.
Keras' PiecewiseConstantDecay keeps the old value at a boundary itself, the others take the new one.
"""

import math

import numpy as np
import pytest

from libraries import LIBRARIES, Native
from schedules import CONVENTIONS


def factor(twin: Native, step: int, rate: float) -> float:
    """What the twin makes of the rate after so many steps, as a share of it."""
    given = twin.arguments
    match twin.name:
        case "SequentialLR":
            return joined(given["schedulers"], given["milestones"], step, rate)
        case "join_schedules":
            return joined(given["schedules"], given["boundaries"], step, rate)
        case "ConstantLR":
            return given["factor"]
        case "constant_schedule":
            return given["value"] / rate
        case "LinearLR":
            return straight(given["start_factor"], given.get("end_factor", 1.0), given["total_iters"], step)
        case "linear_schedule":
            return straight(given["init_value"], given["end_value"], given["transition_steps"], step) / rate
        case "MultiStepLR":
            return given["gamma"] ** sum(step >= milestone for milestone in given["milestones"])
        case "PiecewiseConstantDecay":
            return given["values"][sum(step > boundary for boundary in given["boundaries"])] / rate
        case "piecewise_constant_schedule":
            scales = given["boundaries_and_scales"]
            return given["init_value"] / rate * math.prod(scales[place] for place in scales if step >= place)
    raise ValueError(f"{twin.name} is not known here.")


def joined(parts, boundaries, step, rate):
    number = sum(step >= boundary for boundary in boundaries)
    return factor(parts[number], step - [0, *boundaries][number], rate)


def straight(first, last, steps, step):
    return first + (last - first) * min(step, steps) / steps


FIELDS = {
    "multi_step": [{}, {"horizon": 30, "first": 0.9, "second": 0.3}],
    "warmup_linear": [{}, {"horizon": 30, "warmup": 0.3, "warmup_start": 0.4}],
    "wsd": [{}, {"horizon": 30, "warmup": 0.3, "cooldown": 0.5}, {"horizon": 17, "warmup": 0.1, "cooldown": 0.05}],
}


@pytest.mark.parametrize(("key", "fields"), [(key, fields) for key in FIELDS for fields in FIELDS[key]], ids=str)
@pytest.mark.parametrize("library", LIBRARIES)
def test_hands_over_where_the_formula_does(library, key, fields):
    schedule = CONVENTIONS[library][key](final=0.02, **fields)
    twin = schedule.native(library, 0.3)
    if (library, key) in {("keras", "warmup_linear"), ("keras", "wsd")}:
        assert twin is None
        return
    steps = np.arange(schedule.horizon + 5)
    np.testing.assert_allclose([factor(twin, step, 0.3) for step in steps], schedule(steps), rtol=1e-12)
