"""What is wished of the Compare page: each wish changes what it names and no more, garbled and hostile ones nothing."""

import math
from dataclasses import replace

import numpy as np
import pytest
from test_compare import PATH, RACE, opened, setting_of
from visitor import address, ids, scene, warning, wished

from app_pages.racing import MOST, raced
from descent.setting import LETTERS, suggest_rate
from stage.encoding import decode

OWN = RACE | {"starts": "own", "x": "1.0", "y": "2.0", "b.x": "-1.0", "b.y": "-2.0", "c.x": "3.0", "c.y": "-3.0"}


def fresh(before, after) -> set[str]:
    """The parts that the browser does not have yet."""
    known = set(ids(before).values())
    return {name for name, own in ids(after).items() if own not in known}


@pytest.fixture(scope="module")
def first():
    return opened(RACE)


def moved(name: str, letter: str, value: float):
    return {"values": {letter: {name: value}}}


@pytest.mark.parametrize(
    ("wish", "renewed"),
    [
        (moved("learning_rate", "b", 0.1), {"b/run", "b/final", "b/beta1", "b/beta2", "race"}),
        (moved("beta1", "b", 0.4125), {"b/run", "b/learning_rate", "b/final", "b/beta2", "race"}),
        (moved("learning_rate", "c", 0.02), {"c/run", "race"}),
        (moved("momentum", "a", 0.5), {"a/run", "race"}),
        ({"select": "c"}, {"c/learning_rate", "c/final", "race"}),
        ({"race": {"do": "recolour", "runner": "a", "colour": 5}}, set()),
        ({"race": {"do": "remove", "runner": "c"}}, {"race"}),
        ({"race": {"do": "duplicate", "runner": "a"}}, {"d/learning_rate", "d/final", "d/momentum", "race"}),
        ({"race": {"do": "share", "what": "starts", "how": "own"}}, set()),
        ({"seq": 5}, set()),
    ],
    ids=lambda value: " ".join(sorted(value)) or "none",  # of a set too always the same
)
def test_only_the_parts_of_the_runner_that_changed_travel_anew(first, wish, renewed):
    page = wished(wish, path=PATH, **RACE)
    assert not page.exception
    assert not page.warning
    assert fresh(first, page) == renewed


def test_a_new_start_is_everybodys_and_renews_everybodys_run(first):
    page = wished({"start": [1, -2]}, path=PATH, **RACE)
    assert address(page) == RACE | {"x": "1", "y": "-2"}
    assert {runner["start"] == [1, -2] for runner in scene(page)["runners"]} == {True}
    assert {"a/run", "b/run", "c/run", "race"} <= fresh(first, page)
    assert not {"surface", "surroundings", "lines"} & fresh(first, page)


@pytest.mark.parametrize(("letter", "names"), [("a", ("x", "y")), ("b", ("b.x", "b.y")), ("c", ("c.x", "c.y"))])
def test_where_each_has_a_start_a_new_one_is_the_selected_runners(letter, names):
    race = OWN | {"selected": letter}
    before = opened(race)
    page = wished({"start": [0.5, 1.5]}, path=PATH, **race)
    assert address(page) == race | dict(zip(names, ("0.5", "1.5"), strict=True))
    runs = {name for name in fresh(before, page) if name.endswith("/run")}
    assert runs == {f"{letter}/run"}


@pytest.mark.parametrize("race", [RACE, OWN], ids=["one for all", "one each"])
def test_a_start_that_is_dragged_is_drawn_once_and_written_nowhere(race):
    page = wished({"start": [0.5, 1.5], "preview": True}, path=PATH, **race)
    assert not page.exception
    assert address(page) == race
    header = scene(page)
    assert header["preview"]
    setting = setting_of(race)
    starts = [setting.course_of(place).start for place in range(3)]
    expected = [starts[0], (0.5, 1.5), starts[2]] if race is OWN else [(0.5, 1.5)] * 3
    (proto,) = [part.proto for part in page.get("bidi_component") if part.proto.component_name == "overshoot_stage"]
    _, arrays = decode(proto.bytes)
    assert arrays["positions"][:, :, 0].T.tolist() == [list(point) for point in expected]
    for place, start in enumerate(expected):
        run = replace(setting.course_of(place), start=start).run(setting.runners[place])
        np.testing.assert_array_equal(arrays["positions"][:, place], run.positions[:, :, 0].T)
    page.run()  # the browser went on: the script runs without a wish of its own
    assert "preview" in scene(page)  # the same wish is told again


ACTS = [
    {"do": "add"},
    {"do": "duplicate", "runner": "c"},
    {"do": "remove", "runner": "a"},
    {"do": "recolour", "runner": "a", "colour": 2},
    {"do": "tune"},
    {"do": "share", "what": "starts", "how": "own"},
    {"do": "share", "what": "draws", "how": "own"},
    {"do": "preset", "key": "starts"},
]


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act["do"])
def test_an_act_of_the_race_is_in_the_address_and_can_be_undone(act):
    page = wished({"race": act}, path=PATH, **RACE)
    assert not page.exception
    assert not page.warning
    assert address(page) == raced(RACE, act) != RACE
    assert scene(page)["past"] == 1
    assert len(scene(page)["runners"]) == len(setting_of(address(page)).runners)
    back = wished({"race": act}, {"undo": 0}, path=PATH, **RACE)
    assert address(back) == RACE
    assert scene(back)["past"] == 0


@pytest.mark.parametrize("act", [*ACTS, {"do": "remove", "runner": "b"}], ids=lambda act: str(act))
def test_an_act_that_is_told_again_is_done_once(act):
    """The stage tells a wish again while no answer comes."""
    four = RACE | {"d.optimizer": "lion"}
    wish = {"seq": 1, "race": act | {"seq": 1}}
    page = wished(wish, wish, path=PATH, **four)
    assert address(page) == raced(four, act)
    assert scene(page)["past"] == 1


def test_to_select_is_no_change_and_what_follows_can_be_undone_back_to_it():
    page = wished({"select": "c"}, path=PATH, **RACE)
    assert address(page) == RACE | {"selected": "c"}
    assert scene(page)["past"] == 0
    assert scene(page)["selected"] == 2
    page = wished({"select": "c"}, moved("learning_rate", "c", 0.02), {"undo": 0}, path=PATH, **RACE)
    assert address(page) == RACE | {"selected": "c"}


def test_who_is_not_selected_can_be_moved_too_and_several_at_once():
    page = wished({"values": {"a": {"learning_rate": 0.02}, "c": {"final": 0.5}}, "select": "a"}, path=PATH, **RACE)
    others = {name: text for name, text in RACE.items() if name != "selected"}
    assert address(page) == others | {"alpha": "0.02", "c.decay": "0.5"}


def test_a_menu_is_the_selected_runners():
    """The stage names the runner; the first one's names stand plain."""
    page = wished({"chosen": {"b.optimizer": "lion"}}, path=PATH, **RACE)
    assert address(page) == {n: t for n, t in RACE.items() if n != "b.alpha"} | {"b.optimizer": "lion"}
    assert [runner["title"] for runner in scene(page)["runners"]] == ["Momentum", "Lion", "Gradient descent"]
    page = wished({"chosen": {"landscape": "booth"}}, path=PATH, **RACE)
    assert not page.warning
    assert {name for name in address(page) if "alpha" in name} == set()


@pytest.mark.parametrize("name", ["alpha", "multiple"])
def test_one_slider_moves_everybodys_rate(name):
    race = RACE | {"together": name}
    page = wished({"values": {"all": {name: 0.5}}}, path=PATH, **race)
    assert not page.warning
    rates = [runner["rate"] for runner in scene(page)["runners"]]
    setting = setting_of(RACE)
    suggested = [suggest_rate(runner.optimizer, setting.course.landscape) for runner in setting.runners]
    expected = [0.5] * 3 if name == "alpha" else [0.5 * own for own in suggested]
    assert rates == pytest.approx(expected, rel=1e-3)
    (control,) = scene(page)["runners"][0]["controls"]
    assert control["values"][control["index"]] == pytest.approx(0.5)


@pytest.mark.parametrize(("name", "value"), [("multiple", 1e7), ("alpha", 1e9), ("multiple", 0.0)])
def test_a_rate_for_all_that_one_could_not_have_moves_nobody(name, value):
    race = RACE | {"together": name}
    page = wished({"values": {"all": {name: value}}}, path=PATH, **race)
    assert not page.exception
    assert not page.warning
    assert address(page) == race


HOSTILE = [
    "nan",
    "1e999",
    "",
    "1_0",
    "9" * 5000,
    "<script>alert(1)</script>",
    "**bold** ![](https://example.com/x.png)",
]
NUMBERS = ["alpha", "colour", "x", "steps", "b.alpha", "b.beta1", "b.colour", "b.x", "c.alpha", "c.decay"]
CHOICES = {"selected": "a", "together": "none", "draws": "shared"}


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_address_is_answered_with_sentences_and_the_defaults(text):
    few = {"b.optimizer": "adam", "c.optimizer": "momentum", "starts": "own"}
    page = opened(few | dict.fromkeys((*NUMBERS, *CHOICES), text))
    assert not page.exception
    assert len(page.warning) == 1
    assert all(f"“{name}”" in warning(page) for name in (*NUMBERS, *CHOICES))
    assert scene(page) == scene(opened(few))


def test_who_is_one_too_many_or_not_there_is_told():
    six = {f"{letter}.optimizer": "adam" for letter in LETTERS[1:]}
    page = opened(six | {"g.optimizer": "adam"})
    assert not page.exception
    assert len(scene(page)["runners"]) == MOST
    assert "a race has at most 6 runners" in warning(page)
    page = opened({"b.optimizer": "adam", "d.optimizer": "lion"})
    assert len(scene(page)["runners"]) == 2
    assert "there is none here" in warning(page)


GARBAGE = [
    {"race": None},
    {"race": "add"},
    {"race": ["add"]},
    {"race": {}},
    {"race": {"do": None}},
    {"race": {"do": "duplicate"}},
    {"race": {"do": "remove", "runner": "f"}},
    {"race": {"do": "remove", "runner": ["a"]}},
    {"race": {"do": "recolour", "runner": "a", "colour": "red"}},
    {"race": {"do": "recolour", "runner": "a", "colour": 10**400}},
    {"race": {"do": "preset", "key": "no such race"}},
    {"race": {"do": "share", "what": "lunch", "how": "own"}},
    {"select": "f"},
    {"select": ["a"]},
    {"select": {"a": 1}},
    {"select": 10**400},
    {"values": {"all": None}},
    {"values": {"all": []}},
    {"values": {"all": {"alpha": "0.1", "multiple": None}}},
    {"values": {"all": {"multiple": math.nan}}},
    {"values": {"d": {"learning_rate": 0.1}, "g": {"learning_rate": 0.1}}},
    {"chosen": {"together": "lunch", "starts": 1, "selected": "f", "b.optimizer": "ADAM", "g.optimizer": "adam"}},
    {"chosen": {"colour": 6, "b.colour": -1, "b.x": 1}},
    {"race": {"do": ["add"]}},
    {"race": {"do": "preset", "key": {}}},
    {"values": {"all": {"lunch": 0.3}}},
]


@pytest.mark.parametrize("wish", GARBAGE, ids=str)
def test_a_garbled_wish_does_no_harm(wish, first):
    page = wished(wish, path=PATH, **RACE)
    assert not page.exception
    assert not page.warning
    assert address(page) == RACE
    assert scene(page) == scene(first)


def test_an_act_that_is_told_again_with_something_else_is_done_once():
    act = {"do": "add", "seq": 1}
    page = wished({"seq": 1, "race": act}, {"seq": 2, "race": act, "start": [1, 2]}, path=PATH, **RACE)
    assert len(scene(page)["runners"]) == 4
    assert (address(page)["x"], address(page)["y"]) == ("1", "2")
    again = wished({"seq": 1, "race": act}, {"seq": 2, "race": act | {"seq": 2}}, path=PATH, **RACE)
    assert len(scene(again)["runners"]) == 5
