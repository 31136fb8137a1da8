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

import numpy as np

from descent.findings import Findings, Ground, Verdict
from descent.kinks import rest_at_kinks
from descent.stationary import lies_at_stationary_point
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
ACROSS = 1e-9  # of its longest step: what moves less along the steepest direction does not move across the valley
PLAIN = 1e-9  # of a step: how exactly it equals rate times gradient
EARLY = 6  # steps that tell whether a run takes plain steps


def judge(trajectory, landscape) -> np.ndarray:
    """The Verdict of each run, an array (runs,)."""
    return examine(trajectory, landscape).verdict


def examine(trajectory, landscape) -> Findings:
    """The verdicts and the facts behind them."""
    with np.errstate(all="ignore"):
        return _examine(trajectory, landscape, terrain_of(landscape))


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


def _examine(trajectory, landscape, terrain) -> Findings:
    kink, positions, losses, gradients = rest_at_kinks(trajectory, terrain)
    steps, runs = trajectory.steps, np.arange(trajectory.runs)
    tail, quarter, half = tail_of(steps), max(1, steps // 4), max(1, steps // 2)
    moves = np.diff(positions, axis=0)
    sizes = size_of(moves)
    scaled = terrain.scale(positions)
    scaled_tail, end = scaled[-tail - 1 :], positions[-1]
    gap = losses[-1] - terrain.best

    # In and out of the window.
    reach = np.maximum(np.abs(scaled[:, 0]), np.abs(scaled[:, 1]))
    outside = ~(reach <= 0.5)  # not a number is outside
    left, gone = first(outside), from_then_on(outside)
    finite = np.isfinite(losses) & np.isfinite(positions).all(axis=1)
    overflowed = first(~finite)
    lost = np.maximum(overflowed, 0)
    undefined = (overflowed >= 0) & np.isnan(losses[lost, runs]) & (reach[lost, runs] < DOMAIN)
    peak = np.where(finite, losses, -np.inf).argmax(axis=0)
    reach_last, reach_before = reach[-quarter:].max(axis=0), reach[-2 * quarter : -quarter].max(axis=0)
    grows = (reach_last > (1 + CHANGE) * reach_before) & (reach_before > 0.5)
    far_out = (reach > 0.5 + FAR) & (reach > reach[0])

    # The curvature where it matters along the path.
    rises = losses[1:] - losses[:-1] > ROUNDING * terrain.height
    first_rise = np.where(rises.any(axis=0), rises.argmax(axis=0) + 1, -1)
    last_seen = np.maximum(gone - 1, 0)
    seen = positions[last_seen, :, runs].T
    risen = positions[np.maximum(first_rise - 1, 0), :, runs].T
    x, y = np.stack([end, positions[-2], risen, seen], axis=1)
    hessian = landscape.hessian(x, y)
    sharpest_there, flattest_there, direction_there = principal_curvatures(hessian)

    # At rest?
    lengths = size_of(moves[-half:] / terrain.size)
    still = _stray(scaled_tail, scaled_tail[-1]) <= NEAR
    nearest = terrain.nearest(end)
    place = _at(terrain.scale(terrain.minima), nearest)
    listed = _stray(scaled_tail, place) <= NEAR
    close = _stray(scaled_tail[-1:], place) <= 2 * NEAR  # its Newton step leads to the listed minimum
    slope = size_of(gradients[-tail - 1 :] * terrain.size)
    flat = (slope <= FLAT * np.abs(losses[-tail - 1 :] - terrain.best)).all(axis=0)
    (a, b), (_, c) = hessian[:, :, 0]
    g, h = gradients[-1]
    newton = np.stack([c * g - b * h, a * h - b * g]) / (a * c - b * b) / terrain.size
    bowl = flattest_there[0] > ROUNDING * sharpest_there[0]  # far out on a plateau the sign of it is anything
    unlisted = ~close & still & flat & bowl & (size_of(newton) <= NEAR)
    as_low = AS_LOW * terrain.height
    valley = np.where(still & ~listed, terrain.valley_at(end), -1)
    is_lowest = np.where(valley >= 0, valley < len(landscape.global_valleys), gap <= as_low)
    is_best = np.where(listed, _at(terrain.is_global, nearest) == 1, is_lowest)
    level = ~close | (flattest_there[0] <= VALLEY * sharpest_there[0])
    floor = ~listed & level & (lengths[-tail:].sum(axis=0) <= STILL) & (np.abs(gap) <= as_low)
    arrived = listed | unlisted | floor | (valley >= 0)
    # Did it get anywhere?
    rests = still & (flat | (lengths[-tail:].sum(axis=0) <= ROUNDING))
    nearer = reach[-tail - 1] - reach[-1]
    in_time = (reach[-1] - 0.5) * tail <= PATIENCE * steps * nearer
    coming_back = (np.diff(reach[-tail - 1 :], axis=0) < 0).all(axis=0) & ~rests & in_time & (reach[-1] < DOMAIN)
    ran_away = outside[-1] & (grows | (far_out[-1] & ~coming_back))
    thrown = far_out[-1] & coming_back & ~grows
    restless = size_of(scaled[-1] - scaled[-half - 1]) < STRAIGHT * lengths.sum(axis=0)

    verdict = _last_that_holds(
        Verdict.CRAWLING,
        (restless & ~thrown, Verdict.OSCILLATING),
        (rests, Verdict.STALLED),
        (ran_away, Verdict.DIVERGED),
        (arrived, Verdict.TRAPPED),
        (arrived & is_best, Verdict.CONVERGED),
        (overflowed >= 0, Verdict.DIVERGED),
    )
    diverged, oscillating = verdict == Verdict.DIVERGED, verdict == Verdict.OSCILLATING

    stalled = verdict == Verdict.STALLED
    critical = np.zeros(len(runs), dtype=bool)
    critical[stalled] = lies_at_stationary_point(landscape, terrain, end[:, stalled])
    ground = _last_that_holds(
        Ground.SLOPE,
        (flat, Ground.FLAT),
        (flat & critical & (sharpest_there[0] > 0) & (flattest_there[0] < 0), Ground.SADDLE),
        (flat & critical & (sharpest_there[0] < 0), Ground.TOP),
        (kink >= 0, Ground.KINK),
        (~stalled, Ground.NONE),
    )

    # The minimum it belongs to: where it rests, around which it bounces, from which it ran away.
    even = 2 * max(1, tail // 2)  # as many points on one side of a bounce as on the other
    anchor = np.where(diverged, seen, np.where(oscillating, positions[-even:].mean(axis=0), end))
    minimum = np.where(arrived & ~listed & ~diverged, -1, terrain.nearest(anchor))
    known = minimum >= 0
    here = np.where(diverged, 3, 0)  # without a listed minimum, the direction where it was last seen
    sharpest, flattest, direction = (_at(value, minimum) for value in terrain.curvatures)
    sharpest = np.where(known, sharpest, np.where(arrived, sharpest_there[0], np.nan))
    flattest = np.where(known, flattest, np.where(arrived, flattest_there[0], np.nan))
    direction = np.where(known, direction, direction_there[:, here, runs])
    direction = np.where(np.isclose(sharpest, flattest), moves[0] / sizes[0], direction)
    target = np.where(known, _at(terrain.minima, minimum), np.nan)
    rest = np.where(listed, target, end)
    settled = from_then_on(_squares(scaled, terrain.scale(rest)) <= NEAR**2)
    since = np.arange(steps + 1)[:, np.newaxis] >= np.maximum(settled, 0)
    strays = np.where(since, size_of(positions - rest), 0).max(axis=0)

    across = moves[:, 0] * direction[0] + moves[:, 1] * direction[1]
    sideways = np.abs(across).max(axis=0) > ACROSS * sizes.max(axis=0)
    grain = ROUNDING * terrain.size.min()
    across[np.abs(across) <= grain] = 0
    past = (gradients[1:] * moves).sum(axis=1) > ROUNDING * terrain.height
    early = sizes[:EARLY]
    miss = size_of(moves[:EARLY] + trajectory.rates[:EARLY, np.newaxis] * gradients[:-1][:EARLY])
    plain = (miss <= PLAIN * early + grain).all(axis=0) & (early > grain).any(axis=0)
    late = sizes[-2 * quarter :]
    swing = late[-quarter:].mean(axis=0) / late[:quarter].mean(axis=0)

    return Findings(
        steps=steps,
        goal=terrain.goal,
        verdict=verdict,
        minimum=minimum,
        distance=size_of(end - target),
        spread=size_of(positions[-tail - 1 :] - np.where(known, target, end)).max(axis=0),
        best_distance=size_of(end - _at(terrain.minima, terrain.nearest(end, only_global=True))),
        gap=gap,
        reached=np.where(arrived & ~diverged, settled, -1),
        place=np.where(known, target, np.where(arrived, end, np.nan)),
        strays=np.where(arrived & ~diverged, strays, np.nan),
        first_gap=losses[0] - terrain.best,
        peak=peak,
        peak_gap=losses[peak, runs] - terrain.best,
        kink=kink,
        in_valley=(valley >= 0) & ~diverged,
        first_rise=first_rise,
        overshoots=past.sum(axis=0),
        reversals=_reversals(across),
        left=left,
        gone=gone,
        thrown=np.where(thrown & (verdict == Verdict.CRAWLING), first(far_out), -1),
        overflowed=overflowed,
        undefined=undefined,
        sharpest=sharpest,
        flattest=flattest,
        sharpest_end=sharpest_there[0],
        flattest_end=flattest_there[0],
        sharpest_late=sharpest_there[:2].max(axis=0),
        sharpest_rise=sharpest_there[2],
        ground=ground,
        slope=size_of(gradients[-1]),
        last_step=sizes[-1],
        jump=sizes[last_seen, runs],
        jump_slope=size_of(gradients[last_seen, :, runs].T),
        jump_hessian=hessian[:, :, 3],
        swing=swing,
        falls=(losses[-1] < losses[0]) & ~rises[-quarter:].any(axis=0) & (losses[-1] < losses[-quarter - 1]),
        sideways=sideways,
        visited=_visited(terrain, positions[-tail - 1 :], oscillating),
        plain=plain,
    )


def _last_that_holds(default, *cases):
    """The word (runs,) of the last case that holds for each run, where every case is a condition (runs,) and a word."""
    chosen = np.zeros(cases[0][0].shape, dtype=int)
    for place, (holds, _) in enumerate(cases, start=1):
        chosen[holds] = place
    return np.array([default, *(word for _, word in cases)], dtype=object)[chosen]


def _at(values, index):
    """The columns (…, runs) of values (…, count) at each run's index, nan at -1."""
    if not values.shape[-1]:
        return np.full((*values.shape[:-1], len(index)), np.nan)
    return np.where(index >= 0, values[..., index], np.nan)


def _squares(points, place):
    """Squared distance of points (steps, 2, runs) from a place (2, runs) each."""
    return (points[:, 0] - place[0]) ** 2 + (points[:, 1] - place[1]) ** 2


def _stray(points, place):
    return np.sqrt(_squares(points, place).max(axis=0))


def _reversals(across):
    """Sign changes of the steps (steps, runs), from one step to the next; a step of 0 has no sign."""
    return (across[1:] * across[:-1] < 0).sum(axis=0)


def _visited(terrain, points, chosen):
    """How many different minima the points (steps, 2, runs) of each chosen run are nearest to."""
    count = np.zeros(points.shape[2], dtype=int)
    if chosen.any():
        length = len(points)
        nearest = terrain.nearest(points[:, :, chosen].transpose(1, 0, 2).reshape(2, -1)).reshape(length, -1)
        nearest.sort(axis=0)
        count[chosen] = (np.diff(nearest, axis=0) != 0).sum(axis=0) + 1
    return count
