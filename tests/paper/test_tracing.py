"""Traced numbers behave as arrays do, and what they remember is written with the brackets that it needs."""

import numpy as np
import pytest

from paper.arithmetic import evaluate, write_expression, write_number, write_reasons
from paper.tracing import Traced


def number(value):
    return Traced.given([value])


def only(traced):
    (node,) = traced.nodes.flat
    return node


A, B, C = number(3.0), number(-2.0), number(0.5)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (A - (B + C), r"3 - (-2 + 0.5)"),
        (A - (C - A), r"3 - (0.5 - 3)"),
        (A - B, r"3 - (-2)"),
        (B + A * C, r"-2 + 3 \cdot 0.5"),
        (A + B * C, r"3 + (-2) \cdot 0.5"),
        ((A + B) * C, r"(3 + (-2)) \cdot 0.5"),
        (A * -B, r"3 \cdot (-(-2))"),
        (B**2, r"(-2)^{2}"),
        ((A / C) ** 2, r"\left(\frac{3}{0.5}\right)^{2}"),
        ((A**C) ** 2, r"(3^{0.5})^{2}"),
        (np.sqrt(A) ** 2, r"\sqrt{3}^{2}"),
        (number(1.2e-7) ** 2, r"(1.2\times10^{-7})^{2}"),
        (np.abs(B / C), r"\left|\frac{-2}{0.5}\right|"),
        (np.clip(A, B, C), r"\min(\max(3,\ -2),\ 0.5)"),
        (np.stack([A, B, C]).sum(axis=0), r"3 + (-2) + 0.5"),
        (np.stack([A, B, C]).max(axis=0), r"\max(\max(3,\ -2),\ 0.5)"),
        (np.sum(np.stack([A, B]), axis=0), r"3 + (-2)"),
        (np.exp(A), r"\operatorname{exp}(3)"),
        (2 * A + 0 * B + C / 1 - 0, r"2 \cdot 3 + 0.5"),
    ],
)
def test_an_expression_has_the_brackets_it_needs_and_no_idle_terms(made, expected):
    assert write_expression(only(made), 4) == expected
    assert evaluate(only(made), 17) == made.value.item()


def test_what_is_nothing_times_infinity_stays_visible():
    with np.errstate(all="ignore"):
        assert write_expression(only(0 * number(np.inf)), 4) == r"0 \cdot \infty"


def test_only_numbers_of_the_code_vanish():
    assert write_expression(only(number(0.0) * A + number(1.0) * B), 4) == r"0 \cdot 3 + 1 \cdot (-2)"


@pytest.mark.parametrize(
    ("condition", "reason"),
    [
        (A > B, "3 > -2"),
        (A < B, r"3 \ge -2"),
        (A <= B, "3 > -2"),
        (A == B, r"3 \ne -2"),
        (number(np.nan) > A, r"\text{nan} \not> 3"),
    ],
)
def test_a_choice_is_written_as_what_was_chosen_and_why(condition, reason):
    chosen = np.where(condition, A + 1, B + 1)
    expected = "3 + 1" if condition.value.item() else "-2 + 1"
    assert write_expression(only(chosen), 4) == expected
    assert write_reasons(only(chosen), 4) == [reason]
    assert write_reasons(only(chosen * 2), 4) == [reason]


def test_a_reason_that_held_goes_before_those_that_did_not():
    chosen = np.where(B > 0, A, np.where(B < 0, C, B))
    assert (write_reasons(only(chosen), 4), chosen.value.item()) == (["-2 < 0"], 0.5)


def test_rounding_that_would_choose_otherwise_gives_no_value():
    chosen = np.where(number(1.00001) > number(1.0), A, B)
    assert np.isnan(evaluate(only(chosen), 4))
    assert evaluate(only(chosen), 7) == 3


def test_moving_elements_about_keeps_each_with_its_node():
    grid = Traced.given(np.arange(4.0).reshape(2, 2, 1))
    (a, b), (c, d) = grid
    for moved in (np.stack([d, a]), grid.swapaxes(0, 1), np.broadcast_to(grid, (2, 2, 3)), grid[Traced.given(1) > 0]):
        assert all(node.value == value for node, value in zip(moved.nodes.flat, moved.value.flat, strict=True))
    assert only(c) is grid.nodes[1, 0, 0]
    assert only(b) is grid.swapaxes(0, 1).nodes[1, 0, 0]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.25, "0.25"),
        (-0.001234567, "-0.001235"),
        (1.2e-7, r"1.2\times10^{-7}"),
        (1e-8, "10^{-8}"),
        (-1e-8, r"-1\times10^{-8}"),
        (9999.7, r"10^{4}"),
        (1234.56, "1235"),
        (-0.0, "0"),
        (300.0, "300"),
        (np.inf, r"\infty"),
        (-np.inf, r"-\infty"),
        (np.nan, r"\text{nan}"),
    ],
)
def test_numbers_are_short_and_have_no_idle_zeros(value, text):
    assert write_number(value, 4) == text


def test_its_plain_numbers_may_be_taken_for_what_is_no_part_of_the_working():
    plain = np.asarray(A + B)
    assert type(plain) is np.ndarray
    assert plain == 1.0
