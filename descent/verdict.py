"""Verdict: what became of each run, in one word, and the facts behind the word.

The tests, in this order; the first that holds decides:

    diverged     a loss or a position was not finite, at any step
    converged    rests at a global minimum
    trapped      rests at any other minimum, listed or not
    diverged     ends outside the window and ran away (see below)
    stalled      stands still on flat ground (a saddle, a shelf, a top), or takes no steps at all any more
    oscillating  moved much and got nowhere
    crawling     everything else: still on its way when the steps ran out

Lengths are shares of the window, each axis by its own side. The *tail* is the last twentieth of the steps, at least 3.

Rests at a minimum: the whole tail lies within NEAR of it. What moves less than that is under the marble on the map, so
a tiny limit cycle or the tremble of noise counts as rest (`spread` tells how far it strays). A minimum that nobody
listed, such as one outside the window, is known by a still tail on flat ground, a Hessian with two positive eigenvalues
and a Newton step within NEAR. A curve of equal minima is one as well, for a run whose tail stays within NEAR of its
end. A valley floor as low as the lowest loss known counts as a global minimum for a run that moves no more than STILL
in its tail.
Ran away: it ends FAR beyond the border, farther out than it began, and is not coming back; or it ends outside, the
last two quarters of the steps both left the window, and the later one went out farther by more than CHANGE. Coming
back: each step of the tail ends nearer to the window, it does not rest, and at that pace it would be back within
PATIENCE times the steps, and it is not a thousand windows out; such a run crawls, like one that a cliff has thrown
far out and that walks all the way back. A run that left and came back, or is nearly back, is judged like any other. A
bounce that grows but stays in the window is oscillating; so is one that shrinks too slowly to settle within the steps,
a limit cycle, a hop from valley to valley, a walk kept up by noise. Where a finite loss has no slope, at a kink, a
run is judged as one that rests there (see `kinks`).
Flat ground: a slope that, kept up across the whole window, would win less than FLAT of the height still to lose.
Got nowhere: over the last half of the steps, the way from end to end is less than STRAIGHT of the way gone.
"""

from typing import NamedTuple

import numpy as np

from descent.findings import Verdict
from descent.kinks import rest_at_kinks
from descent.terrain import DOMAIN, NEAR, terrain_of
from landscapes.curvature import principal_curvatures

STILL = 0.001  # of the window: how little a run moves in its tail on a valley floor
FAR = 1.0  # of the window, beyond its border
AS_LOW = 1e-6  # of the height: a run this near the lowest loss, and still on its last steps, is down at it
VALLEY = 1e-6  # of the curvature across: a floor that is flatter than this along is level
CHANGE = 0.01  # the least relative growth that counts
FLAT = 0.01  # of the height above the best minimum
STRAIGHT = 1 / 3
PATIENCE = 7  # times the steps once more: what is not back by then does not come back
TAIL, SHORTEST_TAIL = 20, 3  # one step in twenty, and at least three
ROUNDING = 1e-12  # of the landscape's height or the window: what is smaller is rounding


class Decision(NamedTuple):
    """A verdict of each run and what decided it, (runs,); the run as it is judged: at rest from a kink on."""

    verdict: np.ndarray
    kink: np.ndarray  # the first step at one, -1 for none
    positions: np.ndarray  # (steps + 1, 2, runs)
    losses: np.ndarray  # (steps + 1, runs)
    gradients: np.ndarray  # (steps + 1, 2, runs)
    arrived: np.ndarray  # rests at a minimum, listed or not; if its loss was always finite it is there
    listed: np.ndarray  # its whole tail lies near one that is listed
    nearest: np.ndarray  # the listed minimum nearest to its end, -1 where there is none
    valley: np.ndarray  # the one that it rests in, -1 for none
    flat: np.ndarray  # its tail is on flat ground
    thrown: np.ndarray  # far out, and on its way back

    def reached(self, terrain) -> np.ndarray:
        """The step from which each run stays near the place where it rests, -1 where it does not rest."""
        rest = np.where(self.listed, at(terrain.minima, self.nearest), self.positions[-1])
        settled = from_then_on(_squares(terrain.scale(self.positions), terrain.scale(rest)) <= NEAR**2)
        return np.where(self.arrived & (self.verdict != Verdict.DIVERGED), settled, -1)

    def home(self, terrain, last_seen=None) -> np.ndarray:
        """The listed minimum that each run belongs to, -1 for none: where it rests, else bounces, else the nearest.

        One that diverged belongs to the one nearest to where it was `last_seen`, (2, runs); if nobody says, to none.
        """
        end = self.positions[-1]
        lost, bounces = self.verdict == Verdict.DIVERGED, self.verdict == Verdict.OSCILLATING
        even = 2 * max(1, tail_of(len(self.losses) - 1) // 2)  # as many points on one side of a bounce as on the other
        middle = np.where(bounces, self.positions[-even:].mean(axis=0), end)
        anchor = np.where(lost, np.nan if last_seen is None else last_seen, middle)
        return np.where(self.arrived & ~self.listed & ~lost, -1, terrain.nearest(anchor))


def judge(trajectory, landscape) -> np.ndarray:
    """The Verdict of each run, an array (runs,)."""
    with np.errstate(all="ignore"):
        return decide(trajectory, landscape, terrain_of(landscape)).verdict


def decide(trajectory, landscape, terrain) -> Decision:
    """The tests, in their order.

    Of a run's way they look at its first point and its last half, or its tail if that is longer; at all of it only for
    a kink and for what is not finite.
    """
    kink, positions, losses, gradients = rest_at_kinks(trajectory, terrain)
    steps = trajectory.steps
    tail, quarter, half = tail_of(steps), max(1, steps // 4), max(1, steps // 2)
    late, end = terrain.scale(positions[-max(half, tail) - 1 :]), positions[-1]
    scaled_tail = late[-tail - 1 :]
    gap = losses[-1] - terrain.best

    # In and out of the window.
    first_reach, reach = _reach(terrain.scale(positions[0])), _reach(late.swapaxes(0, 1))
    is_outside = ~(reach[-1] <= 0.5)  # not a number is outside
    lost = ~(np.isfinite(losses).all(axis=0) & np.isfinite(positions).all(axis=(0, 1)))
    reach_last, reach_before = reach[-quarter:].max(axis=0), reach[-2 * quarter : -quarter].max(axis=0)
    grows = (reach_last > (1 + CHANGE) * reach_before) & (reach_before > 0.5)
    far_out = (reach[-1] > 0.5 + FAR) & (reach[-1] > first_reach)

    # At rest?
    lengths = size_of(np.diff(positions[-half - 1 :], axis=0) / terrain.size)
    still = _stray(scaled_tail, scaled_tail[-1]) <= NEAR
    nearest = terrain.nearest(end)
    place = at(terrain.scale(terrain.minima), nearest)
    listed = _stray(scaled_tail, place) <= NEAR
    close = _stray(scaled_tail[-1:], place) <= 2 * NEAR  # its Newton step leads to the listed minimum
    slope = size_of(gradients[-tail - 1 :] * terrain.size)
    flat = (slope <= FLAT * np.abs(losses[-tail - 1 :] - terrain.best)).all(axis=0)
    hessian = landscape.hessian(*end)
    (a, b), (_, c) = hessian
    sharpest, flattest, _ = principal_curvatures(hessian)
    g, h = gradients[-1]
    newton = np.stack([c * g - b * h, a * h - b * g]) / (a * c - b * b) / terrain.size
    bowl = flattest > ROUNDING * sharpest  # far out on a plateau the sign of it is anything
    unlisted = ~close & still & flat & bowl & (size_of(newton) <= NEAR)
    as_low = AS_LOW * terrain.height
    valley = np.full(trajectory.runs, -1)
    in_doubt = still & ~listed
    valley[in_doubt] = terrain.valley_at(end[:, in_doubt])
    is_lowest = np.where(valley >= 0, valley < len(landscape.global_valleys), gap <= as_low)
    is_best = np.where(listed, at(terrain.is_global, nearest) == 1, is_lowest)
    level = ~close | (flattest <= VALLEY * sharpest)
    floor = ~listed & level & (lengths[-tail:].sum(axis=0) <= STILL) & (np.abs(gap) <= as_low)
    arrived = listed | unlisted | floor | (valley >= 0)

    # Did it get anywhere?
    rests = still & (flat | (lengths[-tail:].sum(axis=0) <= ROUNDING))
    nearer = reach[-tail - 1] - reach[-1]
    in_time = (reach[-1] - 0.5) * tail <= PATIENCE * steps * nearer
    coming_back = (np.diff(reach[-tail - 1 :], axis=0) < 0).all(axis=0) & ~rests & in_time & (reach[-1] < DOMAIN)
    ran_away = is_outside & (grows | (far_out & ~coming_back))
    thrown = far_out & coming_back & ~grows
    restless = size_of(late[-1] - late[-half - 1]) < STRAIGHT * lengths.sum(axis=0)

    verdict = last_that_holds(
        Verdict.CRAWLING,
        (restless & ~thrown, Verdict.OSCILLATING),
        (rests, Verdict.STALLED),
        (ran_away, Verdict.DIVERGED),
        (arrived, Verdict.TRAPPED),
        (arrived & is_best, Verdict.CONVERGED),
        (lost, Verdict.DIVERGED),
    )
    return Decision(verdict, kink, positions, losses, gradients, arrived, listed, nearest, valley, flat, thrown)


def tail_of(steps: int) -> int:
    """How many steps the tail has."""
    return min(steps, max(SHORTEST_TAIL, steps // TAIL))


def first(condition):
    """First step at which a condition (steps, runs) holds, -1 where it never does."""
    return np.where(condition.any(axis=0), condition.argmax(axis=0), -1)


def from_then_on(condition):
    """First step from which a condition (steps, runs) holds to the end, -1 where the end does not hold."""
    broken = ~condition[::-1]
    since = np.where(broken.any(axis=0), len(condition) - broken.argmax(axis=0), 0)
    return np.where(condition[-1], since, -1)


def size_of(vectors):
    """Euclidean length over axis -2: (..., 2, runs) to (..., runs)."""
    return np.hypot(vectors[..., 0, :], vectors[..., 1, :])


def last_that_holds(default, *cases):
    """The word (runs,) of the last case that holds for each run, where every case is a condition (runs,) and a word."""
    chosen = np.zeros(cases[0][0].shape, dtype=int)
    for place, (holds, _) in enumerate(cases, start=1):
        chosen[holds] = place
    return np.array([default, *(word for _, word in cases)], dtype=object)[chosen]


def at(values, index):
    """The columns (…, runs) of values (…, count) at each run's index, nan at -1."""
    if not values.shape[-1]:
        return np.full((*values.shape[:-1], len(index)), np.nan)
    return np.where(index >= 0, values[..., index], np.nan)


def _squares(points, place):
    """Squared distance of points (steps, 2, runs) from a place (2, runs) each."""
    return (points[:, 0] - place[0]) ** 2 + (points[:, 1] - place[1]) ** 2


def _stray(points, place):
    return np.sqrt(_squares(points, place).max(axis=0))


def _reach(points):
    """How far scaled points (2, ...) lie from the middle of the window, whose border is at a half."""
    return np.maximum(np.abs(points[0]), np.abs(points[1]))
