"""Shares: how many of many runs came to what, as a bar and as one sentence.

shares = shares_of(basins.verdicts, "the global minimum")
shares.tell("of the starts in this window")
"64 % of the starts in this window end at the global minimum, 21 % in a local one, 15 % diverge."
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from descent.findings import Verdict

# In the order of a bar, and what many, and a single kind, are said to do.
DOES = {
    Verdict.CONVERGED: "end {at} {goal}",
    Verdict.TRAPPED: "end in a local minimum",
    Verdict.CRAWLING: "are still on their way when the steps run out",
    Verdict.OSCILLATING: "oscillate",
    Verdict.STALLED: "stand still where no minimum is",
    Verdict.DIVERGED: "diverge",
}
AFTER_ONE, IN_BRIEF = (Verdict.CONVERGED, Verdict.TRAPPED), "in a local one"


@dataclass(frozen=True)
class Shares:
    """How many runs there are, and how many of them came to each verdict."""

    count: int
    counts: dict[Verdict, int]
    goal: str  # what a converged one has reached

    def share(self, verdict: Verdict) -> float:
        return self.counts[verdict] / self.count

    def tell(self, subject: str) -> str:
        """One sentence; `subject` says of what these are shares: "of the starts in this window"."""
        text = ", ".join(self._clauses(subject))
        return f"{text[0].upper()}{text[1:]}."

    def _clauses(self, subject: str) -> Iterator[str]:
        at = "in" if "valley" in self.goal else "at"
        held = [verdict for verdict in DOES if self.counts[verdict]]
        for place, verdict in enumerate(held):
            follows = held[:place] == [Verdict.CONVERGED] and verdict == Verdict.TRAPPED and "minimum" in self.goal
            does = IN_BRIEF if follows else DOES[verdict].format(goal=self.goal, at=at)
            share = percent(self.counts[verdict], self.count)
            yield f"{share} {subject} {does}" if place == 0 else f"{share} {does}"


def shares_of(verdicts: np.ndarray, goal: str) -> Shares:
    """The shares of an array of Verdict, of any shape; `goal` is a terrain's. Raises ValueError for none at all."""
    if not verdicts.size:
        raise ValueError("There are no shares of no runs.")
    return Shares(verdicts.size, {verdict: int((verdicts == verdict).sum()) for verdict in DOES}, goal)


def percent(part: int, whole: int) -> str:
    """A share in whole percents; one of no more than half a percent, or all but that, is not called none, or all."""
    if part == whole:
        return "all"
    share = 100 * part / whole
    if 0 < share < 0.5:
        return "under 1\N{NBSP}%"
    return f"{'over 99' if share >= 99.5 else f'{share:.0f}'}\N{NBSP}%"
