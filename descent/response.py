"""The response to a slider: how well each notch does within the steps at hand, and which notch does best.

The best notch is the one that reaches a global minimum soonest, and of several the one that ends lowest: sentences call
it "soonest" or say "try" it (`notches`). Where none gets there, it is the one that ends lowest of those that did not
diverge; of those that end as low, but for rounding, the one that rests soonest. Among equals it is the middle one.

Shapes: one entry a notch, (notches,), in the order of the slider.
"""

from dataclasses import dataclass

import numpy as np

from descent.control import Control
from descent.figures import number
from descent.findings import Findings, Verdict
from descent.headline import name_lowest
from descent.outcomes import foremost, middle, name_notch, rounding_of

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
    gaps, reached, verdicts = findings.gap[runs], findings.reached[runs], findings.verdict[runs]
    rounding = rounding_of(landscape)
    settled = np.where(np.isfinite(gaps) & (verdicts != Verdict.DIVERGED), gaps, np.inf)
    first, tied = foremost(verdicts == Verdict.CONVERGED, reached, settled, rounding)
    best = middle(tied)
    overflowed = (findings.overflowed[runs] >= 0) | ~np.isfinite(gaps)
    return Response(
        gaps=np.where(overflowed, np.inf, np.maximum(gaps, rounding)),
        rounding=rounding,
        reached=reached,
        best=best,
        sentence=_sentence(findings, runs, control, best, int(first.sum()), int(tied.sum())),
    )


def _sentence(findings, runs, control, best, firsts, equals):
    """`firsts` are as good as the best by what counts first, `equals` by both."""
    symbol, steps = control.knob.symbol or control.knob.title, _steps(findings.steps)
    if best < 0:
        return f"Every value of {symbol} on this slider diverges within {steps}."
    if equals == len(findings.gap[runs]) > 1:
        return f"{symbol} makes no difference within {steps}: every value ends as low and as soon."
    gaps, verdicts = findings.gap[runs], findings.verdict[runs]
    gap, reached, verdict = gaps[best], findings.reached[runs][best], verdicts[best]
    opening = f"Best for {steps}: {name_notch(control, control.values[best])}"
    other = "other value that does not diverge" if (gaps[verdicts == Verdict.DIVERGED] < gap).any() else "other value"
    if reached < 0:
        where = " outside the window," if findings.gone[runs][best] >= 0 else ""
        return f"{opening} {DOING[verdict]}{where} {level(gap)} when the steps run out; no {other} ends lower."
    place = "a local minimum"
    if verdict == Verdict.CONVERGED:
        place = name_lowest(findings.goal, findings.minimum[runs][best], findings.in_valley[runs][best])
    opening += f" reaches {place} in {_steps(reached)}" if reached > 0 else f" stays at {place}"
    if verdict == Verdict.CONVERGED:
        if firsts == 1:
            return f"{opening}; no other value is there as soon."
        if equals < firsts:
            return f"{opening}; none of the {firsts} values that are there as soon ends lower."
    elif firsts == 1:
        return f"{opening} and ends {level(gap)}; any {other} ends higher."
    elif equals < firsts:
        return f"{opening}; none of the {firsts} values that end as low is there sooner."
    return f"{opening}; {equals} values end as low and as soon."


def _steps(count):
    return f"{count} step" if count == 1 else f"{count} steps"


def level(gap):
    side = "at" if gap == 0 else f"{number(abs(gap))} {'above' if gap > 0 else 'below'}"
    return f"{side} the best known loss"
