"""Experiments: the same run again with one thing changed, and the run itself continued, to see what a word is worth.

    itself      continued for PATIENCE times the steps more, at the rate of the last step; a search, whose steps are
                dear, for BRIEFLY times
    twin        the same with a tremble of 10^-15 in its gradients, and one whose start is 10^-15 of the window aside:
                where both part from it, digits mean nothing
    without     all noise, the schedule, the momentum, the weight decay ...: a cause is one that changes the end
    from        other places: a little aside, and all over the window

All of them, for as many runs as asked for, are one batch of `descend`: wide is cheap, only steps are dear. So the
longest walk is that of the runs themselves alone. Those without noise walk apart, for a batch has one noise for all.
Shapes: one entry a run, (runs,), in each experiment; every experiment has the runs in the same order.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from descent.descend import Trajectory, descend, join_runs
from descent.examination import examine
from descent.findings import Findings
from descent.setting import LEARNING_RATE, Course, Runner
from descent.terrain import DOMAIN, NEAR, terrain_of
from descent.verdict import PATIENCE
from knobs import knobs_of, round_notches
from schedules import Schedule

TREMBLE = 1e-15  # of the gradient, or of the window
BRIEFLY = 3
ASIDE = 0.02  # of the window
PARTED = NEAR  # of the window, or of the way from the start where that is longer
SEEN, GRADUAL = 1e-10, 3  # of the same; and for how many steps it is seen to grow
ITSELF, TWIN, NEIGHBOUR, NOISE, SCHEDULE, START = "itself", "twin", "neighbour", "noise", "schedule", "start"


class Held(Schedule):
    """Another schedule for its first steps, then the factor of the last of them; none at all where it is off."""

    inner: Schedule
    steps: int
    off: np.ndarray  # (runs,)

    def __init__(self, inner: Schedule, steps: int, off: np.ndarray):
        super().__init__(inner.final, inner.horizon)
        vars(self).update(inner=inner, steps=steps, off=off)  # the base is frozen

    @property
    def looks_at_loss(self):
        return self.inner.looks_at_loss

    def __call__(self, step):
        return np.where(self.off, 1.0, self.inner(np.minimum(step, self.steps - 1)))

    def init(self, runs):
        return 0, np.ones(runs), self.inner.init(runs)

    def update(self, loss, memory):
        step, factor, inner = memory
        if step < self.steps:
            factor, inner = self.inner.update(loss, inner)
        return np.where(self.off, 1.0, factor), (step + 1, factor, inner)


@dataclass(frozen=True, eq=False)
class Experiments:
    """`names` are the experiments in the order of the batch, each `runs` wide; `starts` those of the START ones.

    `trajectory` is the batch, as far as the course goes; `continued` are the runs themselves.
    """

    course: Course
    names: tuple[str, ...]
    starts: tuple[np.ndarray, ...]  # (2,) each
    runs: int
    trajectory: Trajectory
    continued: Trajectory

    @cached_property
    def findings(self) -> Findings:
        """Of all runs of the batch, after the steps of the course."""
        return examine(self.trajectory, self.course.landscape)

    @cached_property
    def later(self) -> Findings:
        """Of the runs themselves, after all steps."""
        return examine(self.continued, self.course.landscape)

    @property
    def steps(self) -> int:
        """How far they were continued."""
        return self.continued.steps

    def columns(self, name: str) -> list[int]:
        """The places in the batch of the first run of each experiment of a name; add a run's number to them."""
        return [place * self.runs for place, own in enumerate(self.names) if own == name]

    @property
    def causes(self) -> list[str]:
        """The experiments that leave one thing out."""
        return [name for name in self.names if name not in (ITSELF, TWIN, NEIGHBOUR, START)]

    def parted(self, run: int) -> int:
        """The step at which a run and a start beside it part, if its trembling twin parts too; else -1."""
        steps = [self._parts(run, column) for name in (TWIN, NEIGHBOUR) for column in self.columns(name)]
        return -1 if min(steps) < 0 else steps[-1]

    def _parts(self, run, column):
        with np.errstate(all="ignore"):
            scaled = terrain_of(self.course.landscape).scale(self.trajectory.positions)
            own, other = scaled[..., run], scaled[..., column + run]
            away = np.hypot(*(own - other).T)
            gone = np.hypot(*(own - own[0]).T)
            away = away / np.maximum(1.0, gone)
            parts = away > PARTED
        step = int(parts.argmax())
        gradually = np.count_nonzero(away[:step] > SEEN) >= GRADUAL  # and not in a jump, as where a sign flips
        return step if gradually and gone[: step + 1].max() < DOMAIN else -1


def experiment(course: Course, runner: Runner, starts: bool = True) -> Experiments:
    """Make the experiments for a runner, whose numbers may be arrays (runs,); `starts`: from other places too."""
    runs = count(runner)
    names, changes = [ITSELF, TWIN, NEIGHBOUR], [{}, {}, {}]
    calm_from = len(names) * runs
    if (
        runner.schedule.looks_at_loss
        or (np.asarray(runner.schedule(np.arange(course.steps)[:, np.newaxis])) != 1).any()
    ):
        names, changes = [*names, SCHEDULE], [*changes, {}]
    for name in removable(runner):
        names, changes = [*names, name], [*changes, {name: 0.0}]
    places = other_starts(course) if starts else []
    names, changes = [*names, *[START] * len(places)], [*changes, *[{}] * len(places)]

    values = {name: np.broadcast_to(runner.value_of(name), runs) for name in runner.knobs}
    spread: dict[str, Any] = {
        name: np.concatenate([np.full(runs, change[name]) if name in change else own for change in changes])
        for name, own in values.items()
    }
    spread[LEARNING_RATE] = np.tile(np.broadcast_to(runner.learning_rate, runs), len(names))
    wide = runner.moved(**spread)
    per_run = np.repeat(np.array(names, dtype=object), runs)
    start = np.asarray(course.start, dtype=float)
    own = [start] * (len(names) - len(places))
    own[names.index(NEIGHBOUR)] = start + TREMBLE * terrain_of(course.landscape).size[:, 0]
    seen: dict[str, Any] = {"batch_size": course.batch_size or None, "label_noise": course.label_noise}
    trajectory = descend(
        course.landscape,
        wide.optimizer,
        Held(wide.schedule, course.steps, per_run == SCHEDULE),
        np.repeat(np.stack([*own, *places], axis=1), runs, axis=1),
        wide.learning_rate,
        course.steps,
        course.noise,
        course.seed,
        tremble=np.where(per_run == TWIN, TREMBLE, 0.0),
        **seen,
    )
    if course.is_noisy:
        names.insert(calm_from // runs, NOISE)
        calm = course.without_noise().run(runner)
        trajectory = join_runs([trajectory.of(slice(calm_from)), calm, trajectory.of(slice(calm_from, None))])
    continued = descend(
        course.landscape,
        runner.optimizer,
        Held(runner.schedule, course.steps, np.zeros(runs, dtype=bool)),
        course.start,
        runner.learning_rate,
        (1 + (BRIEFLY if runner.optimizer.searches else PATIENCE)) * course.steps,
        course.noise,
        course.seed,
        **seen,
    )
    return Experiments(course, tuple(names), tuple(places), runs, trajectory, continued)


def count(runner: Runner) -> int:
    sizes = [np.size(runner.value_of(name)) for name in runner.knobs]
    return max(np.size(runner.learning_rate), *sizes, 1)


def removable(runner: Runner) -> list[str]:
    """The optimizer's knobs that can be taken away: those that may be nothing, and are something."""
    return [
        name for name, knob in knobs_of(runner.optimizer).items() if knob.low == 0 and np.any(runner.value_of(name))
    ]


def other_starts(course: Course) -> list[np.ndarray]:
    """A little aside of the start to four sides, then nine places over the window."""
    terrain, start = terrain_of(course.landscape), np.asarray(course.start, dtype=float)
    centre, size = terrain.centre[:, 0], terrain.size[:, 0]
    aside = [start + ASIDE * size * np.array(way) for way in ((1, 0.3), (-0.3, 1), (-1, -0.3), (0.3, -1))]
    around = [centre + size * np.array([i, j]) for i in (-0.3, 0.05, 0.35) for j in (-0.35, 0.05, 0.3)]
    return [round_notches(place, digits=3) for place in (*aside, *around)]
