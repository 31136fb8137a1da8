"""What a wish of the stage reruns: its fragment alone, and after that no part of the page lags behind.

Each wish goes to the real server, as the browser sends it. Then the whole script is run at the same address: had
anything outside the fragment depended on what the wish changed, the two pages would differ.
"""

from itertools import count
from urllib.parse import urlencode

import pytest
from connection import is_stage, visiting

ADDRESSES = {
    "the first picture": {},
    "another convention": {"optimizer": "adagrad", "convention": "keras", "schedule": "polynomial"},
    "a parameter and noise": {"kappa": "50", "noise": "0.3", "seed": "2", "optimizer": "nesterov"},
    "no α of its own": {"landscape": "levy", "optimizer": "prodigy", "convention": "optax", "steps": "30"},
    "something wrong": {"landscape": "booth", "optimizer": "bfgs", "alpha": "abc", "Alpha": "1", "x": "1_0"},
}
NUMBERS = count(1)


def wishes(scene):
    """Every kind of wish that a scene allows, and some at once, with a name for each."""
    (runner,) = scene["runners"]
    for control in runner["controls"]:
        for index in (0, -1):
            yield f"{control['name']} {index}", {"values": {"a": {control["name"]: control["values"][index]}}}
    x, y = scene["course"]["start"]
    yield "a start", {"start": [x + 0.25, y - 0.5]}
    yield "a start that is dragged", {"start": [x + 0.5, y], "preview": True}
    yield "the range test", {"range_test": True}
    yield "a step", {"step": 7}
    yield "a step beyond the end", {"step": 10_000}
    yield "a view", {"view": [[x - 1, x + 1], [y - 1, y + 2]]}
    yield "remarks", {"explain": [runner["run"]]}
    yield "lost parts", {"lost": [scene["surface"]]}
    yield "no range test", {"range_test": False}
    yield "much at once", {"values": {"a": {"learning_rate": 0.02}}, "start": [x, y], "step": 3, "range_test": True}
    yield "a menu", {"chosen": {"schedule": "cosine"}}
    yield "a number", {"chosen": {"steps": 25, "seed": 3}}
    yield "an undo", {"undo": 0}
    yield "the first picture", {"reset": True}
    yield "nothing", {}


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_after_a_wish_every_element_is_as_a_full_run_draws_it(server, address):
    with visiting(server.url, urlencode(address)) as visitor:
        visitor.run()  # the first run sets the menus; from now on they say so only if one of them is to change
        for name, wish in wishes(visitor.page.header):
            seq = next(NUMBERS)
            visitor.wish(wish | {"seq": seq})
            assert visitor.page.header["seq"] == seq
            after, query = dict(visitor.page.elements), visitor.page.query
            visitor.run()
            now = visitor.page.elements
            if wish.get("preview"):  # it is drawn once
                after, now = ({path: d for path, d in page.items() if not is_stage(d)} for page in (after, now))
            assert visitor.page.query == query
            assert [path for path in after.keys() | now.keys() if after.get(path) != now.get(path)] == [], name


def test_a_wish_runs_its_fragment_alone(server):
    with visiting(server.url) as visitor:
        everything, fragment = set(visitor.page.elements), visitor.page.fragment
        assert fragment
        visitor.wish({"seq": 1, "values": {"a": {"learning_rate": 0.02}}})
        assert {visitor.page.elements[path].fragment_id for path in visitor.page.drawn} == {fragment}
        assert visitor.page.drawn < everything
        assert visitor.page.query == "alpha=0.02"


def test_a_notice_goes_with_what_it_is_about(server):
    def said(visitor):
        alerts = [delta.new_element.alert.body for delta in visitor.page.elements.values()]
        return [body for body in alerts if body]

    with visiting(server.url, "alpha=abc") as visitor:
        assert len(said(visitor)) == 1
        visitor.wish({"seq": 1, "step": 3})
        assert len(said(visitor)) == 1
        visitor.wish({"seq": 2, "values": {"a": {"learning_rate": 0.02}}})
        assert said(visitor) == []
        assert visitor.page.query == "alpha=0.02"


@pytest.mark.parametrize("page", ["", "no page"])
def test_a_wish_to_a_page_that_was_left_is_no_error(server, page):
    with visiting(server.url) as visitor:
        before = len(server.log.read_text())
        visitor.page.page = page
        visitor.wish({"seq": 1, "step": 3})
        assert "Traceback" not in server.log.read_text()[before:]
