"""What is said of races, read clause by clause and worked out again; and what must be said of some."""

from functools import cache

import numpy as np
import pytest
from claims_of_fairness import check_fairness
from claims_of_races import Reader
from fitting import check_builds, check_names
from races import at_rate, entrant_of, fact, race_of, runner_of

from descent.race_names import name_builds, name_runners
from descent.race_sentence import tell_along, tell_race
from descent.setting import LEARNING_RATE, Course, Runner
from descent.study import study
from landscapes import LANDSCAPES, Landscape
from optimizers import OPTIMIZERS

SEEDS = 24
FOUR = ("gradient_descent", "momentum", "adam", "newton")


def read(entrants, told=None):
    """Check all that is said of a race; the kinds of clauses that were met."""
    told = told or tell_race(entrants)
    runners, courses = [own.runner for own in entrants], [own.course for own in entrants]
    names, builds = name_runners(runners, courses), name_builds(runners, courses)
    reader = Reader(entrants, [fact(own.course, own.runner) for own in entrants], names)
    try:
        check_names(names, entrants)
        check_builds(builds, entrants)
        reader.check_sentence(told.sentence)
        assert told.places == reader.places
        kind = check_fairness(told.fairness, entrants, builds)
    except AssertionError as error:
        error.add_note(f"{told.sentence} | {told.fairness}")
        raise
    return {*reader.kinds, f"fair: {kind}"}


def drawn(seed):
    """A race out of the catalogues."""
    random = np.random.default_rng(seed)
    landscape = LANDSCAPES[str(random.choice(list(LANDSCAPES)))]
    steps = int(random.choice([1, 20, 60, 150]))
    start = landscape.start if random.random() < 0.85 else landscape.minima[0] if landscape.minima else landscape.start
    noise = float(random.choice([0.0, 0.0, 0.3]))
    keys = random.choice(list(OPTIMIZERS), size=3)
    entrants = []
    for _ in range(int(random.integers(2, 7))):
        own = tuple(float(f"{at + random.normal():.3g}") for at in start) if random.random() < 0.1 else start
        course = Course(landscape, own, steps, noise, int(random.choice([0, 0, 0, 5])))
        schedule = str(random.choice(["constant", "constant", "cosine", "plateau", "one_cycle"]))
        runner = runner_of(course, str(random.choice(keys)), schedule)
        if random.random() < 0.4:
            runner = runner.moved(learning_rate=float(f"{runner.learning_rate * 10 ** random.normal():.3g}"))
        if runner.knobs and random.random() < 0.3:
            name = str(random.choice(list(runner.knobs)))
            runner = runner.moved(**{name: float(random.choice(runner.knobs[name].notches(7)))})
        entrants.append(entrant_of(course, runner))
    return entrants


@cache
def met_in(seed):
    return read(drawn(seed))


@pytest.mark.parametrize("seed", range(SEEDS))
def test_every_clause_about_any_race_is_true(seed):
    assert met_in(seed)


@pytest.mark.parametrize("name", LANDSCAPES)
def test_and_about_the_same_four_everywhere_before_and_after_each_is_tuned(name):
    entrants = race_of(name, *FOUR)
    read(entrants)
    tuned = [at_rate(own, own.tuned.rate) if own.tuned.notch >= 0 else own for own in entrants]
    has_floor = LANDSCAPES[name].minima or LANDSCAPES[name].valleys
    assert ("fair: tuned" if has_floor else "fair: lowest") in read(tuned)  # without a floor no rate is the best


def test_all_kinds_of_clauses_are_met():
    kinds = set().union(
        *map(met_in, range(SEEDS)), *(read(race_of(name, *FOUR)) for name in ("matyas", "beale", "griewank", "easom"))
    )
    assert kinds >= {
        *("only", "first", "together", "stays", "needs", "none", "lowest", "flip", "others", "all but"),
        *("trapped", "oscillating", "crawling", "diverged", "saddle", "flat", "all crawling", "all trapped"),
        *("fair: be first", "fair: tie", "fair: only", "fair: ends"),
    }


def test_the_sentence_of_a_race_as_it_reads():
    told = tell_race(race_of("matyas", *FOUR, steps=200))
    assert told.places == [2, 3, 4, 1]
    assert told.sentence.replace("\N{NBSP}", " ") == (
        "Newton's method arrives first at the global minimum, after 1 step; Gradient descent needs 51; "
        "Momentum needs 68; Adam needs 107. With α = 1.995 for all, Newton's method would be last."
    )
    assert told.fairness == "Each at its best of 81 rates, Newton's method would be first, after 1 step."


def test_ties_arrive_together():
    (own,) = race_of("himmelblau", "momentum")
    twin = entrant_of(own.course, own.runner.moved(momentum=0.5))
    assert tell_race([own, own]).sentence == ("Both arrive together at a global minimum, after 69 steps.")
    assert tell_race([own, own, own]).sentence == "All arrive together at a global minimum, after 69 steps."
    assert read([own, own, twin]) >= {"needs", "first"}
    assert "fair: one" in read([own, own])


def test_who_starts_there_stays_there():
    ravine = LANDSCAPES["ravine"]
    near, far = Course(ravine, (0.0, 0.0), 100), Course(ravine, ravine.start, 100)
    entrants = [entrant_of(course, runner_of(course, "gradient_descent", rate=0.09)) for course in (near, far)]
    sentence = "The run from (0, 0) starts at the global minimum and stays there; "
    assert tell_race(entrants).sentence == f"{sentence}the run from (−4, −0.5) needs 39 steps."
    read(entrants)
    both = [entrant_of(near, runner_of(near, key)) for key in ("adam", "lion")]
    assert tell_race(both).sentence == "Both start at the global minimum and stay there."
    assert tell_race(both).fairness == "Each at its best of 81 rates, both would tie, staying where they start."
    read(both)


def test_where_they_rest_at_places_of_two_kinds_it_is_said_of_both():
    waves = Landscape.from_formula("1 - cos(x) + y^2", window=((-3.0, 3.0), (-3.0, 3.0)))
    inside, outside = Course(waves, (0.1, 0.1), 60), Course(waves, (6.0, 2.0), 60)
    entrants = [entrant_of(course, runner_of(course, "gradient_descent", rate=0.3)) for course in (inside, outside)]
    assert [own.finish.places[0] for own in entrants] == ["the global minimum", "a minimum as low as any known"]
    for race in (entrants, entrants[::-1]):
        assert " arrives first at a minimum as low as any known, after " in tell_race(race).sentence
        read(race)
    assert " arrives at the global minimum after " in tell_race(entrants[:1]).sentence
    read(entrants[:1])


def test_all_that_may_happen_to_nobody_who_arrives():
    landscape = Landscape.from_formula("x^2 + 2*y^2")
    course = Course(landscape, (2.0, 1.0), 50)
    wild = [
        entrant_of(course, runner_of(course, key, rate=1e5)) for key in ("gradient_descent", "momentum", "nesterov")
    ]
    assert tell_race(wild).sentence == "All diverge."
    assert tell_race(wild[:2]).sentence == "Both diverge."
    assert tell_race(wild[:1]).sentence == "Gradient descent diverges."
    slow = [entrant_of(course, runner_of(course, "gradient_descent", rate=1e-9)) for _ in range(2)]
    assert tell_race(slow).sentence == (
        "Both are still moving after 50 steps, equally low, 6 above the best known loss."
    )
    assert tell_race([slow[0], wild[0]]).sentence.replace("\N{NBSP}", " ") == (
        "Neither arrives within 50 steps. α = 1×10⁻⁹, still moving, ends 6 above the best known loss. "
        "α = 1×10⁵ diverges."
    )
    for entrants in (wild, wild[:2], slow, [*slow, *wild], [slow[0], wild[0]], [slow[0], *wild]):
        read(entrants)


def test_in_the_valley_no_rate_of_anybody_arrives():
    entrants = race_of("rosenbrock", "gradient_descent", "adagrad", "rmsprop", "adam", steps=200)
    assert tell_race(entrants).fairness == (
        "Of 81 rates each, none arrives within 200 steps; at the best of them, Adam ends lowest."
    )
    tuned = [at_rate(own, own.tuned.rate) for own in entrants]
    assert tell_race(tuned).fairness == (
        "Of 81 rates each, none arrives within 200 steps; each has the one that ends lowest."
    )
    assert "fair: lowest" in read(tuned)


def test_where_every_rate_diverges_it_is_said():
    entrants = race_of("cliff", "gradient_descent", "newton", steps=200)
    tuned = [at_rate(entrants[0], entrants[0].tuned.rate), entrants[1]]
    assert tell_race(tuned).fairness.endswith("the one that ends lowest. Every rate of Newton's method diverges.")
    assert tell_race(entrants[1:]).fairness == "Of 81 rates each, every one diverges."
    read(tuned)


def test_those_that_only_their_rates_tell_apart_have_one_best():
    course = Course(LANDSCAPES["ravine"], LANDSCAPES["ravine"].start, 100)
    entrants = [entrant_of(course, runner_of(course, "gradient_descent", rate=rate)) for rate in (0.01, 0.08)]
    sentence = "Only α = 0.08 arrives at the global minimum, after 44 steps. α = 0.01 is still moving after 100 steps."
    assert tell_race(entrants).sentence.replace("\N{NBSP}", " ") == sentence
    assert tell_race(entrants).fairness == "The best of 81 rates arrives after 39 steps."
    assert "fair: one" in read(entrants)


def test_six_are_not_told_one_by_one():
    ravine = LANDSCAPES["ravine"]
    course = Course(ravine, ravine.start, 200)

    def six(*rates):
        return [entrant_of(course, runner_of(course, "gradient_descent", rate=rate)) for rate in rates]

    def said(entrants):
        return tell_race(entrants).sentence.replace("\N{NBSP}", " ")

    arriving = six(0.08, 0.06, 0.05, 0.04, 0.03, 0.02)
    assert said(arriving) == (
        "α = 0.08 arrives first at the global minimum, after 44 steps; α = 0.06 needs 59; four more need 71 to 179."
    )
    slow = six(0.08, 0.06, 0.0001, 0.0002, 0.0003, 3.0)
    assert said(slow) == (
        "α = 0.08 arrives first at the global minimum, after 44 steps; α = 0.06 needs 59. α = 3 diverges; "
        "the others are still moving after 200 steps."
    )
    lost = six(0.0001, 0.0002, 0.0003, 3.0, 4.0, 5.0)
    assert said(lost) == (
        "None arrives within 200 steps. α = 0.0003, still moving, ends lowest, 8.33 above the best known "
        "loss. α = 0.0002 and α = 0.0001 are still moving; the others diverge."
    )
    together = [*[arriving[0]] * 5, arriving[5]]
    assert said(together) == (
        "All but α = 0.02 arrive together at the global minimum, after 44 steps; α = 0.02 needs 179."
    )
    assert "all but" not in read([*[arriving[0]] * 3, *arriving[3:]])
    assert read(arriving) >= {"first", "more"}
    assert read(slow) >= {"others"}
    assert read(lost) >= {"others", "none"}
    assert read(together) >= {"all but"}


@pytest.mark.parametrize("name", ["beale", "three_hump_camel", "rastrigin"])
def test_along_a_slider_each_notch_is_a_race_of_its_own(name):
    entrants = [*race_of(name, *FOUR, steps=60), race_of(name, "adam", steps=60)[0]]
    moved = 2
    own = entrants[moved]
    studied = study(own.course, own.runner)
    for slider in (LEARNING_RATE, "beta1"):
        values = studied.sliders[slider].notches.control.values
        runners = [own.runner.moved(**{slider: float(value)}) for value in values]
        column = {moved: (runners, studied.sliders[slider].finish)}
        told = tell_along(entrants, column, of_rates=slider == LEARNING_RATE)
        assert len(told) == len(values)
        for notch in range(0, len(values), 3):
            there = [*entrants[:moved], entrant_of(own.course, runners[notch]), *entrants[moved + 1 :]]
            alone = tell_race(there)
            assert told[notch].fairness == ""
            assert told[notch].places == alone.places
            sentence = alone.sentence
            if slider != LEARNING_RATE:
                sentence = sentence.partition(" With α")[0]
            assert told[notch].sentence == sentence


def test_where_all_are_moved_at_once_it_is_their_race():
    entrants = race_of("himmelblau", "gradient_descent", "adam", steps=60)
    column = {}
    for at, own in enumerate(entrants):
        runners = [Runner(own.runner.optimizer, own.runner.schedule, rate) for rate in own.rates.tolist()]
        column[at] = (runners, own.tried)
    told = tell_along(entrants, column, of_rates=True)
    for notch in range(0, 81, 8):
        there = [at_rate(own, float(own.rates[notch])) for own in entrants]
        assert told[notch] == tell_race(there)._replace(fairness="")
