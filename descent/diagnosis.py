"""Diagnosis: the learning rate at which a run's preconditioner, as it stands at the end, would let go of its minimum.

A method that divides by what its gradients were, such as Adam, has no fixed limit on the rate: it divides by more when
its steps grow. What it divides by at this moment has one.
"""

import numpy as np

from descent.figures import number
from descent.findings import SETTLED, Findings, Verdict
from descent.sentence import keep_together, limits_of
from descent.setting import Course, Runner
from descent.stability import preconditioned_limit
from descent.witness import Memoir

BESIDE = 0.5  # of that rate: where a run that bounces may do so because of it


def diagnose(course: Course, runner: Runner, memoir: Memoir, findings: Findings, run: int) -> str:
    """Said of a run that rests at a minimum, or bounces about it for that reason, if its method has no fixed limit."""
    place, rests = findings.place[:, run], findings.verdict[run] in SETTLED
    about = rests or (findings.verdict[run] == Verdict.OSCILLATING and findings.visited[run] == 1)
    if runner.optimizer.scale is None or not about or not np.isfinite(place).all():
        return ""
    if np.isfinite(limits_of(findings, course, runner).rate[run]) or memoir.rates[-1] == 0:
        return ""
    limit = preconditioned_limit(runner.optimizer, course.landscape, place, memoir)
    if not (np.isfinite(limit) and (rests or memoir.rates[-1] >= BESIDE * limit)):
        return ""
    return keep_together(
        f"{runner.optimizer.title} has no fixed limit; as it now rescales the axes, a push at this minimum would grow "
        f"from α = {number(limit)} on."
    )
