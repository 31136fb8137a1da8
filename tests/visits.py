"""Visits of all kinds, as Hypothesis draws them: one runner or several, every value that an address may have.

visits()                        of any kind
visits(grounds=typed)           on a formula that is typed in
visits(grounds=made_of_data)    on other points than a landscape comes with
"""

from dataclasses import replace

from hypothesis import assume
from hypothesis import strategies as st

import optimizers
import schedules
from address import COLOURS, LABEL_NOISE, NOISE, PLACE, SEED, STEPS, Ground, Look, Race, Visit, together_in
from address.ground_table import DRAW, is_window
from address.only import CONTROLS
from address.table import PREFIXES, STEP, ZOOM
from descent.control import RATE
from descent.setting import Course, Runner, Setting
from formulas import letters
from knobs import knobs_of
from landscapes import FORMULA, LANDSCAPES, landscape_at
from landscapes.columns import write_columns
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

# Texts as people write them, some of whose losses end somewhere; the first is what stands there at first.
FORMULAS = [
    "",
    "a*x^2 + b*y^2",
    "x² − y²/2",
    "sqrt(a - x) + y^2",
    "log(x) + k*y^2",
    "sin(3x)cos(2y) + (x^2+y^2)/4",
    "|x| + c|y - 1|",
    "exp(-x^2 - y^2)",
    "2x + 3y",
]


def spans(low, high):
    return st.tuples(st.floats(low, high), st.floats(low, high)).map(lambda ends: tuple(sorted(ends)))


@st.composite
def typed(draw):
    """A formula with or without a window and ranges of one's own."""
    ground = Ground(FORMULA.key, draw(st.sampled_from(FORMULAS)))
    for name in letters(ground.text):
        if draw(st.booleans()):
            ground = ground.reaching(name, draw(spans(-1e9, 1.0).filter(is_wide)))
    window = draw(st.none() | st.tuples(spans(-20.0, 20.0), spans(-20.0, 20.0)))
    assume(window is None or is_window(sum(window, ())))
    ground = ground._replace(window=window)
    assume(has_loss(ground))
    return ground


def is_wide(span):
    low, high = span
    return high - low > 1e-3


def has_loss(ground):
    try:
        return bool(ground.landscape)
    except ValueError:
        return False


@st.composite
def made_of_data(draw):
    """Another draw, or points of one's own in two classes, so that they fit every model."""
    landscape = draw(st.sampled_from([item for item in LANDSCAPES.values() if item.data is not None]))
    if landscape.draw is not None and draw(st.booleans()):
        return Ground(landscape.key, seed=draw(number(DRAW)))
    inputs = st.lists(st.floats(-1e3, 1e3).map(lambda u: u + 0.0), min_size=4, max_size=12, unique=True)
    points = [(u, float(draw(st.booleans()))) for u in draw(inputs)]
    ground = Ground(landscape.key, points=write_columns(points))
    assume(has_loss(ground))
    return ground


# What alone is shown: some names in the catalogue's order.
choices = st.none() | st.sets(st.sampled_from(list(CONTROLS)), min_size=1, max_size=6).map(
    lambda names: tuple(name for name in CONTROLS if name in names)
)
catalogue = st.sampled_from([Ground(key) for key in LANDSCAPES])


@st.composite
def visits(draw, fewest_runners=1, most_runners=MOST, grounds=catalogue):
    convention = draw(st.sampled_from(list(LIBRARIES)))
    ground = draw(grounds)
    landscape = ground.landscape
    if landscape.parameters:
        values = tuple((name, draw(number(knob))) for name, knob in landscape.parameters.items())
        landscape = landscape_at(landscape, values)
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
    validates = False
    if data := landscape.data:
        size = draw(st.integers(0, len(data) - 1))
        course, validates = replace(course, batch_size=size, label_noise=draw(number(LABEL_NOISE))), draw(st.booleans())
    view = draw(st.none() | st.tuples(number(PLACE), number(PLACE), number(ZOOM)))
    near = st.floats(-1.0, 1.0)
    camera = draw(st.none() | st.tuples(*[st.floats(2.0, 9.0)] * 3, near, near, near))
    look = Look(draw(number(STEP)), draw(st.booleans()), view, camera)
    setting, race = Setting(course, runners), Race()
    if len(runners) > 1:
        setting, race = draw(races(setting))
    return Visit(setting, convention, draw(st.booleans()), look, race, ground, validates, draw(choices))


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
