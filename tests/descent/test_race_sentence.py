"""What is said of races, read clause by clause and worked out again; and what must be said of some."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from claims_of_races import Reader
from races import at_rate, entrant_of, fact, race_of, runner_of

from descent.race_names import name_runners
from descent.race_sentence import tell_along, tell_race
from descent.setting import LEARNING_RATE, Course, Runner
from descent.study import study
from landscapes import LANDSCAPES, Landscape
from optimizers import OPTIMIZERS
from schedules import SCHEDULES

FOUR = ("gradient_descent", "momentum", "adam", "newton")


def read(entrants, told=None):
    """Check all that is said of a race; the kinds of clauses that were met."""
    told = told or tell_race(entrants)
    names = name_runners([own.runner for own in entrants], [own.course for own in entrants])
    reader = Reader(entrants, [fact(own.course, own.runner) for own in entrants], names)
    try:
        reader.check_names()
        reader.check_sentence(told.sentence)
        assert told.places == reader.places
        kind = reader.check_fairness(told.fairness)
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


@pytest.mark.parametrize("seed", range(36))
def test_every_clause_about_any_race_is_true(seed):
    assert met_in(seed)


@pytest.mark.parametrize("name", LANDSCAPES)
def test_and_about_the_same_four_everywhere_before_and_after_each_is_tuned(name):
    entrants = race_of(name, *FOUR)
    read(entrants)
    tuned = [at_rate(own, own.tuned.rate) if own.tuned.notch >= 0 else own for own in entrants]
    assert "fair: tuned" in read(tuned)


def test_all_kinds_of_clauses_are_met():
    kinds = set().union(
        *map(met_in, range(36)), *(read(race_of(name, *FOUR)) for name in ("matyas", "beale", "griewank"))
    )
    assert kinds >= {
        *("only", "first", "together", "stays", "needs", "none", "lowest", "flip"),
        *("trapped", "oscillating", "crawling", "diverged", "saddle", "flat"),
        *("fair: be first", "fair: tie", "fair: ends"),
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
    assert tell_race([own, own]).sentence == (
        "The first Momentum and the second Momentum arrive together at a global minimum, after 69 steps."
    )
    assert tell_race([own, own, own]).sentence == "All arrive together at a global minimum, after 69 steps."
    assert read([own, own, twin]) >= {"needs", "first"}
    assert "fair: tie" in read([own, own])


def test_who_starts_there_stays_there():
    ravine = LANDSCAPES["ravine"]
    near, far = Course(ravine, (0.0, 0.0), 100), Course(ravine, ravine.start, 100)
    entrants = [entrant_of(course, runner_of(course, "gradient_descent", rate=0.09)) for course in (near, far)]
    sentence = "Gradient descent from (0, 0) starts at the global minimum and stays there; "
    assert tell_race(entrants).sentence == f"{sentence}Gradient descent from (−4, −0.5) needs 39 steps."
    read(entrants)
    both = [entrant_of(near, runner_of(near, key)) for key in ("adam", "lion")]
    assert tell_race(both).sentence == "Adam and Lion start at the global minimum and stay there."
    assert "there from the start" in tell_race(both).fairness
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
    assert tell_race(wild).sentence == "None arrives within 50 steps: all diverge."
    assert tell_race(wild[:2]).sentence == "Neither arrives within 50 steps: both diverge."
    assert tell_race(wild[:1]).sentence == "Gradient descent diverges."
    slow = [entrant_of(course, runner_of(course, "gradient_descent", rate=1e-9)) for _ in range(2)]
    assert tell_race(slow).sentence == (
        "Neither arrives within 50 steps: both end equally low, 6 above the best known loss. Both are still moving."
    )
    for entrants in (wild, wild[:2], slow, [*slow, *wild]):
        read(entrants)


def test_in_the_valley_no_rate_of_anybody_arrives():
    entrants = race_of("rosenbrock", "gradient_descent", "adagrad", "rmsprop", "adam", steps=200)
    assert tell_race(entrants).fairness == (
        "None of 81 rates each arrives within 200 steps. Each at the one that ends lowest, Adam would end lowest."
    )
    tuned = [at_rate(own, own.tuned.rate) for own in entrants]
    assert tell_race(tuned).fairness == (
        "None of 81 rates each arrives within 200 steps. Each has the one that ends lowest."
    )
    assert read(tuned) >= {"none", "lowest"}


def test_where_every_rate_diverges_it_is_said():
    entrants = race_of("cliff", "gradient_descent", "newton", steps=200)
    tuned = [at_rate(entrants[0], entrants[0].tuned.rate), entrants[1]]
    assert tell_race(tuned).fairness.endswith("lowest end. Every rate of Newton's method diverges.")
    assert tell_race(entrants[1:]).fairness == "None of 81 rates each arrives within 200 steps: every one diverges."
    read(tuned)


def test_names_are_as_short_as_tells_apart():
    landscape = LANDSCAPES["bowl"]
    course, other = Course(landscape, (1.0, 2.0), 50, 0.1), Course(landscape, (0.0, 3.0), 50, 0.1)

    def name(*pairs, **more):
        return name_runners([runner for _, runner in pairs], [own for own, _ in pairs], **more)

    def made(key="adam", schedule="constant", rate=0.1, **knobs):
        return runner_of(course, key, schedule, rate, **knobs)

    assert name((course, made()), (course, made("lion"))) == ["Adam", "Lion"]
    assert name((course, made()), (other, made())) == ["Adam from (1, 2)", "Adam from (0, 3)"]
    assert name((course, made()), (replace(course, seed=3), made())) == ["Adam with seed 0", "Adam with seed 3"]
    assert name((course, made()), (course, made(rate=0.30001))) == ["Adam at α = 0.1", "Adam at α = 0.3"]
    close = name((course, made(rate=0.3)), (course, made(rate=0.300001)))
    assert close == ["Adam at α = 0.3", "Adam at α = 0.300001"]
    assert name((course, made()), (course, made(rate=0.3)), by_rate=False) == ["the first Adam", "the second Adam"]
    assert name((course, made()), (course, made(beta1=0.5, rate=0.3))) == ["Adam with β₁ = 0.9", "Adam with β₁ = 0.5"]
    cosine = [(course, made(schedule="cosine", final=final)) for final in (0.1, 0.05)]
    assert name((course, made()), *cosine) == [
        "Adam under Constant",
        "Adam with decay ×1/10",
        "Adam with decay ×1/20",
    ]
    plain = [(course, made(beta1=beta)) for beta in (0.9, 0.5)]
    assert name(*plain, *[(course, made(schedule="cosine", beta2=0.99))] * 2) == [
        "Adam under Constant with β₁ = 0.9",
        "Adam with β₁ = 0.5",
        "the first Adam under Cosine annealing",
        "the second Adam under Cosine annealing",
    ]
    twins = [(course, made(rate=rate)) for rate in (0.1, 0.1, 0.2)]
    assert name(*twins, (course, made("lion"))) == [
        "the first Adam at α = 0.1",
        "the second Adam at α = 0.1",
        "Adam at α = 0.2",
        "Lion",
    ]


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


def test_no_schedule_and_no_method_breaks_a_list_of_names():
    for item in (*OPTIMIZERS.values(), *SCHEDULES.values()):
        assert not {" needs", "; ", ". "} & {part for part in (" needs", "; ", ". ") if part in item.title}
