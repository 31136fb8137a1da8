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
    data, values = landscape.data, dict(landscape.values)
    points = {} if data is None else {"u": data.inputs, "v": data.targets}
    written = python_text(parse(landscape.formula, values, tuple(points)).expression, "jnp")
    x, y = np.random.default_rng(5).uniform(-2, 2, size=(2, 20))
    computed = evaluate(written, *(np.stack([x, y])[..., np.newaxis] if data else (x, y)), **values, **points)
    computed = computed.mean(axis=-1) if data else computed
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
    if np.isrealobj(expected) and np.all(np.abs(expected) < 1e6):  # Python's cube root of -8 is complex
        computed = evaluate(python_text(formula.expression, "torch"), x, y)
        np.testing.assert_allclose(computed, expected, rtol=1e-8, atol=1e-8)
        np.testing.assert_allclose(formula.loss(x, y), expected, rtol=1e-8, atol=1e-8)


CHOSEN = [
    *("max(x, y, 1)", "min(x, a)", "max(a, 2)*x", "max(0, 1 - x*y)", "sign(x)*floor(3*y) + ceil(x)", "relu(x - y)"),
    *("if(x < 0, x^2, sqrt(x))", "if(x > y, log(x), y^2)", "if(x < y and y > 0 or x == y, 1, 2)", "if(a < 2, x, y)"),
    *("if(x < 1, if(y < 1, 1/x, y), exp(x))", "piecewise(x < 0.5, sqrt(x), x < 1, x, 3)", "x*if(0 < x <= 1, 2, 3)"),
    *("cbrt(x - 1)", "(x - 1)^(2/3)", "(x - y)^(-1/3)", "(x - y)^(5/3)", "cbrt(-a)*x", "cbrt(cbrt(x - 1) - y)"),
    *(
        "softplus(x)",
        "softplus(a)*x",
        "log10(x) + log2(y) + log1p(x) + expm1(y)",
        "asinh(x) + atanh(y/2)",
        "sign(-a)*x",
    ),
    *("csc(x) + sec(y)", "hypot(x, y)", "acosh(1 + a) + x", "floor(a/2)*x", "tanh(x) + sinh(y) - cosh(a)"),
]


@pytest.mark.parametrize("functions", ["torch", "ops", "jnp"])
@pytest.mark.parametrize("text", CHOSEN)
def test_computes_choices_edges_and_real_roots(text, functions):
    formula = parse(text)
    x, y = np.array([0.3, 1.9, 0.7, 1.0]), np.array([0.7, 0.2, 0.7, 1.3])
    written = evaluate(python_text(formula.expression, functions), x, y, **dict(formula.values))
    np.testing.assert_allclose(written, formula.loss(x, y), rtol=1e-13)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("max(x, 0)", "torch.maximum(x, torch.full_like(x, 0))"),
        ("if(x < 0, -x, x)", "torch.where(x < 0, -x, x)"),
        ("if(a < 0, x, y)", "(x if a < 0 else y)"),
        ("cbrt(x)", "(lambda u: torch.sign(u)*torch.abs(u)**(1/3))(x)"),
        ("relu(x)", "torch.relu(x)"),
    ],
)
def test_edges_are_written_as_a_person_would(text, written):
    assert python_text(parse(text).expression, "torch") == written


@pytest.mark.parametrize("text", ["max(x, 0)", "min(x, y)", "floor(x)", "ceil(x*y)", "softplus(x)"])
def test_keras_is_not_asked_for_what_it_computes_in_float32(text):
    written = python_text(parse(text).expression, "ops")
    assert "ops.where" in written or "ops.log1p" in written
    assert not re.search(r"ops\.(maximum|minimum|floor|ceil|softplus|logaddexp)", written)


def test_a_branch_that_is_not_taken_sees_another_point():
    """The slope that a `where` hands back to it, 0 times an infinite one, is then stopped by the inner `where`."""
    seen = []
    library = STAND_INS["torch"]
    names = {**vars(library), "sqrt": lambda u: seen.append(u) or np.sqrt(u)}
    written = python_text(parse("if(x < 0, x^2, sqrt(x))").expression, "torch")
    eval(written, {"torch": type(library)(**names), "x": np.array([-4.0, 4.0]), "y": np.zeros(2)})
    assert seen[0].tolist() == [1, 4]


@pytest.mark.parametrize("outer", ["cbrt(y + {})", "if(x < y, sqrt(x), {})", "max(x, {})", "softplus({})"])
def test_a_text_grows_with_the_depth_of_its_formula_and_no_faster(outer):
    text, lengths = "x", []
    for _ in range(4):
        text = outer.format(text)
        lengths.append(len(python_text(parse(text).expression, "torch")))
    assert lengths[3] - lengths[2] == lengths[2] - lengths[1]
