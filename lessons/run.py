"""What an expression of a lesson knows of a run: its numbers and its verdict, by the names that a teacher would use.

run = run_at("/?landscape=double_well&alpha=0.15")
run.verdict, run.steps, run.at(alpha=0.2).verdict
"""

import math
from collections.abc import Sequence
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

import numpy as np

from address import Visit, name_of, write
from address.race import COMPARE, SECOND, UnreadableError, read_link
from address.table import PREFIXES
from descent.basins import Pulse, map_basins
from descent.control import controls_for, rate_notches
from descent.examination import examine
from descent.figures import number
from descent.findings import Findings, Verdict
from descent.finish import finish_of
from descent.race import standings
from descent.range_test import range_test
from descent.setting import LEARNING_RATE, LETTERS, suggest_rate
from descent.witness import Witness
from landscapes import LANDSCAPES
from lessons.patience import check
from lessons.record import Record
from memory import remember

TRIED = 241  # learning rates at which a tip is looked for, at first and once more between two of them
DECADES = 3  # how far from the present one, on both sides
MOST_SEEDS = 96
GRID = (90, 60)  # starts across and up
NEIGHBOURS = 300  # learning rates between whose runs borders are counted


class Run(Record):
    """What other runs say of it, too: with other numbers, other draws, from other places."""

    @cached_property
    def _test(self):
        """The range test over the whole slider, as on the page."""
        rates = controls_for(self.runner, suggest_rate(self.runner.optimizer, self.course.landscape))[0].values
        return range_test(self.course, self.runner, float(rates[0]), float(rates[-1]))

    @property
    def recommended(self) -> float:
        return self._test.recommended

    @property
    def lowest_rate(self) -> float:
        return float(self._test.rates[min(self._test.lowest, len(self._test.rates) - 1)])

    @cached_property
    def _arrives(self) -> np.ndarray:
        rates = rate_notches(suggest_rate(self.runner.optimizer, self.course.landscape))
        return self._along(LEARNING_RATE, rates).verdict == Verdict.CONVERGED

    @property
    def arrivals(self) -> int:
        return int(self._arrives.sum())

    @property
    def tries(self) -> int:
        return len(self._arrives)

    def at(self, **values: Any) -> "Run":
        """The same run with other values in its address. Raises UnreadableError for those that cannot be had."""
        own = {"alpha", "optimizer", "schedule", *(name_of(0, knob) for knob in self.runner.knobs)}
        prefix = PREFIXES[self.place]
        said = {f"{prefix if name in own else ''}{name}": str(value) for name, value in values.items()}
        return runs_at(address_of(write(self.visit) | said))[self.place]

    def tip(self, verdict: str) -> float:
        """The smallest learning rate above the present one at which the run has this verdict; infinity for none."""
        low, high = self.alpha, self.alpha * 10.0**DECADES
        for _ in range(2):
            rates = np.geomspace(low, high, TRIED)
            found = np.flatnonzero(self._along(LEARNING_RATE, rates).verdict == verdict)
            if not len(found):
                return math.inf
            low, high = rates[max(found[0] - 1, 0)], rates[found[0]]
        return float(high)

    def borders(self, low: float, high: float) -> int:
        """How often the next of NEIGHBOURS learning rates from low to high has another verdict, or another minimum."""
        found = self._along(LEARNING_RATE, np.geomspace(low, high, NEIGHBOURS))
        same = (found.verdict[1:] == found.verdict[:-1]) & (found.minimum[1:] == found.minimum[:-1])
        return int((~same).sum())

    def along(self, knob: str, values: Sequence[float]) -> list["Run"]:
        """The runs at other values of a knob, by the name of its field."""
        swept: Any = np.asarray(values, float)
        runner = self.runner.moved(**{knob: swept})
        trajectory = self.course.run(runner, Pulse(check))
        findings = examine(trajectory, self.course.landscape)
        runs = [Run(self.visit, trajectory, findings, self.place, index) for index in range(trajectory.runs)]
        for run in runs:
            run.runner = runner
        for run in runs[1:]:
            run.first = runs[0]
        return runs

    def _along(self, knob: str, values: Any) -> Findings:
        return examine(self.course.run(self.runner.moved(**{knob: values}), Pulse(check)), self.course.landscape)

    def seeds(self, count: int) -> list["Run"]:
        """The runs with other draws of the noise."""
        return [self.at(seed=self.course.seed + draw) for draw in range(min(int(count), MOST_SEEDS))]

    def share_of_starts(self, verdict: str) -> float:
        own, ground = self.runner, self.course.landscape
        key = (ground, own.optimizer, own.schedule, self.alpha, self.length, self.course.noise, self.course.seed)
        return float(np.mean(_verdicts_of_starts(*key) == verdict))

    def share(self, verdict: str, count: int = 32) -> float:
        return float(np.mean([run.verdict == verdict for run in self.seeds(count)]))


@remember(megabytes=4)
def _verdicts_of_starts(ground: Any, optimizer: Any, schedule: Any, alpha: float, *walk: Any) -> np.ndarray:
    return map_basins(ground, optimizer, schedule, alpha, ground.window, GRID, *walk).verdicts


@remember(megabytes=24, apart=LANDSCAPES.values())
def runs_at(address: str) -> tuple[Run, ...]:
    """The runs of the picture at an address, one a runner. Raises UnreadableError for one that shows something else."""
    visit, notices = read_link(address)
    if notices:
        raise UnreadableError(" ".join(notices))
    return runs_of(visit)


@remember(megabytes=24, apart=LANDSCAPES.values())
def runs_of(visit: Visit) -> tuple[Run, ...]:
    """The runs of what a visit shows, one a runner."""
    runs = []
    for place, runner in enumerate(visit.setting.runners):
        course = visit.setting.course_of(place)
        trajectory = course.run(runner, Pulse(check))
        runs.append(Run(visit, trajectory, examine(trajectory, course.landscape), place))
    return tuple(runs)


def run_at(address: str) -> Run:
    return runs_at(address)[0]


def address_of(params: dict[str, str]) -> str:
    return f"/{COMPARE if SECOND in params else ''}?{urlencode(params)}"


def places_of(visit: Visit) -> list[int]:
    """The place of each runner of a race, by the race's own definition: 1, 2, 2, 4."""
    finishes = []
    for place, runner in enumerate(visit.setting.runners):
        course, witness = visit.setting.course_of(place), Witness()
        findings = examine(course.run(runner, witness), course.landscape)
        finishes.append(finish_of(findings, course.landscape, runner.optimizer, runner.schedule, witness))
    return standings(finishes)[:, 0].tolist()


def known_of(runs: Sequence[Run]) -> dict[str, Any]:
    """The names that an expression has of a picture's runs."""
    return {"run": runs[0], "runs": list(runs), "run_at": run_at, **dict(zip(LETTERS, runs, strict=False))} | {
        "places": lambda: places_of(runs[0].visit),
        **CALCULATED,
    }


CALCULATED = {
    "sqrt": math.sqrt,
    "log": math.log,
    "log10": math.log10,
    "cos": math.cos,
    "sin": math.sin,
    "pi": math.pi,
    "inf": math.inf,
    "isfinite": math.isfinite,
    "median": lambda values: float(np.median(list(values))),
    "mean": lambda values: float(np.mean(list(values))),
    "number": number,
    "verdicts": [str(verdict) for verdict in Verdict],
}
