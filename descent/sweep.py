"""A sweep: the same run again for every notch of every slider, computed as one batch.

Numpy steps two hundred runs for little more than the price of one, so a whole panel of sliders is one call of
`descend`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from descent.control import Control
from descent.descend import Trajectory
from descent.setting import Course, Runner
from descent.witness import Witness


@dataclass(frozen=True, eq=False)
class Sweep:
    """Every notch of every slider: one trajectory, the batch as a runner, what it saw, each slider's runs."""

    trajectory: Trajectory
    batch: Runner
    witness: Witness
    slices: dict[str, slice]
    present: int  # the run that has all present values


def sweep(course: Course, runner: Runner, controls: Sequence[Control]) -> Sweep:
    """Run every notch of every control, the other controls at their present values.

    Runs stand in the order of the controls; without any control there is the present run alone.
    """
    ends = np.cumsum([len(control.values) for control in controls])
    slices = {c.name: slice(int(end) - len(c.values), int(end)) for c, end in zip(controls, ends, strict=True)}
    columns = {}
    for control in controls:
        columns[control.name] = np.full(ends[-1], control.present)
        columns[control.name][slices[control.name]] = control.values
    batch, witness = runner.moved(**columns), Witness()
    return Sweep(course.run(batch, witness), batch, witness, slices, controls[0].index if controls else 0)
