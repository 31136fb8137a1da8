"""What the stage is told of a typed formula: its mathematics, and its minima against closed forms."""

import re

import pytest

from address import read
from app_pages.formula import EXAMPLES, MOST_ROWS, describe_typed


def facts(text, **more):
    visit, notices = read({"f": text} | more)
    assert notices == []
    return describe_typed(visit, None)


def test_a_landscape_that_nobody_typed_has_none():
    assert describe_typed(read({})[0], None) is None


@pytest.mark.parametrize(
    ("text", "more", "rows"),
    [  # x, y, loss, sharpest, flattest and whether it is global, worked out by hand
        ("(x - 1)^2 + 3*(y + 2)^2 + 5", {}, [(1, -2, 5, 6, 2, True)]),
        ("a*(x - 1)^2 + b*y^2", {"a": "2", "b": "0.5"}, [(1, 0, 0, 4, 1, True)]),
        ("(x^2 - 1)^2 + y^2", {}, [(-1, 0, 0, 8, 2, True), (1, 0, 0, 8, 2, True)]),
        ("x^2 + y^2 + x*y", {}, [(0, 0, 0, 3, 1, True)]),
        ("(1 - x)^2 + 100*(y - x^2)^2", {}, [(1, 1, 0, 1001.6006, 0.39936077, True)]),
        ("x*y - log(x) - log(y) + x + y", {}, [(0.6180339887, 0.6180339887, 2.5803, 3.6180, 1.6180, True)]),
        (
            "x^4 - 2*x^2 + x^3/1000 + y^2",
            {},
            [(-1.000375, 0, -1.001, 8.003, 2, True), (0.999625, 0, -0.999, 7.997, 2, False)],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_minima_are_where_they_are_in_closed_form(text, more, rows):
    found = facts(text, **more)["minima"]["rows"]
    assert len(found) == len(rows)
    key = (lambda row: (row[5], row[0])) if len(rows) > 1 else None
    names = ("x", "y", "loss", "sharpest", "flattest", "is_global")
    for row, expected in zip(
        sorted((tuple(row[name] for name in names) for row in found), key=key), sorted(rows, key=key), strict=True
    ):
        assert row == pytest.approx(expected, rel=2e-4, abs=1e-9)


def test_a_crease_has_no_curvature_that_is_known():
    (row,) = facts("|x| + 2|y|")["minima"]["rows"]
    assert (row["x"], row["y"], row["loss"], row["is_global"]) == (0, 0, 0, True)
    assert row["sharpest"] is None or row["sharpest"] >= row["flattest"]


FOUND = " found in this window, on a fine grid: a narrow one may be missed."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x^2 - y^2", "No minimum was"),
        ("x^2 + y^2", "1 minimum was"),
        ("(x^2 - 1)^2 + y^2", "2 minima were"),
        ("(x^2 + y^2 - 4)^2", "1 valley of equal minima was"),
        ("(x^2 - 4)^2", "2 valleys of equal minima were"),
    ],
)
def test_how_many_were_found_is_a_sentence(text, words):
    assert facts(text)["minima"]["words"] == words + FOUND


def test_of_very_many_minima_some_are_listed_and_all_are_counted():
    minima = facts("cos(4x) + cos(4y)")["minima"]
    assert len(minima["rows"]) == MOST_ROWS
    count = int(minima["words"].split()[0])
    assert count > MOST_ROWS
    assert minima["words"] == f"{count} minima were" + FOUND


@pytest.mark.parametrize("text", EXAMPLES.values(), ids=EXAMPLES)
def test_every_example_opens_without_complaint(text):
    told = facts(text)
    assert told["text"] == text
    assert told["found"]
    assert len(told["math"]) == 2
    assert [{"title": title, "text": own} for title, own in EXAMPLES.items()] == told["examples"]


ELEMENTS = {"math", "mrow", "mi", "mn", "mo", "msup", "msub", "msubsup", "mfrac", "msqrt", "mtable", "mtr", "mtd"}
ELEMENTS |= {"mspace", "mtext", "mstyle", "mroot"}


@pytest.mark.parametrize(
    "text",
    [
        "x^2 + y^2  # <script>alert(1)</script>",
        "<script>alert(1)</script>",
        "x^2 + y^2 <img src=x onerror=alert(1)>",
        "x^2 + \\href{javascript:alert(1)}{y}",
        "x^2 + \\text{<b>}",
        "x<y",
        "x^2 + y^2 & 1",
        "if(x < y, x^2, y^2) + y^2",
        "\\frac{x^2}{2} + y^2",
        "a*x^2 + cbrt(y)^2",
        "sqrt(x^2 + 1) + |y|",
    ],
)
def test_the_mathematics_hold_nothing_of_a_text_but_what_was_understood_of_it(text):
    visit, _ = read({"f": text})
    for markup in describe_typed(visit, None)["math"]:
        assert {name.lower() for name in re.findall(r"</?\s*([^\s/>]+)", markup)} <= ELEMENTS
        assert not re.search(r"script|onerror|href|javascript|alert|img", markup)


def test_a_gradient_too_long_to_be_read_is_left_out(monkeypatch):
    monkeypatch.setattr("app_pages.formula.LONGEST_GRADIENT", 100)
    assert len(facts("x^2 + 17y^2")["math"]) == 2
    assert len(facts("x^2 + 17y^2 + sin(3x*y)*exp(-x^2/17)")["math"]) == 1
