"""The core alone: Adam with many learning rates at once, what became of each, and which of them arrived first.

python -m examples.best_rate        from the top of the repository
"""

import numpy as np

from descent import Verdict, descend, examine, headlines
from landscapes import LANDSCAPES
from optimizers import OPTIMIZERS
from schedules import SCHEDULES

STEPS = 200
START, RATES = (-0.5, -1.2), np.geomspace(1e-3, 100, 21)


def main():
    landscape = LANDSCAPES["himmelblau"]
    optimizer, schedule = OPTIMIZERS["adam"](), SCHEDULES["constant"]()
    runs = descend(landscape, optimizer, schedule, START, learning_rate=RATES, steps=STEPS)
    findings = examine(runs, landscape)
    for rate, loss, headline in zip(RATES, runs.losses[-1], headlines(findings), strict=True):
        print(f"rate {rate:<9.3g} final loss {loss:<9.3g} {headline}")
    arrived = findings.verdict == Verdict.CONVERGED
    if arrived.any():
        best = np.where(arrived, findings.reached, STEPS + 1).argmin()
        print(f"The best of them is {RATES[best]:.3g}: there after {findings.reached[best]} of {STEPS} steps.")


if __name__ == "__main__":
    main()
