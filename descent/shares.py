"""Shares: how many of many runs came to what, as a bar and as one sentence.

shares = shares_of(basins.verdicts, "the global minimum")
shares.tell("of the starts in this window")
"64 % of the starts in this window end at the global minimum, 21 % in a local one, 15 % diverge."
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from descent.findings import Verdict

NOWHERE = "nowhere"  # in place of a verdict, of a start where the loss has no value: no run begins there

# In the order of a bar, and what many, and a single kind, are said to do.
DOES = {
    Verdict.CONVERGED: "end {at} {goal}",
    Verdict.TRAPPED: "end in a local minimum",
    Verdict.CRAWLING: "are still on their way when the steps run out",
    Verdict.OSCILLATING: "oscillate",
    Verdict.STALLED: "stand still where no minimum is",
    Verdict.DIVERGED: "diverge",
    NOWHERE: "begin where the loss has no value",
}
AFTER_ONE, IN_BRIEF = (Verdict.CONVERGED, Verdict.TRAPPED), "in a local one"


@dataclass(frozen=True)
class Shares:
    """How many runs there are, and how many of them came to each verdict."""

    count: int
    counts: dict[str, int]
    goal: str  # what a converged one has reached

    def share(self, verdict: str) -> float:
        return self.counts[verdict] / self.count

    def tell(self, subject: str) -> str:
        """One sentence; `subject` says of what these are shares: "of the starts in this window"."""
        text = ", ".join(self._clauses(subject))
        return f"{text[0].upper()}{text[1:]}."

    def _clauses(self, subject: str) -> Iterator[str]:
        at = "in" if "valley" in self.goal else "at"
        held = [verdict for verdict in DOES if self.counts[verdict]]
        shares = percents([self.counts[verdict] for verdict in held])
        for place, verdict in enumerate(held):
            follows = held[:place] == [Verdict.CONVERGED] and verdict == Verdict.TRAPPED and "minimum" in self.goal
            does = IN_BRIEF if follows else DOES[verdict].format(goal=self.goal, at=at)
            yield f"{shares[place]} {subject} {does}" if place == 0 else f"{shares[place]} {does}"


def shares_of(verdicts: np.ndarray, goal: str) -> Shares:
    """The shares of an array of Verdict, or NOWHERE, of any shape; `goal` is a terrain's.

    Raises ValueError for none at all.
    """
    if not verdicts.size:
        raise ValueError("There are no shares of no runs.")
    return Shares(verdicts.size, {verdict: int((verdicts == verdict).sum()) for verdict in DOES}, goal)


def percents(parts: list[int]) -> list[str]:
    """Shares in whole percents that make a hundred; a small one is not called none, nor one beside it all."""
    if len(parts) == 1:
        return ["all"]
    exact = [100 * part / sum(parts) for part in parts]
    whole = [int(share) for share in exact]
    missing = 100 - sum(whole)
    for place in sorted(range(len(parts)), key=lambda place: whole[place] - exact[place])[:missing]:
        whole[place] += 1
    return [f"{'under 1' if share == 0 else 'over 99' if share == 100 else share}\N{NBSP}%" for share in whole]
