"""A knob: one hyperparameter with its range, the notches of its slider, its symbol and what it does.

Optimizers and schedules declare knobs on their dataclass fields with `knob(...)`; landscapes hold `Knob`s by name.
"""

import dataclasses
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

import numpy as np

SCALES = ("linear", "log", "memory")
Number = TypeVar("Number", int, float)


@dataclass(frozen=True)
class Knob:
    """What a slider needs to know about one number.

    `scale` spreads the notches: "linear" in equal steps, "log" in equal ratios, "memory" in equal ratios of
    1 - value (0.9, 0.99, 0.999 are equally far apart, as running averages feel them). A whole-number default
    makes whole-number notches. A knob that `is_factor` is read as what is left of something: ×1/10, from ×1 down.
    One that `is_angle` turns something, by degrees.
    """

    default: float
    low: float
    high: float
    symbol: str = ""
    title: str = ""
    help: str = ""
    scale: str = "linear"
    is_factor: bool = False
    is_angle: bool = False

    def __post_init__(self):
        if self.scale not in SCALES:
            raise ValueError(f"A knob's scale is one of {', '.join(SCALES)}, not {self.scale!r}.")
        if not self.low <= self.default <= self.high:
            raise ValueError(f"A knob's default must lie between {self.low} and {self.high}; got {self.default}.")

    @property
    def label(self) -> str:
        """The slider's name as it is shown and spoken, for example "Momentum β"."""
        return f"{self.title} {self.symbol}".strip()

    @property
    def whole(self) -> bool:
        return isinstance(self.default, int)

    def notches(self, count: int = 41) -> np.ndarray:
        """The slider's values in rising order, `low` and `high` included: `count` of them, fewer whole numbers."""
        if self.scale == "log":
            notches = np.geomspace(self.low, self.high, count)
        elif self.scale == "memory":
            notches = 1 - round_notches(np.geomspace(1 - self.low, 1 - self.high, count), digits=3)
        else:
            notches = np.linspace(self.low, self.high, count)
        if self.whole:
            return np.unique(np.round(notches))
        return np.round(notches, 12) if self.scale == "memory" else round_notches(notches)


def round_notches(values: np.ndarray, digits: int = 4) -> np.ndarray:
    """To so many significant digits: what a slider lands on is short to read, to type and to share."""
    return np.array([float(f"{value:.{digits}g}") for value in values.tolist()])


def knob(default: Number, **facts) -> Number:
    """A dataclass field that is a knob: `beta: float = knob(0.9, low=0.0, high=0.99, symbol="β")`."""
    return dataclasses.field(default=default, metadata={"knob": Knob(default, **facts)})


def knobs_of(owner) -> dict[str, Knob]:
    """The knobs declared on the fields of a dataclass (or an instance of one), by field name, in order."""
    return dict(_knobs_of(owner if isinstance(owner, type) else type(owner)))


@cache
def _knobs_of(record: type) -> dict[str, Knob]:
    return {field.name: field.metadata["knob"] for field in dataclasses.fields(record) if "knob" in field.metadata}
