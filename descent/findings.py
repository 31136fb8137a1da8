"""Findings: the word for what became of each run, and the facts behind the word.

Shapes: every array has one entry a run, (runs,), and `place` a column a run, (2, runs). A step that
never came is -1. Steps count from the start, 0.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np


class Verdict(StrEnum):
    CONVERGED = "converged"
    TRAPPED = "trapped"
    STALLED = "stalled"
    OSCILLATING = "oscillating"
    CRAWLING = "crawling"
    DIVERGED = "diverged"


SETTLED = (Verdict.CONVERGED, Verdict.TRAPPED)  # at rest at a minimum


class Ground(StrEnum):
    NONE = ""
    FLAT = "flat"
    SADDLE = "saddle"
    TOP = "top"
    KINK = "kink"
    SLOPE = "slope"


@dataclass(frozen=True, eq=False)
class Findings:
    """The facts of each run. Distances and lengths are in the landscape's own units."""

    steps: int
    goal: str  # what the landscape has at its lowest loss, see `Terrain.goal`
    verdict: np.ndarray  # of Verdict
    minimum: np.ndarray  # index in landscape.minima: where it rests, else nearest; -1 for none or one not listed
    place: np.ndarray  # that minimum, or where it came to rest at one not listed; nan for none, (2, runs)
    distance: np.ndarray  # from the end to that minimum
    spread: np.ndarray  # the farthest from that minimum (else from the end) in the tail
    best_distance: np.ndarray  # from the end to the nearest global minimum
    gap: np.ndarray  # final loss above the best minimum
    reached: np.ndarray  # first step from which it stays within NEAR of the minimum it rests at
    strays: np.ndarray  # the farthest from its place of rest from that step on; nan where it does not rest
    first_gap: np.ndarray  # first loss above the best minimum
    peak: np.ndarray  # the step of the highest finite loss
    peak_gap: np.ndarray  # that loss above the best minimum
    in_valley: np.ndarray  # it rests on a curve of equal minima
    kink: np.ndarray  # first step at a place where the loss is finite and has no slope
    first_rise: np.ndarray  # first step that ended on a higher loss
    overshoots: np.ndarray  # steps that went past the lowest point of their line: the slope there points back
    reversals: np.ndarray  # times it turned round along the steepest direction of its minimum
    left: np.ndarray  # first step outside the window
    gone: np.ndarray  # step from which it stays outside
    thrown: np.ndarray  # first step far outside of a run that still is there, but on its way back; -1 for other runs
    overflowed: np.ndarray  # first step with a loss or a position that is not finite
    undefined: np.ndarray  # the loss there is not a number, though the position is an ordinary one
    sharpest: np.ndarray  # largest eigenvalue of the Hessian at its minimum: the λ of the bounds; nan without a minimum
    flattest: np.ndarray  # the other eigenvalue there
    sharpest_end: np.ndarray  # both eigenvalues where the run ended
    flattest_end: np.ndarray
    sharpest_late: np.ndarray  # the larger of the largest eigenvalues at its last two points
    sharpest_rise: np.ndarray  # the largest eigenvalue where the first rise set out
    ground: np.ndarray  # of Ground: what a stalled run stands on; Ground.NONE for other runs
    slope: np.ndarray  # size of the gradient at the end
    last_step: np.ndarray  # length of the last step
    jump: np.ndarray  # length of the step that left the window for good
    jump_slope: np.ndarray  # size of the gradient where that step set out
    jump_hessian: np.ndarray  # the Hessian there, (2, 2, runs)
    swing: np.ndarray  # mean length of the steps in the last quarter over that in the quarter before
    falls: np.ndarray  # the loss is lower than at the start, and in the last quarter no step ended on a higher one
    sideways: np.ndarray  # it ever moved along the steepest direction of its minimum
    visited: np.ndarray  # how many minima the points of an oscillating tail are nearest to; 0 for other runs
    plain: np.ndarray  # the steps equal rate times exact gradient
