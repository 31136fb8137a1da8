"""Sentences: what happened to each run, why, and what the other notches of its slider did, with the run's own numbers.

    bounce across a valley:  distance <- (1 - alpha lambda) distance      plain descent, curvature lambda

What happened is told as far as the steps go, and no further. Why: only what the update rule makes certain, its limit on
alpha at the minimum beside the alpha of the run (`causes`). What to try: only what was run (`notches`).
A number keeps to its unit and to its sign of equality: the spaces between them do not break.
"""

from collections import namedtuple
from dataclasses import fields
from functools import cache
from itertools import repeat

import numpy as np

from descent.batches import curve_alike
from descent.causes import step_out, why_it_bounces, why_it_crawls, why_it_holds, why_it_left
from descent.figures import at_most, number
from descent.findings import Findings, Ground, Verdict
from descent.headline import name_lowest, steps_in_words
from descent.setting import Course, Runner
from descent.stability import Limits, limits_at
from descent.terrain import terrain_of
from descent.verdict import from_then_on, tail_of

TREMBLE = 1e-3  # of the window: what a run at rest must still stray to be worth a word
STEADY = 0.99  # of the earlier steps' length: steps that shrink less do not shrink
THROWN_UP = 10.0  # times the loss at the start: a peak worth a word
LONGEST = 300  # characters
AT_BOUND = 1e-12  # of the bound: what is nearer than this differs by rounding alone


def limits_of(findings: Findings, course: Course, runner: Runner) -> Limits:
    """The learning rate above which each run's minimum cannot hold it; nan where no such limit exists."""
    limits = limits_at(runner.optimizer, course.landscape, findings.place)
    if course.takes_batches or course.label_noise:  # it is the limit of the loss of all points: what of a few of them?
        alike = curve_alike(course.landscape, findings.place, course.takes_batches, course.label_noise)
        limits = limits._replace(bears=limits.bears & alike, breaks=limits.breaks & alike)
    if runner.optimizer.ill_posed is None:
        return limits
    # What divides by the curvature divides by next to nothing along a valley
    return limits._replace(rate=np.where(findings.in_valley, np.nan, limits.rate))


def accounts(
    trajectory, findings: Findings, course: Course, runner: Runner, limits: Limits
) -> list[tuple[str, str, str]]:
    """What became of each run, what else happened on its way, and why; an empty text where there is nothing to say.

    The runner is the one that walked them all, its numbers may be arrays (runs,); `limits` are `limits_of` them.
    """
    with np.errstate(all="ignore"):
        rows = _rows(trajectory, findings, course, runner, limits)
    return [SENTENCES[row.verdict](row) for row in rows]


def sentence(account: tuple[str, str, str], note: tuple[str, str] = ("", "")) -> str:
    """An account and what is noted beside it of a slider (see `Notches.note`), as one text.

    Where it would be too long, first the second part of the note goes.
    """
    (what, happened, why), (note_, beside) = account, note
    long, short = (f"{text}." if text else "" for text in (note_ + beside, note_))
    for parts in (
        (what, happened, why, long),
        (what, happened, why, short),
        (what, happened, long),
        (what, happened, short),
        (what, short),
    ):
        text = " ".join(part for part in parts if part)
        if len(text) <= LONGEST:
            break
    return keep_together(text)


def keep_together(text: str) -> str:
    return text.replace(" = ", "\N{NBSP}=\N{NBSP}").replace(" %", "\N{NBSP}%")


def rates_asked_for(trajectory, course: Course, runner: Runner) -> np.ndarray:
    """Alpha times the schedule, (steps, runs), also where the method then finds a rate of its own; nan if unknown."""
    if not runner.optimizer.finds_own_rate:
        return trajectory.rates
    if runner.schedule.looks_at_loss:
        return np.full(trajectory.rates.shape, np.nan)
    factors = runner.schedule(np.arange(course.steps)[:, np.newaxis])
    return np.broadcast_to(runner.learning_rate * factors, trajectory.rates.shape)


def _rows(trajectory, findings, course, runner, limits):
    """One record a run: its findings and what the limit says about its rates."""
    terrain, optimizer = terrain_of(course.landscape), runner.optimizer
    rates, runs = rates_asked_for(trajectory, course, runner), np.arange(trajectory.runs)
    has_product = optimizer.stability_bound is not None
    scale = findings.sharpest if has_product else np.ones(runs.shape)
    bound = limits.rate * scale
    products = rates * scale
    products = np.where(np.isclose(products, bound, rtol=AT_BOUND, atol=0), bound, products)
    below = (products < bound).any(axis=0)
    index = findings.minimum
    is_global = np.append(terrain.is_global, False)[index]
    known = np.where(is_global, name_lowest(findings.goal, 0, in_valley=False), "a local minimum")
    columns = {
        **{field.name: getattr(findings, field.name) for field in fields(findings) if field.name not in NO_COLUMNS},
        "bound": bound,
        "bounded": np.isfinite(bound + products.sum(axis=0)) & limits.breaks & (limits.bears | ~below),
        "product": products[-1],
        "first_product": products[0],
        "peak_product": products.max(axis=0),
        "under": from_then_on(products < bound),
        "along_product": rates[-1] * findings.flattest,
        "rise_product": rates[np.maximum(findings.first_rise - 1, 0), runs] * findings.sharpest_rise,
        "late_product": rates[-1] * findings.sharpest_late,
        "steady": (rates == rates[0]).all(axis=0),
        "left_over": np.broadcast_to(rates[-1] / runner.learning_rate, runs.shape),
        "round": np.isclose(findings.sharpest, findings.flattest, rtol=1e-6),
        "known": np.where(index >= 0, known, ""),
        "trembles": (findings.spread > TREMBLE * terrain.size.min()) & (findings.swing > STEADY),
        "singular": _singular(findings, optimizer),
    }
    shared = {
        "steps": findings.steps,
        "tail": tail_of(findings.steps),
        "near": "" if terrain.is_quadratic else " near this minimum",
        "title": optimizer.title,
        "goal": findings.goal,
        "noisy": course.is_noisy,
        "has_product": has_product,
        "measure": "α·λ" if has_product else "α",
    }
    values = [*(np.asarray(column).tolist() for column in columns.values()), *map(repeat, shared.values())]
    return list(map(_record(*columns, *shared)._make, zip(*values)))  # noqa: B905 -- what is shared has no end


@cache
def _record(*names: str):
    return namedtuple("Record", names)


NO_COLUMNS = ("steps", "goal", "place", "jump_hessian")


def _singular(findings, optimizer):
    """Whether the step that was the run's last inside, or its last finite one, set out where the method cannot step."""
    if optimizer.ill_posed is None:
        return np.zeros(findings.verdict.shape, dtype=bool)
    return optimizer.ill_posed(findings.jump_hessian)


def _place(run):
    if run.known:
        return run.known
    outside = " outside the window" if run.gone >= 0 and not run.in_valley else ""
    if run.verdict == Verdict.CONVERGED:
        return name_lowest(run.goal, run.minimum, run.in_valley) + outside
    return "a valley of equal minima" if run.in_valley else f"a local minimum{outside}"


def _converged(run):
    return f"{_arrival(run)}.", _peak(run), why_it_holds(run)


def _trapped(run):
    return f"{_arrival(run)}, {number(run.gap)} above the best known loss.", _peak(run), why_it_holds(run)


def _arrival(run):
    place = _place(run)
    if run.kink >= 0:
        return f"{_stop(run)} exactly at the kink of {place}, where there is no slope"
    if run.trembles:
        return f"Hovers at {place} from step {run.reached}, up to {number(run.spread)} away at the end"
    if run.reached == 0:
        within = f", within {at_most(run.strays)} of it" if run.strays > 0 else ""
        return f"Starts at {place} and stays there{within}"
    how = "Overshoots, then stays" if run.overshoots or run.reversals else "Walks down and stays"
    near = f"within {at_most(run.strays)} of" if run.strays > 0 else "exactly at"
    return f"{how} {near} {place} from step {run.reached}"


def _stop(run):
    return f"Stops at step {run.kink}" if run.kink else "Starts"


def _peak(run):
    """The loss in between, where it rose far above where it began."""
    if not (run.peak > 0 and run.peak_gap > THROWN_UP * run.first_gap):
        return ""
    return f"On the way its loss rose from {number(run.first_gap)} to {number(run.peak_gap)} (step {run.peak})."


def _stalled(run):
    return _where_it_stands(run), _peak(run), ""


def _where_it_stands(run):
    if run.kink >= 0:
        return f"{_stop(run)} exactly at a kink, where there is no slope."
    slope = f"its gradient is {number(run.slope)}"
    if run.ground == Ground.SADDLE:
        up, down = number(run.sharpest_end), number(run.flattest_end)
        return f"Stands on a saddle: {slope}; the ground curves up one way (λ = {up}) and down another (λ = {down})."
    if run.ground == Ground.TOP:
        return f"Stands on a top: {slope} and every way leads down."
    if run.ground == Ground.SLOPE:
        return f"Stands still though it is at no minimum: {slope}, yet its steps have become nothing."
    moved = f"only {number(run.last_step)}" if run.last_step else "nothing"
    return f"On flat ground: {slope}, and its last step moved {moved}."


def _oscillating(run):
    if run.visited > 1:
        points = run.tail + 1
        what = f"Hops from valley to valley: its last {points} points lie nearest to {run.visited} different minima."
    elif run.known:
        last = steps_in_words(run.tail)
        what = f"Still moves to and fro: its last {last} stray up to {number(run.spread)} from {run.known}."
    else:
        what = f"Still moves to and fro after {steps_in_words(run.steps)}."
    return what, _peak(run), why_it_bounces(run)


def _crawling(run):
    way = "on its way down" if run.falls else "moving"
    where = f", {number(run.distance)} from {run.known}" if run.known else ""
    where_now = " and outside the window" if run.gone >= 0 else ""
    count, moved = steps_in_words(run.steps), f"the last step moved {number(run.last_step)}"
    if run.thrown > 0:
        what = f"Thrown far out at step {run.thrown}, it is on its way back after {count}{where}; {moved}."
    else:
        what = f"Still {way} after {count}{where}{where_now}; {moved}."
    if run.gap > run.first_gap:
        happened = f"Its loss has risen from {number(run.first_gap)} to {number(run.gap)} above the best."
    else:
        happened = _peak(run)
    return what, happened, why_it_crawls(run) or (step_out(run) if 0 < run.thrown == run.gone else "")


def _diverged(run):
    return _how_it_left(run), "", why_it_left(run)


def _how_it_left(run):
    if run.undefined:
        if run.overflowed == 0:
            return "Started where the loss has no value."
        return f"At step {run.overflowed} it landed where the loss has no value."
    if run.overflowed >= 0:
        if run.left == 0:
            return f"Started outside the window and overflowed at step {run.overflowed}."
        if 0 < run.gone < run.overflowed:
            return f"Left the window for good at step {run.gone} and overflowed at step {run.overflowed}."
        return f"Overflowed at step {run.overflowed}."
    far = f"{number(run.best_distance)} from the nearest global minimum" if run.best_distance >= 0 else "far out"
    end = f"is {far} at step {run.steps}"
    if run.gone == 0:
        return f"Starts outside the window, never comes in and {end}."
    if run.left == 0:
        return f"Starts outside the window, comes in, leaves it at step {run.gone} and {end}."
    again = " after it had come back" if run.gone > run.left else ""
    return f"Left the window at step {run.gone}{again} and {end}."


SENTENCES = {
    Verdict.CONVERGED: _converged,
    Verdict.TRAPPED: _trapped,
    Verdict.STALLED: _stalled,
    Verdict.OSCILLATING: _oscillating,
    Verdict.CRAWLING: _crawling,
    Verdict.DIVERGED: _diverged,
}
