"""The limits of a formula: where each of them is, and the count of its derivatives, worked out by hand."""

import re

import pytest

from formulas.formula import FormulaError, parse
from formulas.reading import read

COUNTS = {  # of a text: size of its tree, and what is counted for its first and its second derivatives
    "x": (1, 1, 0),
    "pi": (1, 0, 0),
    "7": (1, 0, 0),
    "x + y": (3, 3, 1),
    "pi*x": (3, 2, 0),  # pi stands again beside the slope of x
    "x*y": (3, 4, 4),
    "x*y*x": (5, 9, 15),
    "-x": (3, 2, 0),
    "x^3": (3, 5, 10),  # f'(u) u' and f''(u) u'^2 + f'(u) u'', with u and the exponent in f
    "3^x": (3, 6, 12),
    "x^y": (3, 8, 20),
    "1/x": (5, 6, 11),
    "sin(x)": (2, 4, 8),
    "sin(pi)": (2, 0, 0),
    "sin(x*y)": (4, 9, 22),
    "floor(x*y)": (4, 0, 0),
    "max(x*y, x)": (5, 10, 9),  # the slopes of both sides, and both sides to compare
    "if(x < y, x*y, x)": (8, 9, 8),  # the slopes of both branches, and the condition
    "x^(1/3)": (3, 5, 10),
    "x^(2/3)": (5, 11, 32),
}


@pytest.mark.parametrize("text", COUNTS)
def test_what_is_counted_for_a_formula_and_its_derivatives(text):
    term = read(text)
    assert (term.size, term.first, term.second) == COUNTS[text]


@pytest.mark.parametrize(
    ("text", "depth"),
    [
        ("x", 1),
        ("x + y", 2),
        ("x + y + x + y", 2),
        ("x*y*x", 2),
        ("x + (y + x)", 3),
        ("sin(x + y*x)^2", 5),
        ("x^y^x", 3),
    ],
)
def test_a_sum_or_product_is_one_level_however_long(text, depth):
    assert read(text).depth == depth


LIMITS = {  # the longest of each kind that is read, the first that is not, and what is said of that
    "characters": ("x" + " " * 999, "x" + " " * 1000, "at most 1000 characters; this text has 1001"),
    "signs": ("-" + "+".join(["x"] * 200), "--" + "+".join(["x"] * 200), "at most 400 numbers, names and signs"),
    "brackets": ("(" * 40 + "x" + ")" * 40, "(" * 41 + "x" + ")" * 41, "at most 40 levels"),
    "all brackets": ("⌊(" * 20 + "x" + ")⌋" * 20, "(" + "⌊(" * 20 + "x" + ")⌋" * 20 + ")", "at most 40 levels"),
    "bars": ("|x-" * 6 + "y" + "|" * 6, "(" * 35 + "|x-" * 6 + "y" + "|" * 6 + ")" * 35, "at most 40 levels"),
    "levels": ("^".join(["pi"] * 50), "^".join(["pi"] * 51), "at most 50 levels"),
    "exponent": ("x^100", "x^100.5", "at most 100; this one is 100.5"),
    "negative exponent": ("x^-100", "x^-100.5", "at most 100; this one is -100.5"),
    "digits": ("0." + "1" * 38, "0." + "1" * 39, "too long, too large or too small"),
    "large number": ("1e100", "1.000001e100", "too long, too large or too small"),
    "small number": ("1e-323", "1e-324", "too long, too large or too small"),
    "derivatives": ("exp(" * 10 + "x*y" + ")" * 10, "exp(" * 11 + "x*y" + ")" * 11, "derivatives would fill pages"),
    "name shown": ("x", "a" * 21, "'aaaaaaaaaaaaaaaaaaaa…'"),
}


@pytest.mark.parametrize(("longest", "refused", "complaint"), LIMITS.values(), ids=LIMITS)
def test_a_limit_is_where_its_sentence_says(longest, refused, complaint):
    parse(longest)
    with pytest.raises(FormulaError, match=re.escape(complaint)):
        parse(refused)
