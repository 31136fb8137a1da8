"""Growth: the limits of methods for which no Jacobian holds: they divide, take signs, or estimate.

    pull        w <- (1 - alpha pull) w on flat ground, which is weight decay, outgrows all else far away: 2 / pull
    walk        runs from PUSH beside the minimum: the least alpha with which one goes on growing

Such a limit need not decide what runs do: it may hold for late steps alone, for minute pushes, or for huge ones. That
is tried: pushes of all SIZES, from the first step on, just below it and just above it.

Only what can grow without end has a limit. Others are braked by what they grew to: Adam's steps stay about as long as
alpha. What can grow may be linear for small pushes alone, as Polyak's step is in a local minimum: then J tells.

Shapes: one entry a case, (runs,); while they are walked (points, directions, runs) stand in one row.
"""

from dataclasses import dataclass, replace

import numpy as np

from descent.motion import HAIR, LATE, Quadratic, linear_limits, step_from
from optimizers import Optimizer

PUSH = 1e-6
FELT = 1e-7  # the least gradient that a push has to meet: there are methods that take less for none
SMALL = 1e-6, FELT  # gradients after pushes that may have a J of their own
ANGLES = 0.0, 0.7, 1.4  # of the pushes, from the sharpest direction on
HUGE = 1e6  # a learning rate far above all limits
ENDLESS, FAR = (8, 12, 16), 1e3  # from one of these steps to the next, what grows without end then grows so much
RATES = np.geomspace(1e-6, 1e6, 49)
SETTLED = 50, 100  # between these steps a push fades or grows for good
PARTS, ROUNDS = 64, 3
DIGITS = 6  # that are known after these rounds
BESIDE = np.array([0.95, 1.05])  # of a limit: where it is tried
SIZES, GROWN = (1e-8, 1e-3, 1e3), 3.0  # of the pushes, and what is more than so many times one


@dataclass(frozen=True, eq=False)
class Cases:
    """Sites and knobs, a column each: curvatures, place and gap of the site, then the optimizer's fields as `knobs`."""

    template: Optimizer
    knobs: tuple[str, ...]
    columns: np.ndarray  # (5 + knobs, runs)

    def __len__(self) -> int:
        return self.columns.shape[1]

    def among(self, chosen) -> "Cases":
        return replace(self, columns=self.columns[:, chosen])

    @property
    def optimizer(self) -> Optimizer:
        return replace(self.template, **dict(zip(self.knobs, self.columns[5:], strict=True)))

    @property
    def sharpest(self) -> np.ndarray:
        return self.columns[0]

    @property
    def curvature(self) -> np.ndarray:
        """(2, 2, runs), in its own axes."""
        nothing = np.zeros(len(self))
        return np.array([[self.columns[0], nothing], [nothing, self.columns[1]]])

    @property
    def ground(self) -> Quadratic:
        return Quadratic(self.curvature, centre=self.columns[2:4], gap=self.columns[4])

    @property
    def about_origin(self) -> Quadratic:
        return replace(self.ground, centre=np.zeros((2, len(self))))


def by_pull(cases: Cases) -> np.ndarray:
    """The limits of what pulls to the origin even where the ground is flat."""
    optimizer, start = cases.optimizer, np.ones((2, len(cases)))
    state = optimizer.at_rest(optimizer.init(start), start)
    flat, rate = Quadratic.about_origin(0 * cases.curvature), np.full(len(cases), HUGE)
    position, _ = step_from(optimizer, flat, start, state, rate)
    pull = (start - position)[0] / rate
    return np.where(np.isfinite(pull) & (pull > 0), 2 / pull, np.nan)


def by_walking(cases: Cases) -> np.ndarray:
    """The limits of what can grow without end."""
    limits = np.full(len(cases), np.nan)
    (endless,) = np.nonzero(grows_without_end(cases))
    if endless.size:
        cases = cases.among(endless)
        found, linear = linear_limits(cases.optimizer, cases.about_origin, SMALL)
        if not linear.all():
            found[~linear] = search(cases.among(~linear))
        limits[endless] = found
    return limits


def grows_without_end(cases: Cases):
    """Whether a rate far above any limit drives it out, faster and faster, (runs,)."""
    early, later, last = walk(cases, np.full((1, len(cases)), HUGE), np.ones(len(cases)), ENDLESS)
    return (~(later <= FAR * early) & ~(last <= FAR * later)).any(axis=(0, 1))  # what is not a number has grown


def search(cases: Cases) -> np.ndarray:
    """The least of all rates with which a push still grows in the end, to DIGITS; nan where RATES do not enclose it."""
    push = np.maximum(PUSH, FELT / cases.sharpest)
    rates = np.repeat(RATES[:, np.newaxis], len(cases), axis=1)
    low = high = rates[0]
    for _ in range(1 + ROUNDS):
        middle, last = walk(cases, rates, push, SETTLED)
        grows = (~(last <= (1 + HAIR) * np.maximum(middle, push)) | ~np.isfinite(last)).any(axis=1)
        first = grows.argmax(axis=0)  # 0, too, where nothing grows
        high = np.where(first > 0, rates[first, np.arange(len(cases))], np.nan)
        low = rates[first - 1, np.arange(len(cases))]
        rates = low * (high / low) ** (np.arange(PARTS + 1)[:, np.newaxis] / PARTS)
    return np.array([float(f"{limit:.{DIGITS}g}") for limit in np.sqrt(low * high)])


def try_out(cases: Cases, limits: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Whether all pushes fade just below the limit, and whether all grow just above it, each (runs,)."""
    rates = np.tile(BESIDE, len(SIZES))[:, np.newaxis] * limits
    push = np.maximum(np.repeat(SIZES, len(BESIDE))[:, np.newaxis, np.newaxis], FELT / cases.sharpest)
    (last,) = walk(cases, rates, push, SETTLED[-1:], young=True)
    holds = last <= GROWN * push
    below, above = holds[::2].reshape(-1, len(cases)), holds[1::2].reshape(-1, len(cases))
    return np.asarray(below.all(axis=0)), np.asarray(~above.any(axis=0))


def walk(
    cases: Cases, rates: np.ndarray, push: np.ndarray, after: tuple[int, ...], young: bool = False
) -> list[np.ndarray]:
    """Distances from the minimum (points, directions, runs) `after` so many steps at rates (points, runs).

    The steps are late ones, or the first ones of young runs.
    """
    shape = len(rates), len(ANGLES), len(cases)
    wide = np.broadcast_to(cases.columns[:, np.newaxis, np.newaxis], (len(cases.columns), *shape))
    wide = replace(cases, columns=wide.reshape(len(cases.columns), -1))
    optimizer, ground = wide.optimizer, wide.ground
    ways = np.array([np.cos(ANGLES), np.sin(ANGLES)])[:, np.newaxis, :, np.newaxis]
    position = ground.centre + np.broadcast_to(ways * push, (2, *shape)).reshape(2, -1)
    rate = np.broadcast_to(rates[:, np.newaxis], shape).reshape(-1)
    state, distances = optimizer.init(position), []
    for step in range(1, after[-1] + 1):
        position, state = step_from(optimizer, ground, position, state, rate, step - 1 if young else LATE)
        if step in after:
            distances.append(np.hypot(*(position - ground.centre)).reshape(shape))
    return distances
