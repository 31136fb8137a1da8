"""An atlas: what becomes of the present start at each learning rate and each value of one thing more; and its bound.

    maps/<version>/atlas?…&map.against=momentum                             over the whole sliders
    maps/<version>/atlas?…&map.against=steps&map.window=0.01,0.1,10,1000    a piece: alpha from, to; the other from, to
    maps/<version>/bound?…&map.against=momentum                             the stability bound over it

An atlas does not depend on the present values of its own two, so an address may leave them out; the bound is that of
the minimum where the present run ends. Both are drawn in places, where equal steps of a scale are equally long: an axis
says its scale. A whole number fills all places that are nearest to it.
"""

from collections.abc import Iterator

import numpy as np

from descent.atlas import STEPS_AXIS, Plan, axes_of, bound_of, place_of, plan_of, settings_of, whole_of
from descent.basins import join
from descent.control import RATE, STEPS
from descent.findings import Verdict
from descent.shares import shares_of
from descent.terrain import terrain_of
from door.courtesy import Pause
from maps.ask import Ask, UnclearError
from maps.basins import CODES, EXACT, ROUGH, bar_of, code_of, level_of
from stage.encoding import AS_BYTES, encode

BOUND_ROWS = 200


def draw(ask: Ask, pause: Pause) -> Iterator[bytes]:
    """A rough picture, then the exact one."""
    yield draw_one(ask, ROUGH, pause)
    yield draw_one(ask, EXACT, pause)


def rank(ask: Ask, done: int) -> int:
    """As any single picture."""
    return 0


def draw_bound(ask: Ask, _: Pause) -> Iterator[bytes]:
    """The curve alone, of one run."""
    plan, rows = plan_for(ask, (2, BOUND_ROWS))
    bound = bound_of(plan)
    rates = place_of(RATE, bound.rates)[rows]  # nan where there is none
    yield encode(facts_of(plan, ask) | {"caption": bound.caption}, {"bound": (rates, 0)})


def rank_bound(ask: Ask, done: int) -> int:
    """Before all pictures: it is a matter of a few milliseconds."""
    return -1


def draw_one(ask: Ask, shape: tuple[int, int], pause: Pause) -> bytes:
    plan, rows = plan_for(ask, shape)
    basins = join(settings_of(plan, pause), plan.shape)
    codes = code_of(basins)
    steps = STEPS.high if plan.name == STEPS_AXIS else plan.course.steps
    shares = shares_of(basins.verdicts, terrain_of(plan.course.landscape).goal)
    facts = facts_of(plan, ask) | {
        "words": CODES,
        "steps": steps,
        "sentence": shares.tell("of these settings"),
        "converged": shares.share(Verdict.CONVERGED),
        "bar": bar_of(codes),
        "goal": shares.goal,
    }
    levels = level_of(basins.arrival, int(steps))
    arrays = {"codes": (codes[rows], AS_BYTES), "levels": (levels[rows], AS_BYTES)}
    return encode(facts, arrays | {"rates": (plan.rates, 0), "values": (plan.values[rows].astype(float), 0)})


def plan_for(ask: Ask, shape: tuple[int, int]) -> tuple[Plan, np.ndarray]:
    """The settings, and which of their rows lies nearest to each of so many places. Raises UnclearError."""
    name = ask.options.get("against")
    axes = axes_of(ask.runner)
    if name not in axes:
        raise UnclearError(f"An atlas has on its other axis one of {', '.join(axes)}, not {str(name)[:40]}.")
    try:
        plan = plan_of(ask.course, ask.runner, name, ask.window(), shape)
    except ValueError as error:
        raise UnclearError(str(error)) from error
    low, high = piece_of(plan, ask)[1]
    places = place_of(axes[name], plan.values)
    edges = (places[1:] + places[:-1]) / 2
    count = len(places) if not axes[name].whole else shape[1]
    return plan, np.searchsorted(edges, np.linspace(low, high, count))


def piece_of(plan: Plan, ask: Ask) -> list[list[float]]:
    """From where to where both axes go, in places."""
    knob = axes_of(plan.runner)[plan.name]
    ends = (ask.window() or whole_of(plan.course, plan.runner, plan.name))[1] if knob.whole else plan.values[[0, -1]]
    return [place_of(RATE, plan.rates[[0, -1]]).tolist(), place_of(knob, ends).tolist()]


def facts_of(plan: Plan, ask: Ask) -> dict:
    knob = axes_of(plan.runner)[plan.name]
    whole = whole_of(plan.course, plan.runner, plan.name)
    return {
        "against": plan.name,
        "piece": piece_of(plan, ask),
        "axes": [
            {"scale": each.scale, "limits": [each.low, each.high], "whole": ends, "steps": each.whole}
            for each, ends in zip((RATE, knob), whole, strict=True)
        ],
    }
