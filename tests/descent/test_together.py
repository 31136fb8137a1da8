"""Sliders that all runners share: their notches, and every notch's runs once more, one by one."""

import math
import re
from dataclasses import replace

import numpy as np
import pytest
from races import entrant_of, facts_along, grid, race_of, runner_of

from descent import examine
from descent.control import rate_notches
from descent.race_sentence import tell_along, tell_race
from descent.setting import Course, suggest_rate
from descent.study import tell
from descent.together import ground_at, ground_notches, run_grounds, run_rates, shared_rates, turned
from knobs import Knob
from landscapes import LANDSCAPES, landscape_at
from optimizers import OPTIMIZERS

RAVINE = LANDSCAPES["ravine"]
COURSE = Course(RAVINE, RAVINE.start, 80)


def shared(kind, *rates, suggestions=None, lead=0):
    runners = [runner_of(COURSE, "adam", rate=rate) for rate in rates]
    return shared_rates(kind, runners, suggestions or rates, lead)


def without(notches, *some):
    return [value for value in notches.tolist() if value not in some]


def test_where_all_suggest_the_same_the_shared_slider_is_everybodys_own():
    notches, rates = shared("alpha", 0.2, 0.3, suggestions=(0.25, 0.25))
    assert without(notches, 0.2) == rate_notches(0.25).tolist()
    assert rates.tolist() == [notches.tolist()] * 2
    on_a_notch = float(rate_notches(0.25)[33])
    assert shared("alpha", 0.2, on_a_notch, suggestions=(0.25, 0.25), lead=1)[0].tolist() == rate_notches(0.25).tolist()


def test_one_rate_for_all_reaches_around_all_suggestions():
    notches, rates = shared("alpha", 0.105, 0.25, 1.0)
    assert notches.shape == (82,)
    assert 0.105 in notches
    assert rates.tolist() == [notches.tolist()] * 3
    even = np.array(without(notches, 0.105))
    assert (even[0], even[-1]) == (0.00105, 100.0)
    np.testing.assert_allclose(even[1:] / even[:-1], (1e5 / 1.05) ** (1 / 80), rtol=1e-3)
    assert all(value == float(f"{value:.4g}") for value in notches.tolist())


@pytest.mark.parametrize("lead", [0, 1])
@pytest.mark.parametrize("suggestions", [(0.25, 0.25), (0.25, 1.0)])
def test_where_the_lead_stands_is_among_them(suggestions, lead):
    own = (0.123456, 0.654321)
    notches, rates = shared("alpha", *own, suggestions=suggestions, lead=lead)
    assert notches.shape == (82,)
    assert own[lead] in notches
    assert own[1 - lead] not in notches
    assert (np.diff(notches) > 0).all()
    assert rates.shape == (2, 82)


@pytest.mark.parametrize("lead", [0, 1])
def test_a_multiple_is_of_each_ones_suggestion(lead):
    own, suggestions = (0.123456, 2.0), (0.105, 0.3)
    notches, rates = shared("multiple", *own, suggestions=suggestions, lead=lead)
    stands = own[lead] / suggestions[lead]
    assert without(notches, stands) == rate_notches(1.0).tolist()
    assert (notches[0], notches[-1]) == (0.01, 100.0)
    (place,) = np.flatnonzero(notches == stands)
    assert rates[lead, place] == own[lead]
    assert rates[:, notches == 1.0].ravel().tolist() == list(suggestions)
    np.testing.assert_allclose(rates, np.outer(suggestions, notches), rtol=1e-3)
    for row in rates[:, np.arange(82) != place]:
        assert all(value == float(f"{value:.4g}") for value in row.tolist())


def test_a_multiple_of_one_needs_no_notch_of_its_own():
    notches, rates = shared("multiple", 0.123456, 2.0)
    assert notches.tolist() == rate_notches(1.0).tolist()
    assert (rates[0, 40], rates[1, 40]) == (0.123456, 2.0)


@pytest.mark.parametrize("kind", ["alpha", "multiple"])
@pytest.mark.parametrize("rates", [(1e-12, 1e-12), (1e6, 1e6), (1e-12, 1e6)])
def test_no_shared_rate_is_beyond_what_may_be_typed(kind, rates):
    notches, shared_ones = shared(kind, *rates)
    assert notches.shape == (81,)
    assert shared_ones.min() >= 1e-12
    assert shared_ones.max() <= 1e6
    assert (np.diff(notches) > 0).all()


@pytest.mark.parametrize("key", ["adam", "backtracking", "polyak", "schedule_free_sgd"])
def test_a_runner_at_many_rates_is_as_many_runs(key):
    landscape = LANDSCAPES["beale"]
    course = Course(landscape, landscape.start, 60, noise=0.1, seed=4)
    runner = runner_of(course, key, "plateau")
    rates = np.geomspace(0.01, 10, 9)
    column = run_rates(course, runner, rates)
    assert [own.learning_rate for own in column.runners] == rates.tolist()
    for notch, own in enumerate(column.runners):
        run = course.run(own)
        findings = examine(run, landscape)
        np.testing.assert_array_equal(column.trajectory.run(notch).positions, run.positions)
        told = tell(run, findings, course, own)
        assert column.stories.of(slice(notch, notch + 1)).sentences == told.sentences
        assert column.stories.verdicts[notch] == told.verdicts[0] == column.finish.verdicts[notch]
        assert column.finish.reached[notch] == findings.reached[0]
        same_finish(column.finish.of(notch), entrant_of(course, own).finish)


def same_finish(one, other):
    for name in ("verdicts", "grounds", "places", "reached", "gaps", "rounding", "gradients", "losses", "hessians"):
        assert getattr(one, name).tolist() == getattr(other, name).tolist(), name


def test_the_grounds_notches_stay_on_the_side_of_the_present_value():
    angles = ground_notches(RAVINE, "angle")
    assert angles.tolist() == sorted({*np.linspace(0, 45, 19).tolist(), 30.0})
    left = ground_notches(RAVINE.with_parameters(angle=-31.0), "angle")
    assert left.tolist() == sorted([*np.linspace(-45, 0, 19).tolist(), -31.0])
    assert ground_notches(RAVINE.with_parameters(angle=0.0), "angle").tolist() == np.linspace(0, 45, 19).tolist()
    steep = ground_notches(RAVINE, "kappa")
    assert (steep[0], steep[-1], len(steep)) == (1.0, 1000.0, 20)
    np.testing.assert_allclose(np.diff(np.log(without(steep, 20.0))), math.log(1000) / 18, rtol=0.01)
    assert 20.0 in steep
    tilts = ground_notches(LANDSCAPES["double_well"], "tilt")
    assert (tilts[0], tilts[-1]) == (0.0, 1.4)
    assert 0.3 in tilts
    with pytest.raises(KeyError):
        ground_notches(LANDSCAPES["bowl"], "angle")


@pytest.mark.parametrize(("angle", "end"), [(45.0, 45.0), (45.5, 90.0), (-45.0, -45.0), (-90.0, -90.0)])
def test_an_angle_goes_on_to_the_knobs_end_only_where_it_is_turned_that_far(angle, end):
    notches = ground_notches(RAVINE.with_parameters(angle=angle), "angle")
    assert without(notches, angle) == [value for value in sorted(np.linspace(0, end, 19).round(9)) if value != angle]
    assert angle in notches


@pytest.mark.parametrize(("name", "parameter"), [("ravine", "angle"), ("ravine", "kappa"), ("double_well", "tilt")])
def test_on_each_ground_it_is_the_run_on_that_ground(name, parameter):
    landscape = LANDSCAPES[name]
    course = Course(landscape, landscape.start, 60)
    entrants = race_of(name, "gradient_descent", "rmsprop", "bfgs", steps=60)
    notches = ground_notches(landscape, parameter)[::6]
    columns = [run_grounds(course, own.runner, parameter, notches) for own in entrants]
    races = tell_along(entrants, {at: (own.runners, own.finish) for at, own in enumerate(columns)})
    for notch, value in enumerate(notches.tolist()):
        ground = landscape.with_parameters(**{parameter: value})
        assert ground_at(landscape, parameter, value) == ground
        there = replace(course, landscape=ground)
        others = [entrant_of(there, own.runner) for own in entrants]
        for column, other in zip(columns, others, strict=True):
            run = there.run(other.runner)
            np.testing.assert_array_equal(column.trajectory.run(notch).positions, run.positions)
            told = tell(run, examine(run, ground), there, other.runner)
            assert column.stories.sentences[notch] == told.sentences[0]
            assert column.stories.headlines[notch] == told.headlines[0]
            same_finish(column.finish.of(notch), other.finish)
        alone = tell_race(others)
        assert races[notch].places == alone.places
        assert races[notch].sentence == alone.sentence.partition(" With α")[0]


def test_the_minima_of_a_ground_are_sought_once_for_all_runners():
    before = landscape_at.cache_info()
    for key in ("adam", "lion", "newton"):
        run_grounds(COURSE, runner_of(COURSE, key), "kappa", np.array([3.25, 4.75]))
    after = landscape_at.cache_info()
    assert (after.misses - before.misses, after.hits - before.hits) == (2, 4)
    assert ground_at(RAVINE, "kappa", 3.25) is landscape_at(LANDSCAPES["ravine"], (("kappa", 3.25), ("angle", 30.0)))


@pytest.mark.parametrize(
    ("name", "parameter", "ends", "opening"),
    [
        ("ravine", "angle", (0.0, 45.0), "Turned from 0° to 45°"),
        ("ravine", "kappa", (1.0, 1000.0), "With κ from 1 to 1000"),
        ("double_well", "tilt", (0.0, 1.4), "With τ from 0 to 1.4"),
    ],
)
def test_what_turning_the_ground_does_is_worked_out_again(name, parameter, ends, opening):
    keys = ("gradient_descent", "adagrad", "rmsprop", "adam")
    entrants = race_of(name, *keys, steps=120)
    text = turned(entrants, parameter)
    match = re.fullmatch(
        rf"{opening}, steps until arrival at each one's best of 81 rates: (.+)\. Rates that arrive, of 81: (.+)\.", text
    )
    assert match
    times, widths = match[1].split(", "), match[2].split(", ")
    for own, time, width in zip(entrants, times, widths, strict=True):
        facts = []
        for value in ends:
            there = replace(own.course, landscape=LANDSCAPES[name].with_parameters(**{parameter: value}))
            facts.append(facts_along(there, own.runner, grid(own.runner, there)))
        arrived = [[fact.reached for fact in end if fact.arrives] for end in facts]
        said = " → ".join(str(min(end)) if end else "none in 120" for end in arrived)
        assert time == f"{own.runner.optimizer.title} {said}"
        assert width == " → ".join(str(len(end)) for end in arrived)


def test_a_ground_turned_to_the_other_side_is_told_of_that_side():
    left = RAVINE.with_parameters(angle=-10.0)
    course = Course(left, left.start, 60)
    text = turned([entrant_of(course, runner_of(course, "adagrad"))], "angle")
    assert text.startswith("Turned from 0° to −45°, ")


def test_two_that_only_their_rates_tell_apart_are_told_of_once():
    entrants = [entrant_of(COURSE, runner_of(COURSE, key, rate=rate)) for key, rate in (("adam", 0.1), ("adam", 0.2))]
    lion = entrant_of(COURSE, runner_of(COURSE, "lion"))
    assert turned([*entrants, lion], "angle") == turned([entrants[1], lion], "angle")


def test_along_an_axis_methods_with_a_rate_per_axis_shine():
    entrants = race_of("ravine", "gradient_descent", "adagrad", steps=200)
    assert turned(entrants, "angle") == (
        "Turned from 0° to 45°, steps until arrival at each one's best of 81 rates: "
        "Gradient descent 40 → 38, Adagrad 3 → 51. Rates that arrive, of 81: 14 → 14, 51 → 42."
    )


def test_only_angles_are_angles():
    for landscape in LANDSCAPES.values():
        for name, knob in landscape.parameters.items():
            assert knob.is_angle == ("degrees" in knob.help), name
    assert not Knob(1.0, low=0.0, high=2.0).is_angle


def test_a_suggestion_is_the_same_on_every_ground():
    """So the 81 rates are the same too."""
    for name, parameter in (("ravine", "kappa"), ("ravine", "angle"), ("double_well", "tilt")):
        for cls in OPTIMIZERS.values():
            found = {
                suggest_rate(cls(), ground_at(LANDSCAPES[name], parameter, value))
                for value in (0.0 if parameter != "kappa" else 1.0, 1.3)
            }
            assert len(found) == 1, (name, cls)


def test_a_parameter_has_fewer_notches_where_all_runners_walk_far_on_each():
    plain, far = (ground_notches(RAVINE, "kappa", walked).tolist() for walked in (1000, 6000))
    assert plain == ground_notches(RAVINE, "kappa").tolist()
    assert 6 <= len(far) < len(plain)
    assert [far[0], far[-1]] == [plain[0], plain[-1]]
    assert RAVINE.values[0][1] in far or RAVINE.values[1][1] in far
