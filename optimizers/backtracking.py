"""Backtracking line search: try a long step and shorten it until the loss falls enough (Armijo's rule).

    a <- rate
    a <- shrink a   until f(w - a g) - f(w) + slope a |g|^2 <= 0, at most 60 times
    step = a g

`rates` shows the a it found. Where none of the 61 tries falls enough the step is taken with the last one, however the
loss likes it; where that one has no finite loss, a = 0.
Source: Armijo 1966, Pacific J. Math. 16(1), 1-3; Nocedal & Wright 2006, Numerical Optimization, Algorithm 3.1.
As optax.scale_by_backtracking_linesearch that starts anew at each step.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, NamedTuple

import numpy as np

from knobs import knob
from optimizers.native import chain, optax
from optimizers.optimizer import SECOND_ORDER, Optimizer, by_curvature

SHRINKS = 60  # at most
TRIES = SHRINKS + 1
TOGETHER = (slice(1, 13), slice(13, 31), slice(31, TRIES + 1))  # tries that are evaluated at once


class BacktrackingState(NamedTuple):
    """The last search: where it was, the first rate it tried, which try it took, and the rate of that."""

    position: np.ndarray
    gradient: np.ndarray
    first: np.ndarray
    taken: np.ndarray
    rate: np.ndarray


@cached_property
def shares_of_rate(self):
    """What try 1, 2, ... leaves of the rate, shrink^0, shrink^1, ...; try 0 is no step. (62, 1) or (62, runs)."""
    powers = np.float_power(self.shrink, np.arange(TRIES)[:, np.newaxis])
    return np.concatenate([np.zeros_like(powers[:1]), powers])


def search(here, direction, shares, slope, before):
    """Which try, from `here.rate` down, is the first at which the loss falls enough, and its rate; both (runs,)."""
    taken = find_try(here, direction, shares, slope, before)
    return taken, here.rate * shares[taken, np.arange(len(taken)) if shares.shape[1] > 1 else 0]


def find_try(here, direction, shares, slope, before):
    """In plain numbers, for the search is no part of a step's working.

    A run that stands where it stood, and sees what it saw, takes what it took; any other leaves once it has found.
    """
    given = (here.position, here.gradient, here.loss, here.rate, direction, shares, slope)
    start, gradient, loss, rate, direction, shares, slope = map(np.asarray, given)
    stood, saw, first, took = map(np.asarray, (before.position, before.gradient, before.first, before.taken))
    rests = ((start == stood) & (gradient == saw)).all(axis=0) & (rate == first)
    promise = slope * (gradient * direction).sum(axis=0)
    taken, run = took.astype(int), np.flatnonzero(~rests)
    facts, last = np.array([*start, *direction, loss, rate, promise]).take(run, axis=1), rate
    for tries in TOGETHER:
        if not len(run):
            return taken
        start, direction, (loss, rate, promise) = facts[:2], facts[2:4], facts[4:]
        rates = rate * (shares[tries] if shares.shape[1] == 1 else shares[tries].take(run, axis=1))
        points = start[:, np.newaxis] - rates * direction[:, np.newaxis]
        excess = here.loss_at(points) - loss + rates * promise
        falls = excess <= 0
        found = falls.any(axis=0)
        taken[run] = np.where(found, falls.argmax(axis=0) + tries.start, TRIES)
        stands = (points[:, -1] == start).all(axis=0)  # too short to move: nothing shorter will do
        left = np.flatnonzero(~(found | stands))
        run, facts, last = run[left], facts.take(left, axis=1), excess[-1, left]
    taken[run[~(last < np.inf)]] = 0
    return taken


def tried(self, state):
    """The tries up to the one it took; all of them where none was to be taken."""
    return np.where(state.taken == 0, TRIES, state.taken)


@dataclass(frozen=True)
class Backtracking(Optimizer):
    title: ClassVar[str] = "Backtracking line search"
    family: ClassVar[str] = SECOND_ORDER
    lesson: ClassVar[str] = f"α is only the first try, cut up to {SHRINKS} times until the loss falls enough."
    also: ClassVar[tuple[str, ...]] = ("armijo", "wolfe", "sufficient decrease")
    best: ClassVar[str] = (
        "landscape=beale&x=-0.9&y=-1.2&optimizer=backtracking&schedule=exponential&decay=1&alpha=0.63&steps=80"
        "&noise=0&seed=0"
    )
    latex: ClassVar[str] = (
        rf"\begin{{aligned}} a &\leftarrow \alpha,\ a \leftarrow \eta a \text{{ at most {SHRINKS} times, until}} \\"
        r" &\phantom{{}\leftarrow{}} f(w - a\, g) \le f(w) - c\, a \lVert g \rVert^2 \\"
        r" w &\leftarrow w - a\, g \end{aligned}"
    )
    rate_inside: ClassVar[bool] = True
    searches: ClassVar[bool] = True
    finds_own_rate: ClassVar[bool] = True
    looks_at_loss: ClassVar[bool] = True

    shrink: float = knob(0.5, low=0.1, high=0.9, title="Shrink", symbol="η", help="factor from one try to the next")
    slope: float = knob(
        1e-4, low=1e-4, high=0.5, title="Sufficient decrease", symbol="c", help="share of the promise", scale="log"
    )

    shares = shares_of_rate
    tried = tried

    def init(self, position):
        number = np.zeros(position.shape[1:])
        return BacktrackingState(position, np.zeros_like(position), number + np.nan, number.astype(int), number)

    def update(self, here, state, step):
        taken, rate = search(here, here.gradient, self.shares, self.slope, state)
        return rate * here.gradient, BacktrackingState(here.position, here.gradient, here.rate, taken, rate)

    def suggested_rate(self, landscape):
        return 20 * by_curvature(landscape)

    def native(self, library, learning_rate):
        linesearch = optax(
            "scale_by_backtracking_linesearch",
            max_backtracking_steps=SHRINKS,
            decrease_factor=self.shrink,
            increase_factor=float("inf"),
            max_learning_rate=learning_rate,
            slope_rtol=self.slope,
        )
        return {"optax": chain(optax("sgd", learning_rate=1.0), linesearch)}.get(library)
