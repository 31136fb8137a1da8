"""What sentences and headlines claim of runs that have not come to rest; each claim is checked against the path."""

import math
import re

import numpy as np
from claims_at_rest import below, just, not_below, rose
from evidence import clause, same, value

from descent import Verdict

# To and fro.


@clause(r"Hops from valley to valley: its last (\d+) points lie nearest to (\d+) different minima\.")
def hops_between_valleys(run, points, count):
    nearest = [np.hypot(*((run.minima - point) / run.sides).T).argmin() for point in run.path[-int(points) :]]
    assert len(set(nearest)) == int(count) > 1
    wanders(run)


@clause(r"Does not settle: its last (\d+) steps stray up to # from @place\.")
def does_not_settle(run, steps, spread, place):
    points = run.path[-int(steps) - 1 :]
    assert any(same(spread, max(math.dist(point, minimum) for point in points)) for minimum in run.kinds(place))
    wanders(run)


@clause(r"Moves to and fro and has not settled after (\d+) steps\.")
def moves_to_and_fro(run, steps):
    assert int(steps) == run.steps
    wanders(run)


def wanders(run):
    half = run.steps // 2
    way = np.hypot(*(run.moves[-half:] / run.sides).T).sum()
    assert np.hypot(*((run.path[-1] - run.path[-half - 1]) / run.sides)) < way / 3


@clause(r"α·λ = # is not below the bound #@near, so small bounces grow\.")
def has_bounces_that_grow(run, product, bound):
    not_below(run, product, bound)


@clause(
    r"α·λ = # is just the bound #@near, so (each bounce is as large as the last|small bounces hardly grow or shrink)\."
)
def has_bounces_that_last(run, product, bound, how):
    just(run, product, bound)
    if how.startswith("each"):
        _, vectors = np.linalg.eigh(run.landscape.hessian(*run.path[-1]))
        np.testing.assert_allclose(abs(run.moves @ vectors[:, 1]), abs(run.moves[0] @ vectors[:, 1]), rtol=1e-6)


@clause(r"Below α = # it can settle\.")
def can_settle_below(run, limit):
    minimum, sharpest, _ = run.at_minimum(limit=limit)
    run.limits.append((minimum, run.bound / sharpest))


@clause(r"The noise \(σ = #\) never lets it rest; decay or a smaller α calms it\.")
def is_kept_going_by_noise(run, noise):
    assert same(noise, run.noise)
    assert run.noise > 0


@clause(
    r"α·λ = # is below the bound #@near and the steps shrink: the last (\d+) were # % shorter than the (\d+) before\."
)
def has_steps_that_shrink(run, product, bound, late, percent, early):
    below(run, product, bound)
    assert late == early
    late = int(late)
    shorter = 1 - run.lengths[-late:].mean() / run.lengths[-2 * late : -late].mean()
    assert same(percent, 100 * shorter)
    assert 0 < shorter < 1


@clause(r"α·λ = # is below the bound #@near, but where it bounces now λ = #, too sharp for this α\. Try a smaller α\.")
def bounces_where_it_is_too_sharp(run, product, bound, sharp):
    below(run, product, bound)
    late = max(run.curvature(run.path[-1])[0], run.curvature(run.path[-2])[0])
    assert same(sharp, late)
    assert late * run.rates[-1] >= run.bound


@clause(r"α·λ = # is below the bound #@near, so it could settle there\. Try a smaller α or another start\.")
def could_settle_there(run, product, bound):
    below(run, product, bound)


# On its way.


@clause(
    r"Still (on its way down|moving) after (\d+) steps(?:, # from @place)?( and outside the view)?; "
    r"the last step moved #\."
)
def is_still_moving(run, how, steps, distance, place, view, moved):
    assert int(steps) == run.steps
    assert same(moved, run.lengths[-1])
    assert (view is None) == run.inside[-1]
    if place:
        assert any(same(distance, math.dist(run.path[-1], minimum)) for minimum in run.kinds(place))
    assert (run.losses[-1] < run.losses[-run.steps // 4 - 1 + (run.steps % 4 > 0)]) == (how == "on its way down")


@clause(
    r"Thrown far out at step (\d+), it is on its way back after (\d+) steps(?:, # from @place)?; "
    r"the last step moved #\."
)
def is_thrown_far_out(run, thrown, steps, distance, place, moved):
    assert int(steps) == run.steps
    assert same(moved, run.lengths[-1])
    away = np.abs((run.path - np.mean(run.landscape.window, axis=1)) / run.sides).max(axis=1)
    assert np.flatnonzero((away > 1.5) & (away > away[0]))[0] == int(thrown)
    assert (np.diff(away[-run.tail - 1 :]) < 0).all()
    assert away[-1] > 1.5
    if place:
        assert any(same(distance, math.dist(run.path[-1], minimum)) for minimum in run.kinds(place))


@clause(r"The schedule has left only # % of α: decay less, or later\.")
def has_little_rate_left(run, percent):
    assert same(percent, 100 * run.rates[-1] / run.rates[0])
    assert value(percent) <= 10


@clause(r"α·λ = # is far below the bound #@near: try a larger α, up to #\.")
def is_far_below_the_bound(run, product, bound, limit):
    below(run, product, bound)
    _, sharpest, _ = run.at_minimum(limit=limit, product=product, rate=run.rates[-1])
    assert run.rates[-1] < 0.25 * run.bound / sharpest


@clause(r"α·λ = # fits the bound #@near across the valley, but along it the ground is # times flatter\.")
def is_in_a_long_valley(run, product, bound, ratio):
    below(run, product, bound)
    assert any(
        same(ratio, sharp / flat) and same(product, run.rates[-1] * sharp)
        for sharp, flat in map(run.curvature, run.minima)
    )


@clause(r"α·λ = # is not below the bound #@near: it could not settle there\. Try less than α = #\.")
def could_not_settle_there(run, product, bound, limit):
    not_below(run, product, bound)
    run.at_minimum(limit=limit)


@clause(r"α·λ = # is below the bound #@near: give it more steps\.")
def needs_more_steps(run, product, bound):
    below(run, product, bound)


# Away.


@clause(
    r"(Left the view at step (\d+)|Started outside the view) and (overflowed at step (\d+)|ran away)"
    r"(?:; it ends # from the nearest global minimum)?\."
)
def leaves_the_view(run, how, left, end, step, far):
    assert run.inside.index(False) == int(left or 0)
    if step:
        overflows(run, int(step))
    else:
        assert run.finite.all()
        assert not run.inside[-1]
    if far:
        assert same(far, min(math.dist(run.path[-1], minimum) for minimum in run.kinds("a global minimum")))


@clause(r"Overflowed at step (\d+)\.")
def overflows_in_the_view(run, step):
    overflows(run, int(step))


def overflows(run, step):
    assert run.finite[:step].all()
    assert not run.finite[step]


@clause(r"At step (\d+) it landed where the loss has no value\.")
def lands_where_no_loss_is(run, step):
    overflows(run, int(step))
    assert np.isnan(run.losses[int(step)])
    assert np.isfinite(run.path[int(step)]).all()


@clause(r"There its loss is lower than anything in the view: downhill leads out\.")
def leads_out_downhill(run):
    x, y = (np.linspace(*sides, 40) for sides in run.landscape.window)
    assert run.losses[-1] < min(run.lowest, np.nanmin(run.landscape.loss(*np.meshgrid(x, y))))


@clause(
    r"α·λ (=|starts at) #, past the bound #(?: near the minimum it left)?"
    r"(: bounces grow(?: there)?|, so each step lands # times as far on the other side)\."
)
def is_past_the_bound(run, how, product, bound, _, times):
    minimum, sharpest, _ = run.at_minimum(product=product, rate=run.rates[0])
    assert same(bound, run.bound)
    assert value(product) >= value(bound)
    assert (how == "=") == (run.rates.min() == run.rates.max())
    run.limits.append((minimum, run.bound / sharpest))
    if times:
        _, vectors = np.linalg.eigh(run.landscape.hessian(*minimum))
        across = (run.path[:6] - minimum) @ vectors[:, 1]
        np.testing.assert_allclose(across[1:], -value(times) * across[:-1], rtol=0.0051, atol=1e-7)


@clause(r"The schedule brings it below only at step (\d+)\.")
def is_brought_below_late(run, step):
    step = int(step)
    sharpest = [run.curvature(minimum)[0] for minimum in run.minima]
    assert any(
        (run.rates[step:] * sharp < run.bound).all() and run.rates[step - 1] * sharp >= run.bound for sharp in sharpest
    )


@clause(r"Where its loss first rose, at step (\d+), α·λ was #, past the bound #\.")
def rose_past_the_bound(run, step, product, bound):
    step = int(step)
    rose(run, step)
    assert same(product, run.rates[step - 1] * run.curvature(run.path[step - 1])[0])
    assert same(bound, run.bound)
    assert value(product) >= value(bound)


@clause(r"The step out was # long, from a gradient of #\.")
def stepped_out(run, jump, slope):
    left = run.inside.index(False)
    assert same(jump, run.lengths[left - 1])
    assert same(slope, np.hypot(*run.gradients[left - 1]))


@clause(
    r"Try (?:a smaller α|a larger α|decay or a smaller α|another start|(?:a larger|a smaller) α or another start)\."
)
def is_advised(run):
    """Advice, not a claim."""


def check_headline(headline, run, verdict):
    assert len(headline) <= 40
    if match := re.fullmatch(r"Still (moving|bouncing) after (\d+) steps", headline):
        assert int(match[2]) == run.steps
        assert verdict == {"moving": Verdict.CRAWLING, "bouncing": Verdict.OSCILLATING}[match[1]]
    elif match := re.fullmatch(r"(Overflowed|Ran away: left the view|The loss has no value) at step (\d+)", headline):
        step = int(match[2])
        if "left" in match[1]:
            assert run.inside.index(False) == step
            assert run.finite.all()
        else:
            overflows(run, step)
        assert verdict == Verdict.DIVERGED
    else:
        assert {
            "Stayed at the global minimum": Verdict.CONVERGED,
            "Reached the global minimum": Verdict.CONVERGED,
            "Reached a minimum as low as any known": Verdict.CONVERGED,
            "Trapped in a local minimum": Verdict.TRAPPED,
            "Rests on a saddle": Verdict.STALLED,
            "Rests on a top": Verdict.STALLED,
            "Stands still on a slope": Verdict.STALLED,
            "Stalled on flat ground": Verdict.STALLED,
        }[headline] == verdict
