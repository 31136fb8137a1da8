"""Advice agrees with itself: the value beside the slider, the best of the charts and what a sentence says to try."""

import re

import numpy as np
import pytest

from descent import Verdict
from descent.outcomes import name_notch
from descent.setting import Course, Runner, suggest_rate
from descent.study import study
from landscapes import LANDSCAPES
from optimizers import OPTIMIZERS
from schedules import SCHEDULES
from stage.picture import picture_of
from stage.scene import describe_control

STEPS = 100
PAIRS = [(name, key) for name in LANDSCAPES for key in OPTIMIZERS]
SOME = [PAIRS[i] for i in np.random.default_rng(11).choice(len(PAIRS), 24, replace=False)]


@pytest.mark.parametrize(("name", "key"), SOME)
def test_of_all_values_one_is_called_best(name, key):
    landscape = LANDSCAPES[name]
    rate = suggest_rate(OPTIMIZERS[key](), landscape)
    runner = Runner(OPTIMIZERS[key](), SCHEDULES["exponential"](final=1.0, horizon=STEPS), rate)
    studied = study(Course(landscape, landscape.start, STEPS), runner)
    lead, *_ = studied.controls
    response, notches = studied.sliders[lead.name].response, studied.sliders[lead.name].notches
    stories = studied.stories.of(studied.slices[lead.name])
    reached = [at for at, verdict in enumerate(stories.verdicts) if verdict == Verdict.CONVERGED]
    if not reached:
        assert notches.best == -1
        return
    best = name_notch(lead, lead.values[response.best])
    assert notches.best == response.best in reached
    assert f"Best for {STEPS} steps: {best} " in response.sentence
    assert response.reached[response.best] == response.reached[reached].min()
    for story in stories.sentences:
        text = story.replace("\N{NBSP}", " ")
        advised = re.findall(r"Try (.+?): ", text) + re.findall(r"(α = \S+) (?:soonest|arrives)", text)
        assert all(value == best for value in advised), text


def test_where_every_rate_diverges_none_is_best():
    """And the slider offers what is usual for the method there, by that name."""
    rosenbrock, momentum = LANDSCAPES["rosenbrock"], OPTIMIZERS["momentum"]()
    usual = suggest_rate(momentum, rosenbrock)
    runner = Runner(momentum, SCHEDULES["constant"](horizon=STEPS), usual)
    picture = picture_of(Course(rosenbrock, (1e9, 1e9), STEPS), runner)
    lead, *_ = picture.controls
    told = describe_control(lead, picture.sweeps[lead.name], (picture.best_rate, "best here"))
    assert np.isnan(picture.best_rate)
    assert (told["default_name"], told["default"]) == ("usual", usual)
