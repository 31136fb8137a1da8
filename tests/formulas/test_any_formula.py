"""Any formula, made by Hypothesis, equals its direct evaluation by numpy, and is nan wherever that is."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from formulas.formula import FormulaError, parse

UNARY = {
    "sin": np.sin,
    "exp": np.exp,
    "log": np.log,
    "sqrt": np.sqrt,
    "abs": np.abs,
    "tanh": np.tanh,
    "asin": np.arcsin,
    "atan": np.arctan,
    "-": np.negative,
}


def power(base, exponent):
    """Step by step, with no step from nan back to a number: numpy's own has nan^0 = 1^nan = 1."""
    return np.where(np.isnan(base) | np.isnan(exponent), np.nan, np.power(base, exponent))


BINARY = {"+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide, "^": power}
VARYING = st.sampled_from(["x", "y"])
NUMBERS = st.sampled_from(["2", "3", "0.5", "7.25", "0.1"])
TREES = st.recursive(
    VARYING,
    lambda tree: st.one_of(
        st.tuples(st.sampled_from(sorted(UNARY)), tree),
        st.tuples(tree, st.sampled_from("+-*/^"), st.one_of(tree, NUMBERS)),
        st.tuples(NUMBERS, st.sampled_from("+-*/^"), tree),
    ),
    max_leaves=12,
)


def written(tree) -> str:
    if isinstance(tree, str):
        return tree
    if len(tree) == 2:
        return f"{tree[0]}({written(tree[1])})"
    return f"({written(tree[0])}) {tree[1]} ({written(tree[2])})"


def computed(tree, x, y):
    if isinstance(tree, str):
        return {"x": x, "y": y}[tree] if tree in "xy" else np.float64(tree)
    if len(tree) == 2:
        return UNARY[tree[0]](computed(tree[1], x, y))
    return BINARY[tree[1]](computed(tree[0], x, y), computed(tree[2], x, y))


def read(tree):
    """The formula, or None if it is refused for a reason that a random one may well have."""
    try:
        return parse(written(tree))
    except FormulaError as error:
        refusal = str(error)
    assert any(word in refusal for word in ("zero", "no real value", "no finite value", "base", "complicated"))
    return None


@settings(max_examples=60, deadline=None)
@given(tree=TREES, seed=st.integers(0, 99))
def test_any_expression_equals_its_direct_numpy_evaluation(tree, seed):
    x, y = np.random.default_rng(seed).uniform(-2, 2, (2, 9))
    formula = read(tree)
    if formula is None:
        return
    with np.errstate(all="ignore"):
        expected = computed(tree, x, y)
        nudged = computed(tree, x * (1 + 1e-12), y * (1 - 1e-12))
    tame = np.isclose(expected, nudged, rtol=1e-8, atol=0) & (np.abs(expected) < 1e100)  # a nudge hardly moves it
    np.testing.assert_allclose(formula.loss(x, y)[tame], np.broadcast_to(expected, 9)[tame], rtol=1e-7)
    hopeless = np.isnan(expected) & np.isnan(nudged)
    assert not np.isfinite(formula.loss(x, y)[hopeless]).any()
    formula.gradient(x, y)
    formula.hessian(x, y)


LIMITED = st.sampled_from(["sqrt", "log", "asin"]).flatmap(
    lambda name: st.sampled_from(["x", "y", ("x", "-", "y"), ("x", "*", "y"), ("x", "+", "0.5")]).map(
        lambda inner: (name, inner)
    )
)
HIDING = (  # what algebra, or numpy, would make a number or something simpler of, whatever the domain of f
    lambda f: (f, "^", "0"),
    lambda f: ("1", "^", f),
    lambda f: ("0", "*", f),
    lambda f: (f, "*", "0"),
    lambda f: (f, "-", f),
    lambda f: (f, "/", f),
    lambda f: (f, "^", "2"),
    lambda f: (f, "^", ("y", "-", "y")),
    lambda f: (f, "^", "y"),
    lambda f: (("0.5", "^", "0"), "^", f),
    lambda f: ("exp", ("log", f)),
    lambda f: ((f, "^", "0"), "^", f),
)
HIDDEN = st.builds(lambda hide, f: hide(f), st.sampled_from(HIDING), LIMITED)
PATCHWORK = st.recursive(
    HIDDEN,
    lambda tree: st.one_of(
        st.builds(lambda hide, f: hide(f), st.sampled_from(HIDING), tree),
        st.tuples(tree, st.sampled_from("+-*/"), st.one_of(tree, VARYING, NUMBERS)),
        st.tuples(st.one_of(VARYING, NUMBERS), st.sampled_from("+-*"), tree),
        st.tuples(st.sampled_from(["sin", "abs", "tanh", "-"]), tree),
    ),
    max_leaves=4,
)


@settings(max_examples=80, deadline=None)
@given(tree=PATCHWORK, seed=st.integers(0, 99))
def test_where_a_step_by_step_evaluation_is_nan_so_are_the_loss_and_all_its_derivatives(tree, seed):
    x, y = np.random.default_rng(seed).uniform(-2, 2, (2, 12))
    x[:3], y[1:4] = 0, 0
    formula = read(tree)
    if formula is None:
        return
    with np.errstate(all="ignore"):
        outside = np.broadcast_to(np.isnan(computed(tree, x, y)), 12)
    np.testing.assert_array_equal(np.isnan(formula.loss(x, y)), outside)
    assert np.isnan(formula.gradient(x, y)[:, outside]).all()
    assert np.isnan(formula.hessian(x, y)[..., outside]).all()
