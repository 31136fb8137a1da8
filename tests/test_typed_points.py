"""Points of one's own: pasted as people have them, refused with a sentence, and held here where a link is too short."""

import math
import reprlib

import pytest
from test_wishes import HUGE, LONG, nested
from visitor import address, scene, visit, warning, wished

from address.held import GONE, HELD, MOST_HELD, MOST_LINKED, Held
from address.presets import PRESETS

LINE = {"landscape": "line_raw"}
SHORT = "1,2;2,3.5;4,5;6,7"


def many(slope=1):
    return "\n".join(f"{row / 7:.12f} {slope * row / 3 + 1:.12f}" for row in range(200))


MANY = many()
NAME = f"{HELD}-ae8f30997e9f859a"


def pasting(*texts):
    return [{"chosen": {"data": text}} for text in texts]


def told(page):
    return scene(page)["points"]


@pytest.mark.parametrize(
    "text",
    [
        "1,2\n2,3.5\n4,5\n6,7",
        "u,v\n1, 2\n2, 3.50\n4, 5\n6, 7\n",
        "u;v\r\n1;2\r\n2;3,5\r\n4;5\r\n6;7",
        "1\t2\n2\t3.5\n\n4\t5\n6\t7  # the last",
        '\ufeff"1" 2\n2 3.5\n4 5\n6 7',
        SHORT,
    ],
)
def test_pasted_points_stand_in_the_address_as_a_short_text(text):
    page = wished(*pasting(text), **LINE)
    assert not page.exception
    assert address(page) == LINE | {"data": SHORT}
    points = told(page)
    assert points["words"] == "3 points train, 1 is held back"
    assert points["text"] == "1, 2\n2, 3.5\n4, 5\n6, 7"
    assert (points["own"], points["linked"], points["seed"], points["refused"]) == (True, True, None, None)


@pytest.mark.parametrize(
    ("key", "text", "scaling"),
    [
        ("line_raw", SHORT, ""),
        ("line_scaled", "10,2;20,3;30,5;40,7", "u = (input − 20)/8.165."),
        ("line_scaled", "-3,2;-1,3;1,5;3,5;3,5", "u = input/2.236."),
        ("logistic", "10,0;20,0;30,1;40,1;50,1", "u = (input − 30)/16.33 and v = (target − 0.5)/0.5."),
        ("overfit", "-3,1;-2,1;-1,1;0,1", "u = input + 2 and v = target − 1."),
    ],
)
def test_it_is_told_in_which_units_the_points_are_shown(key, text, scaling):
    said = told(visit(landscape=key, data=text))["scaling"]
    assert said == (f"Shown and fitted are {scaling}" if scaling else "")


def test_of_drawn_points_the_seed_is_told():
    points = told(visit(data_seed="7", **LINE))
    assert (points["own"], points["seed"]) == (False, 7)
    assert points["text"] != told(visit(**LINE))["text"]
    assert told(visit(landscape="logistic"))["seed"] is None
    assert told(visit(landscape="ravine")) is None


@pytest.mark.parametrize(
    ("key", "text", "words"),
    [
        ("line_raw", "1,2", "There is one row of numbers: give at least 4, one point per line."),
        ("line_raw", "u, v", "There are no numbers yet"),
        ("line_raw", "1,2\n2,3\n3,oops\n4,5", "Line 3: “oops” is not a number"),
        ("line_raw", "1,2\n" * 201, "201 rows are too many"),
        ("line_raw", "1" * 60_000, "50,000 characters are too many"),
        ("logistic", "1,2\n2,3\n3,4\n4,5", "two classes"),
    ],
)
def test_of_wrong_points_is_told_why_and_those_before_stay(key, text, words):
    page = wished(*pasting(text), landscape=key)
    assert not page.exception
    assert not page.warning
    assert address(page) == {"landscape": key}
    refused = told(page)["refused"]
    assert refused["text"] == text[:50_000]
    assert words in refused["sentence"]
    assert refused["sentence"].endswith(".")
    assert not refused["sentence"].endswith("..")
    assert told(page) == told(visit(landscape=key)) | {"refused": refused}
    assert scene(page)["past"] == 0


@pytest.mark.parametrize(
    "wish",
    [
        *pasting(SHORT),
        *pasting(""),
        {"undo": 0},
        {"chosen": {"data": "", "data_seed": 3}},
        {"chosen": {"landscape": "sine_fit"}},
    ],
    ids=str,
)
def test_what_is_wrong_goes_with_the_next_points(wish):
    page = wished({"chosen": {"steps": 30}}, *pasting("1,2"), wish, data="1,1;2,2;3,3;4,4", **LINE)
    assert told(page)["refused"] is None


def test_points_are_given_back_for_drawn_ones():
    page = wished(*pasting(""), data=SHORT, **LINE)
    assert address(page) == LINE
    assert not told(page)["own"]


def test_every_paste_is_a_change_of_its_own():
    page = wished(*pasting(SHORT, SHORT + ";8,9"), {"undo": 1}, **LINE)
    assert address(page) == LINE | {"data": SHORT}
    assert scene(page)["past"] == 1


def test_points_too_many_for_a_link_are_held_here():
    page = wished(*pasting(MANY), **LINE)
    assert not page.exception
    assert not page.warning
    assert address(page) == LINE | {"data": NAME}
    assert len(told(page)["text"]) > MOST_LINKED
    assert told(page)["words"] == "150 points train, 50 are held back"
    assert (told(page)["own"], told(page)["linked"]) == (True, False)


@pytest.mark.parametrize(
    "wish", [{"chosen": {"steps": 30}}, {"values": {"a": {"learning_rate": 0.01}}}, {"start": [1, 2]}, {}, None]
)
def test_another_wish_keeps_points_that_are_held(wish):
    page = wished(*pasting(MANY), wish, **LINE)
    assert address(page)["data"] == NAME
    assert told(page)["text"] == told(wished(*pasting(MANY), **LINE))["text"]
    assert not page.warning


def test_points_that_are_held_come_back_with_an_undo():
    there, back = {"chosen": {"landscape": "bowl"}}, {"undo": 1}
    page = wished(*pasting(MANY), there, back, **LINE)
    assert address(page) == LINE | {"data": NAME}
    assert told(page)["words"] == "150 points train, 50 are held back"
    assert address(wished(*pasting(MANY), {"undo": 0}, **LINE)) == LINE


@pytest.mark.parametrize(("wishes", "slope"), [([], 2), ([{"undo": 1}], 1), ([*pasting(many(1)), {"undo": 2}], 2)])
def test_of_several_sets_an_address_shows_its_own(wishes, slope):
    page = wished(*pasting(many(1), many(2)), *wishes, **LINE)
    assert told(page)["text"] == told(wished(*pasting(many(slope)), **LINE))["text"]
    assert told(page)["own"]


def test_the_sets_that_were_used_last_are_held():
    held, sets = Held(), [{"data": f"{place}" * (MOST_LINKED + 1)} for place in range(9)]
    first, second, *_ = names = [held.fold(params) for params in sets[:MOST_HELD]]
    assert [held.unfold(name) for name in names] == sets[:MOST_HELD]
    assert held.unfold(first) == sets[0]
    held.fold(sets[MOST_HELD])
    assert held.unfold(first) == sets[0]
    assert held.unfold(second) == second
    assert len(held.sets) == MOST_HELD


def test_the_link_to_a_race_has_their_name():
    page = wished(*pasting(MANY), **LINE)
    assert scene(page)["compare"] == f"compare?landscape=line_raw&data={NAME}&b.optimizer=adam"
    page = wished(*pasting(MANY), path="compare", **LINE)
    assert scene(page)["take_home"]["address"]["data"] == address(page)["data"] == NAME


@pytest.mark.parametrize("name", [HELD, NAME])
@pytest.mark.parametrize("wishes", [[], [{}], [{"seq": 2, "step": 3}], [{"explain": []}]], ids=str)
def test_where_held_points_are_gone_it_is_said_until_there_are_others(wishes, name):
    """A stage that has opened tells at which step it rests: that is no change, and the sentence stays."""
    page = wished(*wishes, data=name, **LINE)
    assert not page.exception
    assert warning(page) == GONE
    assert not told(page)["own"]
    page = wished(*wishes, *pasting(SHORT), data=name, **LINE)
    assert not page.warning
    assert address(page) == LINE | {"data": SHORT}


GARBAGE = [
    {"chosen": {"data": value, "data_seed": value, "batch_size": value, "label_noise": value, "surface": value}}
    for value in (None, True, [], {}, math.nan, HUGE, LONG, nested(900), [[1, 2]] * 10, -1)
]
GARBAGE += [{"chosen": {"batch_size": 2.5, "label_noise": "x", "data_seed": 1e9, "surface": "test"}}]
GARBAGE += [{"chosen": {"f": "x^2", "window": "", "range_a": "0,1", "a": 2}}, {"trial": {"batch_size": 0, "w": 1}}]


@pytest.mark.parametrize("wish", GARBAGE, ids=lambda wish: reprlib.repr(wish)[:70])
def test_a_garbled_wish_does_no_harm(wish):
    page = wished(wish, **LINE)
    assert not page.exception
    assert not page.warning
    assert address(page) == LINE
    assert scene(page) == scene(visit(**LINE))


def choosing(landscape, data=SHORT, **link):
    return wished({"chosen": {"landscape": landscape}}, data=data, **({"landscape": "line_raw"} | link))


def test_points_go_along_to_another_model():
    page = choosing("line_scaled", alpha="0.1", batch_size="2")
    assert address(page) == {"landscape": "line_scaled", "data": SHORT}
    assert told(page)["own"]
    assert not page.warning
    held = wished(*pasting(MANY), {"chosen": {"landscape": "sine_fit"}}, **LINE)
    assert address(held) == {"landscape": "sine_fit", "data": NAME}


def test_points_that_another_model_cannot_take_are_left_behind_with_a_word():
    page = choosing("logistic")
    assert address(page) == {"landscape": "logistic"}
    assert warning(page).startswith("Your own points are not for this model. ")
    assert "two classes" in warning(page)
    back = wished({"chosen": {"landscape": "logistic"}}, {"undo": 0}, **LINE, data=SHORT)
    assert address(back) == LINE | {"data": SHORT}
    assert not back.warning


def test_a_landscape_that_is_not_made_of_data_has_no_word_for_points():
    page = choosing("bowl")
    assert address(page) == {"landscape": "bowl"}
    assert not page.warning


def test_a_race_that_is_ready_is_run_on_the_points_of_ones_own():
    act = {"do": "preset", "key": "usual_rates", "seq": 1}
    page = wished({"race": act}, path="compare", landscape="line_raw", data=SHORT, **{"b.optimizer": "adam"})
    assert address(page) == PRESETS["usual_rates"].params | {"data": SHORT}
