"""Several runners in an address: each one's names are its own, what is bad is said once, and all else is kept."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from visits import MOST, visits

from address import COLOURS, accepts, changed, chosen_in, read, write
from address.race import read_link
from address.table import PREFIXES
from descent.setting import LETTERS
from landscapes import LANDSCAPES
from optimizers import OPTIMIZERS

PAIR = {"optimizer": "adam", "beta1": "0.5", "b.optimizer": "momentum", "b.alpha": "0.2", "b.momentum": "0.3"}
SIX = {f"{prefix}optimizer": "momentum" for prefix in PREFIXES}
TURNED = {"landscape": "ravine", "b.optimizer": "adam"}
NOT_HERE = "it belongs to one more runner, and there is none here."


def read_race(params):
    return read(params, most_runners=MOST)


@given(visits(fewest_runners=2))
def test_a_race_is_read_back_and_no_two_runners_have_one_colour(visit):
    params = write(visit)
    again, notices = read_race(params)
    assert (again, notices) == (visit, [])
    assert {f"{prefix}optimizer" for prefix in PREFIXES[1 : len(visit.setting.runners)]} <= set(params)
    entries = chosen_in(visit).table
    assert len({entry.name for entry in entries}) == len(entries)
    for entry in entries:
        if (text := params.get(entry.name, entry.default)) is not None:
            assert accepts(params, entry.name, str(text), MOST), entry.name


def test_another_runners_names_are_its_own():
    visit, notices = read(PAIR, most_runners=2)
    assert notices == []
    first, second = visit.setting.runners
    assert first.optimizer.beta1 == 0.5
    assert (second.optimizer.momentum, second.learning_rate) == (0.3, 0.2)


def test_in_a_race_another_method_brings_a_rate_of_its_own():
    after = changed(PAIR | {"alpha": "0.3", "b.decay": "0.5"}, "b.optimizer", "adam", MOST)
    assert after == {"optimizer": "adam", "beta1": "0.5", "alpha": "0.3", "b.optimizer": "adam", "b.decay": "0.5"}
    after = changed(PAIR | {"alpha": "0.3"}, "optimizer", "lion", MOST)
    assert after == {"optimizer": "lion", "beta1": "0.5"} | {n: t for n, t in PAIR.items() if n[:2] == "b."}
    assert changed({"optimizer": "adam", "alpha": "0.3"}, "optimizer", "lion") == {"optimizer": "lion", "alpha": "0.3"}


def test_another_method_of_the_first_kind_is_written_too():
    """Without its name a runner would not be there."""
    after = changed({"b.optimizer": "adam"}, "b.optimizer", next(iter(OPTIMIZERS)), MOST)
    assert after == {"b.optimizer": next(iter(OPTIMIZERS))}


def test_a_landscape_takes_everybodys_scale_and_leaves_who_runs():
    race = PAIR | {"x": "1", "starts": "own", "b.x": "2", "b.y": "3", "b.colour": "4", "selected": "b", "draws": "own"}
    after = changed(race, "landscape", "himmelblau", MOST)
    gone = {"x", "b.x", "b.y", "b.alpha"}
    assert after == {n: t for n, t in race.items() if n not in gone} | {"landscape": "himmelblau"}
    start = LANDSCAPES["himmelblau"].start
    assert read_race(after)[0].setting.starts == (start, start)


def test_a_runner_that_leaves_the_address_takes_its_names_along():
    race = PAIR | {"selected": "b", "colour": "3"}
    gone = {n: t for n, t in race.items() if not n.startswith("b.")}
    visit, notices = read_race(gone)
    assert len(visit.setting.runners) == 1
    assert len(notices) == 2  # of what only several have
    assert all("it is left out." in notice for notice in notices)


BAD = [
    (SIX | {"g.optimizer": "adam"}, SIX, "g.optimizer", "a race has at most 6 runners, a to f."),
    (PAIR | {"d.optimizer": "adam"}, PAIR, "d.optimizer", NOT_HERE),
    ({"b.alpha": "0.2"}, {}, "b.alpha", "it belongs to one more runner, as the Compare page has them."),
    ({"selected": "b"}, {}, "selected", "it is left out."),
    (PAIR | {"b.wobble": "1"}, PAIR, "b.wobble", "it is left out."),
    (PAIR | {"b.beta1": "0.5"}, PAIR, "b.beta1", "it belongs to Adam and others."),
    (PAIR | {"b.kappa": "0.5"}, PAIR, "b.kappa", "it belongs to Ravine"),
    (PAIR | {"b.momentum": "nan"}, PAIR | {"b.momentum": "0.9"}, "b.momentum", "so 0.9 is used."),
    ({"b.optimizer": "adam", "b.alpha": "NaN"}, {"b.optimizer": "adam"}, "b.alpha", "is used."),
    ({"b.optimizer": "ADAM"}, {"b.optimizer": "gradient_descent"}, "b.optimizer", "so Gradient descent is shown."),
    (PAIR | {"b.schedule": "?"}, PAIR, "b.schedule", "so Exponential decay is shown."),
    (PAIR | {"selected": "c"}, PAIR, "selected", "so a is shown."),
    (PAIR | {"selected": "nobody"}, PAIR, "selected", "so a is shown."),
    (PAIR | {"landscape": "bowl", "together": "angle"}, PAIR | {"landscape": "bowl"}, "together", "is shown."),
    (PAIR | {"starts": "each"}, PAIR, "starts", "so one for all is shown."),
    (PAIR | {"draws": "1"}, PAIR, "draws", "so one for all is shown."),
    (PAIR | {"b.x": "1"}, PAIR, "b.x", "it is left out."),
    (PAIR | {"starts": "own", "b.x": "inf"}, PAIR | {"starts": "own"}, "b.x", "is used."),
    (PAIR | {"b.colour": "6"}, PAIR, "b.colour", "not a whole number from 0 to 5, so 1 is used."),
    (PAIR | {"colour": "red"}, PAIR, "colour", "not a whole number from 0 to 5, so 0 is used."),
]


@pytest.mark.parametrize(("params", "meant", "name", "words"), BAD, ids=lambda part: part if type(part) is str else "")
def test_what_is_bad_is_said_once_and_all_else_is_kept(params, meant, name, words):
    visit, (notice,) = read_race(params)
    assert visit == read_race(meant)[0]
    assert f"“{name}”" in notice
    assert words in notice


def test_who_gives_the_first_runner_its_letter_is_told_that_its_names_stand_plain():
    visit, (notice,) = read_race(PAIR | {"a.alpha": "0.5"})
    assert visit == read_race(PAIR)[0]
    assert "did you mean “alpha”?" in notice


def test_seven_runners_lose_the_seventh_and_are_told_so():
    seventh = {"g.optimizer": "adam", "g.alpha": "0.1", "g.beta1": "0.5", "g.beta2": "0.5", "g.decay": "0.5"}
    visit, notices = read_race(SIX | seventh)
    assert len(visit.setting.runners) == len(LETTERS) == MOST
    assert len(notices) == 4
    assert notices[-1] == "2 more names are left out too."


def test_one_that_says_no_more_than_its_method_has_all_that_comes_with_it():
    visit, notices = read_race({"landscape": "himmelblau", "b.optimizer": "adam", "b.beta1": "0.5"})
    assert notices == []
    alone = read({"landscape": "himmelblau", "optimizer": "adam", "beta1": "0.5"})[0]
    assert visit.setting.runners[1] == alone.setting.runners[0]


def test_where_each_has_a_start_one_that_says_nothing_has_the_landscapes():
    visit, notices = read_race(PAIR | {"starts": "own", "x": "1", "y": "2", "c.optimizer": "adam", "c.y": "3"})
    assert notices == []
    x, y = visit.setting.course.landscape.start
    assert visit.setting.starts == ((1, 2), (x, y), (x, 3))
    shared = changed(write(visit), "starts", "shared", MOST)
    assert not {"starts", "b.x", "b.y", "c.x", "c.y"} & set(shared)
    assert read_race(shared)[0].setting.starts == ()


def test_own_draws_are_one_each_and_the_first_has_the_seed():
    visit, notices = read_race(PAIR | {"draws": "own", "noise": "1", "seed": "999999"})
    assert notices == []
    assert [visit.setting.course_of(place).seed for place in range(2)] == [999999, 1000000]
    assert read_race(PAIR | {"noise": "1", "seed": "7"})[0].setting.course_of(1).seed == 7


@pytest.mark.parametrize(
    ("asked", "given_"),
    [({"colour": "1"}, (1, 0)), ({"b.colour": "3"}, (0, 3)), ({"colour": "5", "b.colour": "2"}, (5, 2))],
)
def test_a_colour_that_is_taken_leaves_the_first_that_is_free(asked, given_):
    visit, notices = read_race(PAIR | asked)
    assert (visit.race.colours, notices) == (given_, [])


def test_who_asks_for_a_colour_that_another_asked_for_is_told():
    visit, notices = read_race(PAIR | {"colour": "2", "b.colour": "2"})
    assert visit.race.colours == (2, 0)
    assert len(notices) == 1
    assert "“b.colour”" in notices[0]


@pytest.mark.parametrize("key", LANDSCAPES)
def test_one_slider_for_all_is_forgotten_where_the_landscape_has_none(key):
    race = TURNED | {"together": "angle", "selected": "b"}
    after = changed(race, "landscape", key, MOST)
    visit, notices = read_race(after)
    assert notices == []
    assert visit.race.together == ("angle" if "angle" in LANDSCAPES[key].parameters else "none")
    assert after.get("selected") == "b"
    assert changed(TURNED | {"together": "multiple"}, "landscape", key, MOST)["together"] == "multiple"


RACE_NAMES = ["selected", "together", "starts", "draws", "colour", "x", "alpha", "noise", "landscape"]
RACE_NAMES += [
    f"{letter}.{name}"
    for letter in "abcg"
    for name in ("optimizer", "schedule", "alpha", "decay", "beta1", "x", "y", "colour", "", "optimizer.")
]
RACE_TEXTS = ["adam", "momentum", "lion", "step", "a", "b", "c", "own", "shared", "angle", "alpha", "multiple", "none"]
RACE_TEXTS += ["0", "1", "5", "6", "-1", "0.5", "nan", "1e400", "", "½", "ravine", "bowl"]


@given(st.dictionaries(st.sampled_from(RACE_NAMES), st.sampled_from(RACE_TEXTS), max_size=14))
def test_whatever_is_said_of_several_is_a_race_and_is_written_as_one(params):
    visit, notices = read_race(params)
    assert all(re.search(r"[.?]$", notice) and len(notice) < 250 for notice in notices)
    named = [notice for notice in notices if "no word" not in notice]
    assert len(named) == len(set(named))
    again, more = read_race(write(visit))
    assert (again, more) == (visit, [])
    colours = visit.race.colours
    assert len(set(colours)) == len(colours) == (len(visit.setting.runners) if len(visit.setting.runners) > 1 else 0)
    assert set(colours) <= set(range(COLOURS))


@pytest.mark.parametrize(
    ("link", "runners"),
    [
        ("landscape=ravine&b.optimizer=adam", 2),
        ("?landscape=ravine&b.optimizer=adam", 2),
        ("landscape=ravine", 1),
        ("http://somewhere/compare?landscape=ravine", 2),
        ("http://somewhere/below/compare", 4),
        ("http://somewhere/?landscape=ravine", 1),
    ],
)
def test_a_link_is_of_its_page_and_a_query_alone_of_the_one_that_has_so_many_runners(link, runners):
    visit, notices = read_link(link)
    assert (len(visit.setting.runners), notices) == (runners, [])


def test_a_link_of_explore_has_one_runner_whatever_it_says():
    visit, notices = read_link("http://somewhere/?landscape=ravine&b.optimizer=adam")
    assert len(visit.setting.runners) == 1
    assert "as the Compare page has them" in notices[0]
