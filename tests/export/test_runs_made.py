"""What the three programs cost: each run that tells something is made once, and the run shown once at most."""

import pytest

from descent.setting import Course, Runner
from export import program, programs
from landscapes import LANDSCAPES
from libraries import LIBRARIES
from optimizers import CONVENTIONS
from schedules import CONVENTIONS as SCHEDULE_CONVENTIONS

COURSE = Course(LANDSCAPES["himmelblau"], (-4.0, -1.0), 12, noise=0.5, seed=3)
EQUAL = [key for key in CONVENTIONS["keras"] if len({CONVENTIONS[library][key] for library in LIBRARIES}) == 1]


@pytest.fixture
def runs_made(monkeypatch):
    """The runs made so far, each as (runner, noise)."""
    made = []
    really_run = Course.run

    def run(course, runner, *more):
        made.append((runner, course.noise))
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
    assert {noise for _, noise in runs_made} <= {0.0}

    methods = {type(runner.optimizer), *(CONVENTIONS[library][optimizer] for library in LIBRARIES)}
    settings = 1 if len(methods) == 1 else 1 + 2 * (len(methods) - 1)  # a variant: its own defaults, the values shown
    schedules = {"constant": 0, "exponential": 1, "plateau": 2}[schedule]  # others that a library follows instead
    assert len(runs_made) <= settings + schedules


@pytest.mark.parametrize("convention", LIBRARIES)
@pytest.mark.parametrize("optimizer", EQUAL)
def test_what_all_libraries_do_alike_takes_no_run(optimizer, convention, runs_made):
    programs(COURSE, runner_of(convention, optimizer))
    assert runs_made == []


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
