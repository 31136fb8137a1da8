"""The races that are ready: each link is read without a word and written back, and what its lesson says is computed."""

import math
import re

import numpy as np
import pytest

from address import COLOURS, read, write
from address.presets import PRESETS
from address.race import MOST, as_race
from app_pages.racing import FEWEST, raced
from descent import examine
from descent.control import rate_notches
from descent.fit import fit_of
from descent.setting import LEARNING_RATE, Setting, suggest_rate
from libraries import LIBRARIES

LONGEST_TITLE, LONGEST_LESSON = 36, 100  # of a menu
RATES = 81


def setting_of(key: str, **more: str) -> Setting:
    return read(PRESETS[key].params | more, MOST)[0].setting


def facts_of(setting: Setting):
    """What became of each runner, run by itself."""
    runs = [setting.course_of(place).run(runner) for place, runner in enumerate(setting.runners)]
    return [examine(run, setting.course.landscape) for run in runs]


def verdicts_of(setting: Setting) -> list[str]:
    return [str(facts.verdict[0]) for facts in facts_of(setting)]


def arrivals_of(setting: Setting) -> list[float]:
    """The step at which each arrives at a global minimum; inf where it does not."""
    return [
        int(facts.reached[0]) if facts.verdict[0] == "converged" else math.inf  # as the standings count
        for facts in facts_of(setting)
    ]


def tuned(params: dict[str, str]) -> Setting:
    """Each at the best of its rates, as the page tunes them."""
    return read(raced(params, {"do": "tune"}), MOST)[0].setting


def sweeps_of(setting: Setting):
    """Each runner's 81 rates and what became of them."""
    for place, runner in enumerate(setting.runners):
        course = setting.course_of(place)
        rates = rate_notches(suggest_rate(runner.optimizer, course.landscape))
        assert len(rates) == RATES
        run = course.run(runner.moved(**{LEARNING_RATE: rates}))
        yield rates, run, examine(run, course.landscape)


@pytest.mark.parametrize("key", PRESETS)
def test_a_preset_is_read_without_a_word_and_written_back_the_same(key):
    params = PRESETS[key].params
    visit, notices = read(params, MOST)
    assert notices == []
    assert as_race(params) == params
    assert read(write(visit), MOST) == (visit, [])
    assert raced({}, {"do": "preset", "key": key}) == params
    left_out = {name: text for name, text in params.items() if name not in write(visit)}
    before = read({name: text for name, text in params.items() if name not in left_out}, MOST)[0]
    assert before == visit  # what is not written need not be said
    assert FEWEST <= len(visit.setting.runners) <= COLOURS
    assert visit.race.selected == 0


@pytest.mark.parametrize("key", PRESETS)
@pytest.mark.parametrize("convention", LIBRARIES)
def test_a_preset_is_the_same_race_whoever_wrote_the_library(key, convention):
    visit, notices = read(PRESETS[key].params | {"convention": convention}, MOST)
    assert notices == []
    assert len(visit.setting.runners) == len(setting_of(key).runners)


@pytest.mark.parametrize("key", PRESETS)
def test_a_presets_words_fit_its_menu(key):
    preset = PRESETS[key]
    assert 5 < len(preset.title) <= LONGEST_TITLE
    assert 20 < len(preset.lesson) <= LONGEST_LESSON
    assert preset.lesson[-1] in ".?"
    assert preset.family
    assert preset.also
    assert len({item.title for item in PRESETS.values()}) == len(PRESETS)
    assert re.fullmatch(r"[a-z_]+", key)


def test_a_family_stands_together():
    families = [preset.family for preset in PRESETS.values()]
    assert families == sorted(families, key=families.index)


def test_too_small_good_just_below_the_bound_and_above_it():
    setting = setting_of("four_rates")
    landscape = setting.course.landscape
    largest = np.linalg.eigvalsh(landscape.hessian(0.0, 0.0)).max()
    small, good, below, above = (runner.learning_rate for runner in setting.runners)
    assert small < good < 0.9 * 2 / largest
    assert 0.95 * 2 / largest < below < 2 / largest < above < 1.05 * 2 / largest
    assert verdicts_of(setting) == ["crawling", "converged", "converged", "diverged"]
    _, good, below, _ = facts_of(setting)
    assert below.reached[0] > 2 * good.reached[0]
    assert below.overshoots[0] > 10 * good.overshoots[0]
    assert len({type(runner.optimizer) for runner in setting.runners}) == 1


def test_a_rate_too_low_a_good_one_and_one_too_high_on_a_real_loss():
    low, good, high = fits_of(setting_of("three_curves"))
    assert verdicts_of(setting_of("three_curves")) == ["crawling", "converged", "diverged"]
    assert (low.remark, good.remark, high.remark) == (["underfits"], ["fits"], [""])
    assert good.validation[-1, 0] < low.validation[-1, 0] < high.validation[-1, 0]


def test_of_the_usual_three_the_largest_is_best_and_a_larger_one_is_far_better():
    setting = setting_of("usual_rates")
    ends = [fit.validation[-1, 0] for fit in fits_of(setting)]
    assert ends == sorted(ends)
    assert {fit.remark[0] for fit in fits_of(setting)} == {"underfits"}
    best = tuned(PRESETS["usual_rates"].params)
    assert fits_of(best)[0].remark == ["fits"]
    assert fits_of(best)[0].validation[-1, 0] < ends[0] / 5
    assert best.runners[0].learning_rate > 0.1


def fits_of(setting: Setting):
    """How each runner's end fits the points that were held back."""
    runs = [setting.course_of(place).run(runner) for place, runner in enumerate(setting.runners)]
    landscape = setting.course.landscape
    return [fit_of(landscape, run, facts) for run, facts in zip(runs, facts_of(setting), strict=True)]


def test_with_the_same_rate_each_kind_of_memory_is_worth_steps():
    setting = setting_of("momentum")
    assert len({runner.learning_rate for runner in setting.runners}) == 1
    plain, heavy, nesterov = arrivals_of(setting)
    assert nesterov < heavy < plain < math.inf
    assert 2 * heavy < plain


def test_heavy_ball_bears_more_rate_than_plain_descent_and_nesterov_less():
    plain, heavy, nesterov = [
        max(rates[facts.verdict != "diverged"]) for rates, _, facts in sweeps_of(setting_of("momentum"))
    ]
    assert nesterov < plain < heavy


def test_in_the_ravine_gradient_descent_is_there_sooner_and_adam_forgives_more_rates():
    setting = setting_of("adam")
    plain, adam = arrivals_of(setting)
    assert plain < adam < math.inf
    of_plain, of_adam = (int((facts.verdict == "converged").sum()) for _, _, facts in sweeps_of(setting))
    assert of_adam > 3 * of_plain


def test_as_they_come_none_arrives_in_the_valley():
    setting = setting_of("adaptive")
    assert setting.course.steps == 500
    assert verdicts_of(setting) == ["crawling"] * 4
    assert len({type(runner.optimizer) for runner in setting.runners}) == 4


def test_in_two_hundred_steps_none_of_all_their_rates_arrives_and_in_five_hundred_some_do():
    for _, _, facts in sweeps_of(setting_of("adaptive", steps="200")):
        assert not (facts.verdict == "converged").any()
    widths = [int((facts.verdict == "converged").sum()) for _, _, facts in sweeps_of(setting_of("adaptive"))]
    assert widths[:3] == [0, 0, 0]
    assert widths[3] > 5


@pytest.mark.parametrize("key", ["adam", "adaptive_tuned", "rotation"])
def test_who_is_tuned_has_the_best_of_its_rates(key):
    setting = setting_of(key)
    for runner, (rates, run, facts) in zip(setting.runners, sweeps_of(setting), strict=True):
        assert runner.learning_rate in rates
        (own,) = np.flatnonzero(rates == runner.learning_rate)
        arrives = facts.verdict == "converged"
        if arrives.any():
            assert facts.reached[own] == facts.reached[arrives].min()
        else:
            assert run.losses[-1, own] == run.losses[-1, facts.verdict != "diverged"].min()
    assert tuned(PRESETS[key].params) == setting


def test_tuned_is_the_same_race_as_untuned():
    assert tuned(PRESETS["adaptive"].params) == setting_of("adaptive_tuned")


def test_a_turned_ravine_takes_from_those_with_a_rate_for_each_axis_what_it_gave_them():
    along = setting_of("rotation")
    assert dict(along.course.landscape.values)["angle"] == 0
    assert read(PRESETS["rotation"].params, MOST)[0].race.together == "angle"
    plain, adagrad, rmsprop, adam = arrivals_of(along)
    assert max(adagrad, rmsprop) < 10 < plain < adam < math.inf  # each tuned along the axes
    left = arrivals_of(setting_of("rotation", angle="45"))
    assert left[0] == pytest.approx(plain, abs=5)
    assert left[1] > 10 * adagrad
    assert left[2] > 10 * rmsprop
    assert left[3] == math.inf
    again = arrivals_of(tuned(PRESETS["rotation"].params | {"angle": "45"}))
    assert again[0] == pytest.approx(plain, abs=5)
    assert min(again[1:3]) > 10 * adagrad
    assert again[3] == pytest.approx(adam, abs=5)


def test_of_four_schedules_some_slow_down_in_time_and_not_too_early():
    setting = setting_of("schedules")
    assert len({(runner.optimizer, runner.learning_rate) for runner in setting.runners}) == 1
    constant, step, exponential, cosine = facts_of(setting)
    assert constant.verdict[0] == "oscillating"  # too large to rest with
    assert step.verdict[0] == "trapped"
    assert (exponential.verdict[0], cosine.verdict[0]) == ("converged", "converged")
    assert exponential.reached[0] < cosine.reached[0]
    assert len(setting.course.landscape.minima) > 20


def test_each_start_ends_in_the_minimum_that_it_is_nearest_to():
    setting = setting_of("starts")
    minima = setting.course.landscape.minima
    ends = set()
    for place, facts in enumerate(facts_of(setting)):
        start = setting.course_of(place).start
        nearest = min(range(len(minima)), key=lambda at: math.dist(minima[at], start))
        assert facts.minimum[0] == nearest
        assert facts.verdict[0] in ("trapped", "converged")
        ends.add(nearest)
    assert len(ends) == len(setting.runners)
    assert "converged" in verdicts_of(setting)
    assert len(set(setting.runners)) == 1


def test_with_a_draw_each_all_is_the_same_and_the_fates_differ():
    setting = setting_of("draws")
    assert len(set(setting.runners)) == 1
    assert setting.course.noise > 0
    courses = [setting.course_of(place) for place in range(len(setting.runners))]
    assert {(course.landscape, course.start, course.steps, course.noise) for course in courses} == {
        (setting.course.landscape, setting.course.start, setting.course.steps, setting.course.noise)
    }
    assert len({course.seed for course in courses}) == len(courses)
    verdicts = verdicts_of(setting)
    assert "converged" in verdicts
    assert len(set(verdicts)) > 2
