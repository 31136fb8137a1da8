"""How long derivatives may grow: the count that decides whether a formula is too complicated, worked out by hand."""

import pytest

from formulas.grammar import read

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
