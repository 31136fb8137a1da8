"""What is claimed of runs at rest; each claim is checked against the run's own path."""

import math

import numpy as np
from pushes import floor_below
from reading import clause, covers, same

GAP = r"(?:, # above the best known loss)?"


def stays(run, place, since):
    """Where it is, in the kind of place named, within a hundredth of the window from `since` on and not before."""
    kind, where, first = run.rest
    assert first == since
    assert ("valley" in place) == run.in_valley
    if "valley" in place:
        if kind == "global" and not run.ground.is_level.any():
            run.check_article(place)
        else:
            assert place.startswith("a ")
        sharpest, flattest = run.curvature(floor_below(run.landscape, where)[0])
        assert abs(flattest) < 1e-3 * sharpest
        return where
    assert kind == ("local" if "local" in place else "global")
    if "minimum as low" in place:
        assert not any(np.array_equal(where, minimum) for minimum in run.minima)
        assert run.losses[-1] <= run.lowest + 1e-6 * run.height
    elif "global" in place:
        assert any(np.array_equal(where, minimum) for minimum in run.kinds(place))
    return where


def above(run, gap):
    if gap:
        assert same(gap, run.gap)
        assert run.gap > 0
    else:
        assert run.rest[0] == "global"


def strays(run, within, since):
    """The farthest from its place of rest from then on."""
    away = np.hypot(*(run.path[since:] - run.rest[1]).T).max()
    assert covers(within, away) if within else away == 0


@clause(rf"Starts at @place and stays there(?:, within # of it)?{GAP}\.")
def starts_and_stays(case, place, within, gap):
    stays(case.run, place, 0)
    strays(case.run, within, 0)
    above(case.run, gap)


@clause(
    rf"(Overshoots, then stays|Walks down and stays) (?:within # of|exactly at) @place( outside the window)? "
    rf"from step (\d+){GAP}\."
)
def comes_and_stays(case, how, within, place, outside, step, gap):
    run = case.run
    minimum = stays(run, place, int(step))
    strays(run, within, int(step))
    above(run, gap)
    assert bool(outside) == (not run.ground.inside([minimum])[0])
    if how.startswith("Over"):
        assert run.overshot()
    else:
        assert not run.turns(minimum)
        assert not ((run.gradients[1:] * run.moves).sum(axis=1) > 2 * run.rounding).any()


@clause(rf"Hovers at @place( outside the window)? from step (\d+), up to # away at the end{GAP}\.")
def hovers(case, place, outside, step, spread, gap):
    minimum = stays(case.run, place, int(step))
    above(case.run, gap)
    assert bool(outside) == (not case.run.ground.inside([minimum])[0])
    assert same(spread, max(math.dist(point, minimum) for point in case.run.path[-case.run.tail - 1 :]))


@clause(rf"(?:Stops at step (\d+)|Starts) exactly at the kink of @place, where there is no slope{GAP}\.")
def stops_at_the_kink_of(case, step, place, gap):
    kinked(case.run, int(step or 0))
    stays(case.run, place, case.run.rest[2])
    above(case.run, gap)


@clause(r"(?:Stops at step (\d+)|Starts) exactly at a kink, where there is no slope\.")
def stops_at_a_kink(case, step):
    kinked(case.run, int(step or 0))
    assert not case.run.rest[0]


def kinked(run, step):
    assert run.kink == step
    assert np.isfinite(run.losses[step])
    with np.errstate(all="ignore"):
        assert np.isnan(run.landscape.gradient(*run.path[step])).any()


# Flat ground.


@clause(r"Stands on a saddle: its gradient is #; the ground curves up one way \(λ = #\) and down another \(λ = #\)\.")
def stands_on_a_saddle(case, slope, up, down):
    run = case.run
    assert same(slope, np.hypot(*run.gradients[-1]))
    sharpest, flattest = run.curvature(run.path[-1])
    assert same(up, sharpest)
    assert same(down, flattest)
    assert sharpest > 0 > flattest
    stands(run)
    assert near_stationary(run)


@clause(r"Stands on a top: its gradient is # and every way leads down\.")
def stands_on_a_top(case, slope):
    run = case.run
    assert same(slope, np.hypot(*run.gradients[-1]))
    assert (run.curvature(run.path[-1]) < 0).all()
    stands(run)
    assert near_stationary(run)


def near_stationary(run):
    """A point without slope lies within a fortieth of the window: found by walking down the squared slope."""
    here, scale = run.path[-1].copy(), run.sides
    first = size = np.hypot(*(run.landscape.gradient(*here) * scale))
    for _ in range(40):
        step = np.linalg.lstsq(run.landscape.hessian(*here), run.landscape.gradient(*here), rcond=1e-12)[0]
        for share in 0.5 ** np.arange(12):
            after = np.hypot(*(run.landscape.gradient(*(here - share * step)) * scale))
            if after < size:
                here, size = here - share * step, after
                break
    small = max(1e-5 * first, 1e-9 * abs(run.height))
    return size <= small and np.hypot(*((here - run.path[-1]) / scale)) <= 0.025


@clause(r"On flat ground: its gradient is #, and its last step moved (?:only #|nothing)\.")
def lies_on_flat_ground(case, slope, moved):
    assert same(slope, np.hypot(*case.run.gradients[-1]))
    assert same(moved, case.run.lengths[-1]) if moved else case.run.lengths[-1] == 0
    stands(case.run)


@clause(r"Stands still though it is at no minimum: its gradient is #, yet its steps have become nothing\.")
def stands_still_on_a_slope(case, slope):
    assert same(slope, np.hypot(*case.run.gradients[-1]))
    assert case.run.lengths[-case.run.tail :].sum() <= 1e-11 * case.run.sides.max()


def stands(run):
    assert not run.rest[0]
    assert run.is_still
    assert run.is_flat


# In between.


@clause(r"On the way its loss rose from # to # \(step (\d+)\)\.")
def rose_on_the_way(case, first, peak, step):
    run = case.run
    assert same(first, run.losses[0] - run.lowest)
    assert same(peak, run.losses[int(step)] - run.lowest)
    assert run.losses[int(step)] == run.losses[run.finite].max()
    assert run.losses[int(step)] - run.lowest > 10 * (run.losses[0] - run.lowest)


@clause(r"Its loss has risen from # to # above the best\.")
def has_risen(case, first, last):
    run = case.run
    assert same(first, run.losses[0] - run.lowest)
    assert same(last, run.gap)
    assert run.losses[-1] > run.losses[0]
