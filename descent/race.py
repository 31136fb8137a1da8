"""A race: several runners, each on its own course, and who does better than whom.

Who arrives comes before who does not, and sooner before later; equal steps tie. Of those that do not arrive whoever
ends lower comes first, and equal losses tie; who diverges is last. Places are 1, 2, 2, 4.
Every runner is tuned over the same number of learning rates, one grid for all (`rate_notches`), wherever its own slider
stands; the best of them is chosen as a slider chooses among all its notches (`response`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from descent.control import rate_notches
from descent.finish import Finish
from descent.outcomes import NEVER, foremost, lowest, middle, soonest
from descent.setting import Course, Runner, suggest_rate
from descent.study import Slider


class Tuned(NamedTuple):
    """The best of a runner's rates."""

    rate: float  # nan where every one diverges
    notch: int  # its place among them, -1 then
    arrive: int  # at how many of them it arrives
    of: int  # how many there are
    reached: int  # its steps until it arrives at the best; -1 where it does not


@dataclass(frozen=True, eq=False)
class Entrant:
    """One runner of a race: how it finishes, and how it would at other rates."""

    course: Course
    runner: Runner
    finish: Finish  # of one run
    rates: np.ndarray  # (81,)
    tried: Finish  # of the run at each of them

    @cached_property
    def tuned(self) -> Tuned:
        return pick_best(self.rates, self.tried)


def enter(course: Course, runner: Runner, finish: Finish, slider: Slider) -> Entrant:
    """An entrant, from its finish and its slider of the learning rate."""
    own = slider.notches.control.values
    grid = rate_notches(suggest_rate(runner.optimizer, course.landscape))
    notches = np.abs(own / grid[:, np.newaxis] - 1).argmin(axis=1)  # the slider may have two more
    return Entrant(course, runner, finish, own[notches], slider.finish.of(notches))


def pick_best(rates: np.ndarray, tried: Finish) -> Tuned:
    """Of some rates and the finish at each of them; of several that are best the middle one."""
    arrives = tried.arrives
    _, tied = foremost(arrives, tried.reached, tried.gaps, tried.rounding)
    best = middle(tied)
    rate = float(rates[best]) if best >= 0 else np.nan
    reached = int(tried.reached[best]) if best >= 0 and arrives[best] else -1
    return Tuned(rate, best, int(arrives.sum()), len(rates), reached)


def standings(finishes: Sequence[Finish]) -> np.ndarray:
    """The places (n, k) of n runners in each of k races, from the n finishes of k runs each."""
    arrives = np.stack([own.arrives for own in finishes])
    late = np.where(arrives, [own.reached for own in finishes], NEVER)
    gaps = np.where(arrives, -np.inf, [own.gaps for own in finishes])
    rounding = np.stack([own.rounding for own in finishes])
    left, places = np.ones(arrives.shape, dtype=bool), np.zeros(arrives.shape, dtype=int)
    while left.any():
        ahead = lowest(soonest(left, late), gaps, rounding)
        places[ahead] = np.broadcast_to(1 + (places > 0).sum(axis=0), places.shape)[ahead]
        left &= ~ahead
    return places


def reversals(entrants: Sequence[Entrant]) -> list[list[float]]:
    """For each entrant the rates at which, were they everybody's, it alone would be last.

    Of all rates that every entrant has among its own; and of those, where most of the others arrive.
    """
    notches = [{f"{rate:.4g}": notch for notch, rate in enumerate(own.rates.tolist())} for own in entrants]
    shared = [rate for rate in notches[0] if all(rate in own for own in notches)]
    if len(entrants) < 2 or not shared:
        return [[] for _ in entrants]
    finishes = [own.tried.of([at[rate] for rate in shared]) for own, at in zip(entrants, notches, strict=True)]
    places, arrives = standings(finishes), np.stack([own.arrives for own in finishes])
    found = []
    for last, others in zip(places == len(entrants), arrives.sum(axis=0) - arrives, strict=True):
        most = last & (others == others.max(where=last, initial=0))
        found.append([float(shared[at]) for at in np.flatnonzero(most)])
    return found
