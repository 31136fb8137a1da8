"""Captions: what the dashed limit of a run and the factors of its steps are, for an optimizer."""

from functools import lru_cache

import numpy as np

from descent.anatomy import PLAIN_BOUND
from descent.descend import descend
from landscapes import LANDSCAPES
from optimizers import Optimizer
from schedules import SCHEDULES

STEPS = 6  # that tell whether a method takes plain steps
PLAIN = 1e-9  # of a step: how exactly it is the rate times the gradient


def name_limit(optimizer: Optimizer) -> str:
    """What the limit on the rate is called: the optimizer's own bound over λ, or plain descent's."""
    bound = optimizer.stability_bound
    return f"plain {PLAIN_BOUND:g}/λ" if bound is None else f"limit {bound:.3g}/λ"


def describe_factors(optimizer: Optimizer) -> str:
    """What the factors along the directions of curvature mean for its steps."""
    plain = "Along each direction of curvature, a plain step multiplies the distance to the floor by 1 − αλ."
    not_its_own = "so these factors are plain descent's, not its own."
    if optimizer.scale is not None:
        return f"{plain} {optimizer.title} rescales each axis, {not_its_own}"
    steps = count_plain_steps(type(optimizer))
    if steps == STEPS:
        return plain
    if steps and optimizer.memory_span is not None:
        return f"{plain} {optimizer.title} adds what it remembers."
    return f"{plain} {optimizer.title} does not step by α times the gradient, {not_its_own}"


def steps_plainly(optimizer: Optimizer) -> bool:
    """Whether each of its steps is the rate times the gradient."""
    return optimizer.scale is None and count_plain_steps(type(optimizer)) == STEPS


@lru_cache
def count_plain_steps(method: type[Optimizer]) -> int:
    """How many of its first STEPS are the rate that it used times the gradient."""
    landscape, optimizer = LANDSCAPES["ravine"], method()
    rate = optimizer.suggested_rate(landscape)
    run = descend(landscape, optimizer, SCHEDULES["constant"](), landscape.start, rate, STEPS)
    moves = np.diff(run.positions[..., 0], axis=0)
    miss = np.abs(moves + run.rates * run.gradients[:-1, :, 0]).max(axis=1)
    plain = miss <= PLAIN * np.abs(moves).max(axis=1)
    return STEPS if plain.all() else int(plain.argmin())
