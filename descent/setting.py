"""What a run is: the course that all runners share, and each runner with its method, its schedule and its rate.

    setting = Setting(Course(landscape, start, steps), (Runner(optimizer, schedule, learning_rate),))
    setting.moved(0, "momentum", 0.95)      the same, one knob of the first runner somewhere else
    setting.course.run(setting.runners[0])  the Trajectory

Every number of a runner may be an array (runs,): such a runner is a whole sweep, and a course runs it as one batch.
"""

from dataclasses import dataclass, replace

from descent.descend import Trajectory, descend
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
        )


@dataclass(frozen=True)
class Setting:
    """Everything that determines a picture. Each of several runners may have a start, or noise, of its own."""

    course: Course
    runners: tuple[Runner, ...]
    starts: tuple[Point, ...] = ()  # one each; without them all begin where the course does
    draws: tuple[int, ...] = ()  # which draw of the noise each has, counted from the seed; without them all the first

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
