"""Examination: the verdicts, and the facts behind them that sentences tell."""

import numpy as np

from descent.findings import Findings, Ground, Verdict
from descent.stationary import lies_at_stationary_point
from descent.terrain import DOMAIN, terrain_of
from descent.verdict import FAR, ROUNDING, at, decide, first, from_then_on, last_that_holds, size_of, tail_of
from landscapes.curvature import principal_curvatures

ACROSS = 1e-9  # of its longest step: what moves less along the steepest direction does not move across the valley
PLAIN = 1e-9  # of a step: how exactly it equals rate times gradient
EARLY = 6  # steps that tell whether a run takes plain steps


def examine(trajectory, landscape) -> Findings:
    """The verdicts and the facts behind them."""
    with np.errstate(all="ignore"):
        return _examine(trajectory, landscape, terrain_of(landscape))


def _examine(trajectory, landscape, terrain) -> Findings:
    found = decide(trajectory, landscape, terrain)
    verdict, kink, positions, losses, gradients, arrived, listed, _, valley, flat, thrown = found
    steps, runs = trajectory.steps, np.arange(trajectory.runs)
    tail, quarter = tail_of(steps), max(1, steps // 4)
    moves = np.diff(positions, axis=0)
    sizes = size_of(moves)
    scaled = terrain.scale(positions)
    end = positions[-1]
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

    diverged, oscillating = verdict == Verdict.DIVERGED, verdict == Verdict.OSCILLATING
    stalled = verdict == Verdict.STALLED
    critical = np.zeros(len(runs), dtype=bool)
    critical[stalled] = lies_at_stationary_point(landscape, terrain, end[:, stalled])
    ground = last_that_holds(
        Ground.SLOPE,
        (flat, Ground.FLAT),
        (flat & critical & (sharpest_there[0] > 0) & (flattest_there[0] < 0), Ground.SADDLE),
        (flat & critical & (sharpest_there[0] < 0), Ground.TOP),
        (kink >= 0, Ground.KINK),
        (~stalled, Ground.NONE),
    )

    # The minimum it belongs to: where it rests, around which it bounces, from which it ran away.
    minimum = found.home(terrain, seen)
    known = minimum >= 0
    here = np.where(diverged, 3, 0)  # without a listed minimum, the direction where it was last seen
    sharpest, flattest, direction = (at(value, minimum) for value in terrain.curvatures)
    sharpest = np.where(known, sharpest, np.where(arrived, sharpest_there[0], np.nan))
    flattest = np.where(known, flattest, np.where(arrived, flattest_there[0], np.nan))
    direction = np.where(known, direction, direction_there[:, here, runs])
    direction = np.where(np.isclose(sharpest, flattest), moves[0] / sizes[0], direction)
    target = np.where(known, at(terrain.minima, minimum), np.nan)
    rest = np.where(listed, target, end)
    reached = found.reached(terrain)
    since = np.arange(steps + 1)[:, np.newaxis] >= np.maximum(reached, 0)
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
        best_distance=size_of(end - at(terrain.minima, terrain.nearest(end, only_global=True))),
        gap=gap,
        reached=reached,
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
