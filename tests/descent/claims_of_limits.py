"""What is claimed of a run's rates beside its limit: the numbers, and what small pushes at the minimum do."""

import math

import numpy as np
from pushes import frozen_radius
from reading import clause, same, value


def limit_of(case, measure, bound, product=None, rate=None):
    """The rate at which the claimed minimum stops holding, and the curvatures there; none is a false claim."""
    run = case.run
    assert (measure == "α") == np.isnan(run.bound)
    for minimum in run.places() if measure != "α" else [run.belongs_to]:
        sharpest, flattest = run.curvature(minimum)
        if measure == "α":
            limit, scale = value(bound), 1.0
        else:
            assert same(bound, run.bound)
            limit, scale = run.bound / sharpest, sharpest
        if product is None or same(product, rate * scale):
            rates = run.asked if run.optimizer.finds_own_rate else run.rates
            case.limits.append((minimum, limit, bool((rates < limit).any())))
            return limit, scale, sharpest, flattest
    raise AssertionError(f"no minimum has {measure} = {product}")


@clause(r"@measure = # is just the @bound #@near: a push would hardly fade or grow\.")
def barely_holds(case, measure, product, bound):
    just(case, measure, product, bound)


def just(case, measure, product, bound):
    limit, *_ = limit_of(case, measure, bound, product, case.run.rates[-1])
    assert math.isclose(case.run.rates[-1], limit, rel_tol=2e-12)
    assert value(product) == value(bound)


def ordered(case, measure, product, bound, past):
    """The last rate lies on the side that is claimed, and the two numbers show it."""
    run = case.run
    limit, *rest = limit_of(case, measure, bound, product, asked_last(run))
    assert (asked_last(run) > limit) == past
    assert (value(product) > value(bound)) == past
    assert value(product) != value(bound)
    return limit, *rest


def asked_last(run):
    return run.asked[-1] if run.optimizer.finds_own_rate else run.rates[-1]


def steady(run):
    return np.ptp(run.asked if run.optimizer.finds_own_rate else run.rates) == 0


@clause(
    r"(It never moves across the valley, where )?(At the last α, )?@measure = # is past the @bound #@near: "
    r"a push would grow\."
)
def a_push_would_grow(case, never, last, measure, product, bound):
    run = case.run
    ordered(case, measure, product, bound, past=True)
    if last:
        assert not steady(run)
    if never:
        vectors = [np.linalg.eigh(run.landscape.hessian(*minimum))[1][:, 1] for minimum in run.places()]
        assert any((abs(run.moves @ across) <= 1e-8 * run.lengths.max()).all() for across in vectors)


@clause(
    r"@measure (starts|peaks) at #, (past|just) the @bound #@near; "
    r"the schedule brings it below for good at step (\d+)\."
)
def is_brought_below_by_the_schedule(case, measure, how, peak, side, bound, step):
    run, step = case.run, int(step)
    rates = run.asked if run.optimizer.finds_own_rate else run.rates
    rate = rates[0] if how == "starts" else rates.max()
    assert rate == rates.max()
    limit, *_ = limit_of(case, measure, bound, peak, rate)
    assert value(peak) == value(bound) if side == "just" else value(peak) > value(bound)
    assert (rates[step:] < limit).all()
    assert rates[step - 1] >= limit * (1 - 2e-12)


@clause(r"Under the schedule @measure is at most #, below the @bound #@near\.")
def stays_below(case, measure, peak, bound):
    run = case.run
    rates = run.asked if run.optimizer.finds_own_rate else run.rates
    assert not steady(run)
    limit, *_ = limit_of(case, measure, bound, peak, rates.max())
    assert rates.max() < limit
    assert value(peak) < value(bound)


@clause(r"@measure = # is below the @bound # of (.+?)@near\.(?= |$)")
def has_its_method_below_the_bound(case, measure, product, bound, title):
    assert title == case.run.optimizer.title
    assert steady(case.run)
    ordered(case, measure, product, bound, past=False)


@clause(
    r"(Never across the valley: along it )?α·λ = #, so@near each step (crosses the floor and keeps|keeps) # % "
    r"of the distance (to the minimum|across it|across the valley)\."
)
def keeps_a_share_of_the_distance(case, along, product, how, kept, which):
    """Measured: a point a millionth of the window off the minimum, one step."""
    run = case.run
    assert steady(run)
    rate = run.rates[-1]
    np.testing.assert_allclose(run.moves[:6], -rate * run.gradients[:6], rtol=1e-6, atol=1e-9)
    for minimum in run.places():
        values, vectors = np.linalg.eigh(run.landscape.hessian(*minimum))
        way = vectors[:, 0 if along else 1]
        if same(product, rate * values[0 if along else 1]):
            break
    else:
        raise AssertionError(f"no minimum has α·λ = {product}")
    push = 1e-6 * run.sides.min() * way
    after = push - rate * (run.landscape.gradient(*(minimum + push)) - run.landscape.gradient(*minimum))
    share = after @ way / (push @ way)
    assert math.isclose(value(kept), 100 * abs(share), rel_tol=0.01, abs_tol=1e-3)
    assert value(kept) < 100
    assert (share < 0) == how.startswith("crosses") or abs(share) < 1e-6
    is_round = math.isclose(*values, rel_tol=1e-5)
    assert (which == "to the minimum") == (is_round or bool(along))
    if along:
        assert (abs(run.moves @ vectors[:, 1]) <= 1e-8 * run.lengths.max()).all() or is_round
    elif not is_round:
        assert (abs(run.moves @ way) > 1e-10 * run.lengths.max()).any()


@clause(r"(At the last α, )?@measure = # is past the @bound #@near, so small bounces grow\.")
def has_bounces_that_grow(case, last, measure, product, bound):
    ordered(case, measure, product, bound, past=True)
    assert bool(last) == (not steady(case.run))


@clause(
    r"(At the last α, )?@measure = # is just the @bound #@near, so "
    r"(each bounce is as large as the last|small bounces hardly grow or shrink)\."
)
def has_bounces_that_last(case, last, measure, product, bound, how):
    run = case.run
    if last:
        just(case, measure, product, bound)
        return
    just(case, measure, product, bound)
    if how.startswith("each"):
        _, vectors = np.linalg.eigh(run.landscape.hessian(*run.path[-1]))
        np.testing.assert_allclose(abs(run.moves @ vectors[:, 1]), abs(run.moves[0] @ vectors[:, 1]), rtol=1e-6)


@clause(
    r"(At the last α, )?@measure = # is below the @bound #@near: "
    r"its last (\d+) steps? moved # % less than the (\d+) before\."
)
def has_steps_that_shrink(case, last, measure, product, bound, late, percent, early):
    run = case.run
    ordered(case, measure, product, bound, past=False)
    assert late == early
    late = int(late)
    shorter = 1 - run.lengths[-late:].mean() / run.lengths[-2 * late : -late].mean()
    assert same(percent, 100 * shorter)
    assert 0 < shorter < 1


@clause(r"(At the last α, )?@measure = # is below the @bound #@near, but where it bounces now λ = # makes it #\.")
def bounces_where_it_is_too_sharp(case, last, measure, product, bound, sharp, late):
    run = case.run
    ordered(case, measure, product, bound, past=False)
    sharpest = max(run.curvature(run.path[-1])[0], run.curvature(run.path[-2])[0])
    assert same(sharp, sharpest)
    assert same(late, sharpest * run.rates[-1])
    assert sharpest * run.rates[-1] >= run.bound


@clause(r"(At the last α, )?@measure = # is (?:far )?below the @bound #@near\.")
def is_below_the_bound(case, last, measure, product, bound):
    ordered(case, measure, product, bound, past=False)


@clause(r"@measure = # is past the @bound #@near\.")
def is_past_the_bound(case, measure, product, bound):
    ordered(case, measure, product, bound, past=True)


@clause(r"@measure = # is just the @bound #@near\.")
def is_just_the_bound(case, measure, product, bound):
    just(case, measure, product, bound)


@clause(r"@measure = # fits the @bound # across the valley; along it the ground is # times flatter\.")
def is_in_a_long_valley(case, measure, product, bound, ratio):
    *_, sharpest, flattest = ordered(case, measure, product, bound, past=False)
    assert same(ratio, sharpest / flattest)


@clause(r"By then the schedule has taken α to # % of its value\.")
def has_little_rate_left(case, percent):
    run = case.run
    assert same(percent, 100 * run.asked[-1] / run.runner.learning_rate)
    assert value(percent) < 10


# Of runs that left.


@clause(
    r"@measure (=|starts at) #, past the @bound #( near the minimum it left)?"
    r"(?:: bounces grow(?: there)?|, so each step lands # times as far on the other side( of the valley)?)\."
)
def left_past_the_bound(case, measure, how, product, bound, near, times, of_valley):
    run = case.run
    rates = run.asked if run.optimizer.finds_own_rate else run.rates
    limit_of(case, measure, bound, product, rates[0])
    assert value(product) > value(bound)
    assert (how == "=") == steady(run)
    assert bool(near) == (not run.ground.is_quadratic)
    if times:
        minimum = case.limits[-1][0]
        _, vectors = np.linalg.eigh(run.landscape.hessian(*minimum))
        across = (run.path[:6] - minimum) @ vectors[:, 1]
        np.testing.assert_allclose(across[1:], -value(times) * across[:-1], rtol=0.0051, atol=1e-7)


@clause(r"The schedule brings it below only at step (\d+)\.")
def is_brought_below_late(case, step):
    run, step = case.run, int(step)
    rates = run.asked if run.optimizer.finds_own_rate else run.rates
    limit = case.limits[-1][1]
    assert (rates[step:] < limit).all()
    assert rates[step - 1] >= limit * (1 - 2e-12)


@clause(r"Where its loss first rose, at step (\d+), α·λ was #, past the bound #\.")
def rose_past_the_bound(case, step, product, bound):
    run, step = case.run, int(step)
    rises = np.flatnonzero(np.diff(run.losses) > 2 * run.rounding) + 1
    assert run.losses[step] > run.losses[step - 1]
    assert not len(rises) or step <= rises[0]
    assert same(product, run.rates[step - 1] * run.curvature(run.path[step - 1])[0])
    assert same(bound, run.bound)
    assert value(product) > value(bound)


@clause(r"(.+?) has no fixed limit; as it now rescales the axes, a push at this minimum would grow from α = # on\.")
def would_let_go(case, title, limit):
    """With the scale that the run itself ends with, a push fades just below the rate and grows just above it."""
    run = case.run
    assert title == run.optimizer.title
    before, state = run.last_states
    scale = run.optimizer.scale(before, state, run.steps - 1)[:, 0]
    hessian = run.landscape.hessian(*run.belongs_to)
    below, above = (
        frozen_radius(run.optimizer, hessian, scale, state, beside * value(limit)) for beside in (0.99, 1.01)
    )
    assert below <= 1 + 1e-9 < above, f"{below} just below, {above} just above"
