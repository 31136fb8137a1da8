"""A study: all that there is to know of a runner on a course: the present run taken apart, and every slider's notches.

    study(course, runner).stories.sentences[7]      what is said of the eighth run of the batch

Runs stand in the order of the sliders; `slices` says which are whose.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from descent.anatomy import Anatomy, take_apart
from descent.control import Control, controls_for
from descent.descend import Trajectory
from descent.findings import Findings
from descent.headline import headlines
from descent.notches import Notches
from descent.response import Response, respond
from descent.sentence import limits_of, sentences
from descent.setting import Course, Runner, suggest_rate
from descent.sweep import Sweep, sweep
from descent.terrain import terrain_of
from descent.verdict import examine
from descent.witness import Memoir


@dataclass(frozen=True, eq=False)
class Stories:
    """What is said of each run, (runs,)."""

    verdicts: list[str]
    headlines: list[str]
    sentences: list[str]
    bounds: np.ndarray  # the learning rate above which its minimum cannot hold it, nan where there is none

    def of(self, runs: slice) -> "Stories":
        return Stories(self.verdicts[runs], self.headlines[runs], self.sentences[runs], self.bounds[runs])


@dataclass(frozen=True, eq=False)
class Study:
    """`present` is the place of the present run in the batch; its run, memoir and anatomy are that one's."""

    controls: tuple[Control, ...]
    trajectory: Trajectory
    slices: dict[str, slice]
    stories: Stories
    responses: dict[str, Response]  # by slider
    present: int
    run: Trajectory
    memoir: Memoir
    anatomy: Anatomy


def study(course: Course, runner: Runner) -> Study:
    """Run the present values and every notch of every slider, and say what became of each."""
    controls = controls_for(runner, suggest_rate(runner.optimizer, course.landscape))
    swept = sweep(course, runner, controls)
    findings = examine(swept.trajectory, course.landscape)
    run, memoir = swept.trajectory.run(swept.present), swept.witness.memoir(swept.present)
    limits = limits_of(findings, course, swept.batch)
    return Study(
        controls,
        swept.trajectory,
        swept.slices,
        tell(
            swept.trajectory, findings, course, swept.batch, limits, notes_on(swept, findings, limits, controls, course)
        ),
        {c.name: respond(findings, swept.slices[c.name], c, course.landscape) for c in controls},
        swept.present,
        run,
        memoir,
        take_apart(course.landscape, runner.optimizer, run, memoir),
    )


def tell(
    trajectory: Trajectory,
    findings: Findings,
    course: Course,
    runner: Runner,
    limits: np.ndarray | None = None,
    notes: Sequence[tuple[str, str]] = (),
) -> Stories:
    """The stories of a trajectory's runs; the runner is the one that walked them, its sweeps included."""
    limits = limits_of(findings, course, runner) if limits is None else limits
    return Stories(
        findings.verdict.tolist(),
        headlines(findings),
        sentences(trajectory, findings, course, runner, limits, notes),
        limits,
    )


def notes_on(
    swept: Sweep, findings: Findings, limits: np.ndarray, controls: Sequence[Control], course: Course
) -> list[tuple[str, str]]:
    """What each run of the batch hears of the other notches of its slider; the present one of other sliders too."""
    optimizer, rates = swept.batch.optimizer, swept.trajectory.rates
    steady = (rates == rates[0]).all(axis=0)
    bound = np.nan if optimizer.stability_bound is None else optimizer.stability_bound
    risen = findings.first_rise > 0
    with np.errstate(all="ignore"):
        set_out = rates[np.maximum(findings.first_rise - 1, 0), np.arange(swept.trajectory.runs)]
        steep = risen & (set_out * findings.sharpest_rise > bound)
    is_global = terrain_of(course.landscape).is_global
    sliders = {
        c.name: Notches.of(
            c, course, findings, swept.slices[c.name], steep, np.where(steady, limits, np.nan), is_global
        )
        for c in controls
    }
    notes = [slider.note(notch) for slider in sliders.values() for notch in range(len(slider.outcomes))]
    lead, *others = sliders.values()
    if lead.nearest_goal(swept.present) is None:
        found = (slider.elsewhere() for slider in others)
        notes[swept.present] = next((note for note in found if any(note)), notes[swept.present])
    return notes
