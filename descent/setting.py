"""What a run is: the course that all runners share, and each runner with its method, its schedule and its rate.

    setting = Setting(Course(landscape, start, steps), (Runner(optimizer, schedule, learning_rate),))
    setting.moved(0, "momentum", 0.95)      the same, one knob of the first runner somewhere else
    setting.course.run(setting.runners[0])  the Trajectory

Every number of a runner may be an array (runs,): such a runner is a whole sweep, and a course runs it as one batch.
"""

from dataclasses import dataclass, replace
from typing import Any

from descent.batches import glimpses
from descent.descend import Trajectory, descend
from descent.figures import enumerate_names, number
from descent.witness import Witness
from knobs import Knob, knobs_of
from landscapes import Landscape
from landscapes.plane import Point
from optimizers import Optimizer
from schedules import Schedule

LETTERS = "abcdef"  # what the runners of a setting are called, in order
LOWEST_RATE, HIGHEST_RATE = 1e-12, 1e6
LEARNING_RATE = "learning_rate"  # a runner's own knob; all others are its schedule's and its optimizer's


@dataclass(frozen=True)
class Runner:
    """Who walks: a method, a schedule for its rate, and the rate itself."""

    optimizer: Optimizer
    schedule: Schedule
    learning_rate: float

    @property
    def knobs(self) -> dict[str, Knob]:
        """The knobs of the schedule and of the optimizer, by name, in the order of their sliders."""
        return knobs_of(self.schedule) | knobs_of(self.optimizer)

    def value_of(self, name: str) -> float:
        """The learning rate, or the present value of a knob. Raises KeyError for a name that it does not have."""
        return self.learning_rate if name == LEARNING_RATE else getattr(self._owner(name), name)

    def moved(self, **values: float) -> "Runner":
        """The same runner with other values of its knobs. Raises KeyError for a name that it does not have."""
        rate = values.pop(LEARNING_RATE, self.learning_rate)
        braking = {name: value for name, value in values.items() if self._owner(name) is self.schedule}
        steering = {name: value for name, value in values.items() if name not in braking}
        return Runner(replace(self.optimizer, **steering), replace(self.schedule, **braking), rate)

    def _owner(self, name: str) -> Schedule | Optimizer:
        for part in (self.schedule, self.optimizer):
            if name in knobs_of(part):
                return part
        known = ", ".join([LEARNING_RATE, *self.knobs])
        raise KeyError(f"{self.optimizer.title} under {self.schedule.title} has {known}, and not {name!r}.")


@dataclass(frozen=True)
class Course:
    """What all runners share: the ground, where and how far they walk, and the noise in what they see."""

    landscape: Landscape
    start: Point
    steps: int
    noise: float = 0.0  # standard deviation of the gradient's noise
    seed: int = 0
    batch_size: int = 0  # of the points of the landscape's data, how many a step sees; 0 for all
    label_noise: float = 0.0  # standard deviation of what each step sees added to the targets

    @property
    def takes_batches(self) -> bool:
        """Whether a step sees fewer points than there are."""
        data = self.landscape.data
        return self.batch_size != 0 and (data is None or self.batch_size != len(data))

    @property
    def is_noisy(self) -> bool:
        """Whether what an optimizer sees is not the exact loss of the landscape and its slope."""
        return bool(self.noise or self.label_noise or self.takes_batches)

    @property
    def noises(self) -> dict[str, str]:
        """What the noise is of, in words, and how much of each there is."""
        kinds = {}
        if self.noise:
            kinds["the gradients"] = f"σ = {number(self.noise)}"
        if self.label_noise:
            kinds["the labels"] = f"σ = {number(self.label_noise)}"
        if self.takes_batches:
            kinds["the mini-batches"] = f"{self.batch_size} of {len(self.landscape.data or ())}"
        return kinds

    @property
    def noise_in_words(self) -> str:
        """What all the noise is called; "" where there is none."""
        kinds = list(self.noises)
        if kinds == ["the gradients"]:  # the only noise that there is without data
            return "the noise"
        return f"the noise of {enumerate_names(kinds)}" if kinds else ""

    def without_noise(self) -> "Course":
        """The same course, on which every step sees the exact loss."""
        return replace(self, noise=0.0, label_noise=0.0, batch_size=0)

    def sight(self, step: int) -> Any:
        """What a step sees of the landscape."""
        seen = glimpses(self.landscape, step + 1, self.batch_size or None, self.label_noise, self.seed)
        return self.landscape if seen is None else seen[step]

    def run(self, runner: Runner, witness: Witness | None = None) -> Trajectory:
        """The runner's way. Raises ValueError where `descend` does."""
        return descend(
            self.landscape,
            runner.optimizer,
            runner.schedule,
            self.start,
            runner.learning_rate,
            self.steps,
            self.noise,
            self.seed,
            witness,
            batch_size=self.batch_size or None,
            label_noise=self.label_noise,
        )


@dataclass(frozen=True)
class Setting:
    """Everything that determines a picture. Each of several runners may have a start, or noise, of its own."""

    course: Course
    runners: tuple[Runner, ...]
    starts: tuple[Point, ...] = ()  # one each; without them all begin where the course does
    draws: tuple[int, ...] = ()  # which draw of all noise each has, counted from the seed; without them all the first

    def course_of(self, runner: int) -> Course:
        """The course as one of the runners walks it."""
        course = self.course
        if self.starts:
            course = replace(course, start=self.starts[runner])
        return replace(course, seed=course.seed + self.draws[runner]) if self.draws else course

    def moved(self, runner: int, name: str, value: float) -> "Setting":
        """The same setting with one knob of one runner somewhere else."""
        others = list(self.runners)
        others[runner] = others[runner].moved(**{name: value})
        return replace(self, runners=tuple(others))


def suggest_rate(optimizer: Optimizer, landscape: Landscape) -> float:
    """The optimizer's suggestion with its default knobs: it does not move while a knob is dragged."""
    suggested = type(optimizer)().suggested_rate(landscape)
    return float(f"{min(max(suggested, LOWEST_RATE), HIGHEST_RATE):.4g}")
