"""What the stage wishes from the page, garbled wishes included."""

import math
import reprlib

import pytest
from streamlit.testing.v1 import AppTest
from visitor import PATIENCE, address, present, scene, visit, wished

from app_pages.session import RESEND_PAUSE

HUGE = 10**400  # JSON allows it, a float does not hold it
LONG = 10**4000  # about the longest that Python still reads


def nested(depth):
    """Lists in lists, as deep as that."""
    inner = []
    for _ in range(depth):
        inner = [inner]
    return inner


@pytest.fixture(scope="module")
def first():
    return visit()


def test_what_was_let_go_is_in_the_address_and_in_the_next_scene():
    page = wished({"seq": 4, "values": {"a": {"learning_rate": 0.0321, "final": 0.1}}, "start": [1.25, -2]})
    assert not page.exception
    assert address(page) == {"alpha": "0.0321", "decay": "0.1", "x": "1.25", "y": "-2"}
    assert scene(page)["seq"] == 4
    assert present(page, "learning_rate") == 0.0321
    assert scene(page)["course"]["start"] == [1.25, -2]


def test_a_view_brings_a_surface_of_its_own(first):
    page = wished({"seq": 1, "view": [[0, 1], [0, 2]]})
    assert not page.exception
    assert scene(page)["surface"] != scene(first)["surface"]


def test_a_landscape_that_is_come_back_to_shows_its_window_again(first):
    seen = {"seq": 1, "view": [[0, 1], [0, 2]]}
    there, back = ({"seq": 2, "chosen": {"landscape": key}} for key in ("himmelblau", "ravine"))
    assert scene(wished(seen, back))["surface"] != scene(first)["surface"]
    assert scene(wished(seen, there, seen, back))["surface"] == scene(first)["surface"]


def test_a_run_is_remarked_on_when_that_is_wished_for_and_others_are_not(first):
    (runner,) = scene(first)["runners"]
    assert runner["remarks"] is None
    (explained,) = scene(wished({"seq": 1, "explain": [runner["run"]]}))["runners"]
    assert explained["remarks"]
    assert scene(wished({"seq": 1, "explain": ["another run"]}))["runners"][0]["remarks"] is None


def test_the_range_test_is_switched_in_the_address():
    page = wished({"seq": 1, "range_test": True})
    assert address(page) == {"range_test": "1"}
    assert scene(page)["runners"][0]["test"]
    assert "range_test" not in address(wished({"seq": 1, "range_test": False}))


def test_a_lost_part_travels_again(first):
    """Streamlit sends what has not changed only to an element that is new."""

    def elements(page):
        return {part.proto.id for part in page.get("bidi_component") if part.proto.component_name == "overshoot_part"}

    again = wished({"seq": 1, "lost": [scene(first)["surface"]]})
    assert len(elements(again)) == len(elements(first))
    assert not elements(again) & elements(first)
    assert scene(again)["surface"] == scene(first)["surface"]


def test_a_flood_of_lost_parts_makes_them_travel_once(first, monkeypatch):
    def script(wishes):
        from app_pages.session import take_wish

        for wish in wishes:
            take_wish(wish)

    now = [100.0]
    monkeypatch.setattr("app_pages.session.time.monotonic", lambda: now[0])
    wish = {"seq": 1, "lost": [scene(first)["surface"]]}
    page = AppTest.from_function(script, args=([wish] * 100,), default_timeout=PATIENCE).run()
    assert not page.exception
    assert page.session_state["overshoot"].resent == 1
    now[0] += RESEND_PAUSE
    page.run()
    assert page.session_state["overshoot"].resent == 2


@pytest.mark.parametrize("step", [HUGE, LONG, 10_000], ids=["huge", "long", "far"])
def test_a_step_beyond_all_runs_is_the_last(step):
    page = wished({"seq": 1, "step": step})
    assert not page.exception
    assert any(line.value == "Step 99 → 100" for line in page.caption)


def test_a_preview_changes_nothing_but_the_path():
    page = wished({"seq": 1, "start": [1, 2], "preview": True})
    assert not page.exception
    assert address(page) == {}
    assert scene(page)["preview"]


GARBAGE = [
    None,
    0,
    math.nan,
    "wish",
    [],
    [["seq", 1]],
    {},
    {"seq": None},
    {"seq": "3"},
    {"seq": math.nan},
    {"seq": [1]},
    {"seq": 1, "values": "learning_rate"},
    {"seq": 1, "values": [0.1, 0.2]},
    {"seq": 1, "values": 7},
    {"seq": 1, "values": {"a": [0.1], "b": {"learning_rate": 0.1}, "": {"learning_rate": 0.1}}},
    {"seq": 1, "values": {"a": "learning_rate"}},
    {"seq": 1, "values": {"a": {"learning_rate": None, "final": [], "momentum": {}}}},
    {"seq": 1, "values": {"a": {"learning_rate": math.nan, "final": math.inf}}},
    {"seq": 1, "values": {"a": {"learning_rate": True, "final": "0.1"}}},
    {"seq": 1, "values": {"a": {"learning_rate": HUGE, "final": -HUGE}}},
    {"seq": 1, "values": {"a": {"": 1, "a b": 2, "<b>": 3, "x" * 10_000: 4}}},
    {"seq": 1, "values": {"a": {"embed": 1, "embed_options": 2, "page": 3, "landscape": 4, "steps": 5, "unknown": 6}}},
    {"seq": 1, "values": {"a": {f"slider {number}": number for number in range(10_000)}}},
    {"seq": 1, "values": {str(number): {"learning_rate": 0.1} for number in range(10_000)}},
    {"seq": 1, "values": {"a": {"learning_rate": LONG, "final": nested(900)}}},
    {"seq": 1, "values": nested(900)},
    {"seq": LONG},
    {"seq": -LONG},
    {"seq": True},
    {"seq": nested(900)},
    {f"event {number}": number for number in range(200_000)},
    [{"seq": 1}] * 200_000,
    nested(900),
    {"seq": 1, "start": "here"},
    {"seq": 1, "start": [LONG, 1]},
    {"seq": 1, "start": nested(900)},
    {"seq": 1, "view": nested(900)},
    {"seq": 1, "start": [1]},
    {"seq": 1, "start": [1, 2, 3]},
    {"seq": 1, "start": [None, 1]},
    {"seq": 1, "start": [math.nan, 1]},
    {"seq": 1, "start": [HUGE, 1]},
    {"seq": 1, "start": [0.1] * 100_000},
    {"seq": 1, "start": {"x": 1, "y": 2}},
    {"seq": 1, "preview": True},
    {"seq": 1, "preview": True, "start": ["a", "b"]},
    {"seq": 1, "preview": {"deep": [1]}, "start": None},
    {"seq": 1, "view": "all"},
    {"seq": 1, "view": [[1, 0], [0, 1]]},
    {"seq": 1, "view": [[0, 0], [0, 1]]},
    {"seq": 1, "view": [[0, math.inf], [0, 1]]},
    {"seq": 1, "view": [[0, HUGE], [0, 1]]},
    {"seq": 1, "view": [[0, 1]]},
    {"seq": 1, "view": [[0, 1], [0, 1], [0, 1]]},
    {"seq": 1, "view": [None, {}]},
    {"seq": 1, "range_test": "yes"},
    {"seq": 1, "range_test": 1},
    {"seq": 1, "lost": {}},
    {"seq": 1, "lost": True},
    {"seq": 1, "lost": "x" * 24},
    {"seq": 1, "lost": [None, 1, ["a"], {}, "x"] * 40_000},
    {"seq": 1, "explain": "all"},
    {"seq": 1, "explain": [None, 1, ["a"], {}]},
    {"seq": 1, "explain": ["x" * 10_000] * 10_000},
    {"seq": 1, "chosen": ["landscape"]},
    {"seq": 1, "chosen": {"landscape": 3, "optimizer": [], "schedule": None, "": "x", "steps": "many", "seed": 1.5}},
    {"seq": 1, "chosen": {"landscape": "no landscape", "steps": HUGE, "noise": -1, "optimizer": "x" * 10_000}},
    {"seq": 1, "chosen": {str(number): number for number in range(10_000)}},
    {"seq": 1, "chosen": {"embed": "true", "b.optimizer": "adam", "beta1": 0.5, "utm_source": "x"}},
    {"seq": 1, "reset": 1, "best": ["optimizer"], "undo": "all", "code": 1},
    {"seq": 1, "best": "convention", "undo": 0, "reset": "yes"},
    {"seq": 1, "undo": HUGE},
    {"seq": 1, "undo": -1},
    {"seq": 1, "step": "last"},
    {"seq": 1, "step": -5},
    {"seq": 1, "step": False},
    {"seq": 1, "step": math.nan},
]


@pytest.mark.parametrize("wish", GARBAGE, ids=lambda wish: reprlib.repr(wish)[:60])
def test_a_garbled_wish_does_no_harm(wish, first):
    page = wished(wish)
    assert not page.exception
    assert not page.warning
    assert address(page) == {}
    expected = scene(first)
    told = scene(page)
    assert 0 <= told["seq"] <= 2**53
    assert {**told, "seq": 0} == {**expected, "seq": 0}


def test_a_wish_from_far_away_is_brought_back_to_where_numbers_hold():
    page = wished({"seq": 1, "start": [1e300, -1e300]})
    assert not page.exception
    assert scene(page)["course"]["start"] == [1e9, -1e9]
