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
from descent.descend import Trajectory
from descent.examination import examine
from descent.figures import number
from descent.findings import Findings, Verdict
from descent.finish import finish_of
from descent.race import standings
from descent.range_test import range_test
from descent.setting import LEARNING_RATE, LETTERS, suggest_rate
from descent.study import Stories, tell
from descent.terrain import terrain_of
from descent.witness import Witness
from lessons.patience import check
from memory import remember

TRIED = 241  # learning rates at which a tip is looked for, at first and once more between two of them
DECADES = 3  # how far from the present one, on both sides
MOST_SEEDS = 96
GRID = (90, 60)  # starts across and up
NEIGHBOURS = 300  # learning rates between whose runs borders are counted


class Run:
    """One run of those in a trajectory. Steps that never came are infinite."""

    def __init__(self, visit: Visit, trajectory: Trajectory, findings: Findings, place: int = 0, index: int = 0):
        self.visit, self.trajectory, self.findings = visit, trajectory, findings
        self.place, self.index = place, index
        self._first: Run | None = None  # of several in one trajectory, whose story is that of all
        self.runner, self.course = visit.setting.runners[place], visit.setting.course_of(place)

    def _fact(self, name: str) -> float:
        return float(getattr(self.findings, name)[self.index])

    def _step(self, name: str) -> float:
        step = self._fact(name)
        return step if step >= 0 else math.inf

    @property
    def verdict(self) -> str:
        return str(self.findings.verdict[self.index])

    @property
    def steps(self) -> float:
        return self._step("reached")

    @property
    def left(self) -> float:
        return self._step("left")

    @property
    def length(self) -> int:
        return self.course.steps

    @property
    def minimum(self) -> int:
        return int(self.findings.minimum[self.index])

    @property
    def alpha(self) -> float:
        return float(np.broadcast_to(self.runner.learning_rate, (self.trajectory.runs,))[self.index])

    @property
    def x(self) -> float:
        return self.x_at(self.length)

    @property
    def y(self) -> float:
        return self.y_at(self.length)

    @property
    def loss(self) -> float:
        return self.loss_at(self.length)

    @property
    def first_loss(self) -> float:
        return self.loss_at(0)

    @property
    def peak_loss(self) -> float:
        losses = self.losses
        return float(losses[np.isfinite(losses)].max())

    @property
    def gap(self) -> float:
        return self._fact("gap")

    @property
    def points(self) -> int:
        """How many the loss is made of; 0 where it is made of none."""
        return len(self.course.landscape.data or ())

    @property
    def held_back(self) -> int:
        """How many more there are, for validation."""
        return len(self.course.landscape.data.validation or ()) if self.course.landscape.data else 0

    @property
    def batch_size(self) -> int:
        """How many of the points a step sees."""
        return self.course.batch_size or self.points

    @property
    def lowest_loss(self) -> float:
        """The lowest that there is."""
        return float(terrain_of(self.course.landscape).best)

    @property
    def sharpest(self) -> float:
        return self._fact("sharpest")

    @property
    def flattest(self) -> float:
        return self._fact("flattest")

    @property
    def sharpest_end(self) -> float:
        """The largest curvature where it ended, be that a minimum or not."""
        return self._fact("sharpest_end")

    @property
    def condition(self) -> float:
        return self.sharpest / self.flattest

    @property
    def overshoots(self) -> int:
        return int(self._fact("overshoots"))

    @property
    def reversals(self) -> int:
        return int(self._fact("reversals"))

    @property
    def rises(self) -> int:
        return int((np.diff(self.losses) > 0).sum())

    @property
    def losses(self) -> np.ndarray:
        """(steps + 1,)"""
        return self.trajectory.losses[:, self.index]

    @cached_property
    def _story(self) -> Stories:
        if self._first:
            return self._first._story
        return tell(self.trajectory, self.findings, self.course, self.runner)

    @property
    def bound(self) -> float:
        return float(self._story.bounds[self.index])

    @property
    def best_step(self) -> float:
        return float(self._story.best_steps[self.index])

    @property
    def validation_losses(self) -> np.ndarray:
        return self._story.validation[self.index]

    @property
    def validation_loss(self) -> float:
        return float(self.validation_losses[-1])

    @property
    def fit(self) -> str:
        """underfits, fits or overfits; "" without data"""
        return self._story.fits[self.index]

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

    def loss_at(self, step: int) -> float:
        return float(self.losses[step])

    def x_at(self, step: int) -> float:
        return float(self.trajectory.positions[step, 0, self.index])

    def y_at(self, step: int) -> float:
        return float(self.trajectory.positions[step, 1, self.index])

    def rate_at(self, step: int) -> float:
        return float(self.trajectory.rates[step, self.index])

    def gradient_at(self, step: int) -> tuple[float, float]:
        x, y = self.trajectory.gradients[step, :, self.index]
        return float(x), float(y)

    def slope_at(self, step: int) -> float:
        """The size of the gradient."""
        return math.hypot(*self.gradient_at(step))

    def step_at(self, step: int) -> float:
        """How long the step from there is."""
        return math.dist((self.x_at(step), self.y_at(step)), (self.x_at(step + 1), self.y_at(step + 1)))

    def sharpness_at(self, step: int) -> float:
        """The largest curvature there."""
        hessian = self.course.landscape.hessian(*self.trajectory.positions[step, :, self.index])
        return float(np.linalg.eigvalsh(np.asarray(hessian, float).reshape(2, 2))[-1])

    def mean_sharpness(self, first: int, last: int) -> float:
        """The mean of the largest curvatures where it was after these steps and all between."""
        x, y = self.trajectory.positions[first : last + 1, :, self.index].T
        return float(np.linalg.eigvalsh(np.moveaxis(self.course.landscape.hessian(x, y), -1, 0))[:, -1].mean())

    def steps_above(self, rate: float) -> int:
        return int((self.trajectory.rates[:, self.index] > rate).sum())

    def __getattr__(self, name: str) -> float:
        """A knob, by its name in the address."""
        if name.startswith("_"):
            raise AttributeError(name)
        for knob in self.runner.knobs:
            if name_of(0, knob) == name:
                return float(self.runner.value_of(knob))
        values = dict(self.course.landscape.values)
        if name in values:
            return float(values[name])
        raise AttributeError(f"A run has no “{name}”.")

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
            run._first = runs[0]
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


@remember(megabytes=24)
def runs_at(address: str) -> tuple[Run, ...]:
    """The runs of the picture at an address, one a runner. Raises UnreadableError for one that shows something else."""
    visit, notices = read_link(address)
    if notices:
        raise UnreadableError(" ".join(notices))
    return runs_of(visit)


def runs_of(visit: Visit) -> tuple[Run, ...]:
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
