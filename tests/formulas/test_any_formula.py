"""Any formula, made by Hypothesis, equals its direct evaluation by numpy."""

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
    "atan": np.arctan,
    "-": np.negative,
}
BINARY = {"+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide, "^": np.power}
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


@settings(max_examples=60, deadline=None)
@given(tree=TREES, seed=st.integers(0, 99))
def test_any_expression_equals_its_direct_numpy_evaluation(tree, seed):
    x, y = np.random.default_rng(seed).uniform(-2, 2, (2, 9))
    try:
        formula = parse(written(tree))
    except FormulaError as error:
        refusal = str(error)
    else:
        refusal = ""
    if refusal:
        assert any(word in refusal for word in ("zero", "no real value", "no finite value", "base", "complicated"))
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
