"""What is wished while a formula is typed: the last good one stays, what is wrong is told, one undo takes all back."""

import math
import reprlib

import pytest
from test_wishes import HUGE, LONG, nested
from visitor import address, asked, scene, visit, warning, wished

F = "x^4 + y^2"
GOOD, BAD = "x^2 + 2y^2", "x^2 + 2y^"
RANGED = "a*x^2 + y^2"


def typing(*texts):
    return [{"chosen": {"f": text}} for text in texts]


def refused(page):
    return scene(page)["typed"]["refused"]


def test_a_good_text_is_drawn_and_stands_in_the_address():
    page = wished(*typing(GOOD), f=F)
    assert not page.exception
    assert address(page) == {"f": GOOD}
    told = scene(page)
    assert (told["typed"]["text"], told["typed"]["refused"]) == (GOOD, None)
    assert told["surface"] == scene(visit(f=GOOD))["surface"]


@pytest.mark.parametrize(
    ("text", "at", "words"),
    [
        (BAD, 9, "missing"),
        ("x^2 + foo", 6, "foo"),
        ("(x + y", 0, "bracket"),
        ("7", 0, "the same everywhere"),
        ("log(-1 - x^2)", 0, "no finite value"),
        ("", 0, "There is no formula yet"),
        ("   ", 0, "There is no formula yet"),
        ("<script>alert(1)</script>", 0, ""),
        ("x" * 60_000, 1000, "at most 1000 characters"),
    ],
)
def test_of_a_bad_text_is_told_what_and_where_and_the_last_good_one_stays(text, at, words):
    before, page = visit(f=GOOD), wished(*typing(text), f=GOOD)
    assert not page.exception
    assert not page.warning
    assert address(page) == {"f": GOOD}
    told = scene(page)
    assert told["surface"] == scene(before)["surface"]
    assert told["past"] == 0
    mistake = told["typed"]["refused"]
    assert mistake["text"] == text[:50_000]
    assert mistake["at"] == at
    assert words in mistake["complaint"]
    assert not mistake["complaint"].endswith(".")  # the place is told behind it


@pytest.mark.parametrize(
    "wish",
    [
        {"values": {"a": {"learning_rate": 0.01}}},
        {"start": [1, 2]},
        {"view": [[0, 1], [0, 2]]},
        {"chosen": {"steps": 30}},
        {"chosen": {"optimizer": "adam"}},
        {"range_test": True},
        {"step": 3},
        {"chosen": {"window": "-1,1,-1,1"}, "step": 3},
        {},
    ],
    ids=lambda wish: " ".join(wish) or "none",
)
def test_what_is_wrong_stays_while_something_else_is_wished(wish):
    page = wished(*typing(BAD), wish, f=GOOD)
    assert not page.exception
    if "window" in wish.get("chosen", {}):  # that is typed as well, and what was typed last is told
        assert refused(page) is None
    else:
        assert refused(page)["text"] == BAD


@pytest.mark.parametrize(
    "wish",
    [
        {"chosen": {"f": "x^2 + 2y^2 + 1"}},
        {"undo": 0},
        {"reset": True},
    ],
    ids=str,
)
def test_what_is_wrong_goes_with_the_next_good_text_and_when_something_is_taken_back(wish):
    assert refused(wished({"chosen": {"steps": 30}}, *typing(BAD), wish, f=GOOD)) is None


def test_what_is_wrong_goes_with_another_landscape():
    there, back = ({"chosen": {"landscape": key}} for key in ("bowl", "formula"))
    assert scene(wished(*typing(BAD), there, f=GOOD))["typed"] is None
    assert refused(wished(*typing(BAD), there, back, f=GOOD)) is None


def test_what_is_typed_at_a_time_is_taken_back_at_a_time():
    page = wished(*typing("x^2 + y", "x^2 + y^", "x^2 + y^2", "x^2 + y^2 + 1"), f=F)
    assert scene(page)["past"] == 1
    assert address(wished(*typing("x^2 + y", "x^2 + y^", "x^2 + y^2"), {"undo": 0}, f=F)) == {"f": F}


def test_another_change_between_two_texts_makes_them_two_changes():
    steps = {"chosen": {"steps": 30}}
    page = wished(*typing("x^2 + y"), steps, *typing("x^2 + y^2"), f=F)
    assert scene(page)["past"] == 3
    page = wished(*typing("x^2 + y"), steps, *typing("x^2 + y^2"), {"undo": 2}, f=F)
    assert address(page) == {"f": "x^2 + y", "steps": "30"}


def test_typing_after_an_undo_can_be_undone_again():
    page = wished(*typing(GOOD), {"undo": 0}, *typing("x^2 + y^2"), f=F)
    assert scene(page)["past"] == 1
    assert address(wished(*typing(GOOD), {"undo": 0}, *typing("x^2 + y^2"), {"undo": 0}, f=F)) == {"f": F}


def test_a_window_is_taken_and_found_again():
    page = wished({"chosen": {"window": "-1,1,-2,2"}}, f=F)
    assert address(page) == {"f": F, "window": "-1,1,-2,2"}
    typed = scene(page)["typed"]
    assert (typed["window"], typed["found"]) == ([[-1, 1], [-2, 2]], False)
    page = wished({"chosen": {"window": ""}}, f=F, window="-1,1,-2,2")
    assert address(page) == {"f": F}
    assert scene(page)["typed"]["found"]
    assert scene(page)["typed"]["window"] == scene(visit(f=F))["typed"]["window"]


def test_a_window_without_loss_is_told_until_a_better_one_comes():
    wish = {"chosen": {"window": "-3,-1,0,1"}}
    page = wished(wish, f="log(x) + y^2")
    assert address(page) == {"f": "log(x) + y^2"}
    assert warning(page) == "There is no loss in this window, so the one before stays."
    page = wished(wish, {"chosen": {"window": "1,3,0,1"}}, f="log(x) + y^2")
    assert not page.warning
    assert address(page) == {"f": "log(x) + y^2", "window": "1,3,0,1"}


def test_a_text_and_its_window_come_together():
    page = wished({"chosen": {"f": GOOD, "window": ""}}, f=F, window="-1,1,-2,2")
    assert address(page) == {"f": GOOD}
    assert scene(page)["past"] == 1


def test_a_range_is_taken_before_the_value_in_it():
    page = wished({"chosen": {"a": 9, "range_a": "0,10"}}, f=RANGED)
    assert address(page) == {"f": RANGED, "a": "9", "range_a": "0,10"}
    assert scene(page)["typed"]["parameters"] == [{"name": "a", "value": 9, "low": 0, "high": 10}]


def test_a_value_beyond_a_range_and_a_range_without_loss_change_nothing():
    for wish in ({"a": 9}, {"range_a": "2,1"}, {"b": 1}):
        page = wished({"chosen": wish}, f=RANGED)
        assert not page.exception
        assert address(page) == {"f": RANGED}
    page = wished({"chosen": {"range_a": "3,5"}}, f="sqrt(2 - a) + x^2")
    assert not page.exception
    assert address(page) == {"f": "sqrt(2 - a) + x^2"}


def test_a_value_at_which_there_is_no_loss_is_shown_as_it_is():
    page = wished({"chosen": {"a": 3}}, f="sqrt(2 - a) + x^2")
    assert not page.exception
    assert scene(page)["typed"]["minima"]["rows"] == []


def test_a_value_on_trial_is_drawn_and_not_in_the_address():
    page = asked({"seq": 3, "trial": {"a": 2.5}}, f=RANGED)
    assert not page.exception
    assert address(page) == {"f": RANGED}
    told, then = scene(page), scene(visit(f=RANGED, a="2.5"))
    assert (told["trial"], told["seq"], told["past"]) == (True, 3, 0)
    assert told["surface"] == then["surface"] != scene(visit(f=RANGED))["surface"]
    assert told["typed"]["parameters"][0]["value"] == 2.5


@pytest.mark.parametrize("wish", [{"chosen": {"a": 3}}, {"explain": []}, {}, {"trial": {}}], ids=str)
def test_the_next_wish_ends_a_trial(wish):
    page = wished({"trial": {"a": 2.5}}, wish, f=RANGED)
    told, kept = scene(page), {"f": RANGED} | ({"a": "3"} if "chosen" in wish else {})
    assert not told["trial"]
    assert address(page) == kept
    assert told["surface"] == scene(visit(**kept))["surface"]


def test_only_values_that_the_picture_may_have_are_tried():
    page = asked({"trial": {"a": 6, "b": 1, "range_a": 3, "f": "x", "window": [1]}}, f=RANGED)
    assert not page.exception
    assert not page.warning
    assert not scene(page)["trial"]


GARBAGE = [
    {"chosen": {"f": value, "window": value, "range_a": value, "a": value}}
    for value in (None, True, [], {}, math.nan, math.inf, HUGE, LONG, nested(900), ["x^2"], {"f": "x^2"})
]
GARBAGE += [{"chosen": {"range_a": text, "a": text}} for text in ("nan", "x", "1", "1,2,3", "9" * 100_000, "٣,٤")]
GARBAGE += [{"chosen": {f"range_{text}": "0,1"}} for text in ("", "b", "x", "aa", "<b>", "a" * 10_000)]
GARBAGE += [{"chosen": {"data": "1,2;2,3;4,5;6,7", "data_seed": 3, "batch_size": 2, "surface": "validation"}}]
GARBAGE += [
    {"trial": trial}
    for trial in (None, 1, "a", [], [["a", 1]], {"a": None}, {"a": "2"}, {"a": HUGE}, {"a": math.nan}, {"a": [1]})
]
GARBAGE += [{"trial": {str(number): number for number in range(10_000)}}, {"trial": nested(900)}, {"trial": {"": 1}}]


@pytest.mark.parametrize("wish", GARBAGE, ids=lambda wish: reprlib.repr(wish)[:70])
def test_a_garbled_wish_does_no_harm(wish):
    page = wished(wish, f=RANGED)
    assert not page.exception
    assert not page.warning
    assert address(page) == {"f": RANGED}
    assert scene(page) == scene(visit(f=RANGED))
