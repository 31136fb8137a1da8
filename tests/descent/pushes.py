"""Pushes: what a learning rate does to a run set down beside a minimum, and what a frozen preconditioner would do."""

import numpy as np
from evidence import CONSTANT

from descent import descend
from landscapes.landscape import Landscape
from optimizers.optimizer import Evaluation

FLAT = Landscape.from_formula("0*x + 0*y")
PUSH = 1e-7  # of the window
LATE = 3000  # steps at rest, until little is left of the first ones


def check_limits(limits, optimizer, landscape, known):
    """Just below each claimed limit a small push dies out at that minimum; just above it grows.

    Of a method without a bound of its own, a run that was past the limit tells only that pushes grow above it, and
    below it only far out, as weight decay has it, or late, as a mean has it that hardly moves any more.
    """
    for place, limit, below in limits:
        minimum, near = floor_below(landscape, place)
        key = (tuple(np.round(minimum, 9)), float(f"{limit:.9g}"), repr(optimizer))
        if key not in known:
            known[key] = [grows(optimizer, landscape, minimum, limit * beside) for beside in near]
        if known[key] != [False, True]:  # a method that asks for the loss meets its rounding beside a minimum
            known[key] = [grows(optimizer, landscape, minimum, limit * beside, 1e3 * PUSH) for beside in near]
        if known[key] == [False, True]:
            continue
        assert not below, f"α = {limit} is no limit at {minimum}: pushes just below and above {known[key]}"
        assert known[key][1], f"just above α = {limit} no push grows at {minimum}"
        late = list(zip(*(outgrows(optimizer, landscape, minimum, limit * beside) for beside in near), strict=True))
        assert (False, True) in late, f"α = {limit} is no limit at {minimum}: early {known[key]}, late and far {late}"


def floor_below(landscape, place):
    """The floor of the valley that a noisy run ended above, and how near a limit can be told from there."""
    floor, start = np.array(place, dtype=float), np.array(place, dtype=float)
    for _ in range(5):
        with np.errstate(all="ignore"):
            hessian, gradient = landscape.hessian(*floor), landscape.gradient(*floor)
        if not (np.isfinite(hessian).all() and np.isfinite(gradient).all()):
            return start, (0.95, 1.05)
        floor = floor - np.linalg.pinv(hessian, rcond=0.2) @ gradient
    sides = np.ptp(landscape.window, axis=1)
    moved = np.hypot(*((floor - start) / sides))
    return (start, (0.95, 1.05)) if moved < 1e-6 or not moved < 0.02 else (floor, (0.8, 1.25))


def grows(optimizer, landscape, minimum, rate, push=PUSH, steps=100):
    """Whether any of four small pushes off a minimum is more than three times as large in the end."""
    _, vectors = np.linalg.eigh(landscape.hessian(*minimum))
    side = min(high - low for low, high in landscape.window)
    ways = np.column_stack([vectors, vectors @ [[0.6, 0.8], [0.8, -0.6]]])
    starts = np.array(minimum)[:, np.newaxis] + push * side * ways
    path = descend(landscape, optimizer, CONSTANT, starts, rate, steps).positions
    with np.errstate(all="ignore"):
        away = np.hypot(*(path - np.array(minimum)[:, np.newaxis]).transpose(1, 0, 2))
        return bool((~(away[-1] <= 3 * away[0])).any())


def outgrows(optimizer, landscape, minimum, rate, steps=100):
    """Whether a small push grows that comes late in a run at rest, and whether one does so far out on flat ground."""
    with np.errstate(all="ignore"):
        place = np.repeat(np.array(minimum)[:, np.newaxis], 3, axis=1)
        state, push = optimizer.init(place), PUSH * np.ptp(landscape.window[0]) * np.array([[1, 0, 1], [0, 1, -1]])
        for step in range(LATE):
            _, state = take(optimizer, landscape, place, np.zeros((2, 3)), state, rate, step)
        position = place + push
        for step in range(LATE, LATE + steps):
            gradient = landscape.gradient(*position) - landscape.gradient(*place)
            position, state = take(optimizer, landscape, position, gradient, state, rate, step)
        late = bool((~(np.hypot(*(position - place)) <= 3 * np.hypot(*push))).any())
        far = descend(FLAT, optimizer, CONSTANT, (1e9 * rate, -1e8 * rate), rate, steps).positions[[0, -1], :, 0]
        return late, bool(~(np.hypot(*far[1]) <= 3 * np.hypot(*far[0])))


def take(optimizer, landscape, position, gradient, state, rate, step):
    direction, state = optimizer.update(
        Evaluation(landscape, position, gradient, np.full(position.shape[1], rate)), state, step
    )
    return position - (direction if optimizer.rate_inside else rate * direction), state


def frozen_radius(optimizer, hessian, scale, state, rate):
    """By how much a push grows a step, by the rule of its kind, with the scale of each axis as it is.

    The kinds: a mean of gradients, a mean that looks ahead, a blend that hardly moves its mean. `state` may hold
    a distance, by which some methods multiply the rate.
    """
    found, beta = float(np.max(getattr(state, "distance", 1.0))), float(getattr(optimizer, "beta1", 0.0))
    values, vectors = np.linalg.eigh(hessian)
    upward = (vectors * np.where(values > 1e-9 * values.max(), values, 0)) @ vectors.T

    def step(moved):
        w, mean = moved[:2], moved[2:]
        gradient = upward @ w / scale * found
        if optimizer.shows_mean:
            return np.concatenate([w - rate * (1 - beta) * gradient, 0 * mean])
        mean = beta * mean + (1 - beta) * gradient
        ahead = "NAdam" in type(optimizer).__name__
        return np.concatenate([w - rate * (beta * mean + (1 - beta) * gradient if ahead else mean), mean])

    return np.abs(np.linalg.eigvals(np.column_stack([step(unit) for unit in np.eye(4)]))).max()
