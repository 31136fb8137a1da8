"""A study: all that there is to know of a runner on a course: the present run taken apart, and every slider's notches.

    study(course, runner).stories.sentences[7]      what is said of the eighth run of the batch

Runs stand in the order of the sliders; `slices` says which are whose. What a slider's notches show does not depend on
where it stands: a study of the same runner, but for that slider, can hand it on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import chain
from types import MappingProxyType
from typing import Any

import numpy as np

from descent.anatomy import Anatomy, take_apart
from descent.control import Control, controls_for
from descent.crosscut import Crosscut, cut
from descent.descend import Trajectory
from descent.examination import examine
from descent.findings import Findings
from descent.finish import Finish, finish_of
from descent.fit import Fit, fit_of
from descent.headline import headlines
from descent.notches import Notches
from descent.response import Response, respond
from descent.sentence import accounts, limits_of, sentence
from descent.setting import Course, Runner, suggest_rate
from descent.stability import Limits
from descent.sweep import Sweep, sweep
from descent.terrain import terrain_of
from descent.witness import Memoir

OVERFLOWED, UNDEFINED = "overflowed", "undefined"


@dataclass(frozen=True, eq=False)
class Stories:
    """What is said of each run, (runs,)."""

    verdicts: list[str]
    headlines: list[str]
    sentences: list[str]
    bounds: np.ndarray  # the learning rate above which its minimum cannot hold it, nan where there is none
    leaves: np.ndarray  # the step from which it stays outside the window, -1 where it ends inside
    lost: list[str]  # the word for those of its numbers that are none
    fits: list[str]  # whether it underfits, fits or overfits; "" where nothing can be said, as without data
    fit_sentences: list[str]
    best_steps: np.ndarray  # the step with the lowest validation loss, -1 without any
    validation: np.ndarray  # (runs, steps + 1), that loss; (runs, 0) without data

    @classmethod
    def told(cls, findings: Findings, sentences: list[str], limits: Limits, fit: Fit) -> "Stories":
        lost = np.where(findings.undefined, UNDEFINED, OVERFLOWED).tolist()
        return cls(
            findings.verdict.tolist(),
            headlines(findings),
            sentences,
            limits.rate,
            findings.gone,
            lost,
            fit.remark,
            fit.sentences,
            fit.best_step,
            fit.validation.T,
        )

    def of(self, runs: slice) -> "Stories":
        return Stories(*(getattr(self, each.name)[runs] for each in fields(self)))


@dataclass(frozen=True, eq=False)
class Slider:
    """What the notches of a slider did, and how they compare."""

    notches: Notches
    response: Response
    finish: Finish

    def fits(self, control: Control) -> bool:
        """Whether this is about the notches of that control, wherever it stands."""
        return np.array_equal(self.notches.control.values, control.values)


@dataclass(frozen=True, eq=False)
class Study:
    """`present` is the present run's place in the batch; story, run, finish, memoir, anatomy and cuts are that one's.

    Only what was run is in the trajectory, the slices and the stories; there is a Slider of each slider.
    """

    controls: tuple[Control, ...]
    trajectory: Trajectory
    slices: dict[str, slice]
    stories: Stories
    sliders: dict[str, Slider]
    present: int
    story: Stories  # beside all sliders; in its slider's sweep it is told beside that one
    run: Trajectory
    finish: Finish
    memoir: Memoir
    anatomy: Anatomy
    crosscut: Crosscut


def study(
    course: Course, runner: Runner, known: Mapping[str, Slider] = MappingProxyType({}), lean: bool = False
) -> Study:
    """Run the present values and every notch of every slider, and say what became of each.

    A slider that is `known` from a study of the same runner, but for that slider, is not run again. One that is `lean`
    looks at the learning rate's slider alone.
    """
    controls = controls_for(runner, suggest_rate(runner.optimizer, course.landscape))
    controls = controls[:1] if lean else controls
    known = {c.name: known[c.name] for c in controls if c.name in known and known[c.name].fits(c)}
    ahead = [control for control in controls if control.name not in known] or list(controls[-1:] if not lean else ())
    swept = sweep(course, runner, ahead)
    findings = examine(swept.trajectory, course.landscape)
    run, memoir = swept.trajectory.run(swept.present), swept.witness.memoir(swept.present)
    finish = finish_of(findings, course.landscape, runner.optimizer, runner.schedule, swept.witness)
    limits = limits_of(findings, course, swept.batch)
    told = accounts(swept.trajectory, findings, course, swept.batch, limits)
    notches = notches_of(swept, findings, limits, ahead, course)
    notes = [slider.note(notch) for slider in notches for notch in range(len(slider.outcomes))]
    fit = fit_of(course.landscape, swept.trajectory, findings)
    stories = Stories.told(findings, [*map(sentence, told, notes)], limits, fit)
    found = {
        c.name: Slider(own, respond(findings, runs, c, course.landscape), finish.of(runs))
        for c, own, runs in zip(ahead, notches, swept.slices.values(), strict=True)
    }
    sliders = {c.name: found.get(c.name) or known[c.name] for c in controls}
    return Study(
        controls,
        swept.trajectory,
        swept.slices,
        stories,
        sliders,
        swept.present,
        replace(
            stories.of(slice(swept.present, swept.present + 1)),
            sentences=[sentence(told[swept.present], note_on_present(controls, sliders))],
        ),
        run,
        finish.of(swept.present),
        memoir,
        take_apart(course.landscape, runner.optimizer, run, memoir),
        cut(course.landscape, runner.optimizer, run, memoir),
    )


def tell(trajectory: Trajectory, findings: Findings, course: Course, runner: Runner) -> Stories:
    """The stories of a trajectory's runs, beside no slider; the runner is the one that walked them."""
    limits = limits_of(findings, course, runner)
    told = accounts(trajectory, findings, course, runner, limits)
    return Stories.told(findings, [*map(sentence, told)], limits, fit_of(course.landscape, trajectory, findings))


def gather(told: Sequence[Stories]) -> Stories:
    """What is said of several batches, one after the other."""

    def join(name: str) -> Any:
        parts = [getattr(stories, name) for stories in told]
        return np.concatenate(parts) if isinstance(parts[0], np.ndarray) else [*chain(*parts)]

    return Stories(*(join(field.name) for field in fields(Stories)))


def notches_of(
    swept: Sweep, findings: Findings, limits: Limits, controls: Sequence[Control], course: Course
) -> list[Notches]:
    """The notches of each slider, and what became of them."""
    optimizer, rates = swept.batch.optimizer, swept.trajectory.rates
    steady = (rates == rates[0]).all(axis=0)
    bound = np.nan if optimizer.stability_bound is None else optimizer.stability_bound
    risen = findings.first_rise > 0
    with np.errstate(all="ignore"):
        set_out = rates[np.maximum(findings.first_rise - 1, 0), np.arange(swept.trajectory.runs)]
        steep = risen & (set_out * findings.sharpest_rise > bound)
    firm, goal = np.where(steady & limits.bears & limits.breaks, limits.rate, np.nan), terrain_of(course.landscape).goal
    return [Notches.of(c, course, findings, swept.slices[c.name], steep, firm, goal) for c in controls]


def note_on_present(controls: Sequence[Control], sliders: Mapping[str, Slider]) -> tuple[str, str]:
    """What the present run hears of the first slider, or of another that has what reaches the goal where it has not."""
    lead, *others = controls
    own = sliders[lead.name].notches
    if own.best < 0:
        texts = (sliders[other.name].notches.elsewhere for other in others)
        if (text := next(filter(None, texts), None)) is not None:
            return text
    return own.note(lead.index)
