"""Captions: what the dashed limit of a run and the factors of its steps are, for an optimizer."""

from descent.anatomy import PLAIN_BOUND
from optimizers import Optimizer


def name_limit(optimizer: Optimizer) -> str:
    """What the limit on the rate is called: the optimizer's own bound over λ, or plain descent's."""
    bound = optimizer.stability_bound
    return f"plain {PLAIN_BOUND:g}/λ" if bound is None else f"limit {bound:.3g}/λ"


def describe_factors(optimizer: Optimizer) -> str:
    """What the factors along the directions of curvature mean for its steps."""
    plain = "Along each direction of curvature, a plain step multiplies the distance to the floor by 1 − αλ."
    if optimizer.scale is not None:
        return f"{plain} {optimizer.title} rescales each axis, so these factors are plain descent's, not its own."
    return plain if optimizer.memory is None else f"{plain} {optimizer.title} adds what it remembers."
