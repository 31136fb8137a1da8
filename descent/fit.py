"""Fit: whether a run underfits, fits or overfits its data, told by the losses of both kinds of points along its way.

The tests, in this order; the first that holds decides. The late part is the last quarter of the steps.

    nothing      the run diverged, a loss at its end is not finite, or nothing was held back to validate
    overfits     the validation loss was lowest before the late part, and all through that part the training loss is
                 lower than it was then; nor does the validation loss come back in that part: even its lowest there is
                 above the lowest of all by more than CLEAR of that, by more than FAINT of the landscape's height, and
                 by more than it ever fell back since; and the mean rise of the single points' losses, from that lowest
                 to the end, is more than SURE times its standard error
    underfits    the median training loss of the tail is above the lowest known by more than CLEAR of that and NEARLY of
                 the height
    fits         everything else

So what wiggles does not overfit: it comes back, or falls as far as it rises, unless it takes its time for that. Nor
does a run that passes by a place which suits a few held back points by chance: that they rise has to show through how
differently they do. Losses in other units change no word. The lowest known is that of the landscape or, if that is
lower, of the run itself: a model that cannot do better than badly fits, as well as it can; the numbers say how well
that is. The tail is that of `verdict`, and of a verdict nothing has a part in this but that a run diverged.
Shapes: one entry a run, (runs,).
"""

from dataclasses import dataclass

import numpy as np

from descent.figures import number, pair
from descent.findings import Findings, Verdict
from descent.headline import steps_in_words
from descent.verdict import tail_of
from landscapes import Landscape

UNDERFITS, FITS, OVERFITS = "underfits", "fits", "overfits"
CLEAR = 0.1  # of a loss: what is more than that above it is clearly above it
NEARLY, FAINT = 0.01, 0.001  # of the landscape's height: less is near the lowest loss; less is no rise worth a word
ROUNDING = 1e-9  # of a loss: equal ones may differ by that
SURE = 2.0  # standard errors
QUARTER, FEWEST = 4, 6  # the late part: one step in four, and at least six


@dataclass(frozen=True, eq=False)
class Fit:
    """Without data all is empty: no steps of validation, no best step (-1) and no words."""

    validation: np.ndarray  # (steps + 1, runs), the loss at every point of the data that was held back
    best_step: np.ndarray  # (runs,), the first that has the lowest but for rounding: where to stop early; -1 for none
    remark: list[str]
    sentences: list[str]

    @classmethod
    def nothing(cls, runs: int) -> "Fit":
        return cls(np.empty((0, runs)), np.full(runs, -1), [""] * runs, [""] * runs)


def fit_of(landscape: Landscape, trajectory, findings: Findings) -> Fit:
    """The fit of each run of a trajectory; the findings are its own."""
    if landscape.data is None or not landscape.data.validation:
        return Fit.nothing(trajectory.runs)
    validation = landscape.validation_loss(*trajectory.positions.swapaxes(0, 1))
    with np.errstate(all="ignore"):
        kink, steps = findings.kink, np.arange(trajectory.steps + 1)[:, np.newaxis]
        training = stand_at(kink, steps, trajectory.losses)
        judged = stand_at(kink, steps, validation)
        facts = measure(landscape, training, judged)
        facts.rises[facts.rises] = is_sure(landscape, trajectory, kink, facts)
    known = np.isfinite(training[-1]) & np.isfinite(judged[-1]) & (findings.verdict != Verdict.DIVERGED)
    remark = np.where(facts.rises, OVERFITS, np.where(facts.high, UNDERFITS, FITS))
    remark = np.where(known, remark, "").tolist()
    sentences = [SENTENCES[word](run, training, judged, facts) if word else "" for run, word in enumerate(remark)]
    return Fit(validation, facts.best_step, remark, sentences)


def stand_at(kink: np.ndarray, steps: np.ndarray, losses: np.ndarray) -> np.ndarray:
    """The losses of runs that stop where they meet a kink."""
    if (kink < 0).all():
        return losses
    return np.where((kink >= 0) & (steps > kink), losses[kink, np.arange(len(kink))], losses)


@dataclass(frozen=True, eq=False)
class Facts:
    """What decides, (runs,)."""

    best_step: np.ndarray
    lowest: np.ndarray  # training loss known
    middle: np.ndarray  # median training loss of the tail
    high: np.ndarray  # that is clearly above the lowest
    rises: np.ndarray  # the validation loss has clearly risen while the training loss fell


def measure(landscape: Landscape, training: np.ndarray, validation: np.ndarray) -> Facts:
    """The facts behind the words, from both losses (steps + 1, runs)."""
    steps, runs = len(training) - 1, np.arange(training.shape[1])
    height, late = abs(landscape.height), min(steps, max(FEWEST, steps // QUARTER))
    ranked = np.where(np.isfinite(validation), validation, np.inf)
    least = ranked.min(axis=0)
    best_step = np.where(np.isfinite(least), (ranked <= least + ROUNDING * np.abs(least)).argmax(axis=0), -1)
    lowest = np.fmin(np.fmin.reduce(training), landscape.minimum_value)
    middle = np.median(training[-tail_of(steps) :], axis=0)
    best, then = validation[best_step, runs], training[best_step, runs]
    since = np.where(np.arange(steps + 1)[:, np.newaxis] >= best_step, validation, best)
    falls_back = (np.maximum.accumulate(since) - since).max(axis=0)
    fell = training[-late:].max(axis=0) < then
    rise = validation[-late:].min(axis=0) - best  # nothing, where the lowest is in the late part
    clear = np.maximum(CLEAR * np.abs(best), FAINT * height)
    return Facts(
        best_step,
        lowest,
        middle,
        high=middle - lowest > np.maximum(CLEAR * np.abs(lowest), NEARLY * height),
        rises=fell & (rise > np.maximum(clear, falls_back)),
    )


def is_sure(landscape: Landscape, trajectory, kink: np.ndarray, facts: Facts) -> np.ndarray:
    """Whether the points that were held back rise together, of each run that `rises`."""
    (runs,) = np.nonzero(facts.rises)
    held, last = landscape.validation_surface, np.where(kink >= 0, kink, trajectory.steps)
    steps = np.stack([facts.best_step, last])[:, runs]
    x, y = np.moveaxis(trajectory.positions[steps, :, runs], -1, 0)[..., np.newaxis]
    then, now = held.formula.loss(x, y, held.inputs, held.targets)
    rise = now - then  # (runs, points)
    mean, count = rise.mean(axis=1), rise.shape[1]
    spread = ((rise.T - mean) ** 2).sum(axis=0) / np.float64(count - 1)  # not a number for a single point
    return mean > SURE * np.sqrt(spread / count)


def _overfits(run, training, validation, facts):
    best = facts.best_step[run]
    low, now = pair(validation[best, run], validation[-1, run])
    then, end = pair(training[best, run], training[-1, run])
    return (
        f"Overfits: the validation loss was lowest at step {best} ({low}) and has risen to {now} since, while the "
        f"training loss fell from {then} to {end}."
    )


def _underfits(run, training, validation, facts):
    middle, lowest = pair(facts.middle[run], facts.lowest[run])
    return (
        f"Underfits: {_training(training)} is {middle}, and the lowest known is {lowest}; "
        f"{_validation(run, validation, facts)}."
    )


def _fits(run, training, validation, facts):
    middle, lowest = number(facts.middle[run]), number(facts.lowest[run])
    near = "as low as any known" if middle == lowest else f"near the lowest known, {lowest}"
    return f"Fits: {_training(training)} is {middle}, {near}; {_validation(run, validation, facts)}."


def _training(training):
    steps = tail_of(len(training) - 1)
    return f"the median training loss of its last {steps_in_words(steps)}"


def _validation(run, validation, facts):
    best, last = facts.best_step[run], len(validation) - 1
    low, now = number(validation[best, run]), number(validation[last, run])
    if best == last:
        return f"the validation loss ends at {now}, its lowest"
    if low == now:
        return f"the validation loss ends at {now}, hardly above its lowest at step {best}"
    return f"the validation loss ends at {now} and was lowest at step {best} ({low})"


SENTENCES = {OVERFITS: _overfits, UNDERFITS: _underfits, FITS: _fits}
