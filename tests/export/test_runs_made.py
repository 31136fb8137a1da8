"""What the three programs cost and say: each run that tells something is made once, and the run shown once at most."""

import numpy as np
import pytest

from descent.setting import Course, Runner
from export import program, programs
from export.nearest import Yardstick
from export.program import WITHOUT_NOISE, remarks_on
from landscapes import LANDSCAPES
from libraries import LIBRARIES
from optimizers import CONVENTIONS
from schedules import CONVENTIONS as SCHEDULE_CONVENTIONS

COURSE = Course(LANDSCAPES["himmelblau"], (-4.0, -1.0), 12, noise=0.5, seed=3)
EQUAL = [key for key in CONVENTIONS["keras"] if len({CONVENTIONS[library][key] for library in LIBRARIES}) == 1]


@pytest.fixture
def runs_made(monkeypatch):
    """The runs made so far, each as (runner, largest noise)."""
    made = []
    really_run = Course.run

    def run(course, runner, *more):
        made.append((runner, np.max(course.noise)))
        return really_run(course, runner, *more)

    monkeypatch.setattr(Course, "run", run)
    return made


def runner_of(convention, optimizer, schedule="constant"):
    return Runner(CONVENTIONS[convention][optimizer](), SCHEDULE_CONVENTIONS[convention][schedule](horizon=12), 0.02)


@pytest.mark.parametrize("schedule", ["constant", "exponential", "plateau"])
@pytest.mark.parametrize("convention", LIBRARIES)
@pytest.mark.parametrize("optimizer", CONVENTIONS["keras"])
def test_no_run_is_made_twice(optimizer, convention, schedule, runs_made):
    runner = runner_of(convention, optimizer, schedule)
    programs(COURSE, runner)
    assert len(set(runs_made)) == len(runs_made)
    assert all(noise < 1e-12 for _, noise in runs_made)  # no more than rounding is

    methods = {type(runner.optimizer), *(CONVENTIONS[library][optimizer] for library in LIBRARIES)}
    settings = 1 + 2 * (len(methods) - 1)  # a variant: its own defaults, the values shown
    schedules = {"constant": 0, "exponential": 1, "plateau": 2}[schedule]  # others that a library follows instead
    assert len(runs_made) <= settings + schedules


@pytest.mark.parametrize("convention", LIBRARIES)
@pytest.mark.parametrize("optimizer", EQUAL)
def test_what_all_libraries_do_alike_takes_the_run_shown_alone(optimizer, convention, runs_made):
    runner = runner_of(convention, optimizer)
    programs(COURSE, runner)
    assert [type(made.optimizer) for made, _ in runs_made] in ([], [type(runner.optimizer)])


def test_the_run_shown_and_a_variant_take_two_runs(runs_made):
    programs(COURSE, runner_of("pytorch", "momentum", "exponential"))
    assert [type(runner.optimizer) for runner, _ in runs_made] == [
        CONVENTIONS["pytorch"]["momentum"],
        CONVENTIONS["keras"]["momentum"],
    ]


@pytest.mark.parametrize("optimizer", ["adam", "newton", "lion"])
def test_all_at_once_say_what_each_says_alone(optimizer):
    runner = runner_of("keras", optimizer, "cosine")
    assert programs(COURSE, runner) == {library: program(library, COURSE, runner) for library in LIBRARIES}


def end_of(runner):
    course = Course(COURSE.landscape, COURSE.start, COURSE.steps)
    return course.run(runner).positions[-1, :, 0]


def test_a_distance_is_that_between_the_ends_without_the_noise():
    shown, other = runner_of("pytorch", "adam"), runner_of("pytorch", "adam", "exponential")
    yardstick = Yardstick(COURSE, shown)
    assert yardstick.distance(shown) == 0.0
    assert yardstick.distance(other) == np.hypot(*(end_of(other) - end_of(shown))) > 0.01


def test_ends_that_only_rounding_tells_apart_are_the_same():
    shown = runner_of("pytorch", "gradient_descent")
    yardstick = Yardstick(COURSE, shown)
    assert yardstick.distance(shown.moved(learning_rate=shown.learning_rate * (1 + 1e-15))) == 0.0
    assert yardstick.distance(shown.moved(learning_rate=shown.learning_rate * (1 + 1e-3))) > 0.0


def test_a_lost_run_ends_elsewhere_than_one_that_stays_and_where_another_lost_one_does():
    shown, lost = (
        runner_of("pytorch", "gradient_descent"),
        runner_of("pytorch", "gradient_descent").moved(learning_rate=9),
    )
    assert not np.isfinite(end_of(lost)).any()
    assert Yardstick(COURSE, shown).distance(lost) == np.inf
    assert Yardstick(COURSE, lost).distance(lost.moved(learning_rate=8)) == 0.0


def test_remarks_say_what_differs_how_far_and_where_they_agree():
    assert list(remarks_on("keras", distance=0.0, unrest=0.0, noisy=False)) == []
    away, advice = remarks_on("keras", distance=0.00123, unrest=0.0, noisy=False)
    assert away.endswith("it ends 1.2e-03 away.")
    assert advice == "With the convention Keras, run and program agree."
    assert next(remarks_on("optax", distance=np.inf, unrest=0.0, noisy=False)).endswith("it ends elsewhere.")
    assert list(remarks_on("keras", distance=0.0, unrest=0.0, noisy=True)) == [WITHOUT_NOISE]


def test_no_convention_is_advised_where_rounding_decides():
    (remark,) = remarks_on("keras", distance=0.0, unrest=0.3, noisy=False)
    assert remark.startswith("Rounding decides")
    assert remark.endswith("starts 1e-14 apart end 3.0e-01 apart.")
    assert "convention" not in " ".join(remarks_on("keras", distance=0.1, unrest=0.3, noisy=False))


def test_a_run_that_trembles_where_no_slope_is_left_is_restless():
    course = Course(LANDSCAPES["saddle"], (0.49, 2.2), 200)
    nadam = CONVENTIONS["pytorch"]["nadam"](beta1=0.78, beta2=0.915)
    cyclic = SCHEDULE_CONVENTIONS["pytorch"]["cyclic"](final=0.01, horizon=200, cycles=6)
    assert Yardstick(course, Runner(nadam, cyclic, 0.11)).unrest > 1e-8


def test_a_run_is_restless_where_starts_that_rounding_tells_apart_end_apart():
    course = Course(LANDSCAPES["rosenbrock"], (-1.2, 1.0), 600)
    adam, crawling = (CONVENTIONS["pytorch"]["adam"](), SCHEDULE_CONVENTIONS["pytorch"]["constant"]()), 0.01
    calm, restless = (Yardstick(course, Runner(*adam, rate)) for rate in (crawling, 1.0))
    assert calm.unrest == 0.0
    assert restless.unrest > 1e-7
    assert restless.distance(restless.shown) == 0.0
    assert calm.end == pytest.approx(tuple(course.run(calm.shown).positions[-1, :, 0]), rel=1e-12)


def test_a_method_that_takes_no_schedule_gets_its_first_rate():
    half = runner_of("optax", "rprop", "warmup_linear")
    first = half.learning_rate * float(half.schedule(0))
    assert 0 < first < half.learning_rate
    text = program("optax", COURSE, half).text
    assert f"optimizer = optax.rprop(learning_rate={first!r})" in text
    assert "schedule" not in text
