"""A control: one slider of a runner, with the notches that its knob can stand at.

The first control is the learning rate's; those of the schedule's and the optimizer's knobs follow.
"""

import dataclasses
import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from descent.figures import EXACT, number
from descent.setting import HIGHEST_RATE, LEARNING_RATE, LOWEST_RATE, Runner
from knobs import Knob, round_notches

NOTCHES_PER_DECADE = 20
DECADES_BELOW, DECADES_ABOVE = 2.0, 2.0  # how far the learning rate's slider reaches around the suggested rate
KNOB_NOTCHES = 25
NO_DECAY = 1.0
DIGITS = 4  # of a notch, as sliders have them
CURVATURE = "λ"  # in every sentence
RATE = Knob(
    1.0,
    low=LOWEST_RATE,
    high=HIGHEST_RATE,
    symbol="α",
    title="Learning rate",
    help="how far each step goes along the direction the optimizer chose",
    scale="log",
)
STEPS = Knob(100, low=10, high=1000, title="Steps", help="how many steps the optimizer takes", scale="log")


@dataclass(frozen=True, eq=False)
class Control:
    """One slider: its knob, its notches from left to right, default and present value among them."""

    name: str
    knob: Knob  # its default is what the slider offers to go back to; the learning rate's offers its best instead
    present: float
    values: np.ndarray
    leads: bool = False  # the learning rate's: the stability bound and the range test are about it

    @property
    def index(self) -> int:
        """Which notch holds the present value."""
        return int(np.flatnonzero(self.values == self.present)[0])

    @property
    def called(self) -> str:
        """Its knob in a sentence: by its symbol, if that means nothing else there."""
        knob = self.knob
        return knob.title if knob.symbol in ("", CURVATURE) else knob.symbol

    @cached_property
    def digits(self) -> int:
        """How many digits of its notches are written: so many that no two look alike."""
        fewest = range(DIGITS, EXACT)
        alone = (digits for digits in fewest if len({f"{v:.{digits}g}" for v in self.values}) == len(self.values))
        return next(alone, EXACT)

    @property
    def default_name(self) -> str:
        """What its default is called."""
        return "usual" if self.leads else "no decay" if self.knob.is_factor else "default"

    @property
    def limits_in_words(self) -> str:
        """What may be typed: the learning rate has no limits that anybody would meet."""
        if self.leads:
            return "above 0: from 10⁻¹² to a million"
        return f"between {number(self.knob.low, 4)} and {number(self.knob.high, 4)}"


def controls_for(runner: Runner, suggested_rate: float) -> tuple[Control, ...]:
    """The sliders of a runner: the learning rate's, then those of the schedule's and of the optimizer's knobs."""
    controls = [_rate_control(float(runner.learning_rate), suggested_rate)]
    for name, knob in runner.knobs.items():
        controls.append(_knob_control(name, knob, float(runner.value_of(name))))
    return tuple(controls)


def rate_notches(suggested: float) -> np.ndarray:
    """The learning rates that every runner has to choose from, (81,): one grid for all, around its suggested rate."""
    middle = NOTCHES_PER_DECADE * np.log10(suggested)
    lowest = round(middle - NOTCHES_PER_DECADE * DECADES_BELOW)
    highest = round(middle + NOTCHES_PER_DECADE * DECADES_ABOVE)
    return round_notches(10.0 ** (np.arange(lowest, highest + 1) / NOTCHES_PER_DECADE))


def _rate_control(present: float, suggested: float) -> Control:
    knob = dataclasses.replace(RATE, default=suggested)
    values = include(include(rate_notches(suggested), suggested), present)
    return Control(LEARNING_RATE, knob, present, values, leads=True)


def _knob_control(name: str, knob: Knob, present: float) -> Control:
    values = include(include(knob.notches(KNOB_NOTCHES), knob.default), present)
    if knob.is_factor:  # from no decay at the left to much at the right
        knob, values = dataclasses.replace(knob, default=NO_DECAY), values[::-1]
    return Control(name, knob, present, np.ascontiguousarray(values))


def include(notches: np.ndarray, value: float) -> np.ndarray:
    """The notches with this value among them: it takes the place of a notch that it all but equals.

    Only by ratio: nothing all but equals 0, and a slider over many decades has small notches beside large ones.
    """
    nearest = int(np.argmin(np.abs(notches - value)))
    if math.isclose(notches[nearest], value, rel_tol=1e-6):
        notches = notches.copy()
        notches[nearest] = value
        return notches
    return np.sort(np.append(notches, value))
