"""The picture that a landscape's bare link opens, and the same with another rate, decay or start."""

from dataclasses import dataclass, replace

import numpy as np

from address import read
from descent import Verdict, examine
from descent.control import controls_for
from descent.setting import LEARNING_RATE

CONVERGED, TRAPPED, STALLED, OSCILLATING, CRAWLING, DIVERGED = (
    Verdict.CONVERGED,
    Verdict.TRAPPED,
    Verdict.STALLED,
    Verdict.OSCILLATING,
    Verdict.CRAWLING,
    Verdict.DIVERGED,
)


@dataclass(frozen=True, eq=False)
class Picture:
    """One run of plain descent, and what became of it."""

    way: np.ndarray  # (steps + 1, 2)
    losses: np.ndarray  # (steps + 1,)
    verdict: Verdict
    reached: int
    overshoots: int

    @property
    def end(self):
        return self.way[-1]

    def times_near(self, place, distance):
        """How many of its points lie that near to a place."""
        return int((np.hypot(*(self.way - place).T) < distance).sum())

    def leaps(self, length):
        """How many of its steps are longer than that."""
        return int((np.hypot(*np.diff(self.way, axis=0).T) > length).sum())


def see(key, start=None, steps=None, **knobs) -> Picture:
    """The picture of a landscape's bare link, with other knobs, another start or more steps where given."""
    setting = read({"landscape": key})[0].setting
    course, (runner,) = setting.course, setting.runners
    if start or steps:
        course = replace(course, start=start or course.start, steps=steps or course.steps)
        runner = replace(runner, schedule=replace(runner.schedule, horizon=course.steps))
    run = course.run(runner.moved(**knobs))
    found = examine(run, course.landscape)
    return Picture(
        run.positions[:, :, 0], run.losses[:, 0], found.verdict[0], int(found.reached[0]), int(found.overshoots[0])
    )


def at(key, rate, **more) -> Picture:
    return see(key, learning_rate=rate, **more)


def verdicts_on_the_slider(key, start=None):
    """What becomes of every α on the landscape's slider."""
    setting = read({"landscape": key})[0].setting
    course, (runner,) = setting.course, setting.runners
    rates = controls_for(runner, runner.learning_rate)[0].values
    run = replace(course, start=start or course.start).run(runner.moved(**{LEARNING_RATE: rates}))
    return examine(run, course.landscape).verdict
