"""What is claimed of the other notches of a slider; each is checked by running those notches, one by one."""

import numpy as np
from evidence import clause, same, value


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
    r"(?:@symbol(?: =)? @value|[Ee]very @symbol (?:(on this slider)|"
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
    level = case.run.ground.is_level.sum()
    if "the global" in goal:
        assert level == 1
    elif "a global" in goal:
        assert level > 1
    elif "lowest level" in goal:
        assert level == 0
    else:  # "there": where this run is
        assert case.run.rest[0] == "global" or "goal" in case.said
    case.said["goal"] = goal


@clause(r"Try @name: it (?:(reaches|stays at) ((?:the|a) global minimum|the lowest level known))(?: by step (\d+))?")
def would_do_better(case, symbol, named, how, goal, step):
    slider = case.named(symbol)
    notch = slider.notch(named)
    run = slider[notch]
    case.said["tried"] = run
    case.of_others += 1
    goal_of(case, goal)
    assert notch != own(case, slider)
    assert case.run.rest[0] != "global"
    assert run.did("reaches")
    assert run.rest[2] == (int(step) if how == "reaches" else 0)


@clause(rf"as does {SPAN}")
def so_do_others(case, *groups):
    slider, notches = spanned(case, groups)
    assert len(notches) > 1
    assert all(slider[notch].did("reaches") for notch in notches)
    soonest = min(slider[notch].rest[2] for notch in notches)
    assert case.said["tried"].rest[2] == soonest  # of those that are named the one to try is the soonest


@clause(
    rf"{SPAN} (@goal|ends in a local minimum|ends in a local one|ends out of view|ends still moving|"
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
    wrong = [float(slider.values[notch]) for notch in notches if not slider[notch].did(what)]
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
    """The final loss of each notch; of those that ended inside the view or still might come back, the lowest counts."""
    return np.array([slider[notch].losses[-1] for notch in range(len(slider))])


@clause(r"none ends lower than this one")
def none_ends_lower(case):
    slider = case.said["slider"]
    case.of_others += 1
    lower = [
        float(slider.values[notch])
        for notch, loss in enumerate(ends(slider))
        if loss < case.run.losses[-1] - case.run.rounding
    ]
    assert not lower, f"yet {lower} do"


@clause(r"@name ends lowest( in view)?, (?:at|# (above|below)) the best loss")
def one_ends_lowest(case, symbol, named, in_view, gap, side):
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
        if loss < run.losses[-1] - run.rounding and (not in_view or slider[notch].inside[-1])
    ]
    assert not lower, f"yet {lower} end lower"


def held_at(case, limit):
    """The minimum that has the limit, for the whole slider of α, and which notches settle there."""
    run, slider = case.run, case.sliders["α"]
    for place in run.places():
        sharpest = run.curvature(place)[0]
        if np.isnan(run.bound) or same(limit, run.bound / sharpest):
            exact = value(limit) if np.isnan(run.bound) else run.bound / sharpest
            settles = [
                slider[notch].rest[0] != "" and bool(np.hypot(*((slider[notch].rest[1] - place) / run.sides)) < 0.02)
                for notch in range(len(slider))
            ]
            case.limits.append((place, exact))
            return slider, exact, settles, place
    raise AssertionError(f"no minimum has the limit {limit}")


@clause(r"as the limit α = # says")
def the_limit_agrees(case, limit):
    slider, exact, settles, _ = held_at(case, limit)
    case.of_others += 1
    below = int(np.searchsorted(slider.values, exact * (1 - 1e-12))) - 1
    assert settles[below], f"α = {slider.values[below]} does not settle"
    assert not settles[below + 1], f"α = {slider.values[below + 1]} settles"


@clause(r"up to α = # it holds past the limit #(?:, never crossing the valley)?")
def holds_past_the_limit(case, last, limit):
    slider, exact, settles, _ = held_at(case, limit)
    case.of_others += 1
    notch = slider.notch(last)
    assert settles[notch]
    assert slider.values[notch] >= exact * (1 - 1e-12)
    assert value(last) > value(limit)


@clause(r"below the limit #, at α = # already, (.+?)(?=[.;])")
def something_else_decides(case, limit, at, what):
    slider, exact, settles, place = held_at(case, limit)
    case.of_others += 1
    notch = slider.notch(at)
    run = slider[notch]
    assert settles[notch - 1]
    assert not settles[notch]
    assert slider.values[notch] < exact
    assert value(at) < value(limit)
    left = run.did("ends out of view") or run.did("lands where the loss has no value")
    match what:
        case "steep ground on the way throws it out":
            assert left
            rise = int((np.diff(run.losses) > run.rounding).argmax())
            assert run.losses[rise + 1] > run.losses[rise]
            assert run.rates[rise] * run.curvature(run.path[rise])[0] > run.bound
        case "its way leads out":
            assert left
        case "it lands in another basin":
            assert run.rest[0]
        case "it stands on flat ground":
            assert run.did("ends at no minimum")
        case "the steps run out":
            assert run.did("ends still moving")
        case "it goes on bouncing":
            assert run.did("ends still moving")
            half = run.steps // 2
            way = np.hypot(*(run.moves[-half:] / run.sides).T).sum()
            assert np.hypot(*((run.path[-1] - run.path[-half - 1]) / run.sides)) < way / 3
        case _:
            raise AssertionError(f"nobody knows {what!r}")
