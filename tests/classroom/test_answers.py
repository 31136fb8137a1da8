"""Answers: what is taken, what is refused, and that server and page agree on what is right."""

import json
import math
import subprocess
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classroom.answers import CHECKS, check_answer, check_count, is_right
from classroom.room import RefusedError

VALUES = [0.01, 0.0316, 0.1, 0.2, 1.0]
TOLD = {
    "choice": {"ask": "choice", "options": [{}, {}, {}]},
    "curve": {"ask": "curve", "options": [{}, {}]},
    "marker": {"ask": "marker", "control": {"values": VALUES}},
    "pin": {"ask": "pin", "window": [[-5, 5], [0, 2]]},
    "order": {"ask": "order", "letters": ["a", "b", "c"]},
}
NODE = Path(__file__).parents[2] / ".venv" / "bin" / "node"
ASKS = Path(__file__).parents[2] / "stage" / "frontend" / "lesson" / "asks"

nothing = st.none() | st.booleans() | st.text(max_size=5) | st.integers() | st.floats()
anything = st.recursive(nothing, lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner))


@settings(max_examples=60)
@given(st.sampled_from(list(CHECKS)), anything)
def test_whatever_is_sent_is_an_answer_or_refused(ask, raw):
    with suppress(RefusedError):
        answer = check_answer(TOLD[ask], raw)
        assert check_answer(TOLD[ask], json.loads(json.dumps(answer, allow_nan=False))) == answer


@pytest.mark.parametrize(
    ("ask", "raw"),
    [
        *(("choice", raw) for raw in (True, 3, -1, 1.0, "1", [1], None, {}, 10**400)),
        *(("marker", raw) for raw in (False, math.nan, math.inf, 0.0099, 1.01, "0.1", [0.1], -(10**400))),
        *(("pin", raw) for raw in ([1], [1, 2, 3], [1, True], [1, "2"], [1, math.nan], [15.1, 0], [0, -2.1], [[1], 2])),
        ("pin", [10**400, 0]),
        *(("order", raw) for raw in ([0, 1], [0, 1, 1], [0, 1, 3], [0, 1, 2, 2], [False, True, 2], "012", [[0], 1, 2])),
        ("order", list(range(100_000))),
    ],
)
def test_what_is_no_answer_is_refused_with_a_sentence(ask, raw):
    with pytest.raises(RefusedError, match=r"\.$"):
        check_answer(TOLD[ask], raw)


@pytest.mark.parametrize("raw", [-1, 1000, 2.0, True, "3", None])
def test_hands_are_counted_in_whole_numbers(raw):
    with pytest.raises(RefusedError):
        check_count(raw)


def test_an_answer_is_kept_in_one_form():
    assert check_answer(TOLD["marker"], 0.12) == 0.1
    assert check_answer(TOLD["marker"], 1) == 1.0
    assert check_answer(TOLD["pin"], [1.23456789, -0.0]) == [1.23457, 0.0]
    assert str(check_answer(TOLD["pin"], [-0.0, 1])[0]) == "0.0"
    assert check_answer(TOLD["order"], [2, 0, 1]) == [2, 0, 1]
    assert check_count(999) == 999


def test_server_and_page_judge_alike():
    """Markers on even, geometric, memory and falling sliders; pins on windows of every shape."""
    draw = np.random.default_rng(0)
    sliders = [np.geomspace(0.01, 100, 81), np.linspace(0, 1, 26), 1 - np.geomspace(1, 0.001, 25)]
    sliders.append(np.array([0, 1e-4, 1e-3, 0.01, 0.1]))
    sliders.append(np.geomspace(1, 1e-3, 25))
    markers = [
        [float(draw.choice(values)), float(draw.choice(values) * draw.uniform(0.9, 1.1)), values.tolist()]
        for values in sliders
        for _ in range(80)
    ]
    pins = [
        [draw.normal(size=2).tolist(), (draw.normal(size=2) * 0.3).tolist(), draw.uniform(0.5, 20, 2).tolist()]
        for _ in range(200)
    ]
    pins += [[pin, (np.array(pin) + draw.normal(size=2) * 0.3).tolist(), size] for pin, _, size in pins]
    script = f"""
      const marker = await import("{(ASKS / "marker.js").as_uri()}");
      const pin = await import("{(ASKS / "pin.js").as_uri()}");
      const {{ markers, pins }} = JSON.parse(await new Response(process.stdin).text());
      const judged = [markers, pins].map((each, i) => each.map((given) => [marker, pin][i].distanceOf(...given).right));
      process.stdout.write(JSON.stringify(judged));
    """
    ran = subprocess.run(
        [NODE, "--input-type=module", "-e", script],
        input=json.dumps({"markers": markers, "pins": pins}),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    own = [
        [
            is_right({"ask": "marker", "truth": truth, "control": {"values": values}}, at)
            for at, truth, values in markers
        ],
        [is_right({"ask": "pin", "truth": truth, "size": size}, at) for at, truth, size in pins],
    ]
    assert own == json.loads(ran.stdout)
    assert all(0.02 < np.mean(each) < 0.98 for each in own)


def test_who_comes_in_together_is_right_either_way():
    told = {"ask": "order", "truth": [1, 2, 2]}
    assert [is_right(told, order) for order in ([0, 1, 2], [0, 2, 1], [1, 0, 2])] == [True, True, False]


def test_what_ends_nowhere_has_no_right_place():
    assert not is_right({"ask": "pin", "truth": [None, None], "size": [1, 1]}, [0.0, 0.0])
    assert not is_right({"ask": "marker", "truth": None, "control": {"values": VALUES}}, 0.1)
