"""Edges, real roots and choices: values and slopes where they could be several things."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formulas import letters, parse


def slopes(text, x, y=0.0):
    return parse(text).gradient(x, y).tolist()


def test_a_function_of_steps_is_flat():
    for text in ("sign(x)", "floor(x)", "ceil(x)"):
        np.testing.assert_array_equal(parse(text).gradient([-1.5, 0.0, 2.0], 0), 0)


def test_where_two_sides_are_equal_max_and_min_have_half_of_each_slope():
    assert slopes("max(3x, 5y)", 0.0) == [1.5, 2.5]
    assert slopes("min(3x, 5y)", 0.0) == [1.5, 2.5]
    assert slopes("max(x, 0)", 0.0) == [0.5, 0]
    assert slopes("max(x, x)", 2.0) == [1, 0]
    assert slopes("max(x, y, 0)", 0.0) == [0.25, 0.25]
    assert slopes("relu(x)", 0.0) == [0, 0]
    assert slopes("max(sqrt(x), 1)", 0.0) == [0, 0]  # the infinite slope of what does not count
    assert parse("max(x^2, x^3)").hessian(1.0, 0.0)[0, 0] == 4


def test_a_choice_has_the_slope_of_its_branch_and_needs_only_that_to_be_defined():
    text = "if(x < 0, x^2, sqrt(x))"
    assert parse(text).loss([-2.0, 4.0], 0).tolist() == [4, 2]
    assert parse(text).gradient([-2.0, 4.0], 0)[0].tolist() == [-4, 0.25]
    assert slopes("if(x <= 0, 3x, 5x)", 0.0) == [3, 0]
    assert slopes("if(x < 0, 3x, 5x)", 0.0) == [5, 0]
    assert np.isnan(parse("if(sqrt(x) < 1, 1, 2)").loss(-1.0, 0))
    assert np.isnan(parse("if(sqrt(x) < 1, x, y)").gradient(-1.0, 0)).all()
    assert parse("if(x > 0 and log(x) < 1, 1, 2)").loss(-1.0, 0) == 2  # what does not hold needs no second look
    assert parse("if(x < 0 or log(x) < 1, 1, 2)").loss(-1.0, 0) == 1


@pytest.mark.parametrize(("numerator", "degree"), [(1, 3), (2, 3), (4, 3), (5, 3), (-1, 3), (3, 5), (2, 7)])
def test_a_root_of_odd_degree_is_real(numerator, degree):
    formula, x = parse(f"x^({numerator}/{degree})"), np.array([-8.0, -0.3, 0.3, 8.0])
    size = np.abs(x) ** (numerator / degree)
    np.testing.assert_allclose(formula.loss(x, 0), size * np.sign(x) ** numerator, rtol=1e-14)
    np.testing.assert_allclose(formula.gradient(x, 0)[0], formula.loss(x, 0) / x * numerator / degree, rtol=1e-13)


def test_what_algebra_makes_of_a_complex_root_is_not_made_of_a_real_one():
    assert parse("sqrt(x^(2/3))").loss(-8.0, 0) == pytest.approx(2)
    assert slopes("sqrt(x^(2/3))", -8.0)[0] == pytest.approx(-1 / 12)
    assert parse("(x^2)^(1/3)").loss(-8.0, 0) == pytest.approx(4)
    assert parse("(-8)^(1/3) + cbrt(-27)").loss(0.0, 0) == -5
    assert np.isnan(parse("x^0.333").loss(-8.0, 0))
    assert np.isnan(parse("x^(1/2)").loss(-8.0, 0))
    assert slopes("x^(4/3)", 0.0) == [0, 0]
    assert slopes("cbrt(x)", 0.0)[0] == np.inf


def test_softplus_and_its_relatives_are_exact_in_their_tails():
    np.testing.assert_array_equal(parse("softplus(x)").loss([-1e4, 1e4], 0), [0, 1e4])
    np.testing.assert_allclose(parse("softplus(x)").gradient([-700.0, 700.0], 0)[0], [np.exp(-700.0), 1], rtol=1e-12)
    assert parse("log1p(x)").loss(1e-20, 0) == parse("expm1(x)").loss(1e-20, 0) == 1e-20


def test_letters_are_in_order_of_appearance():
    assert letters("b*x^2 + a*sin(y) + b") == ("b", "a")
    assert letters("x^2 + y^2 + e*pi") == ()
    assert letters("z = x^2") == ()
    assert parse("k x^2").bind(k=3.0).loss(2.0, 0) == 12
    assert parse("k x^2").latex == "k x^{2}"


FACTORS = st.sampled_from(
    ["x", "y", "2", "sin(x)", "(x+1)", "|y|", "y²", "x^2", "sqrt(x)", "exp(y)", "pi", "max(x,y)", "a"]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(FACTORS, min_size=2, max_size=5))
def test_a_product_without_signs_is_the_product_with_them(factors):
    factors = sorted(factors, key=lambda factor: factor != "2")  # a number stands first
    if factors.count("2") > 1:
        return
    spaced, explicit = " ".join(factors), "*".join(factors)
    assert parse(spaced).loss(0.7, 0.4) == pytest.approx(parse(explicit).loss(0.7, 0.4), rel=1e-14)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["x", "y"]), min_size=1, max_size=5), st.integers(2, 5))
def test_a_power_belongs_to_the_last_letter_of_a_word(word, exponent):
    text = "".join(word)
    assert parse(f"3{text}^{exponent}").loss(0.7, 0.4) == pytest.approx(
        parse(f"3*{'*'.join(word)}^{exponent}").loss(0.7, 0.4), rel=1e-14
    )
