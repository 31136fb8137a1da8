"""Sliders that all runners of a race share: one learning rate for all, and the ground that they all walk on.

    notches, rates = shared_rates(ALPHA, runners, suggestions)
    columns = [run_rates(course, runner, own) for runner, own in zip(runners, rates)]

A column is one runner's runs at every notch; `tell_along` says of all columns what the race comes to at each.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from descent.control import DECADES_ABOVE, DECADES_BELOW, include, rate_notches
from descent.descend import Trajectory, join_runs
from descent.examination import examine
from descent.figures import number
from descent.findings import Findings
from descent.finish import Finish, finish_of, join_finishes
from descent.race import Entrant, Tuned, pick_best
from descent.race_names import name_builds
from descent.setting import HIGHEST_RATE, LEARNING_RATE, LOWEST_RATE, Course, Runner, suggest_rate
from descent.study import Stories, gather, tell
from descent.witness import Witness
from knobs import round_notches
from landscapes import Landscape, landscape_at

APART = "none"  # no slider moves all: each runner has its own
ALPHA, MULTIPLE = "alpha", "multiple"  # the same rate for all, the same multiple of what is suggested for each
GROUNDS = 19  # notches: each is a landscape of its own
FEWEST_GROUNDS, FEWEST_TYPED = 6, 3  # of any landscape, and of a typed one on which runs take long
MOST_SEARCHED = 900_000.0  # the work on the floors of all, see `landscapes.metered`
MOST_WALKED, STEP = 2_000_000.0, 60.0  # microseconds, about: of all runs on all of them; of a step beside its losses
FAR_TURN = 45.0  # degrees: turned further, an axis of the ground comes to lie along the other one


@dataclass(frozen=True, eq=False)
class Column:
    """One runner at every notch of a slider: `runners` are it as it stands there, all else has an entry for each."""

    runners: list[Runner]
    trajectory: Trajectory
    stories: Stories  # beside no slider
    finish: Finish


def shared_rates(
    kind: str, runners: Sequence[Runner], suggestions: Sequence[float], lead: int = 0
) -> tuple[np.ndarray, np.ndarray]:
    """The notches (k,) of a learning rate for all, and the rates (n, k) of the n runners at them.

    ALPHA goes from below the lowest suggestion to above the highest. Where the `lead` stands is among the notches.
    """
    own = runners[lead].learning_rate
    if kind == MULTIPLE:
        present = own / suggestions[lead]
        notches = include(rate_notches(1.0), present)
        rates = rates_at(kind, notches, suggestions)
        rates[lead, notches == present] = own
        return notches, np.clip(rates, LOWEST_RATE, HIGHEST_RATE)
    low, high = min(suggestions) / 10.0**DECADES_BELOW, max(suggestions) * 10.0**DECADES_ABOVE
    notches = rate_notches(suggestions[0])
    if len(set(suggestions)) > 1 or notches[0] < LOWEST_RATE or notches[-1] > HIGHEST_RATE:
        notches = round_notches(np.geomspace(max(low, LOWEST_RATE), min(high, HIGHEST_RATE), len(notches)))
    notches = include(notches, own)
    return notches, rates_at(kind, notches, suggestions)


def rates_at(kind: str, notches: ArrayLike, suggestions: Sequence[float]) -> np.ndarray:
    """The rates (n, k) that n runners have at the notches (k,) of a learning rate for all."""
    notches = np.asarray(notches, dtype=float)
    if kind == ALPHA:
        return np.repeat(notches[np.newaxis], len(suggestions), axis=0)
    return np.stack([round_notches(suggested * notches) for suggested in suggestions])


def run_rates(course: Course, runner: Runner, rates: np.ndarray) -> Column:
    """The runner at each of some learning rates (k,)."""
    batch = _at_rates(runner, rates)
    trajectory, findings, finish = _run(course, batch)
    runners = [runner.moved(learning_rate=rate) for rate in rates.tolist()]
    return Column(runners, trajectory, tell(trajectory, findings, course, batch), finish)


def ground_notches(landscape: Landscape, name: str, walked: int = 0) -> np.ndarray:
    """The values at which a parameter of the ground is tried, in rising order, the present one among them.

    They are fewer where all runners together walk many steps there, `walked`, or slow ones.

    Of one that goes both ways from 0, those on the side of the present value, and of an angle up to FAR_TURN if that is
    as far as it has been turned. Raises KeyError for what is no parameter.
    """
    knob, present = landscape.parameters[name], dict(landscape.values)[name]
    if knob.low < 0 < knob.high:
        far = FAR_TURN if knob.is_angle and abs(present) <= FAR_TURN else max(-knob.low, knob.high)
        low, high = (max(knob.low, -far), 0.0) if present < 0 else (0.0, min(knob.high, far))
        knob = replace(knob, low=low, high=high, default=present)
    searched = max(MOST_SEARCHED / max(landscape.effort, 1.0), FEWEST_GROUNDS)
    fewest = FEWEST_TYPED if landscape.is_searched else FEWEST_GROUNDS
    walks = max(MOST_WALKED / _effort_of(landscape, max(walked, 1)), fewest)
    return include(knob.notches(int(min(searched, walks, GROUNDS))), present)


def _effort_of(landscape: Landscape, steps: int, runs: int = 1) -> float:
    """About how many microseconds so many steps of a batch of runs take, which look at most places twice."""
    return steps * (STEP + 2 * landscape.work(1, runs))


def ground_at(landscape: Landscape, name: str, value: float) -> Landscape:
    """The same ground with one parameter somewhere else; the search for its floors takes its share of that for all."""
    origin = landscape.origin
    if origin.is_searched:
        origin = replace(origin, patience=MOST_SEARCHED / FEWEST_GROUNDS)
    return landscape_at(origin, tuple((dict(landscape.values) | {name: value}).items()))


def run_grounds(course: Course, runner: Runner, name: str, notches: np.ndarray) -> Column:
    """The runner, as it is, on the ground with each of some values (k,) of a parameter."""
    runs, told, finishes = [], [], []
    for value in notches.tolist():
        there = replace(course, landscape=ground_at(course.landscape, name, value))
        run, findings, finish = _run(there, runner)
        runs.append(run)
        told.append(tell(run, findings, there, runner))
        finishes.append(finish)
    return Column([runner] * len(notches), join_runs(runs), gather(told), join_finishes(finishes))


def turned(entrants: Sequence[Entrant], name: str) -> str:
    """What a parameter of the ground does to each entrant at its best rate, from one end of its notches to the other.

    An angle only up to FAR_TURN. Nothing where these runs would take long.
    """
    landscape, steps = entrants[0].course.landscape, entrants[0].course.steps
    of = len(entrants[0].rates)
    if landscape.is_searched and _effort_of(landscape, 2 * len(entrants) * steps, of) > MOST_WALKED:
        return ""
    knob, notches = landscape.parameters[name], ground_notches(landscape, name)
    ends = [float(notches[0]), float(notches[-1])]
    if knob.is_angle:
        ends = [0.0, FAR_TURN if notches[-1] > 0 else -FAR_TURN]
    low, high = map(number, ends)
    opening = f"Turned from {low}° to {high}°" if knob.is_angle else f"With {knob.symbol} from {low} to {high}"
    names = name_builds([own.runner for own in entrants], [own.course for own in entrants])
    times, widths = [], []
    for called, own in dict(zip(names, entrants, strict=True)).items():
        tuned = [
            tune_there(
                replace(own.course, landscape=ground_at(landscape, name, end)), own.runner.moved(learning_rate=1.0)
            )
            for end in ends
        ]
        times.append(f"{called} {' → '.join(str(it.reached) if it.arrive else f'none in {steps}' for it in tuned)}")
        widths.append(" → ".join(str(it.arrive) for it in tuned))
    return (
        f"{opening}, steps until arrival at each one's best of {of} rates: {', '.join(times)}. "
        f"Rates that arrive, of {of}: {', '.join(widths)}."
    )


@lru_cache(maxsize=256)
def tune_there(course: Course, runner: Runner) -> Tuned:
    """The best of a runner's rates on another course, wherever its rate stands now."""
    rates = rate_notches(suggest_rate(runner.optimizer, course.landscape))
    _, _, finish = _run(course, _at_rates(runner, rates))
    return pick_best(rates, finish)


def _at_rates(runner: Runner, rates: np.ndarray) -> Runner:
    """The runner at all of some rates, as a batch."""
    moved: dict[str, Any] = {LEARNING_RATE: rates}
    return runner.moved(**moved)


def _run(course: Course, runner: Runner) -> tuple[Trajectory, Findings, Finish]:
    """One batch, and how it ended."""
    witness = Witness()
    trajectory = course.run(runner, witness)
    findings = examine(trajectory, course.landscape)
    return trajectory, findings, finish_of(findings, course.landscape, runner.optimizer, runner.schedule, witness)
