"""Remarks: what is only known after more runs, beside the verdict and never against it.

In this order: whether it lasts, what causes it, what helps, what a lecturer would name, where digits end.
All is said of the experiments that were made (see `experiments`), with what they did.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from descent.descend import Trajectory
from descent.experiments import NOISE, SCHEDULE, START, Experiments
from descent.figures import capital, number
from descent.findings import SETTLED, Findings, Verdict
from descent.headline import name_lowest
from descent.phenomena import catapult, edge_of_stability, flatter_minimum, sharpest_along
from descent.sentence import TREMBLE, keep_together, rates_asked_for
from descent.setting import Runner
from descent.terrain import NEAR, terrain_of
from knobs import knobs_of

STANDS = 1e-6  # of the spread: less is rest
CALMED = 0.1  # of the spread: what a cause at least takes away where the verdict stays


@dataclass(frozen=True, eq=False)
class Remarks:
    """What is remarked on each run of a runner, from the experiments made with it."""

    experiments: Experiments
    runner: Runner
    bounds: np.ndarray  # (runs,): the product α·λ that the method bears, nan where it has no such bound

    @cached_property
    def trajectory(self) -> Trajectory:
        """The runs as far as the course goes."""
        return self.experiments.trajectory.of(slice(self.experiments.runs))

    @cached_property
    def sharpest(self) -> np.ndarray:
        return sharpest_along(self.trajectory, self.experiments.course.landscape)

    def of(self, run: int) -> list[str]:
        findings, bound = self.experiments.findings, float(self.bounds[run])
        bound = bound if np.isfinite(bound) else None
        landscape = self.experiments.course.landscape
        texts = [
            self.lasting(run),
            *self.causes(run),
            self.starts(run),
            catapult(findings, landscape, self.trajectory, self.sharpest, run)
            or flatter_minimum(findings, landscape, self.trajectory, bound, run),
            edge_of_stability(self.trajectory, self.sharpest, bound, run),
            self.chaos(run),
        ]
        return [keep_together(text) for text in texts if text]

    def lasting(self, run: int) -> str:
        """What it does when it goes on at its last rate."""
        now, later = self.experiments.findings, self.experiments.later
        verdict, then, steps = now.verdict[run], later.verdict[run], self.experiments.steps
        if now.overflowed[run] >= 0 or now.kink[run] >= 0:
            return ""
        if verdict == Verdict.DIVERGED:
            if then == Verdict.DIVERGED and (back := self._comes_back(run)) < 0:
                return f"Continued to step {steps} it does not come back."
            if then == Verdict.DIVERGED:
                return f"So far: it comes back into the window at step {back}, but at step {steps} it is out again."
            return f"So far: continued to step {steps} it {what_it_did(later, run)}."
        if verdict in (*SETTLED, Verdict.STALLED):
            leaves = self._leaves(run)
            if then == verdict and leaves < 0:
                return (
                    f"Continued to step {steps} it {'still stands' if verdict == Verdict.STALLED else 'stays there'}."
                )
            when = f" leaves at step {leaves} and" if leaves >= 0 else ""
            if then == verdict in SETTLED and now.minimum[run] == later.minimum[run] >= 0:
                return (
                    f"So far: it leaves at step {leaves}, is back by step {later.reached[run]} "
                    f"and still there at step {steps}."
                )
            return f"So far: continued to step {steps} it{when} {self._instead(later, run, run)}."
        held = "" if self._steady(run) else " at its last α"
        if then in (Verdict.OSCILLATING, Verdict.CRAWLING):
            return f"Continued{held} to step {steps} it does not settle either."
        if then in SETTLED and later.reached[run] <= self.experiments.course.steps:  # it had only just come
            place, since = where_it_rests(later, run), later.reached[run]
            return f"Continued{held} to step {steps} it stays at {place}, from step {since} on."
        return f"Continued{held} to step {steps} it {what_it_did(later, run)}."

    def _steady(self, run):
        asked = rates_asked_for(self.trajectory, self.experiments.course, self.runner)[:, run]
        return bool((asked == asked[0]).all())

    def _comes_back(self, run):
        """The first step past the course's that is in the window; -1 if none is."""
        terrain, steps = terrain_of(self.experiments.course.landscape), self.experiments.course.steps
        path = terrain.scale(self.experiments.continued.positions[steps:, :, run].T)
        inside = (np.abs(path) <= 0.5).all(axis=0)
        return steps + int(inside.argmax()) if inside.any() else -1

    def _leaves(self, run):
        """The first step past the course's that is more than NEAR from where it was at its end; -1 if none is."""
        terrain, steps = terrain_of(self.experiments.course.landscape), self.experiments.course.steps
        path = terrain.scale(self.experiments.continued.positions[steps:, :, run].T)
        with np.errstate(all="ignore"):
            away = ~(np.hypot(*(path - path[:, :1])) <= 2 * NEAR)
        return steps + int(away.argmax()) if away.any() else -1

    def causes(self, run: int) -> list[str]:
        """What changes the end when it is left out."""
        texts = []
        for name in self.experiments.causes:
            (first,) = self.experiments.columns(name)
            if (
                name not in (NOISE, SCHEDULE)
                and not np.broadcast_to(self.runner.value_of(name), self.experiments.runs)[run]
            ):
                continue
            if self.changes(run, first + run):
                did = self._instead(self.experiments.findings, first + run, run)
                texts.append(f"{self._without(name)} the same run {did}.")
            elif name == NOISE and self._calms(run, first + run):
                spread = self.experiments.findings.spread
                calm, moved = float(spread[first + run]), number(float(spread[run]))
                strays = f"strays {number(calm)} at the end" if calm > STANDS * spread[run] else "comes to rest"
                noise = capital(self.experiments.course.noise_in_words)
                texts.append(f"{noise} keeps it moving, up to {moved} away: without it the same run {strays}.")
        return texts

    def changes(self, run: int, other: int) -> bool:
        """Whether two runs of the batch came to another verdict, or to another minimum."""
        findings = self.experiments.findings
        verdicts = findings.verdict[[run, other]]
        if verdicts[0] != verdicts[1]:
            return True
        return bool(verdicts[0] in SETTLED and not same_place(findings, run, findings, other))

    def _instead(self, findings, other, run):
        """What another run did; it may have come to another minimum of the same kind."""
        now, did = self.experiments.findings, what_it_did(findings, other)
        alike = findings.verdict[other] == now.verdict[run] and now.verdict[run] in SETTLED
        if alike and not same_place(now, run, findings, other):
            did = did.replace(" a ", " another ", 1)
        return did

    def _calms(self, run, other):
        findings, terrain = self.experiments.findings, terrain_of(self.experiments.course.landscape)
        if findings.verdict[run] not in (*SETTLED, Verdict.OSCILLATING):
            return False
        felt = findings.spread[run] > TREMBLE * terrain.size.min()
        return bool(felt and findings.spread[other] <= CALMED * findings.spread[run])

    def _without(self, name):
        if name == NOISE:
            return f"Without {self.experiments.course.noise_in_words}"
        if name == SCHEDULE:
            return "Without the schedule, at constant α,"
        knob = knobs_of(self.runner.optimizer)[name]
        return f"Without {knob.title.lower()} ({knob.symbol} = 0)"

    def starts(self, run: int) -> str:
        """The nearest other start that does better: tried for a run that ended short of a global minimum."""
        findings = self.experiments.findings
        if findings.verdict[run] not in (Verdict.TRAPPED, Verdict.STALLED):
            return ""
        start = np.asarray(self.experiments.course.start, dtype=float)
        terrain = terrain_of(self.experiments.course.landscape)
        best, found = np.inf, ""
        for place, column in zip(self.experiments.starts, self.experiments.columns(START), strict=True):
            away = np.hypot(*((place - start) / terrain.size[:, 0]))
            arrives = findings.verdict[column + run] == Verdict.CONVERGED and findings.reached[column + run] > 0
            if arrives and away < best:
                x, y = (number(value) for value in place)
                best, found = away, f"From ({x}, {y}) it {what_it_did(findings, column + run)}."
        return found

    def chaos(self, run: int) -> str:
        step = self.experiments.parted(run)
        if step <= 0:
            return ""
        return f"Chaotic: two starts 10⁻¹⁵ of the window apart part at step {step}; from there its digits mean nothing."


def same_place(findings: Findings, run: int, others: Findings, other: int) -> bool:
    """Whether two runs at rest are at the same minimum, or in the same kind of valley."""
    minima = findings.minimum[run], others.minimum[other]
    return bool(minima[0] == minima[1] and findings.in_valley[run] == others.in_valley[other])


def where_it_rests(findings: Findings, run: int) -> str:
    """The place of a run that has settled."""
    if findings.verdict[run] == Verdict.TRAPPED:
        return "a local minimum"
    return name_lowest(findings.goal, findings.minimum[run], findings.in_valley[run])


def what_it_did(findings: Findings, run: int) -> str:
    """What became of a run, as a verb of which it is the subject."""
    verdict, reached = findings.verdict[run], findings.reached[run]
    match verdict:
        case Verdict.CONVERGED | Verdict.TRAPPED:
            place = where_it_rests(findings, run)
            return f"settles at {place} by step {reached}" if reached else f"stays at {place}"
        case Verdict.DIVERGED:
            if findings.undefined[run]:
                return "lands where the loss has no value"
            return f"overflows at step {findings.overflowed[run]}" if findings.overflowed[run] >= 0 else "runs away"
        case Verdict.STALLED:
            return "stands still at no minimum"
        case Verdict.OSCILLATING:
            return "moves to and fro"
    return "is on its way back" if findings.thrown[run] >= 0 else "is still on its way"
