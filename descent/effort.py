"""Effort: what steps cost, in looks at the landscape: gradients, losses and Hessians.

A step takes one gradient, and one Hessian where the method looks at it. A look at the loss is paid once a point:
    it searches       one at the start, then one a try: from then on the last try says what the loss is where it stands
    it looks at it    one a step, where it stands; a schedule that looks beside it looks at the same one
A method that keeps none of this in mind pays for none of it, whatever is drawn of its run.
Shapes: one entry a run, (runs,).
"""

from typing import NamedTuple

import numpy as np

from descent.witness import Witness
from optimizers import Optimizer
from schedules import Schedule


class Effort(NamedTuple):
    """How many of each, (runs,)."""

    gradients: np.ndarray
    losses: np.ndarray
    hessians: np.ndarray


def effort(optimizer: Optimizer, schedule: Schedule, witness: Witness, steps: np.ndarray) -> Effort:
    """What the first `steps` steps (runs,) of each run cost; `witness` went with the runs."""
    none = np.zeros_like(steps)
    if optimizer.searches:
        tried = np.cumsum([none, *(optimizer.tried(state) for state in witness.states[1:])], axis=0)
        losses = (steps > 0) + tried[steps, np.arange(len(steps))]
    else:
        losses = steps if optimizer.looks_at_loss or schedule.looks_at_loss else none
    return Effort(steps, losses, steps if optimizer.looks_at_hessian else none)
