"""Phenomena that a lecturer would name, each by a definition that can be computed from a run's path.

    catapult            it rests in a valley, or at another minimum than the one nearest its start; on the way the loss
                        rose to RISE times its start or more, it ends below its start (all above the lowest loss), and
                        the sharpest curvature at the end is at most FLATTER times that at the start
    flatter minimum     it rests, and the minimum nearest its start is another one, whose λ is sharper by 1 / FLATTER or
                        more and which α cannot hold: α λ there is past the bound
    edge of stability   over the last half of the steps the mean of α_t λ(x_t) is within HOVER of the bound, MOSTLY it
                        is within STRAY, it crosses the bound at least CROSSINGS times, and λ(x_t) changes by more than
                        HOVER / 2 on the way

Sources: Lewkowycz et al. 2020, arXiv:2003.02218 (catapult); Cohen et al. 2021, arXiv:2103.00065 (edge of stability).
Shapes: `sharpest` (steps + 1, runs), the largest eigenvalue of the Hessian along each path.
"""

import numpy as np

from descent.figures import number
from descent.findings import SETTLED, Findings
from descent.terrain import terrain_of
from landscapes.curvature import curvature_range

RISE, FLATTER = 2.0, 0.8
HOVER, CROSSINGS = 0.1, 4
STRAY, MOSTLY = 0.75, 0.9  # of the bound, and of those steps


def sharpest_along(trajectory, landscape) -> np.ndarray:
    """The largest curvature at every point of every path, (steps + 1, runs)."""
    with np.errstate(all="ignore"):
        return curvature_range(landscape.hessian(*trajectory.positions.swapaxes(0, 1)))[0]


def catapult(findings: Findings, landscape, trajectory, sharpest: np.ndarray, run: int) -> str:
    first, last = sharpest[0, run], sharpest[-1, run]
    (there,) = terrain_of(landscape).nearest(trajectory.positions[0, :, [run]].T)
    elsewhere = findings.in_valley[run] or findings.minimum[run] != there
    if findings.verdict[run] not in SETTLED or not elsewhere:
        return ""
    risen = findings.peak[run] > 0 and findings.peak_gap[run] >= RISE * findings.first_gap[run] > 0
    fell = findings.gap[run] < findings.first_gap[run]
    if not (risen and fell and 0 < last <= FLATTER * first):
        return ""
    rose = f"{number(findings.first_gap[run])} to {number(findings.peak_gap[run])} (step {findings.peak[run]})"
    flatter = f"λ = {number(float(last))} after {number(float(first))}"
    return f"A catapult: its loss rose from {rose}, then it found flatter ground: {flatter}."


def flatter_minimum(findings: Findings, landscape, trajectory, bound: float | None, run: int) -> str:
    terrain, here = terrain_of(landscape), findings.minimum[run]
    if findings.verdict[run] not in SETTLED or here < 0 or bound is None:
        return ""
    with np.errstate(all="ignore"):
        (there,) = terrain.nearest(trajectory.positions[0, :, [run]].T)
        sharp, flat = float(terrain.curvatures[0][there]), float(terrain.curvatures[0][here])
        product = float(trajectory.rates[0, run]) * sharp
    if not (there != here and 0 < flat <= FLATTER * sharp and product > bound):
        return ""
    return (
        f"It settled where it is flatter: λ = {number(flat)} here, {number(sharp)} at the minimum nearest its start, "
        f"where α·λ = {number(product)} is past the bound {number(bound)}."
    )


def edge_of_stability(trajectory, sharpest: np.ndarray, bound: float | None, run: int) -> str:
    half = trajectory.steps // 2
    if bound is None or half < 2 * CROSSINGS:
        return ""
    late = sharpest[-half - 1 : -1, run]
    products = trajectory.rates[-half:, run] * late
    if not np.isfinite(products).all() or np.ptp(late) <= HOVER / 2 * late.mean():
        return ""
    crossings = np.count_nonzero(np.diff(products > bound))
    mean = products.mean()
    near = np.mean(np.abs(products - bound) <= STRAY * bound)
    if abs(mean - bound) > HOVER * bound or crossings < CROSSINGS or near < MOSTLY:
        return ""
    about = f"the bound {number(bound)} (mean {number(mean)})"
    return f"At the edge of stability: over the last {half} steps α·λ hovers about {about}."
