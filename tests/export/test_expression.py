"""The text of a formula computes the formula."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stand_ins import STAND_INS

from export.expression import python_text
from formulas import parse
from landscapes import LANDSCAPES


def evaluate(formula, functions, x, y):
    names = STAND_INS | {"x": x, "y": y}
    with np.errstate(all="ignore"):
        return eval(python_text(formula.expression, functions), names | dict(formula.values))


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
    "5",
    "kappa",
]


@pytest.mark.parametrize("functions", ["torch", "ops", "jnp"])
@pytest.mark.parametrize("text", TEXTS)
def test_computes_the_formula(text, functions):
    formula = parse(text, {"kappa": 1.7} if "kappa" in text else {})
    x, y = np.array([0.3, 1.9, 2.4]), np.array([0.7, 0.2, 1.3])
    written = evaluate(formula, functions, x, y)
    np.testing.assert_allclose(written, formula.loss(x, y), rtol=1e-13)
    assert np.shape(written) == x.shape  # a constant still is a function of x


@pytest.mark.parametrize("landscape", LANDSCAPES.values(), ids=LANDSCAPES)
def test_computes_every_landscape(landscape):
    formula = parse(landscape.formula, dict(landscape.values))
    x, y = np.random.default_rng(5).uniform(-2, 2, size=(2, 20))
    np.testing.assert_allclose(evaluate(formula, "jnp", x, y), landscape.loss(x, y), rtol=1e-11, atol=1e-11)


atoms = st.sampled_from(["x", "y", "2", "0.5", "3", "pi"])
texts = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/"]), inner).map(lambda parts: f"({' '.join(parts)})"),
        inner.map(lambda text: f"(-{text})"),
        st.tuples(inner, st.sampled_from(["2", "3", "0.5", "(-1)", "(1/3)"])).map(lambda parts: f"({'^'.join(parts)})"),
        st.tuples(st.sampled_from(["sin", "exp", "abs", "tanh"]), inner).map(lambda parts: f"{parts[0]}({parts[1]})"),
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(texts)
def test_computes_random_formulas(text):
    try:
        formula = parse(text)
    except ValueError:
        return
    x, y = np.array([0.31, 1.27]), np.array([0.83, 0.47])
    expected = formula.loss(x, y)
    if np.all(np.abs(expected) < 1e6):
        np.testing.assert_allclose(evaluate(formula, "torch", x, y), expected, rtol=1e-8, atol=1e-8)
