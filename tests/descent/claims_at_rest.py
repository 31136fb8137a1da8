"""What sentences claim of runs at rest, and of the bound; each claim is checked against the run's own path."""

import math

import numpy as np
from evidence import clause, same, value

# Where it came to rest.


@clause(r"Starts at @place and stays there(?:, # above the best loss)?\.")
def starts_and_stays(run, place, gap):
    run.stays(place, 0)
    above(run, gap)


@clause(r"Overshoots, then settles at @place by step (\d+)(?:, # above the best loss)?\.")
def overshoots_and_settles(run, place, step, gap):
    run.stays(place, int(step))
    above(run, gap)
    assert run.overshot()


@clause(r"Walks down and rests at @place from step (\d+)(?:, # above the best loss)?\.")
def walks_down_and_rests(run, place, step, gap):
    minimum = run.stays(place, int(step))
    above(run, gap)
    assert not run.turns(minimum)
    assert not ((run.gradients[1:] * run.moves).sum(axis=1) > 2 * run.rounding).any()


@clause(
    r"(Hovers|Kept moving by noise, it hovers) at @place from step (\d+), up to # away at the end"
    r"(?:, # above the best loss)?\."
)
def hovers(run, how, place, step, spread, gap):
    minimum = run.stays(place, int(step))
    above(run, gap)
    assert same(spread, max(math.dist(point, minimum) for point in run.path[-run.tail - 1 :]))
    assert (run.noise > 0) == how.startswith("Kept")


@clause(
    r"(Overshoots, then settles at|Walks down and rests at) (a local minimum outside the view) (?:by|from) step (\d+),"
)
def settles_outside_the_view(run, how, place, step):
    still_outside(run, int(step))


@clause(r"Starts at a minimum as low as any known and stays there\.")
def starts_as_low_as_any(run):
    rests_low(run, 0)


@clause(
    r"(?:Overshoots, then settles at|Walks down and rests at) a minimum as low as any known (?:by|from) step (\d+)\."
)
def settles_as_low_as_any(run, step):
    rests_low(run, int(step))


def rests_low(run, step):
    assert (np.abs((run.path[step:] - run.path[-1]) / run.sides) <= 0.01).all()
    assert run.losses[-1] <= run.lowest + 1e-6 * run.height
    assert run.curvature(run.path[-1])[1] > -1e-3


@clause(r"(Hovers|Kept moving by noise, it hovers) at (a [^.,]+) from step (\d+), up to # away at the end(?=[.,])[.,]")
def hovers_at_no_listed_minimum(run, how, place, step, spread):
    if "outside" in place:
        still_outside(run, int(step))
    else:
        rests_low(run, int(step))
    assert same(spread, max(math.dist(point, run.path[-1]) for point in run.path[-run.tail - 1 :]))
    assert (run.noise > 0) == how.startswith("Kept")


@clause(r"Starts at (a local minimum outside the view) and stays there,")
def starts_outside_the_view(run, place):
    still_outside(run, 0)


@clause(r"# above the best loss\.")
def ends_above_the_best(run, gap):
    above(run, gap)


def still_outside(run, step):
    assert not run.inside[-1]
    assert (np.abs((run.path[step:] - run.path[-1]) / run.sides) <= 0.01).all()
    assert run.curvature(run.path[-1])[1] > 0
    assert np.hypot(*(run.gradients[-1] / run.curvature(run.path[-1])[1] / run.sides)) < 0.1


def above(run, gap):
    if gap:
        assert same(gap, run.losses[-1] - run.lowest)
        assert run.losses[-1] > run.lowest


# What the bound says of it.


@clause(
    r"α·λ = #, so@near each step (crosses the valley floor and keeps|keeps) # % of the distance( across the valley)?\."
)
def keeps_a_share_of_the_distance(run, product, how, kept, across):
    assert run.rates.min() == run.rates.max()
    assert run.noise == 0
    _, sharpest, _ = run.at_minimum(product=product, rate=run.rates[-1])
    exact = run.rates[-1] * sharpest
    assert (exact > 1) == how.startswith("crosses") == (not across)
    assert math.isclose(value(kept), 100 * abs(1 - exact), rel_tol=0.0051, abs_tol=1e-6)
    assert value(kept) < 100
    np.testing.assert_allclose(run.moves, -run.rates[:, np.newaxis] * run.gradients[:-1], rtol=1e-6, atol=1e-9)


@clause(r"Above α = # it could not settle\.")
def could_not_settle_above(run, limit):
    minimum, sharpest, _ = run.at_minimum(limit=limit)
    run.limits.append((minimum, run.bound / sharpest))
    assert run.rates[0] < run.bound / sharpest


@clause(r"α·λ = # is below (.+?)'s bound #@near\.")
def has_its_method_below_the_bound(run, product, title, bound):
    assert title == run.optimizer.title
    below(run, product, bound)


@clause(r"α·λ ends at # and stays below the bound #@near\.")
def ends_and_stays_below_the_bound(run, product, bound):
    below(run, product, bound)
    _, sharpest, _ = run.at_minimum(product=product, rate=run.rates[-1])
    assert run.rates.min() < run.rates.max()
    assert run.rates.max() * sharpest < run.bound


@clause(r"α·λ (starts|peaks) at #, (past|just) the bound #@near; the schedule brings it below for good at step (\d+)\.")
def is_brought_below_by_the_schedule(run, how, peak, side, bound, step):
    step = int(step)
    rate = run.rates[0] if how == "starts" else run.rates.max()
    assert rate == run.rates.max()
    _, sharpest, _ = run.at_minimum(product=peak, rate=rate)
    assert same(bound, run.bound)
    assert value(peak) == value(bound) if side == "just" else value(peak) > value(bound)
    assert (run.rates[step:] * sharpest < run.bound).all()
    assert run.rates[step - 1] * sharpest >= run.bound


@clause(r"It does not hold: α·λ = # is not below the bound #@near, so a push would grow\.")
def does_not_hold(run, product, bound):
    not_below(run, product, bound)


@clause(r"It barely holds: α·λ = # is just the bound #@near, so a push would hardly fade or grow\.")
def barely_holds(run, product, bound):
    just(run, product, bound)


def just(run, product, bound):
    minimum, sharpest, _ = run.at_minimum(product=product, rate=run.rates[-1])
    assert same(bound, run.bound)
    assert math.isclose(run.rates[-1] * sharpest, run.bound, rel_tol=2e-12)
    assert product == bound
    run.limits.append((minimum, run.bound / sharpest))


def below(run, product, bound):
    _, sharpest, _ = run.at_minimum(product=product, rate=run.rates[-1])
    assert same(bound, run.bound)
    assert run.rates[-1] * sharpest < run.bound
    assert value(product) < value(bound)


def not_below(run, product, bound):
    minimum, sharpest, _ = run.at_minimum(product=product, rate=run.rates[-1])
    assert same(bound, run.bound)
    assert run.rates[-1] * sharpest >= run.bound
    assert value(product) >= value(bound)
    run.limits.append((minimum, run.bound / sharpest))


@clause(
    r"([^.;:]+) (divides by its past gradients' size|does not step by α times the gradient), so α has no fixed limit\."
)
def has_no_fixed_limit(run, title, way):
    assert title == run.optimizer.title
    assert run.optimizer.stability_bound is None
    assert way.startswith("divides") == (run.optimizer.scale is not None)


@clause(r"Its last steps match plain descent's at α·λ = #\.")
def matches_plain_descent(run, product):
    assert run.optimizer.stability_bound is None
    slopes = np.hypot(*run.gradients[-run.tail - 1 : -1].T)
    run.at_minimum(product=product, rate=run.lengths[-run.tail :].sum() / slopes.sum())


# Flat ground.


@clause(r"Rests on a saddle: its gradient is #; the ground curves up one way \(λ = #\) and down another \(λ = #\)\.")
def rests_on_a_saddle(run, slope, up, down):
    assert same(slope, np.hypot(*run.gradients[-1]))
    sharpest, flattest = run.curvature(run.path[-1])
    assert same(up, sharpest)
    assert same(down, flattest)
    assert sharpest > 0 > flattest
    stands(run)


@clause(r"Rests on a top: its gradient is # and every way leads down\.")
def rests_on_a_top(run, slope):
    assert same(slope, np.hypot(*run.gradients[-1]))
    assert (run.curvature(run.path[-1]) < 0).all()
    stands(run)


@clause(r"A start a little aside would set it going\.")
def would_go_from_aside(run):
    assert run.curvature(run.path[-1])[1] < 0


@clause(r"On flat ground: its gradient is #, so its last step moved only #\.")
def lies_on_flat_ground(run, slope, moved):
    assert same(slope, np.hypot(*run.gradients[-1]))
    assert same(moved, run.lengths[-1])
    stands(run)


@clause(
    r"Stands still though it is at no minimum: its gradient is #, yet its steps have become nothing\. Try another α\."
)
def stands_still_on_a_slope(run, slope):
    assert same(slope, np.hypot(*run.gradients[-1]))
    assert run.lengths[-run.tail :].sum() <= 1e-11 * run.sides.max()


@clause(r"Its loss first rose at step (\d+): try a smaller α or another start\.")
def rose_first_at(run, step):
    rose(run, int(step))


def stands(run):
    tail = slice(-run.tail - 1, None)
    assert (np.hypot(*((run.path[tail] - run.path[-1]) / run.sides).T) <= 0.01).all()
    slopes = np.hypot(*(run.gradients[tail] * run.sides).T)
    assert (slopes <= 0.0101 * abs(run.losses[tail] - run.lowest)).all()


def rose(run, step):
    rises = np.flatnonzero(np.diff(run.losses) > 2 * run.rounding) + 1
    assert run.losses[step] > run.losses[step - 1]
    assert not len(rises) or step <= rises[0]
