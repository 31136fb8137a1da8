"""What a run says of itself in the expressions of a lesson, by the names that a teacher would use; `Run` has them.

CONTRIBUTING tells of each, in the same words.
"""

import re
from types import MappingProxyType

NAMES = MappingProxyType(
    {
        "verdict": "converged, trapped, stalled, oscillating, crawling or diverged",
        "steps": "after how many steps it rests at its minimum; infinity where it does not",
        "length": "how many steps are walked",
        "x, y": "where it ends",
        "minimum": "the place of its minimum among the landscape's, from 0, the global ones first; −1 for none",
        "loss, first_loss, peak_loss": "at the end, at the start, the highest",
        "gap, lowest_loss": "how far the last loss is above the lowest there is, and that",
        "alpha": "its learning rate; every other knob goes by its name in the address",
        "bound": "the learning rate above which its minimum cannot hold it",
        "sharpest, flattest, condition": "the curvatures λ at its minimum, and their ratio κ",
        "left": "the first step outside the window; infinity for none",
        "losses, validation_losses": "after every step",
        "rises": "how many steps ended on a higher loss",
        "overshoots, reversals": "how many steps went past the lowest point of their line; how often it turned round",
        "loss_at(k), x_at(k), y_at(k), rate_at(k), slope_at(k)": "after so many steps",
        "sharpest_end, sharpness_at(k)": "the largest curvature where it ended; after so many steps",
        "mean_sharpness(k, n)": "the mean of the largest curvatures after so many steps and all between",
        "steps_above(alpha)": "how many steps were made with a larger learning rate",
        "gradient_at(k), step_at(k)": "the gradient's two numbers there; how long the step from there is",
        "fit": "underfits, fits or overfits; nothing without data",
        "validation_loss, best_step": "on points held back; the step at which that is lowest",
        "recommended, lowest_rate": "the rates at which the loss of a range test falls fastest, and is lowest",
        "arrivals, tries": "at how many learning rates it converges, and of how many: those that a race tunes over",
        "points, batch_size": "how many points its loss is made of, and how many of them a step sees",
        "held_back": "how many more points there are, for validation",
        "at(alpha=0.2, …)": "the same with other values in the address",
        "tip(verdict)": "the smallest learning rate above the present one with that verdict",
        "share_of_starts(verdict)": "of a grid of starts all over the window: the share with that verdict",
        "borders(low, high)": "of 300 learning rates from low to high: how often the next one ends otherwise",
        "share(verdict), seeds(n)": "of runs with so many seeds: the share with that verdict; the runs",
    }
)
FACTS = frozenset(re.findall(r"\w+", re.sub(r"\(.*?\)", "", " ".join(NAMES))))
