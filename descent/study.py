"""A study: all that there is to know of a runner on a course: the present run taken apart, and every slider's notches.

    study(course, runner).stories.sentences[7]      what is said of the eighth run of the batch

Runs stand in the order of the sliders; `slices` says which are whose.
"""

from dataclasses import dataclass

import numpy as np

from descent.anatomy import Anatomy, take_apart
from descent.control import Control, controls_for
from descent.descend import Trajectory
from descent.findings import Findings
from descent.headline import headlines
from descent.response import Response, respond
from descent.sentence import rate_limit, sentences
from descent.setting import Course, Runner, suggest_rate
from descent.sweep import sweep
from descent.verdict import examine
from descent.witness import Memoir
from optimizers import Optimizer


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
    return Study(
        controls,
        swept.trajectory,
        swept.slices,
        tell(swept.trajectory, findings, course, swept.batch.optimizer),
        {c.name: respond(findings, swept.slices[c.name], c, course.landscape) for c in controls},
        swept.present,
        run,
        memoir,
        take_apart(course.landscape, runner.optimizer, run, memoir),
    )


def tell(trajectory: Trajectory, findings: Findings, course: Course, optimizer: Optimizer) -> Stories:
    """The stories of a trajectory's runs; the optimizer is the one that walked them, its sweeps included."""
    return Stories(
        findings.verdict.tolist(),
        headlines(findings),
        sentences(trajectory, findings, course.landscape, optimizer, course.noise),
        rate_limit(findings, optimizer),
    )
