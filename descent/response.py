"""The response to a slider: how well each notch does within the steps at hand, and which notch does best.

The best notch ends lowest of those that did not diverge. Notches that end as low as it, but for rounding, tie, and of
those it is the one that rests in the fewest steps; among equals the middle one. So a large α that arrives in 20 steps
beats a small one that arrives in 90, and a run that is still moving can be best only where none rests as low.

Shapes: one entry a notch, (notches,), in the order of the slider.
"""

from dataclasses import dataclass

import numpy as np

from descent.control import Control
from descent.figures import number
from descent.findings import Findings, Verdict
from descent.headline import name_lowest
from descent.outcomes import name_notch
from descent.terrain import terrain_of
from descent.verdict import ROUNDING

NEVER = np.iinfo(int).max
DOING = {
    Verdict.STALLED: "stalls",
    Verdict.OSCILLATING: "is still bouncing",
    Verdict.CRAWLING: "is still moving",
}


@dataclass(frozen=True, eq=False)
class Response:
    """`sentence` says in plain words which notch is best and why."""

    gaps: np.ndarray  # final loss above the best minimum, lifted to `rounding` for a log axis; inf where it overflowed
    rounding: float  # the gap below which there is only rounding
    reached: np.ndarray  # steps until it stayed near the minimum that it rests at; -1 where it does not rest
    best: int  # the notch that does best, -1 where every one diverges
    sentence: str


def respond(findings: Findings, runs: slice, control: Control, landscape) -> Response:
    """How the runs of one slider's notches, a slice of the findings, compare."""
    terrain = terrain_of(landscape)
    gaps, reached, verdicts = findings.gap[runs], findings.reached[runs], findings.verdict[runs]
    rounding = ROUNDING * (terrain.height or 1.0)
    settled = np.where(np.isfinite(gaps) & (verdicts != Verdict.DIVERGED), gaps, np.inf)
    lowest = (settled < np.inf) & (settled <= settled.min(initial=np.inf) + rounding)
    steps = np.where(lowest & (reached >= 0), reached, NEVER)
    (tied,) = np.nonzero(lowest & (steps == steps.min(initial=NEVER, where=lowest)))
    best = int(tied[(len(tied) - 1) // 2]) if tied.size else -1
    overflowed = (findings.overflowed[runs] >= 0) | ~np.isfinite(gaps)
    return Response(
        gaps=np.where(overflowed, np.inf, np.maximum(gaps, rounding)),
        rounding=rounding,
        reached=reached,
        best=best,
        sentence=_sentence(findings, runs, control, best, lowest, len(tied)),
    )


def _sentence(findings, runs, control, best, lowest, equals):
    symbol, steps = control.knob.symbol or control.knob.title, _steps(findings.steps)
    if best < 0:
        return f"Every value of {symbol} on this slider diverges within {steps}."
    if equals == len(lowest) > 1:
        return f"{symbol} makes no difference within {steps}: every value ends as low and as soon."
    gaps, verdicts = findings.gap[runs], findings.verdict[runs]
    gap, reached, verdict = gaps[best], findings.reached[runs][best], verdicts[best]
    opening = f"Best for {steps}: {name_notch(control, control.values[best])}"
    other = "other value that does not diverge" if (gaps[verdicts == Verdict.DIVERGED] < gap).any() else "other value"
    if reached < 0:
        where = " outside the window," if findings.gone[runs][best] >= 0 else ""
        return f"{opening} {DOING[verdict]}{where} {_level(gap)} when the steps run out; no {other} ends lower."
    place = "a local minimum"
    if verdict == Verdict.CONVERGED:
        place = name_lowest(findings.goal, findings.minimum[runs][best], findings.in_valley[runs][best])
    opening += f" reaches {place} in {_steps(reached)}" if reached > 0 else f" stays at {place}"
    if lowest.sum() == 1:
        return f"{opening} and ends {_level(gap)}; any {other} ends higher."
    if equals == lowest.sum():
        return f"{opening}; {equals} values end as low and as soon."
    return f"{opening}; none of the {lowest.sum()} values that end as low is there sooner."


def _steps(count):
    return f"{count} step" if count == 1 else f"{count} steps"


def _level(gap):
    side = "at" if gap == 0 else f"{number(abs(gap))} {'above' if gap > 0 else 'below'}"
    return f"{side} the best known loss"
