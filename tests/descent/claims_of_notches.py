"""What is claimed of the other notches of a slider; each is checked by running those notches, one by one."""

import re

import numpy as np
from claims_in_motion import is_on_its_way_down
from reading import clause, same, value


def span_of(slider, one, all_, first, last):
    """The notches that a span names."""
    if all_ is not None:
        return range(len(slider))
    if one is not None:
        notch = slider.notch(one)
        return range(notch, notch + 1)
    ends = sorted(
        (0 if first is None else slider.notch(first), len(slider) - 1 if last is None else slider.notch(last))
    )
    return range(ends[0], ends[1] + 1)


SPAN = (
    r"(?:@symbol(?: =)? @value|[Ee]very @symbol (?:on this slider (?=from|up))?(?:(on this slider)|"
    r"(?:up )?(?:from @value )?(?:to @value|up|on)(?: to @value)?))"
)


def spanned(case, groups):
    one_symbol, one, symbol, all_, first, last, later = groups
    slider = case.named(one_symbol or symbol)
    notches = span_of(slider, one, all_, first, last or later)
    case.said["span"] = notches
    case.of_others += len(set(notches) - {own(case, slider)}) > 0
    return slider, notches


def own(case, slider):
    """Which notch of the slider the text is about."""
    return case.notch if slider is case.slider else slider.control.index


def goal_of(case, goal):
    """The goal must be called what it is."""
    if match := re.search(r"(the|a) (global minimum|valley of equal minima)", goal):
        case.run.check_article(match[0])
        assert ("global" in goal) == case.run.ground.is_level.any()
    elif "lowest level" not in goal:  # "there": where this run is
        assert case.run.rest[0] == "global"
    case.said["listed"] = "lowest level" not in goal


def arrives(case, run):
    """Whether a run reaches what the last clause has called the goal."""
    listed = any(np.array_equal(run.rest[1], minimum) for minimum in run.minima) if run.rest[0] else False
    return run.did("reaches") and (listed or run.in_valley or not case.said["listed"])


@clause(r"Try @name: it (reaches|stays at) (@lowest|the lowest level known)(?: by step (\d+))?")
def would_do_better(case, symbol, named, how, goal, step):
    slider = case.named(symbol)
    notch = slider.notch(named)
    run = slider[notch]
    case.said["tried"] = run
    case.of_others += 1
    goal_of(case, goal)
    assert notch != own(case, slider)
    assert case.run.rest[0] != "global"
    assert arrives(case, run)
    assert run.rest[2] == (int(step) if how == "reaches" else 0)


@clause(rf"so does, sooner or later, {SPAN}")
def so_do_others(case, *groups):
    slider, notches = spanned(case, groups)
    assert len(notches) > 1
    assert all(arrives(case, slider[notch]) for notch in notches)
    soonest = min(slider[notch].rest[2] for notch in notches)
    assert case.said["tried"].rest[2] == soonest  # of those that are named the one to try is the soonest


@clause(
    rf"{SPAN} (@goal|ends in a local minimum|ends in a local one|ends out of the window|ends still moving|"
    rf"ends at no minimum|lands where the loss has no value)( too)?"
)
def others_did(case, *groups):
    *groups, what, too = groups
    slider, notches = spanned(case, groups)
    if what.startswith(("gets", "reaches")):
        goal_of(case, what)
        what = "reaches"
        case.said["soonest"] = min(slider[notch].rest[2] for notch in notches)
    if too:
        assert own(case, slider) not in notches
        assert case.run.rest[0] == "global"
    right = [arrives(case, slider[notch]) if what == "reaches" else slider[notch].did(what) for notch in notches]
    wrong = [float(slider.values[notch]) for notch, true in zip(notches, right, strict=True) if not true]
    assert not wrong, f"{wrong} not: {what}"


@clause(r"none sooner")
def none_is_sooner(case):
    case.of_others += 1
    assert own(case, case.said["slider"]) in case.said["span"]
    assert case.run.rest[2] == case.said["soonest"]


@clause(r"@name soonest \(step (\d+)\)")
def one_is_soonest(case, symbol, named, step):
    slider = case.named(symbol)
    notch = slider.notch(named)
    case.of_others += 1
    assert notch in case.said["span"]
    assert slider[notch].rest[2] == int(step) == case.said["soonest"] < case.run.rest[2]


@clause(r"@name arrives (sooner still|as soon as any) \(step (\d+)\)")
def another_is_sooner(case, symbol, named, how, step):
    slider = case.named(symbol)
    notch = slider.notch(named)
    case.of_others += 1
    assert notch not in case.said["span"]
    assert arrives(case, slider[notch])
    assert slider[notch].rest[2] == int(step) < case.run.rest[2]
    assert int(step) == case.said["soonest"] if how == "as soon as any" else int(step) < case.said["soonest"]


@clause(r"No (other )?@symbol on this slider (@goal|settles|holds)(?: in (\d+) steps?)?")
def none_does(case, other, symbol, what, steps):
    slider = case.named(symbol)
    case.of_others += 1
    assert steps is None or int(steps) == case.run.steps
    notches = set(range(len(slider))) - ({own(case, slider)} if other else set())
    if what == "holds":
        wrong = [notch for notch in notches if slider[notch].inside[-1] and slider[notch].finite.all()]
    elif what == "settles":
        wrong = [notch for notch in notches if slider[notch].rest[0]]
    else:
        goal_of(case, what)
        wrong = [notch for notch in notches if slider[notch].rest[0] == "global"]
    assert not wrong, f"yet {[float(slider.values[notch]) for notch in wrong]}"


def ends(slider):
    """The final loss of each notch."""
    return np.array([slider[notch].losses[-1] for notch in range(len(slider))])


@clause(r"none( in the window)? ends lower than this one")
def none_ends_lower(case, in_window):
    slider = case.said["slider"]
    case.of_others += 1
    lower = [
        float(slider.values[notch])
        for notch, loss in enumerate(ends(slider))
        if loss < case.run.losses[-1] - case.run.rounding and (not in_window or slider[notch].inside[-1])
    ]
    assert not lower, f"yet {lower} do"


@clause(r"@name ends lowest( in the window)?, (?:at|# (above|below)) the best known loss")
def one_ends_lowest(case, symbol, named, in_window, gap, side):
    slider = case.named(symbol)
    run = slider[slider.notch(named)]
    case.of_others += 1
    if gap:
        assert same(gap, abs(run.gap))
        assert (run.gap > 0) == (side == "above")
    else:
        assert abs(run.gap) <= run.rounding
    lower = [
        float(slider.values[notch])
        for notch, loss in enumerate(ends(slider))
        if loss < run.losses[-1] - run.rounding and (not in_window or slider[notch].inside[-1])
    ]
    assert not lower, f"yet {lower} end lower"


def holds(case, limit):
    """The minima that have the limit: each with the exact limit, and for each notch of α whether it settles there."""
    run, slider, found = case.run, case.sliders["α"], []
    for place in run.places():
        sharpest = run.curvature(place)[0]
        if np.isnan(run.bound) or same(limit, run.bound / sharpest):
            exact = value(limit) if np.isnan(run.bound) else run.bound / sharpest
            settles = [
                slider[notch].rest[0] != "" and bool(np.hypot(*((slider[notch].rest[1] - place) / run.sides)) < 0.02)
                for notch in range(len(slider))
            ]
            found.append((place, exact, settles))
    assert found, f"no minimum has the limit {limit}"
    return slider, found


@clause(r"as the limit α = # says")
def the_limit_agrees(case, limit):
    slider, found = holds(case, limit)
    case.of_others += 1
    lost = case.said["span"][0]
    for place, exact, settles in found:
        if settles[lost - 1] and not settles[lost]:
            assert slider.values[lost - 1] < exact <= slider.values[lost] * (1 + 1e-12)
            case.limits.append((place, exact, True))
            return
    raise AssertionError("the notches do not change there")


@clause(r"the limit # does not stop it up to α = #")
def holds_past_the_limit(case, limit, last):
    slider, found = holds(case, limit)
    case.of_others += 1
    notch = slider.notch(last)
    assert slider.values[notch] == value(last) or value(last) > value(limit)
    for place, exact, settles in found:
        if settles[case.notch]:
            assert all(settles[case.notch : notch + 1])
            assert slider.values[notch] >= exact * (1 - 1e-12)
            case.limits.append((place, exact, True))
            return
    raise AssertionError("it does not settle there")


@clause(r"though the limit is α = #(?:: (.+?)(?=[.;]))?")
def something_else_decides(case, limit, what):
    slider, found = holds(case, limit)
    case.of_others += 1
    lost = case.said["span"][0]
    for place, exact, settles in found:
        if settles[lost - 1] and not settles[lost]:
            assert slider.values[lost] < exact
            assert value(limit) > slider.values[lost]
            case.limits.append((place, exact, True))
            break
    else:
        raise AssertionError("the notches do not change there")
    for notch in case.said["span"]:
        if what and slider.values[notch] < exact:
            decides(slider[notch], what)


def decides(run, what):
    match what:
        case "steep ground on the way throws it out":
            assert run.did("ends out of the window")
            rise = int((np.diff(run.losses) > run.rounding).argmax())
            assert run.losses[rise + 1] > run.losses[rise]
            assert run.rates[rise] * run.curvature(run.path[rise])[0] > run.bound
        case "it is still on its way down":
            assert run.did("ends still moving")
            is_on_its_way_down(run)
        case "it goes on bouncing":
            assert run.did("ends still moving")
            assert run.wanders
        case _:
            raise AssertionError(f"nobody knows {what!r}")
