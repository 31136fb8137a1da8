"""Outcomes: what became of a slider's notches, as far as their neighbours care, and what notches are called."""

from dataclasses import dataclass
from enum import IntEnum

from descent.control import Control
from descent.figures import number
from descent.findings import Verdict


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


def name_notch(control: Control, value: float) -> str:
    """A notch as it reads beside its slider: α = 0.0891, or Decay ×1/10."""
    if control.knob.is_factor:
        return f"{control.knob.label} {factor_in_words(value)}"
    return f"{control.called} = {number(value, control.digits)}"


def factor_in_words(value: float) -> str:
    return f"×{'1/' if value < 1 else ''}{number(1 / value if value < 1 else value)}"
