"""What one run, walked, says of itself in an expression of a lesson: nothing of it takes another run."""

import math
from functools import cached_property

import numpy as np

from address import Visit, name_of
from descent.descend import Trajectory
from descent.findings import Findings
from descent.study import Stories, tell
from descent.terrain import terrain_of


class Record:
    """One run of those in a trajectory. Steps that never came are infinite."""

    def __init__(self, visit: Visit, trajectory: Trajectory, findings: Findings, place: int = 0, index: int = 0):
        self.visit, self.trajectory, self.findings = visit, trajectory, findings
        self.place, self.index = place, index
        self.first: Record | None = None  # of several in one trajectory: its story is that of all
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
        if self.first:
            return self.first._story
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
