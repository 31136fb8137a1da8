"""Finish: all that a race knows of runs: whether they arrive, when, what it took, and else how they end.

A run arrives when it rests at a global minimum: its verdict is `converged`, and nothing else is.
Shapes: one entry a run, (runs,). A step that never came is -1.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from descent.effort import Effort, effort
from descent.findings import Findings, Verdict
from descent.headline import name_lowest
from descent.outcomes import rounding_of
from descent.witness import Witness
from landscapes import Landscape
from optimizers import Optimizer
from schedules import Schedule


@dataclass(frozen=True, eq=False)
class Finish:
    """How each run ended, (runs,)."""

    verdicts: np.ndarray  # of Verdict
    grounds: np.ndarray  # of Ground: what one that stalls stands on
    places: np.ndarray  # what one that arrives rests at, in words; "" of others
    reached: np.ndarray  # the step from which it stays near the minimum that it rests at
    gaps: np.ndarray  # final loss above the best known; inf where that is not finite, or it diverged
    rounding: np.ndarray  # what such losses differ by when they are equal
    gradients: np.ndarray  # looked at until it arrived, else until the last step
    losses: np.ndarray
    hessians: np.ndarray

    @property
    def arrives(self) -> np.ndarray:
        return self.verdicts == Verdict.CONVERGED

    @property
    def effort(self) -> Effort:
        return Effort(self.gradients, self.losses, self.hessians)

    def of(self, runs: int | slice | Sequence[int] | np.ndarray) -> "Finish":
        """That of some of the runs, or of one."""
        picked = [runs] if isinstance(runs, int) else runs
        return Finish(*(getattr(self, each.name)[picked] for each in fields(self)))


def finish_of(
    findings: Findings, landscape: Landscape, optimizer: Optimizer, schedule: Schedule, witness: Witness
) -> Finish:
    """How the runs that the findings are about ended; `witness` went with them."""
    verdicts, goal = findings.verdict, findings.goal
    arrives, diverged = verdicts == Verdict.CONVERGED, verdicts == Verdict.DIVERGED
    listed, valley, other = (name_lowest(goal, *place) for place in ((0, False), (-1, True), (-1, False)))
    places = np.where(findings.minimum >= 0, listed, np.where(findings.in_valley, valley, other))
    return Finish(
        verdicts,
        findings.ground,
        np.where(arrives, places, ""),
        findings.reached,
        np.where(np.isfinite(findings.gap) & ~diverged, findings.gap, np.inf),
        np.full(len(verdicts), rounding_of(landscape)),
        *effort(optimizer, schedule, witness, np.where(arrives, findings.reached, findings.steps)),
    )


def join_finishes(finishes: Sequence[Finish]) -> Finish:
    """Those of several batches, one after the other."""
    return Finish(*(np.concatenate([getattr(own, each.name) for own in finishes]) for each in fields(Finish)))
