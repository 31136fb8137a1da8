"""Descent: a landscape, an optimizer and a schedule make a trajectory, and a trajectory gets its verdict."""

from descent.descend import Trajectory, descend
from descent.findings import Findings, Ground, Verdict
from descent.sentence import explain, headlines, rate_limit
from descent.verdict import examine, judge

__all__ = [
    "Findings",
    "Ground",
    "Trajectory",
    "Verdict",
    "descend",
    "examine",
    "explain",
    "headlines",
    "judge",
    "rate_limit",
]
