"""Races: entrants made as a page makes them, and the same facts once more, run by run."""

import math
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np

from descent import examine, judge
from descent.race import Entrant, enter
from descent.setting import LEARNING_RATE, Course, Runner, suggest_rate
from descent.study import study
from landscapes import LANDSCAPES
from optimizers import OPTIMIZERS
from schedules import SCHEDULES

ROUNDING = 1e-12  # of the landscape's height: what two final losses differ by when they are equal


def runner_of(course, key, schedule="constant", rate=None, **knobs) -> Runner:
    optimizer = OPTIMIZERS[key]()
    runner = Runner(
        optimizer, SCHEDULES[schedule](horizon=course.steps), rate or suggest_rate(optimizer, course.landscape)
    )
    return runner.moved(**knobs)


@cache
def entrant_of(course: Course, runner: Runner) -> Entrant:
    studied = study(course, runner)
    return enter(course, runner, studied.finish, studied.sliders[LEARNING_RATE])


def race_of(name, *keys, steps=100, **conditions) -> list[Entrant]:
    landscape = LANDSCAPES[name]
    course = Course(landscape, landscape.start, steps, **conditions)
    return [entrant_of(course, runner_of(course, key)) for key in keys]


def at_rate(entrant: Entrant, rate: float) -> Entrant:
    return entrant_of(entrant.course, replace(entrant.runner, learning_rate=rate))


class Fact:
    """One run by itself."""

    def __init__(self, course: Course, runner: Runner):
        run = course.run(runner)
        self.findings = examine(run, course.landscape)
        (self.verdict,) = judge(run, course.landscape)
        self.arrives, self.diverges = self.verdict == "converged", self.verdict == "diverged"
        self.reached = int(self.findings.reached[0])
        self.gap = float(self.findings.gap[0])
        self.rounding = ROUNDING * (course.landscape.height or 1.0)

    def beats(self, other) -> bool:
        """Whether it is told before the other, were there only these two."""
        if self.arrives or other.arrives:
            return self.arrives and (not other.arrives or self.reached < other.reached)
        if self.diverges or other.diverges:
            return not self.diverges
        return self.gap < other.gap - self.rounding


@cache
def fact(course: Course, runner: Runner) -> Fact:
    return Fact(course, runner)


def place_all(facts) -> list[int]:
    """Places 1, 2, 2, 4: the best of those that are left, and who is no worse, again and again."""
    places, left = [0] * len(facts), set(range(len(facts)))
    while left:
        best = next(
            one
            for one in sorted(left, key=lambda one: facts[one].gap)
            if not any(facts[other].beats(facts[one]) for other in left)
        )
        tied = {one for one in left if not facts[best].beats(facts[one])}
        for one in tied:
            places[one] = len(facts) - len(left) + 1
        left -= tied
    return places


def grid(runner: Runner, course: Course) -> list[float]:
    """The 81 rates: twenty a decade, two decades to each side of the suggestion."""
    middle = 20 * math.log10(suggest_rate(runner.optimizer, course.landscape))
    return [float(f"{10 ** ((round(middle) + away) / 20):.4g}") for away in range(-40, 41)]


def facts_along(course: Course, runner: Runner, rates) -> list[Any]:
    """Facts of the runner at many rates, from one batch, as records of plain numbers."""
    moved: dict[str, Any] = {LEARNING_RATE: np.array(rates)}
    run = course.run(runner.moved(**moved))
    findings, rounding = examine(run, course.landscape), ROUNDING * (course.landscape.height or 1.0)
    facts = []
    for at in range(len(rates)):
        own = object.__new__(Fact)
        own.verdict = findings.verdict[at]
        own.arrives, own.diverges = own.verdict == "converged", own.verdict == "diverged"
        own.reached, own.rounding = int(findings.reached[at]), rounding
        own.gap = float(findings.gap[at])
        facts.append(own)
    return facts


def best_among(facts) -> tuple[int, ...]:
    """The notches that do equally best, in order; none where every one diverges."""
    staying = [at for at, own in enumerate(facts) if not own.diverges and math.isfinite(own.gap)]
    there = [at for at in staying if facts[at].arrives]
    if there:
        soonest = min(facts[at].reached for at in there)
        first = [at for at in there if facts[at].reached == soonest]
        low = min(facts[at].gap for at in first)
        return tuple(at for at in first if facts[at].gap <= low + facts[at].rounding)
    if not staying:
        return ()
    low = min(facts[at].gap for at in staying)
    first = [at for at in staying if facts[at].gap <= low + facts[at].rounding]
    rests = [facts[at].reached for at in first if facts[at].reached >= 0]
    return tuple(at for at in first if facts[at].reached == (min(rests) if rests else -1))
