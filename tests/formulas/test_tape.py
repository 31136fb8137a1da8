"""The tape: what is computed once, what is computed at all, and in how few arrays."""

import numpy as np
import pytest

from formulas import parse
from formulas.algebra import X, Y
from formulas.tape import Tape


def operations(tape: Tape) -> list:
    return [function for function, *_ in tape._operations]


@pytest.mark.parametrize(
    ("text", "function"),
    [
        ("sin(pi*(x + 3)/4)^2 + y^2", np.sin),
        ("exp((x^2 + y^2)/2)", np.exp),
        ("exp(0.25*x - 0.25*y)", np.exp),
        ("exp(x/4 - y/4)", np.exp),
        ("exp((x - y)/4)", np.exp),
        ("sin(pi*30/180*x) + y", np.cos),
    ],
)
def test_loss_and_gradient_share_what_only_writes_its_numbers_differently(text, function):
    assert operations(parse(text)._gradient_tape).count(function) == 1


@pytest.mark.parametrize("text", ["x*3/7", "x/3", "0.1*x*0.7", "x/2/3", "3*x/4", "0.3*x - 0.3*y", "(x + y)/6"])
def test_sharing_changes_no_digit_of_what_was_typed(text):
    x, y = np.random.default_rng(3).normal(size=(2, 1000))
    np.testing.assert_array_equal(parse(text).loss(x, y), eval(text, {"x": x, "y": y}))


def test_a_long_formula_needs_few_arrays():
    expression = X
    for number in range(1, 40):
        expression = (expression * Y - number) ** 2
    tape = Tape([expression], (X, Y), {})
    assert len(tape) > 100
    assert tape._spare < 4


def test_what_is_read_last_may_be_written_over_and_what_is_asked_for_may_not():
    x, y = np.random.default_rng(4).normal(size=(2, 50))
    tape, rows = Tape([X * Y, X * Y + X, X, X * Y, X * Y - 2 * X], (X, Y), {}), np.empty((5, 50))
    tape.run((x, y), rows)
    np.testing.assert_array_equal(rows, [x * y, x + x * y, x, x * y, -2 * x + x * y])


def test_an_operation_of_several_calls_weighs_more_than_one_of_numpy_s():
    assert parse("if(x < y, x, y)").work(0, 1) > 3 * parse("x*y + x + y").work(0, 1)
    assert parse("max(x, y)").work(0, 1) == parse("x*y").work(0, 1)
