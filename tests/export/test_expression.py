"""The text of a formula computes the formula: what Python itself makes of the typed text is the measure."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stand_ins import STAND_INS

from export.expression import python_text
from formulas import parse
from landscapes import LANDSCAPES


def evaluate(text, x, y, **values):
    names = STAND_INS | {"x": x, "y": y}
    with np.errstate(all="ignore"):
        return eval(text, names | values)


def read_by_python(text, x, y, **values):
    """The typed text as Python reads it, without a grammar or a tree of ours."""
    names = vars(STAND_INS["torch"]) | {"pi": np.float64(np.pi), "e": np.float64(np.e), "x": x, "y": y}
    text = re.sub(r"(?<![\w.])\d+(?![\w.])", r"\g<0>.0", text.replace("^", "**"))  # numpy takes no whole number to -1
    with np.errstate(all="ignore"):
        return eval(text, names | values) + 0 * x


TEXTS = [
    "-x^2",
    "(-x)^2",
    "-(x + y)",
    "x - (y - x)",
    "x - (y + x)",
    "2 - (-x)",
    "x/(y/3)",
    "x/y/3",
    "x/(2*y)",
    "1/x^2",
    "1/(x*y)",
    "2^-x",
    "2^(-x - y)",
    "x^(1/3)",
    "(x^2)^3",
    "2^(3^x)",
    "(2^x)^3",
    "(-2)^2*x",
    "x*(-3)",
    "sqrt(x)/sqrt(2)",
    "x^0.5*y^-0.5",
    "abs(x - y)^1.5",
    "-sin(x)*-y",
    "x^(y - 1)",
    "(x + y)*(x - y)",
    "exp(-(x + y)/2)",
    "e^2*x + e^x",
    "sigmoid(x) - sigmoid(kappa) + sqrt(kappa) + abs(-kappa) + cos(kappa*pi) + log(kappa)",
    "1/2*x",
    "x*1/2",
    "2/3*x/y",
    "-3/7*x^2/5",
    "x - 1/2*y",
    "x - (-1/2)*y",
    "(1/2)^x*y",
    "x^-2",
    "x^-(1/3)",
    "(x + 1/3)^(2/3)",
    "x/(2/3)",
    "2.5*x/0.3",
    "5",
    "kappa",
    "1/3",
]


@pytest.mark.parametrize("functions", ["torch", "ops", "jnp"])
@pytest.mark.parametrize("text", TEXTS)
def test_computes_the_formula(text, functions):
    values = {"kappa": 1.7} if "kappa" in text else {}
    formula = parse(text, values)
    x, y = np.array([0.3, 1.9, 2.4]), np.array([0.7, 0.2, 1.3])
    expected = read_by_python(text, x, y, **values)
    written = evaluate(python_text(formula.expression, functions), x, y, **values)
    np.testing.assert_allclose(written, expected, rtol=1e-13)
    np.testing.assert_allclose(formula.loss(x, y), expected, rtol=1e-13)
    assert np.shape(written) == x.shape  # a constant still is a function of x


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("-x^2", "-x**2"),
        ("1/2*x", "1/2*x"),
        ("x/2 - 1/3*y", "x/2 - 1/3*y"),
        ("3 x - (y - x)", "3*x - (y - x)"),
        ("x*y/3", "x*y/3"),
        ("1/x + x^-2", "1/x + x**(-2)"),
        ("sqrt(2)*x^(3/2)", "math.sqrt(2)*x**(3/2)"),
        ("0.1*abs(y)", "0.1*torch.abs(y)"),
        ("e*pi", "math.e*math.pi + 0*x"),
        ("x", "x"),
        ("y", "y"),
    ],
)
def test_is_written_as_a_person_would(text, written):
    assert python_text(parse(text).expression, "torch") == written


@pytest.mark.parametrize("landscape", LANDSCAPES.values(), ids=LANDSCAPES)
def test_computes_every_landscape(landscape):
    written = python_text(parse(landscape.formula, dict(landscape.values)).expression, "jnp")
    x, y = np.random.default_rng(5).uniform(-2, 2, size=(2, 20))
    computed = evaluate(written, x, y, **dict(landscape.values))
    np.testing.assert_allclose(computed, landscape.loss(x, y), rtol=1e-11, atol=1e-11)


atoms = st.sampled_from(["x", "y", "2", "0.5", "3", "7", "pi", "1/2", "2/3"])
exponents = st.sampled_from(["2", "3", "0.5", "-1", "-2", "(-1)", "(1/3)", "(-2/3)"])
texts = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/"]), inner).map(" ".join),
        inner.map(lambda text: f"({text})"),
        inner.map(lambda text: f"-({text})"),
        st.tuples(inner, exponents).map(lambda halves: f"({halves[0]})^{halves[1]}"),
        st.tuples(st.sampled_from(["sin", "exp", "abs", "tanh"]), inner).map(
            lambda halves: f"{halves[0]}({halves[1]})"
        ),
    ),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None)
@given(texts)
def test_computes_random_formulas(text):
    try:
        formula = parse(text)
    except ValueError:
        return
    x, y = np.array([0.31, 1.27]), np.array([0.83, 0.47])
    expected = read_by_python(text, x, y)
    if np.all(np.abs(expected) < 1e6):
        computed = evaluate(python_text(formula.expression, "torch"), x, y)
        np.testing.assert_allclose(computed, expected, rtol=1e-8, atol=1e-8)
        np.testing.assert_allclose(formula.loss(x, y), expected, rtol=1e-8, atol=1e-8)
