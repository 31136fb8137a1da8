"""A picture: one runner on its course, ready to travel. What is computed for it is computed once for all visitors."""

import math
from dataclasses import dataclass

from descent.control import Control
from descent.range_test import compare, range_test
from descent.setting import Course, Runner
from descent.study import study
from descent.witness import Memoir
from landscapes import LANDSCAPES
from memory import remember
from stage.parts import Part, pack_run, pack_sweep, pack_test


@dataclass(frozen=True, eq=False)
class Picture:
    """The present run, a sweep for each slider by its name, and what the run's optimizer saw on the way."""

    controls: tuple[Control, ...]
    run: Part
    sweeps: dict[str, Part]
    memoir: Memoir
    best_rate: float  # the notch of the learning rate that does best, nan if every one diverges
    bound: float  # the stability bound of the present run, nan if it has none


@remember(megabytes=128, apart=LANDSCAPES.values())  # 0.06 MB for a plain one, 1.6 MB for 1000 steps of Prodigy
def picture_of(course: Course, runner: Runner) -> Picture:
    studied = study(course, runner)
    (rate,) = (control for control in studied.controls if control.leads)
    best = studied.responses[rate.name].best
    return Picture(
        studied.controls,
        pack_run(studied, runner.optimizer),
        {control.name: pack_sweep(studied, control.name) for control in studied.controls},
        studied.memoir,
        best_rate=float(rate.values[best]) if best >= 0 else math.nan,
        bound=float(studied.stories.bounds[studied.present]),
    )


@remember(megabytes=4, apart=LANDSCAPES.values())
def range_test_of(course: Course, runner: Runner) -> Part:
    """The learning-rate range test over the slider's whole range, beside the best of the sweep."""
    picture = picture_of(course, runner)
    (rate,) = (control for control in picture.controls if control.leads)
    test = range_test(course, runner, low=rate.values[0], high=rate.values[-1])
    return pack_test(test, compare(test, picture.best_rate, picture.bound, course.steps))
