"""The formula language: what is read, what is refused, and values and derivatives against independent arithmetic."""

import mpmath
import numpy as np
import pytest
import sympy

from formulas import nodes
from formulas.calls import CALLS
from formulas.formula import FormulaError, parse
from knobs import Knob

POINT = (0.7, 0.4)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("-x^2", -(0.7**2)),
        ("2^-1 * x", 0.35),
        ("(x^2)^3", 0.7**6),
        ("x^2^3", 0.7**8),
        ("x**2**3", 0.7**8),
        ("2^-x^2", 2 ** -(0.7**2)),
        ("x - 1 - 1", 0.7 - 2),
        ("x/2/2", 0.7 / 4),
        ("x/2*4", 0.7 * 2),
        ("2x", 1.4),
        ("2x^2", 2 * 0.49),
        ("-2x^2", -2 * 0.49),
        ("2(x + y)", 2.2),
        ("3sin(x)", 3 * np.sin(0.7)),
        ("2x + 3y", 2.6),
        ("2pi", 2 * np.pi),
        ("2e3x", 1400.0),
        ("1.5e-1*x", 0.105),
        (".5x", 0.35),
        ("|x - 1|", 0.3),
        ("|x - |y||", 0.3),
        ("||x| - 2|", 1.3),
        ("x² + y⁻²", 0.49 + 0.4**-2),
        ("2·x × y ÷ 2 − π", 0.28 - np.pi),
        ("√(x)", np.sqrt(0.7)),
        ("ln(x) - log(x)", 0.0),
        ("e^x", np.exp(0.7)),
        ("e", np.e),
        ("--x", 0.7),
        ("x--y", 1.1),
        ("2*-x", -1.4),
        ("\t x \n", 0.7),
        ("x^-1", 1 / 0.7),
        ("sigmoid(x)", 1 / (1 + np.exp(-0.7))),
        ("softplus(x)", np.log(1 + np.exp(0.7))),
        ("1/2*x", 0.35),
        ("3/4 + x", 1.45),
        ("(3 - 5)*x", -1.4),
        ("3 + 5 - x", 7.3),
        ("2*3*x", 4.2),
        ("2^3*x", 5.6),
        ("2^-2*x", 0.175),
        ("-3*x + 7/2", 1.4),
        ("1/3*x^2/7", 0.49 / 21),
    ],
)
def test_a_text_is_read_as_a_mathematician_reads_it(text, value):
    assert parse(text).loss(*POINT) == pytest.approx(value, rel=1e-14, abs=1e-15)


@pytest.mark.parametrize(
    ("text", "hint", "character"),
    [
        ("sin x^2", "brackets", 1),
        ("1,5*x", "1.5", 2),
        ("x**2 = 0", "equals sign", 6),
        ("1/2x", "divisor", 3),
        ("2 3", "*", 3),
        ("|x|y|", "bar", 1),
        ("X", "did you mean x?", 1),
        ("foo + x", "known are", 1),
        ("x.real", "attributes", 2),
        ("х + 1", "cyrillic", 1),
        ("𝑥", "mathematical italic small x", 1),
        ("x\u200b", "zero width space", 2),
        ("x²^3", "brackets", 3),
        ("(x", "never closed", 1),
        ("x)", "no partner", 2),
        ("x +", "too early", 4),
        ("*x", "missing before '*'", 1),
        ("", "no formula yet", 1),
        ("1/0", "zero", 2),
        ("0/0", "zero", 2),
        ("x/(y - y)", "zero", 2),
        ("0^-1", "zero", 2),
        ("sqrt(-1) + x", "no real value", 1),
        ("log(0)", "no finite value", 1),
        ("asin(2)", "no real value", 1),
        ("(-2)^x", "positive base", 5),
        ("x^101", "at most 100", 2),
        ("x + 1e999", "too large", 5),
        ("x!", "factorial", 2),
    ],
)
def test_what_could_be_misread_is_refused_in_one_sentence_that_says_where(text, hint, character):
    with pytest.raises(FormulaError) as refusal:
        parse(text)
    message = str(refusal.value)
    assert hint in message
    assert message.endswith(f"(character {character}).")
    assert "\n" not in message
    assert isinstance(refusal.value, ValueError)


def test_a_number_of_nothing_is_no_small_number():
    assert parse("0e5*x + 0.000").loss(3.0, 4.0) == 0


def test_a_long_flat_sum_is_not_deep():
    assert parse("+".join(["x"] * 150)).loss(1.0, 0.0) == 150


def test_only_a_text_is_a_formula():
    with pytest.raises(FormulaError, match="text"):
        parse(None)


OUTSIDE = [
    *("sqrt(x)^2", "log(x) - log(x)", "log(x)/log(x)", "0*log(x)", "exp(log(x))", "x^0.5 * x^0.5", "asin(x + 3)"),
    *("sqrt(x)^0", "sqrt(x)^(y - y)", "sqrt(x)^(y - 0.5)", "1^log(x)", "1^sqrt(x) + y^2", "(sqrt(x)^0)^y", "x^y"),
]


@pytest.mark.parametrize("text", OUTSIDE)
def test_outside_its_domain_a_formula_and_its_derivatives_are_nan_even_where_algebra_would_cancel(text):
    formula = parse(text)
    assert np.isnan(formula.loss(-1.0, 0.5))
    assert np.isnan(formula.gradient(-1.0, 0.5)).all()
    assert np.isnan(formula.hessian(-1.0, 0.5)).all()


def test_a_power_of_numbers_is_one_where_numbers_say_so():
    assert parse("x^0 + y^0 + 1^x + 0^0").loss(0.0, -3.0) == 4
    assert parse("(x + 1)^y").loss(0.0, 5.0) == parse("x^(y - 5)").loss(-2.0, 5.0) == 1
    assert parse("sqrt(x)^0").loss(2.0, 0.0) == 1


def test_infinities_are_carried_without_a_warning():
    assert parse("exp(x)").loss(1e4, 0) == np.inf
    assert parse("1/x").loss(0, 0) == np.inf
    np.testing.assert_array_equal(parse("x^4 - 3").gradient(1e200, 0), [np.inf, 0])


def test_the_slope_of_abs_is_zero_at_its_kink_and_its_curvature_everywhere():
    formula = parse("abs(x) + |y|^3")
    np.testing.assert_array_equal(formula.gradient([-2.0, 0.0, 3.0], 0.0), [[-1, 0, 1], [0, 0, 0]])
    np.testing.assert_array_equal(formula.hessian(0.0, 2.0), [[0, 0], [0, 12]])


def test_the_tails_of_softplus_neither_overflow_nor_cancel():
    formula = parse("softplus(x)")
    x = np.array([-800.0, -40.0, 40.0, 800.0])
    np.testing.assert_allclose(formula.loss(x, 0.0), [0, np.exp(-40), 40, 800], rtol=1e-15)
    np.testing.assert_allclose(formula.gradient(x, 0.0)[0], [0, np.exp(-40), 1, 1], rtol=1e-14)
    assert formula.latex == r"\ln\left(1 + e^{x}\right)"
    assert parse("softplus(-x)^2").latex == r"\ln^{2}\left(1 + e^{- x}\right)"


def test_the_tails_of_sigmoid_neither_overflow_nor_cancel():
    formula = parse("sigmoid(x)")
    np.testing.assert_allclose(formula.gradient([-700.0, 700.0], 0)[0], np.exp(-700.0), rtol=1e-12)
    np.testing.assert_array_equal(formula.gradient([-1e5, 1e5], 0)[0], 0)


@pytest.mark.parametrize("shape", [(), (1,), (5,), (2, 3), (0,)])
@pytest.mark.parametrize("text", ["3", "x", "x^2 + y^2", "pi"])
def test_results_have_the_shape_of_the_input_and_are_never_the_input(text, shape):
    x = np.ones(shape)
    formula = parse(text)
    loss = formula.loss(x, x)
    assert np.shape(loss) == shape
    assert formula.gradient(x, x).shape == (2, *shape)
    assert formula.hessian(x, x).shape == (2, 2, *shape)
    assert not np.shares_memory(loss, x)


def test_inputs_broadcast_and_whole_numbers_are_taken_as_floats():
    formula = parse("x^30 + y")
    assert formula.loss(np.arange(3)[:, None], np.arange(4)).shape == (3, 4)
    assert formula.loss(10, 1) == 1e30 + 1
    loss, gradient = formula.loss_and_gradient(np.arange(3)[:, None], np.arange(4))
    np.testing.assert_array_equal(loss, formula.loss(np.arange(3)[:, None], np.arange(4)))
    assert gradient.shape == (2, 3, 4)


def test_parameters_are_bound_at_evaluation_and_derived_once(monkeypatch):
    formula = parse("a*x^2 + b*y", {"a": 2.0, "b": Knob(5.0, low=0, high=9, symbol="β")})
    assert formula.loss(3.0, 1.0) == 23.0
    formula.gradient(1.0, 1.0)
    monkeypatch.setattr(sympy.Expr, "diff", None)
    moved = formula.bind(a=10.0)
    np.testing.assert_array_equal(moved.gradient(3.0, 1.0), [60.0, 5.0])
    assert formula.loss(3.0, 1.0) == 23.0
    assert "β" in moved.latex


def test_the_two_zeros_are_two_constants():
    assert parse("x + atan(1/a) + atan(1/b)", {"a": 0.0, "b": -0.0}).loss(3.0, 0.0) == 3


@pytest.mark.parametrize("name", ["x", "pi", "sin", "a b", "α", "1a", ""])
def test_a_parameter_needs_a_name_of_its_own(name):
    with pytest.raises(ValueError, match="parameter cannot be called"):
        parse("x", {name: 1.0})


def test_a_parameter_is_not_called_as_what_is_given():
    assert parse("a*u*x", {"a": 2.0}, given=("u", "v")).loss(3.0, 0.0, 5.0, 7.0) == 30
    for name in ("u", "v"):
        with pytest.raises(ValueError, match=f"parameter cannot be called '{name}'"):
            parse("u*x + v", {name: 2.0}, given=("u", "v"))


def test_latex_keeps_the_order_that_was_typed():
    formula = parse("(1 - x)**2 + 100*(y - x**2)**2")
    assert formula.latex == r"\left(1 - x\right)^{2} + 100 \left(y - x^{2}\right)^{2}"
    assert parse("x^3/3 - cos(2*pi*y)").latex == r"\frac{x^{3}}{3} - \cos{\left(2 \pi y \right)}"
    assert parse("x^0.5").gradient_latex == r"\begin{pmatrix} \frac{1}{2 \sqrt{x}} \\ 0 \end{pmatrix}"
    assert parse("x^2 + 3*x*y").gradient_latex == r"\begin{pmatrix} 2 x + 3 y \\ 3 x \end{pmatrix}"


INSIDE = {
    "asin": "0.4*sin(x*y + 1)",
    "acos": "0.4*cos(x - y)",
    "log": "1 + x^2*y^2",
    "ln": "2 + x*y",
    "log10": "1 + x^2*y^2",
    "log2": "1 + x^2*y^2",
    "sqrt": "1 + x^2 + y^2",
    "acosh": "1.5 + x*y",
    "atanh": "0.4*sin(x*y + 1)",
    "pow": "x + 1, y",
    "hypot": "x*y, x - 3",
    "max": "x - 0.5, 0.9*y, 0.1",
    "min": "x - 0.5, 0.9*y, x*y",
    "if": "x < y, x*y, x^3",
    "piecewise": "x < 0.5, x*y, y < x, x^3 - y, y^2",
}
INSTEAD = {  # what mpmath calls otherwise, and what SymPy would print as something else
    "sigmoid": lambda u: 1 / (1 + mpmath.exp(-u)),
    "softplus": lambda u: mpmath.log(1 + mpmath.exp(u)),
    "relu": lambda u: max(u, mpmath.mpf(0)),
    "Abs": abs,
    "ceil": mpmath.ceil,
    "root": lambda u, degree: mpmath.sign(u) * mpmath.root(abs(u), int(degree)),
    "larger": max,
    "smaller": min,
    "Less": lambda left, right: left < right,
    "choice": lambda condition, one, other: one if condition else other,
}
DERIVED = [
    *(f"y*{name}({INSIDE.get(name, '0.5*x*y + x - 0.3')})^2 + x" for name in CALLS),
    "x^3*y - y^-2/x + (x*y + 2)^1.5 - (1 + y^2)^-0.5",
    "(2 + x)^(y - x) + 3^(x*y) + (x^2 + 1)^(1/3)",
    "exp(sin(x*y))*cos(x - exp(y)/3)/(1 + x^2 + y^4)",
    "sin(x - 3 - 3/x)*(2 - x - y)^3 + (1/x - x - 3)^-3 + exp(x)^y*cos(1 - x - 1/y)",
    "k*x^2*y - pi*y/k + e^(x*k) - e*y",
]


@pytest.mark.parametrize("text", DERIVED)
def test_values_gradients_and_hessians_agree_with_forty_digit_arithmetic(text):
    values = {"k": 1.7} if "k" in text else {}
    formula = parse(text, values)
    x, y = np.random.default_rng(len(text)).uniform(0.3, 1.2, (2, 4))
    with mpmath.workdps(40):
        constants = {name: mpmath.mpf(value) for name, value in formula.constants.items()}
        precise = sympy.lambdify(
            (*sympy.symbols("x y"), *map(sympy.Symbol, constants)),
            formula.expression.replace(
                nodes.log2, lambda u: sympy.log(u) / sympy.log(2)
            ),  # SymPy's text of it is wrong
            [INSTEAD, "mpmath"],
        )

        def expect(order):
            return [
                float(
                    mpmath.diff(lambda a, b: precise(a, b, *constants.values()), (mpmath.mpf(a), mpmath.mpf(b)), order)
                )
                for a, b in zip(x, y, strict=True)
            ]

        hessian = formula.hessian(x, y)
        for row, order in [
            (formula.loss(x, y), (0, 0)),
            (formula.gradient(x, y)[0], (1, 0)),
            (formula.gradient(x, y)[1], (0, 1)),
            (hessian[0, 0], (2, 0)),
            (hessian[0, 1], (1, 1)),
            (hessian[1, 0], (1, 1)),
            (hessian[1, 1], (0, 2)),
        ]:
            np.testing.assert_allclose(row, expect(order), rtol=1e-11, atol=1e-12)
