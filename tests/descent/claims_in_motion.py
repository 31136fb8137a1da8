"""What sentences and headlines claim of runs that have not come to rest; each claim is checked against the path."""

import math
import re

import numpy as np
from reading import clause, same

from descent import Verdict

# To and fro.


@clause(r"Hops from valley to valley: its last (\d+) points lie nearest to (\d+) different minima\.")
def hops_between_valleys(case, points, count):
    run = case.run
    nearest = [np.hypot(*((run.minima - point) / run.sides).T).argmin() for point in run.path[-int(points) :]]
    assert len(set(nearest)) == int(count) > 1
    wanders(run)


@clause(r"Still moves to and fro: its last (\d+ steps|step) stray up to # from @place\.")
def does_not_settle(case, steps, spread, place):
    points = case.run.path[-int(steps.split()[0]) - 1 :]
    assert any(same(spread, max(math.dist(point, minimum) for point in points)) for minimum in case.run.kinds(place))
    wanders(case.run)


@clause(r"Still moves to and fro after (\d+) steps?\.")
def moves_to_and_fro(case, steps):
    assert int(steps) == case.run.steps
    wanders(case.run)


def wanders(run):
    assert not run.rest[0]
    assert run.wanders


# On its way.


@clause(
    r"Still (on its way down|moving) after (\d+) steps?(?:, # from @place)?( and outside the window)?; "
    r"the last step moved #\."
)
def is_still_moving(case, how, steps, distance, place, outside, moved):
    run = case.run
    assert int(steps) == run.steps
    assert same(moved, run.lengths[-1])
    assert (outside is None) == run.inside[-1]
    is_at(run, distance, place)
    if how == "on its way down":
        is_on_its_way_down(run)


def is_on_its_way_down(run):
    late = run.losses[-max(1, run.steps // 4) - 1 :]
    assert run.losses[-1] < run.losses[0]
    assert (np.diff(late) <= 2 * run.rounding).all()
    assert late[-1] < late[0]


@clause(
    r"Thrown far out at step (\d+), it is on its way back after (\d+) steps?(?:, # from @place)?; "
    r"the last step moved #\."
)
def is_thrown_far_out(case, thrown, steps, distance, place, moved):
    run = case.run
    assert int(steps) == run.steps
    assert same(moved, run.lengths[-1])
    assert np.flatnonzero((run.away > 1.5) & (run.away > run.away[0]))[0] == int(thrown)
    assert (np.diff(run.away[-run.tail - 1 :]) < 0).all()
    assert run.away[-1] > 1.5
    is_at(run, distance, place)


def is_at(run, distance, place):
    assert not run.rest[0]
    assert run.finite.all()
    if place:
        assert any(same(distance, math.dist(run.path[-1], minimum)) for minimum in run.kinds(place))


# Away.


@clause(
    r"Left the window at step (\d+)( after it had come back)? and is (?:far out|# from the nearest global minimum) "
    r"at step (\d+)\."
)
def left_the_view(case, step, again, far, steps):
    run = case.run
    assert run.finite.all()
    assert int(steps) == run.steps
    assert run.gone == int(step) > 0
    assert run.inside[0]
    assert bool(again) == (run.inside.index(False) < run.gone)
    is_far(run, far)


@clause(
    r"Starts outside the window, comes in, leaves it at step (\d+) and is "
    r"(?:far out|# from the nearest global minimum) at step (\d+)\."
)
def comes_in_and_leaves(case, step, far, steps):
    run = case.run
    assert int(steps) == run.steps
    assert not run.inside[0]
    assert any(run.inside)
    assert run.gone == int(step) > 0
    is_far(run, far)


@clause(
    r"Starts outside the window, never comes in and is (?:far out|# from the nearest global minimum) at step (\d+)\."
)
def never_comes_in(case, far, steps):
    assert not any(case.run.inside)
    assert int(steps) == case.run.steps
    is_far(case.run, far)


def is_far(run, far):
    if far:
        level = run.minima[run.ground.is_level]
        assert not run.ground.level_valleys.any()
        assert any(same(far, math.dist(run.path[-1], minimum)) for minimum in level)
    else:
        assert not run.ground.is_level.any()


@clause(
    r"(?:Left the window for good at step (\d+) and o|(Started outside the window) and o|O)verflowed at step (\d+)\."
)
def overflowed(case, gone, outside, step):
    overflows(case.run, int(step))
    if gone:
        assert int(gone) == case.run.gone
    if outside:
        assert not case.run.inside[0]


def overflows(run, step):
    assert run.finite[:step].all()
    assert not run.finite[step]


@clause(r"At step (\d+) it landed where the loss has no value\.")
def lands_where_no_loss_is(case, step):
    overflows(case.run, int(step))
    assert np.isnan(case.run.losses[int(step)])
    assert np.isfinite(case.run.path[int(step)]).all()


@clause(r"Started where the loss has no value\.")
def starts_where_no_loss_is(case):
    lands_where_no_loss_is(case, 0)


@clause(r"There its loss is lower than anything in the window: downhill leads out\.")
def leads_out_downhill(case):
    run = case.run
    x, y = (np.linspace(*sides, 40) for sides in run.landscape.window)
    assert run.losses[-1] < min(run.lowest, np.nanmin(run.landscape.loss(*np.meshgrid(x, y))))


@clause(r"The step out was # long, where the gradient was #\.")
def stepped_out(case, jump, slope):
    assert case.run.gone > 0
    assert same(jump, case.run.lengths[case.run.gone - 1])
    assert same(slope, np.hypot(*case.run.gradients[case.run.gone - 1]))


@clause(r"There the curvature that it divides by is singular, so the step has no bounds at any α\.")
def divided_by_nothing(case):
    run = case.run
    step = int((~run.finite).argmax()) if not run.finite.all() else run.gone
    near = [
        run.landscape.hessian(*run.path[k]) for k in range(max(0, step - 2), step + 1) if np.isfinite(run.path[k]).all()
    ]
    curvatures = [np.abs(np.linalg.eigvalsh(hessian)) for hessian in near if np.isfinite(hessian).all()]
    assert any(values.min() <= 1e-6 * values.max() for values in curvatures)


def check_headline(headline, run, verdict):
    assert len(headline) <= 40
    if match := re.fullmatch(r"Still (moving|bouncing) after (\d+) steps?", headline):
        assert int(match[2]) == run.steps
        assert verdict == {"moving": Verdict.CRAWLING, "bouncing": Verdict.OSCILLATING}[match[1]]
        assert not run.rest[0]
    elif match := re.fullmatch(
        r"(Overflowed|Out of the window since|The loss has no value)(?: at)? step (\d+)", headline
    ):
        step = int(match[2])
        if "since" in match[1]:
            assert run.gone == step > 0
            assert run.finite.all()
        else:
            overflows(run, step)
        assert verdict == Verdict.DIVERGED
    elif headline == "The loss has no value at the start":
        assert np.isnan(run.losses[0])
    elif headline == "Out of the window from the start on":
        assert not any(run.inside)
        assert verdict == Verdict.DIVERGED
    else:
        word, kind = {
            "Stayed at": (Verdict.CONVERGED, "global"),
            "Reached": (Verdict.CONVERGED, "global"),
            "Stayed in a local minimum": (Verdict.TRAPPED, "local"),
            "Ended in a local minimum": (Verdict.TRAPPED, "local"),
            "Stalled on a saddle": (Verdict.STALLED, ""),
            "Stalled on a top": (Verdict.STALLED, ""),
            "Stands still on a slope": (Verdict.STALLED, ""),
            "Stalled on flat ground": (Verdict.STALLED, ""),
            "Stopped at a kink without a slope": (Verdict.STALLED, ""),
        }[re.sub(r" (the|a) (global minimum|valley of equal minima|minimum as low as any known)$", "", headline)]
        assert (verdict, run.rest[0]) == (word, kind)
        assert ("valley" in headline) == (run.in_valley and kind == "global")
        if "global" in headline or (run.in_valley and kind == "global" and not run.ground.is_level.any()):
            run.check_article(re.sub("Reached |Stayed at ", "", headline))
        if "Stayed" in headline:
            assert run.rest[2] == 0
