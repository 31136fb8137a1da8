"""What visitors type, or a garbled wish says that they did: refused with one sentence, and what was there stays."""

import math

import pytest
from visitor import address, scene, visit, wished

from address import read
from app_pages.stage import as_markdown
from stage.scene import pack_scene

BOWL = "x^2 + y^2"
GARBLED = [None, True, 1.5, 10**400, math.nan, ["x"], {"a": 1}]


def warnings(page):
    return [warning.value for warning in page.warning]


def choose(name, value, **link):
    page = wished({"seq": 1, "chosen": {name: value}}, **link)
    assert not page.exception
    return page


@pytest.mark.parametrize("value", GARBLED)
@pytest.mark.parametrize("name", ["f", "window", "range_a"])
def test_what_is_no_text_changes_nothing(name, value):
    page = choose(name, value, f="a*x^2 + y^2")
    assert address(page) == {"f": "a*x^2 + y^2"}
    assert scene(page)["typed"]["text"] == "a*x^2 + y^2"


def test_an_empty_formula_is_refused_and_the_one_before_stays():
    typed = scene(choose("f", "", f=BOWL))["typed"]
    assert typed["text"] == BOWL
    assert typed["refused"]["complaint"].startswith("There is no formula yet: write one")
    _, notices = read({"f": ""})
    assert len(notices) == 1
    assert "There is no formula yet" in notices[0]


@pytest.mark.parametrize(("name", "link"), [("f", {"f": BOWL}), ("data", {"landscape": "line_raw"})])
def test_half_a_character_is_refused_like_any_other(name, link):
    page = choose(name, "1,2\n\ud800", **link)
    assert address(page) == link
    assert scene(page)["typed" if name == "f" else "points"]["refused"]["text"] == "1,2\n?"


@pytest.mark.parametrize("window", ["5,-5,5,-5", "0,0,0,0", "nan,1,2,3", "-1e12,1e12,-1,1", "1,2,3"])
def test_a_window_that_is_none_is_told_what_one_is(window):
    (warning,) = warnings(choose("window", window, f=BOWL))
    assert "from left to right" in warning
    assert "loss" not in warning
    (notice,) = read({"f": BOWL, "window": window})[1]
    assert "left,right,bottom,top in this order" in notice


def test_a_window_without_loss_is_told_so():
    (warning,) = warnings(choose("window", "-3,-2,-3,-2", f="x^2 + log(y)"))
    assert "no loss in this window" in warning


@pytest.mark.parametrize("text", ["5,1", "1,1", "-1e12,1e12"])
def test_a_range_that_is_none_is_told_what_one_is(text):
    page = choose("range_a", text, f="a*x^2 + y^2")
    (warning,) = warnings(page)
    assert warning.startswith("A range goes from a lower number to a higher one")
    assert address(page) == {"f": "a*x^2 + y^2"}
    (notice,) = read({"f": "a*x^2 + y^2", "range_a": text})[1]
    assert "the lower one first" in notice


@pytest.mark.parametrize("text", ["floor(x) + floor(y)", "sign(x*y)", "if(x < y, 1, 2)"])
def test_steps_are_not_said_to_be_the_same_everywhere(text):
    (notice,) = read({"f": text})[1]
    assert "level steps" in notice


@pytest.mark.parametrize("text", ["3", "x - x", "0*x*y"])
def test_what_is_the_same_everywhere_is_said_to_be(text):
    (notice,) = read({"f": text})[1]
    assert "the same everywhere" in notice


@pytest.mark.parametrize("address", ["www.example.com", "https://example.com", "HTTP://example.com", "me@example.com"])
def test_an_address_that_a_link_brings_into_a_notice_is_no_link(address):
    (warning,) = warnings(visit(landscape="line_raw", data=f"1,2;2,3;3,{address}"))
    assert address not in warning.replace("\\", "")
    assert "\u2060" in warning
    assert as_markdown(address).replace("\\", "").replace("\u2060", "") == address


@pytest.mark.parametrize("link", [{"landscape": "line_raw"}, {"f": BOWL}])
def test_a_range_of_a_letter_that_is_not_there_is_passed_over(link):
    assert warnings(choose("range_a", "5,1", **link)) == []


def test_a_typed_pole_of_a_high_power_has_a_picture():
    text = "(x - b/x)^100 + x"
    visit, _ = read({"f": text, "window": "-396.2,396.2,-487.2,396.2", "optimizer": "lion", "a": "2"})
    assert pack_scene(visit.setting).message
