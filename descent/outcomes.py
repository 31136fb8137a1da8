"""Outcomes: what became of a slider's notches, as far as their neighbours care, and what notches are called."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import ArrayLike

from descent.control import Control
from descent.figures import number
from descent.findings import Verdict
from descent.terrain import terrain_of
from descent.verdict import ROUNDING


class Outcome(IntEnum):
    """What became of a notch, as far as its neighbours care."""

    LOST = 0  # it landed where the loss has no value
    AWAY = 1
    OPEN = 2
    STUCK = 3
    LOCAL = 4
    GLOBAL = 5


OUTCOMES = {
    Verdict.CONVERGED: Outcome.GLOBAL,
    Verdict.TRAPPED: Outcome.LOCAL,
    Verdict.STALLED: Outcome.STUCK,
    Verdict.OSCILLATING: Outcome.OPEN,
    Verdict.CRAWLING: Outcome.OPEN,
    Verdict.DIVERGED: Outcome.AWAY,
}
NEVER = np.iinfo(int).max  # steps
AWAY = (Outcome.AWAY, Outcome.LOST)
SETTLED = (Outcome.LOCAL, Outcome.GLOBAL)


@dataclass(frozen=True)
class Stretch:
    """Notches side by side, the first and the last of them included."""

    first: int
    last: int
    outcome: Outcome

    def distance(self, notch: int) -> int:
        return max(self.first - notch, notch - self.last, 0)


def rounding_of(landscape) -> float:
    """What final losses differ by when they are equal."""
    return ROUNDING * (terrain_of(landscape).height or 1.0)


def soonest(among: np.ndarray, reached: np.ndarray) -> np.ndarray:
    """Which of some runs (runs,), or of those in each column (runs, columns), have arrived first."""
    return among & (reached == reached.min(axis=0, where=among, initial=NEVER))


def lowest(among: np.ndarray, gaps: np.ndarray, rounding: ArrayLike) -> np.ndarray:
    """Which of some runs (runs,), or of those in each column (runs, columns), end lowest, but for rounding."""
    return among & (gaps <= gaps.min(axis=0, where=among, initial=np.inf) + rounding)


def foremost(
    arrives: np.ndarray, reached: np.ndarray, gaps: np.ndarray, rounding: ArrayLike
) -> tuple[np.ndarray, np.ndarray]:
    """Which of all runs (runs,) do best by what counts first, and which of those by what counts next as well.

    Those that arrive first, and of these the lowest; where none arrives the lowest, and of these those that rest first.
    `gaps` are inf for runs that count for nothing.
    """
    if arrives.any():
        first = soonest(arrives, reached)
        return first, lowest(first, gaps, rounding)
    first = lowest(gaps < np.inf, gaps, rounding)
    return first, soonest(first, np.where(reached >= 0, reached, NEVER))


def middle(among: np.ndarray) -> int:
    """The middle one of some runs (runs,); -1 of none."""
    (equal,) = np.nonzero(among)
    return int(equal[(len(equal) - 1) // 2]) if equal.size else -1


def name_notch(control: Control, value: float) -> str:
    """A notch as it reads beside its slider: α = 0.0891, or Decay ×1/10."""
    if control.knob.is_factor:
        return f"{control.knob.label} {factor_in_words(value)}"
    return f"{control.called} = {number(value, control.digits)}"


def factor_in_words(value: float, digits: int = 3) -> str:
    return f"×{'1/' if value < 1 else ''}{number(1 / value if value < 1 else value, digits)}"
