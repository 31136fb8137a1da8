"""A sweep: the same run again for every notch of every slider, computed as one batch.

Numpy steps two hundred runs for little more than the price of one, so a whole panel of sliders is one call of
`descend`.
"""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from descent.anatomy import Witness
from descent.descend import Trajectory, descend
from knobs import Knob, knobs_of, round_notches

NOTCHES_PER_DECADE = 20
DECADES_BELOW, DECADES_ABOVE = 2.0, 2.0  # how far the learning rate's slider reaches around the suggested rate
KNOB_NOTCHES = 25
NO_DECAY = 1.0

LEARNING_RATE = "learning_rate"
FINAL = "final"


@dataclass(frozen=True, eq=False)
class Control:
    """One slider: whose field it moves, its notches from left to right, default and present value among them."""

    name: str
    owner: str  # "rate", "schedule" or "optimizer"
    knob: Knob
    present: float
    values: np.ndarray

    @property
    def index(self) -> int:
        """Which notch holds the present value."""
        return int(np.flatnonzero(self.values == self.present)[0])


def controls_for(optimizer, schedule, learning_rate: float, suggested_rate: float) -> tuple[Control, ...]:
    """The sliders of a run: the learning rate, the decay, then every other knob of the schedule and the optimizer."""
    controls = [_learning_rate_control(learning_rate, suggested_rate)]
    for owner, part in (("schedule", schedule), ("optimizer", optimizer)):
        for name, knob in knobs_of(part).items():
            controls.append(_knob_control(name, owner, knob, float(getattr(part, name))))
    return tuple(controls)


@dataclass(frozen=True, eq=False)
class Sweep:
    """Every notch of every slider: one trajectory, what its optimizer knew, each slider's runs."""

    trajectory: Trajectory
    witness: Witness
    slices: dict[str, slice]


def sweep(landscape, optimizer, schedule, learning_rate, controls: Sequence[Control], **conditions) -> Sweep:
    """Run every notch of every control, the other controls at their present values.

    Runs stand in the order of the controls. `conditions` go to `descend`: start, steps, noise, seed.
    """
    ends = np.cumsum([len(control.values) for control in controls])
    slices = {c.name: slice(int(end) - len(c.values), int(end)) for c, end in zip(controls, ends, strict=True)}
    fields = {"rate": {}, "schedule": {}, "optimizer": {}}
    for control in controls:
        column = np.full(ends[-1], control.present)
        column[slices[control.name]] = control.values
        fields[control.owner][control.name] = column
    optimizer = dataclasses.replace(optimizer, **fields["optimizer"])
    schedule = dataclasses.replace(schedule, **fields["schedule"])
    rates = fields["rate"].get(LEARNING_RATE, learning_rate)
    witness = Witness(optimizer)
    trajectory = descend(landscape, witness, schedule, learning_rate=rates, **conditions)
    return Sweep(trajectory, witness, slices)


def _learning_rate_control(present: float, suggested: float) -> Control:
    middle = NOTCHES_PER_DECADE * np.log10(suggested)
    lowest = round(middle - NOTCHES_PER_DECADE * DECADES_BELOW)
    highest = round(middle + NOTCHES_PER_DECADE * DECADES_ABOVE)
    notches = round_notches(10.0 ** (np.arange(lowest, highest + 1) / NOTCHES_PER_DECADE))
    knob = Knob(
        suggested,
        low=min(notches[0], present, suggested),
        high=max(notches[-1], present, suggested),
        symbol="α",
        title="Learning rate",
        help="how far each step goes along the direction the optimizer chose",
        scale="log",
    )
    return Control(LEARNING_RATE, "rate", knob, present, _with(_with(notches, suggested), present))


def _knob_control(name: str, owner: str, knob: Knob, present: float) -> Control:
    values = _with(_with(knob.notches(KNOB_NOTCHES), knob.default), present)
    if name == FINAL:  # the decay slider goes from no decay at the left to much at the right
        knob, values = dataclasses.replace(knob, default=NO_DECAY), values[::-1]
    return Control(name, owner, knob, present, np.ascontiguousarray(values))


def _with(notches: np.ndarray, value: float) -> np.ndarray:
    """The notches with this value among them: it takes the place of a notch that it all but equals."""
    nearest = int(np.argmin(np.abs(notches - value)))
    if np.isclose(notches[nearest], value, rtol=1e-6, atol=1e-12):
        notches = notches.copy()
        notches[nearest] = value
        return notches
    return np.sort(np.append(notches, value))
