"""What hands do to a race, from address to address: every act does what it says and nothing else, garbage nothing."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from visits import visits

from address import COLOURS, read, write
from address.presets import PRESETS
from address.race import MOST, OTHERS, as_race
from app_pages.racing import CHANGES, FEWEST, raced, selected_in, texts_together
from descent import descend, judge
from descent.control import rate_notches
from descent.setting import LETTERS, Setting, suggest_rate
from descent.terrain import NEAR
from landscapes import LANDSCAPES

THREE = {"landscape": "himmelblau", "steps": "50"} | {
    "optimizer": "adam",
    "alpha": "0.2",
    "b.optimizer": "momentum",
    "b.alpha": "0.01",
    "b.momentum": "0.7",
    "c.optimizer": "gradient_descent",
    "c.schedule": "cosine",
    "selected": "b",
    "colour": "4",
    "b.colour": "2",
    "c.colour": "0",
}
OWN = THREE | {"starts": "own", "x": "1", "y": "2", "b.x": "-1", "b.y": "-2", "c.x": "3", "c.y": "-3"}
DICED = OWN | {"noise": "20", "draws": "own", "draw": "4", "b.draw": "1"}
LONELY = [{"optimizer": "adam", "alpha": "0.3"}, {"stranger": "1"}, {"selected": "b", "b.alpha": "1"}]


def visit_of(params):
    visit, notices = read(params, MOST)
    assert notices == []
    return visit


def done(params, do, /, **act):
    after = raced(dict(params), {"do": do} | act)
    assert after != params
    return visit_of(after)


@pytest.mark.parametrize("params", [THREE, OWN])
def test_others_join_in_order_until_there_are_six(params):
    now, before = params, visit_of(params)
    for count in range(4, MOST + 1):
        now = raced(now, {"do": "add"})
        visit = visit_of(now)
        setting, race = visit.setting, visit.race
        assert len(setting.runners) == count
        assert setting.runners[:3] == before.setting.runners
        assert race.colours[:3] == (4, 2, 0)
        assert len(set(race.colours)) == count
        assert race.selected == count - 1
        newcomer = setting.runners[-1]
        assert newcomer.learning_rate == suggest_rate(newcomer.optimizer, setting.course.landscape)
        assert newcomer.schedule == before.setting.runners[1].schedule  # the selected one's, and then the newcomers'
        assert setting.course_of(count - 1).start == before.setting.course_of(1).start
    assert len({type(runner.optimizer) for runner in visit_of(now).setting.runners}) == MOST
    for act in ({"do": "add"}, {"do": "duplicate", "runner": "b"}):
        assert raced(now, act) == now


def test_who_joins_is_not_there_yet_and_there_are_enough_for_all():
    now = {"optimizer": "adam", "b.optimizer": "gradient_descent"}
    for _ in range(MOST - FEWEST):
        now = raced(now, {"do": "add"})
    assert [now[f"{letter}.optimizer"] for letter in LETTERS[2:]] == list(OTHERS[2:])
    assert len(OTHERS) >= MOST


@pytest.mark.parametrize("params", [THREE, OWN])
@pytest.mark.parametrize("letter", "abc")
def test_a_duplicate_is_the_same_in_another_colour(params, letter):
    before, visit = visit_of(params), done(params, "duplicate", runner=letter)
    place = LETTERS.index(letter)
    assert visit.setting.runners == (*before.setting.runners, before.setting.runners[place])
    assert visit.setting.course_of(3) == before.setting.course_of(place)
    assert visit.setting.course == before.setting.course
    assert visit.race.colours == (4, 2, 0, 1)
    assert visit.race.selected == 3


@pytest.mark.parametrize("params", [THREE, OWN, DICED])
@pytest.mark.parametrize(("letter", "selected"), [("a", 0), ("b", 1), ("c", 1)])
def test_who_is_removed_is_gone_and_the_others_stay_as_they_are(params, letter, selected):
    before, visit = visit_of(params), done(params, "remove", runner=letter)
    left = [place for place in range(3) if LETTERS[place] != letter]
    assert visit.setting.runners == tuple(before.setting.runners[place] for place in left)
    assert visit.race.colours == tuple(before.race.colours[place] for place in left)
    courses = [before.setting.course_of(place) for place in left]
    assert [visit.setting.course_of(place) for place in range(2)] == courses
    assert visit.setting.course.start == courses[0].start
    assert visit.race.selected == selected
    assert bool(visit.setting.starts) == bool(before.setting.starts)


def test_of_two_nobody_can_be_removed():
    two = raced(THREE, {"do": "remove", "runner": "c"})
    for letter in "ab":
        assert raced(two, {"do": "remove", "runner": letter}) == two


def test_a_colour_that_is_taken_is_swapped_and_a_free_one_is_taken():
    before = visit_of(THREE)
    for letter, colour, colours in (("a", 0, (0, 2, 4)), ("b", 5, (4, 5, 0)), ("c", 2, (4, 0, 2))):
        visit = done(THREE, "recolour", runner=letter, colour=colour)
        assert visit.race.colours == colours
        assert visit.setting == before.setting
        assert visit.race.selected == before.race.selected
    assert raced(THREE, {"do": "recolour", "runner": "b", "colour": 2}) == THREE


def test_starts_are_one_each_and_one_for_all_again():
    shared = visit_of(THREE).setting
    each = done(THREE, "share", what="starts", how="own").setting
    assert each.starts == (shared.course.start,) * 3
    assert each.runners == shared.runners
    assert visit_of(raced(OWN, {"do": "share", "what": "starts", "how": "own"})) == visit_of(OWN)
    again = done(OWN, "share", what="starts", how="shared").setting
    assert again.starts == ()
    assert again.course.start == (1, 2)
    assert not {"starts", "b.x", "c.y"} & set(write(done(OWN, "share", what="starts", how="shared")))


def test_draws_are_one_each_and_one_for_all_again():
    noisy = THREE | {"noise": "1.0", "seed": "7"}
    own = raced(noisy, {"do": "share", "what": "draws", "how": "own"})
    assert [visit_of(own).setting.course_of(place).seed for place in range(3)] == [7, 8, 9]
    assert raced(own, {"do": "share", "what": "draws", "how": "shared"}) == noisy
    assert done(DICED, "add").setting.draws == done(DICED, "duplicate", runner="a").setting.draws == (4, 1, 2, 0)


@pytest.mark.parametrize("key", PRESETS)
def test_another_race_leaves_only_the_convention(key):
    act = {"do": "preset", "key": key}
    assert raced(OWN | {"view": "0,0,2", "stranger": "1"}, act) == PRESETS[key].params
    kept = raced(OWN | {"convention": "keras"}, act)
    assert kept == PRESETS[key].params | {"convention": "keras"}
    assert len(visit_of(kept).setting.runners) >= FEWEST


def test_what_nobody_reads_stays_in_the_address():
    for act in ({"do": "add"}, {"do": "remove", "runner": "a"}, {"do": "recolour", "runner": "a", "colour": 5}):
        assert raced(THREE | {"stranger": "1"}, act) == raced(THREE, act) | {"stranger": "1"}


def test_a_race_is_what_two_or_more_are():
    preset = next(iter(PRESETS.values()))
    assert as_race({}) == preset.params
    assert as_race(THREE) == THREE
    assert as_race({"optimizer": "adam", "alpha": "0.3"}) == {
        "optimizer": "adam",
        "alpha": "0.3",
        "b.optimizer": "gradient_descent",
    }
    assert as_race({"landscape": "bowl"}) == {"landscape": "bowl", "b.optimizer": "adam"}


@given(visits())
def test_whatever_the_visit_its_race_begins_with_it(visit):
    params = write(visit)
    race = as_race(params)
    again, _ = read(race, MOST)
    assert len(again.setting.runners) >= FEWEST
    if params:
        assert again.setting.runners[0] == visit.setting.runners[0]
        assert again.setting.course == visit.setting.course
        assert race.items() >= params.items()
    assert as_race(race) == race


def test_to_select_changes_nothing_else():
    assert selected_in(THREE, "c") == THREE | {"selected": "c"}
    assert selected_in(THREE, "a") == {name: text for name, text in THREE.items() if name != "selected"}
    for nobody in ("d", "g", "", "ab", "A", None, 1, ["a"], {"a": 1}, True):
        assert selected_in(THREE, nobody) == THREE


def test_one_rate_for_all_is_everybodys_and_one_multiple_is_each_ones():
    visit = visit_of(THREE)
    assert texts_together("alpha", 0.25, visit) == dict.fromkeys(("alpha", "b.alpha", "c.alpha"), "0.25")
    suggested = [suggest_rate(own.optimizer, LANDSCAPES["himmelblau"]) for own in visit.setting.runners]
    texts = texts_together("multiple", 0.5, visit)
    assert [float(texts[name]) for name in ("alpha", "b.alpha", "c.alpha")] == pytest.approx(
        [own / 2 for own in suggested], rel=1e-3
    )
    turned = visit_of(PRESETS["rotation"].params)
    assert texts_together("angle", 30.0, turned) == {"angle": "30.0"}


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
json = st.recursive(scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner))
nobodys = json.filter(lambda value: not (isinstance(value, str) and value in LETTERS))
GARBAGE = {
    "": {"key": json, "runner": json, "colour": json},
    "preset": {"key": scalars},
    "duplicate": {"runner": nobodys},
    "remove": {"runner": nobodys},
    "recolour": {"runner": nobodys, "colour": json},
    "share": {"what": st.sampled_from(["starts", "draws"]) | json, "how": json},
}


@st.composite
def garbage(draw):
    what = draw(st.sampled_from(list(GARBAGE)))
    act = {name: draw(value) for name, value in GARBAGE[what].items() if draw(st.booleans())}
    act["do"] = what or draw(scalars)
    return act


@given(garbage())
def test_garbage_changes_nothing(act):
    for params in (THREE, OWN):
        assert raced(dict(params), act) == params


@pytest.mark.parametrize("act", [{"do": ["add"]}, {"do": {}}, {"do": "preset", "key": []}], ids=str)
def test_lists_and_objects_in_place_of_words_change_nothing(act):
    assert raced(dict(THREE), act) == THREE


@given(json.filter(lambda value: type(value) is not int or value not in range(COLOURS)))
def test_what_is_no_colour_colours_nobody(colour):
    if colour is True or colour is False:
        return
    assert raced(dict(THREE), {"do": "recolour", "runner": "a", "colour": colour}) == THREE


acts = st.one_of(
    st.just({"do": "add"}),
    st.fixed_dictionaries({"do": st.sampled_from(["duplicate", "remove"]), "runner": st.sampled_from(LETTERS)}),
    st.fixed_dictionaries(
        {"do": st.just("recolour"), "runner": st.sampled_from(LETTERS), "colour": st.integers(0, COLOURS - 1)}
    ),
    st.fixed_dictionaries(
        {
            "do": st.just("share"),
            "what": st.sampled_from(["starts", "draws"]),
            "how": st.sampled_from(["own", "shared"]),
        }
    ),
)


@settings(max_examples=50)
@given(visits(fewest_runners=2), st.lists(acts, max_size=8))
def test_however_many_acts_there_is_a_race_of_colours_that_differ(visit, several):
    now = write(visit)
    for act in several:
        now = raced(now, act)
        after = visit_of(now)
        runners, colours = after.setting.runners, after.race.colours
        assert FEWEST <= len(runners) <= MOST
        assert len(set(colours)) == len(runners)
        assert len(after.setting.starts) in (0, len(runners))
        assert after.setting.course.landscape == visit.setting.course.landscape
        assert all(runner.optimizer.title for runner in runners)
        assert after.race.together == visit.race.together


def test_every_act_is_tried_here():
    assert {*CHANGES} == {"add", "duplicate", "remove", "recolour", "tune", "share"}


RACES = {
    "on one of four minima": THREE,
    "from starts of their own": OWN | {"c.alpha": "0.005"},
    "with draws of their own": THREE | {"noise": "20", "draws": "own", "seed": "3"},
    "where none arrives": {"landscape": "rosenbrock", "steps": "60", "b.optimizer": "rmsprop"},
    "where all of one diverge": THREE | {"starts": "own", "b.x": "1e9", "b.y": "1e9"},
}


def search(setting: Setting, place: int) -> set[float]:
    """The rates that do best, each one run by itself: the soonest to rest at a global minimum, else the lowest."""
    course, runner = setting.course_of(place), setting.runners[place]
    landscape = course.landscape
    size = np.ptp(np.array(landscape.window), axis=1)
    arrivals, ends = {}, {}
    for rate in rate_notches(suggest_rate(runner.optimizer, landscape)).tolist():
        run = descend(
            landscape, runner.optimizer, runner.schedule, course.start, rate, course.steps, course.noise, course.seed
        )
        (verdict,) = judge(run, landscape)
        if verdict == "converged":
            rest = min(landscape.global_minima, key=lambda point: math.dist(point, run.positions[-1, :, 0]))
            away = np.hypot(*((run.positions[:, :, 0] - np.array(rest)) / size).T)
            arrivals[rate] = 1 + int(np.flatnonzero(away > NEAR)[-1])
        if verdict != "diverged":
            ends[rate] = float(run.losses[-1, 0])
    first = {rate for rate, when in arrivals.items() if when == min(arrivals.values())} or set(ends)
    low = min((ends[rate] for rate in first), default=0.0)
    return {rate for rate in first if ends[rate] <= low + 1e-12 * landscape.height}


@pytest.mark.parametrize("name", RACES)
def test_each_is_tuned_to_what_a_search_run_by_run_finds_best(name):
    before, after = visit_of(RACES[name]).setting, done(RACES[name], "tune").setting
    for place, (runner, tuned) in enumerate(zip(before.runners, after.runners, strict=True)):
        best = search(before, place) or {runner.learning_rate}
        assert tuned.learning_rate in best
        assert tuned == runner.moved(learning_rate=tuned.learning_rate)
    assert after.course == before.course
    assert after.starts == before.starts


def test_to_tune_again_changes_nothing():
    tuned = raced(THREE, {"do": "tune"})
    assert raced(tuned, {"do": "tune"}) == tuned
