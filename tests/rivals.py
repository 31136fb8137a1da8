"""Rivals: the picture that a record calls its best, and the same runs by whoever it is measured against.

An item is worth its picture where it arrives a fifth sooner than its rival, or ends at half the loss: under noise both
as it is shown and in the median of SEEDS draws.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import parse_qsl

import numpy as np

from address import chosen_in, read
from descent import Verdict
from descent.control import NOTCHES_PER_DECADE, controls_for
from descent.examination import examine
from descent.findings import Findings
from descent.setting import LEARNING_RATE, Course, Runner, suggest_rate
from descent.terrain import terrain_of
from descent.verdict import ROUNDING
from landscapes import Landscape
from optimizers.gradient_descent import GradientDescent
from schedules.constant import Constant

SEEDS = 16
BETWEEN = 8  # rates between two notches: the best one of a rival need not be a notch
SOONER, LOWER = 0.8, 0.5
NEVER = np.inf
LEFT_TO_THE_PAGE = {"convention", "range_test", "step", "play", "view", "camera", "show", "only"}


@dataclass(frozen=True)
class Best:
    """The picture at the address that an item calls its best."""

    item: type
    course: Course
    runner: Runner
    unsaid: set[str]  # what its address leaves to a default of another record

    @classmethod
    def of(cls, item: type) -> "Best":
        pairs = parse_qsl(item.best, strict_parsing=True)
        params = dict(pairs)
        assert len(params) == len(pairs), "a name stands twice"
        visit, notices = read(params)
        assert not notices
        (runner,) = visit.setting.runners
        own = {field for part in (runner.optimizer, runner.schedule) for field in vars(part)} - {"final"}
        names = {entry.name for entry in chosen_in(visit).table}
        return cls(item, visit.setting.course, runner, names - set(params) - own - LEFT_TO_THE_PAGE)

    @cached_property
    def findings(self) -> Findings:
        """Of the run that is shown."""
        return examine(self.course.run(self.runner), self.course.landscape)

    @cached_property
    def positions(self) -> np.ndarray:
        """(steps + 1, 2)"""
        return self.course.run(self.runner).positions[:, :, 0]

    @property
    def verdict(self) -> Verdict:
        return self.findings.verdict[0]

    def without(self, **knobs: float) -> Findings:
        """The same run with other values of its knobs."""
        return examine(self.course.run(self.runner.moved(**knobs)), self.course.landscape)

    def beats(self, rival: Runner) -> bool:
        """Whether it does so as it is shown, and in the median of all seeds."""
        shown, drawn = [self.course], [replace(self.course, seed=seed) for seed in range(SEEDS)]
        return all(
            wins(self.course.landscape, arrive(self.runner, courses), arrive(rival, courses))
            for courses in (shown, drawn if self.course.noise else shown)
        )

    def beside(self, notches: int) -> "Best":
        """The same picture with α so many notches of its slider farther up, each as wide as the others."""
        rate = self.runner.learning_rate * 10 ** (notches / NOTCHES_PER_DECADE)
        return Best(self.item, self.course, replace(self.runner, learning_rate=rate), self.unsaid)

    def check_look(self):
        """It is long enough to be seen, in view, and across a good part of the window."""
        share = np.ptp(self.positions, axis=0) / np.diff(self.course.landscape.window)[:, 0]
        assert 30 <= self.course.steps <= 300
        assert self.findings.left[0] < 0
        assert share.max() >= 0.3

    @property
    def plain(self) -> Runner:
        """Plain descent under the same schedule, at every notch of its slider and BETWEEN them."""
        runner = replace(self.runner, optimizer=GradientDescent())
        suggested = suggest_rate(runner.optimizer, self.course.landscape)
        lead, *_ = controls_for(replace(runner, learning_rate=suggested), suggested)
        assert lead.name == LEARNING_RATE
        notches = lead.values
        finer = np.geomspace(notches[:-1], notches[1:], BETWEEN + 1, endpoint=False).ravel()
        return replace(runner, learning_rate=np.append(finer, notches[-1]))

    @property
    def constant(self) -> Runner:
        """The same without its schedule."""
        return replace(self.runner, schedule=Constant(horizon=self.course.steps))


def arrive(runner: Runner, courses: list[Course]) -> tuple[float, float]:
    """When the best of its runs has come to a global minimum to stay, and the loss of the lowest above it: medians."""
    found = [examine(course.run(runner), course.landscape) for course in courses]
    reached = np.array([np.where(each.verdict == Verdict.CONVERGED, each.reached, NEVER) for each in found])
    gaps = np.array([np.where(each.verdict == Verdict.DIVERGED, np.inf, each.gap) for each in found])
    return float(middle(reached).min()), float(middle(gaps).min())


def middle(values: np.ndarray) -> np.ndarray:
    """The median over the seeds; of an even number the upper one, as infinities have no mean."""
    return np.sort(values, axis=0)[len(values) // 2]


def wins(landscape: Landscape, mine: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether (arrival, loss) is better than another by as much as can be seen."""
    rounding = ROUNDING * (terrain_of(landscape).height or 1.0)
    sooner = mine[0] < NEVER and mine[0] <= SOONER * other[0]
    return sooner or (other[1] > rounding and mine[1] <= LOWER * other[1])
