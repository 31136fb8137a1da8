"""Sentences, headlines and remarks: every claim of those of random runs, worked out again from runs made anew.

`claims.py` draws and counts, `evidence.py` reads, `claims_*.py` know every clause and what must be true of it.
"""

from functools import cache

import numpy as np
import pytest
from reading import CLAUSES
from tally import Tally, check_setting, check_sweep, draw

from descent import Verdict
from descent.setting import LEARNING_RATE, Course, Runner, Setting, suggest_rate
from landscapes import LANDSCAPES
from landscapes.landscape import Landscape
from optimizers import OPTIMIZERS
from schedules import SCHEDULES

STEPS = 60
GROUND = LANDSCAPES | {
    "steep ravine": LANDSCAPES["ravine"].with_parameters(kappa=300.0, angle=-20.0),
    "even wells": LANDSCAPES["double_well"].with_parameters(tilt=0.0),
    "edge": Landscape.from_formula("sqrt(x + 2) + y^2 - 0.3*x", window=((-2.0, 2.0), (-2.0, 2.0))),
    "flat": Landscape.from_formula("x^2/2 + x^4 + y^2/2", learning_rate=0.014),
    "downhill": Landscape.from_formula("x^2 - y^2", window=((-2.0, 2.0), (-2.0, 2.0))),
}
PLAIN = ("gradient_descent", "momentum", "nesterov")  # with a bound of their own


def setting_of(landscape, optimizer="gradient_descent", rate=None, start=None, steps=STEPS, **more):
    """A setting, by the names of its parts; more are `schedule`, `final`, `noise`, `seed` and the optimizer's knobs."""
    if isinstance(landscape, str):
        landscape = GROUND[landscape] if landscape in GROUND else Landscape.from_formula(landscape)
    schedule = SCHEDULES[more.pop("schedule", "constant")](final=more.pop("final", 1.0), horizon=steps)
    course = Course(landscape, start or landscape.start, steps, more.pop("noise", 0.0), more.pop("seed", 0))
    optimizer = OPTIMIZERS[optimizer](**more)
    return Setting(course, (Runner(optimizer, schedule, rate or suggest_rate(optimizer, landscape)),))


@cache
def met_on(name):
    """Check some notches of the sliders of a few methods on one ground; what was met."""
    random, tally = np.random.default_rng(list(name.encode())), Tally()
    place, methods = list(GROUND).index(name), list(OPTIMIZERS)
    for turn, key in enumerate(
        (PLAIN[place % 3], methods[place % len(methods)], methods[(place * 7 + 3) % len(methods)])
    ):
        final, schedule = ((1.0, "constant"), (0.05, "cosine"), (0.2, "step"))[(place + turn) % 3]
        setting = setting_of(name, key, schedule=schedule, final=final)
        names = [LEARNING_RATE, *setting.runners[0].knobs]
        slider = LEARNING_RATE if turn < 2 else str(random.choice(names))
        check_sweep(setting, slider, tally, some=5, random=random, remarks=False)
    assert tally.of_others
    assert not tally.false, "\n".join(tally.false)
    return tally.met


@pytest.mark.parametrize("name", GROUND)
def test_what_is_said_of_a_sliders_notches_is_true(name):
    assert met_on(name)


@cache
def met_with(seed):
    """Check all that is said of a setting drawn at random; what was met."""
    tally = Tally()
    check_setting(draw(np.random.default_rng(seed)), tally)
    assert not tally.false, "\n".join(tally.false)
    return tally.met


@pytest.mark.parametrize("seed", range(12))
def test_all_that_is_said_of_a_random_setting_is_true(seed):
    assert met_with(seed)


BOWL, ROUND, FLAT = "x^2 + 10*y^2", "(x^2 + y^2 - 1)^2", "flat"
RARE = {
    "another_is_sooner": setting_of("monkey_saddle", rate=0.05, start=(2.0, 0.02), steps=100),
    "a_push_would_grow": setting_of("bowl", rate=0.8, start=(-4.0, 0.0)),
    "barely_holds": setting_of(BOWL, rate=0.1, start=(2.0, 0.0)),
    "bounces_where_it_is_too_sharp": setting_of(FLAT, rate=1.0, start=(0.5, 0.0), steps=100),
    "comes_in_and_leaves": setting_of("bowl", rate=0.7, start=(20.0, 3.0), steps=10),
    "has_just_come": setting_of("mccormick", "adam", start=(-1.0, 2.5), steps=100),
    "the_limit_agrees": setting_of("ravine", rate=0.09, steps=100),
    "comes_back_and_leaves": setting_of("goldstein_price", "polyak", 10.0, start=(-1.3, -0.8), steps=100),
    "divided_by_nothing": setting_of("x + y^2", "newton", start=(1.0, 1.0)),
    "has_bounces_that_last": setting_of(BOWL, rate=0.1, start=(2.0, 1.0)),
    "has_steps_that_shrink": setting_of("bowl", rate=0.66, start=(1.0, 2.0), steps=40),
    "is_brought_below_by_the_schedule": setting_of("ravine", rate=0.105, schedule="exponential", final=0.3, steps=100),
    "is_just_the_bound": setting_of(BOWL, rate=0.1, start=(2.0, 0.0), steps=5),
    "is_past_the_bound": setting_of(BOWL, rate=0.12, start=(2.0, 0.0), steps=5),
    "moves_to_and_fro": setting_of("downhill", rate=1.0, start=(1.0, 0.0)),
    "never_comes_in": setting_of("bowl", rate=0.9, start=(20.0, 30.0), steps=10),
    "hovers": setting_of("bowl", rate=0.1, noise=0.3, seed=5),
    "noise_keeps_it_moving": setting_of("bowl", rate=0.1, noise=0.4),
    "leaves_and_comes_back": setting_of("plateau", "rmsprop", 0.0684, start=(-1.81, -0.0932), steps=100),
    "only_so_far": setting_of("bowl", "rmsprop", 0.3, steps=60),
    "settled_where_it_is_flatter": setting_of("sharp_and_flat", steps=100),
    "something_else_decides": setting_of("ravine", "newton", 0.5, steps=100),
    "stands_on_a_saddle": setting_of("saddle", start=(0.0, 0.0)),
    "stands_on_a_top": setting_of(ROUND, start=(0.0, 0.0), rate=0.01),
    "stands_still_on_a_slope": setting_of("bowl", rate=1e-16),
    "starts_where_no_loss_is": setting_of("x*log(x) + y^2", start=(-1.0, 1.0)),
    "starts_and_stays": setting_of("bowl", start=LANDSCAPES["bowl"].minima[0]),
    "still_stands": setting_of("saddle", start=(0.0, 0.0)),
    "stops_at_a_kink": setting_of("sqrt(x^2 + y^2) - 3*x", start=(0.0, 0.0), rate=0.1),
    "stops_at_the_kink_of": setting_of("sqrt(x^2 + y^2)", start=(1.0, 0.0), rate=1.0),
    "was_a_catapult": setting_of("(1 - x*y)^2/2", start=(4.0, 0.1), rate=0.16, steps=400),
    "was_at_the_edge": setting_of(
        "exp(y)*x^2/2 + 0.05*(y - 3)^2", start=(0.3, 0.0), rate=0.2, noise=0.01, seed=1, steps=400
    ),
}


@cache
def met_in(name):
    """Check all that is said of a setting made for one clause; what was met."""
    tally = Tally()
    check_setting(RARE[name], tally)
    assert not tally.false, "\n".join(tally.false)
    return tally.met


@pytest.mark.parametrize("name", RARE)
def test_rare_clauses_are_said_and_true(name):
    assert name in met_in(name)


def test_the_runs_meet_all_six_verdicts_and_every_clause():
    unmet = {*Verdict, *(check.__name__ for _, check in CLAUSES)}.difference(*map(met_in, RARE))
    for meet, items in ((met_on, GROUND), (met_with, range(12))):
        for item in items:
            if unmet:
                unmet -= meet(item)
    assert not unmet
