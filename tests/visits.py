"""Visits of all kinds, as Hypothesis draws them: one runner or several, every value that an address may have."""

from dataclasses import replace

from hypothesis import strategies as st

import optimizers
import schedules
from address import COLOURS, NOISE, PLACE, SEED, STEPS, Look, Race, Visit, together_in
from address.table import PREFIXES, STEP, ZOOM
from descent.control import RATE
from descent.setting import Course, Runner, Setting
from knobs import knobs_of
from landscapes import LANDSCAPES
from libraries import LIBRARIES

MOST = len(PREFIXES)


def number(knob):
    kind = st.integers if knob.whole else st.floats
    return kind(knob.low, knob.high).map(lambda value: value + 0)  # no -0


def moved(part):
    """A part with any values of its knobs."""
    return st.fixed_dictionaries({name: number(knob) for name, knob in knobs_of(part).items()}).map(
        lambda values: replace(part, **values)
    )


point = st.tuples(number(PLACE), number(PLACE))


@st.composite
def visits(draw, fewest_runners=1, most_runners=MOST):
    convention = draw(st.sampled_from(list(LIBRARIES)))
    landscape = draw(st.sampled_from(list(LANDSCAPES.values())))
    if landscape.parameters:
        landscape = landscape.with_parameters(**{n: draw(number(knob)) for n, knob in landscape.parameters.items()})
    steps = draw(number(STEPS))
    runners = tuple(
        Runner(
            draw(moved(draw(st.sampled_from(list(optimizers.CONVENTIONS[convention].values())))())),
            draw(moved(draw(st.sampled_from(list(schedules.CONVENTIONS[convention].values())))(horizon=steps))),
            draw(number(RATE)),
        )
        for _ in range(draw(st.integers(fewest_runners, most_runners)))
    )
    course = Course(landscape, draw(point), steps, draw(number(NOISE)), draw(number(SEED)))
    view = draw(st.none() | st.tuples(number(PLACE), number(PLACE), number(ZOOM)))
    near = st.floats(-1.0, 1.0)
    camera = draw(st.none() | st.tuples(*[st.floats(2.0, 9.0)] * 3, near, near, near))
    look = Look(draw(number(STEP)), draw(st.booleans()), view, camera)
    setting, race = Setting(course, runners), Race()
    if len(runners) > 1:
        setting, race = draw(races(setting))
    return Visit(setting, convention, draw(st.booleans()), look, race)


@st.composite
def races(draw, setting):
    """What only several runners have; the first one's own start is the course's."""
    others = len(setting.runners) - 1
    starts = draw(st.just(()) | st.tuples(st.just(setting.course.start), *[point] * others))
    race = Race(
        draw(st.integers(0, others)),
        draw(st.sampled_from(list(together_in(setting.course.landscape)))),
        tuple(draw(st.permutations(range(COLOURS)))[: others + 1]),
    )
    draws = draw(st.just(()) | st.permutations(range(COLOURS)).map(lambda each: tuple(each[: others + 1])))
    return replace(setting, starts=starts, draws=draws), race
