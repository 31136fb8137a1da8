"""How each library calls the functions of a formula; {} are their arguments.

Where a text needs an argument twice it is given to a lambda: written out twice, nested ones would double each time.
"""

SHORT_INVERSES = {name: name for name in ("asin", "acos", "atan", "asinh", "acosh", "atanh")}
LONG_INVERSES = {name: name.replace("a", "arc", 1) for name in SHORT_INVERSES}
SAME = ("sin", "cos", "tan", "sinh", "cosh", "tanh", "exp", "log", "sqrt", "log10", "log2", "log1p", "expm1")
# What Keras would compute in float32, whatever it is given; ops.softplus has PyTorch's threshold.
KERAS_IN_FULL = {
    "softplus": "(lambda u: (u + ops.abs(u))/2 + ops.log1p(ops.exp(-ops.abs(u))))({})",
    "floor": "(lambda u: ops.round(u) - ops.where(ops.round(u) > u, 1.0, 0.0))({})",
    "ceil": "(lambda u: ops.round(u) + ops.where(ops.round(u) < u, 1.0, 0.0))({})",
    "larger": "(lambda u, v: ops.where(u > v, u, ops.where(v > u, v, (u + v)/2)))({}, {})",
    "smaller": "(lambda u, v: ops.where(u < v, u, ops.where(v < u, v, (u + v)/2)))({}, {})",
}


def _calls(library: str, inverses: dict[str, str], **others: str) -> dict[str, str]:
    names = {**{name: name for name in (*SAME, "sign", "floor", "ceil")}, **inverses, "Abs": "abs"}
    pairs = {"larger": "maximum", "smaller": "minimum"}
    calls = {name: f"{library}.{called}({{}})" for name, called in names.items()}
    calls |= {name: f"{library}.{called}({{}}, {{}})" for name, called in pairs.items()}
    return calls | others


CALLS: dict[str, dict[str, str]] = {
    "torch": _calls(
        "torch",
        SHORT_INVERSES,
        sigmoid="torch.sigmoid({})",
        relu="torch.relu({})",
        softplus="torch.nn.functional.softplus({}, threshold=40)",  # the usual one, 20, is off by 2e-9
    ),
    "ops": _calls(
        "ops",
        LONG_INVERSES,
        sigmoid="ops.sigmoid({})",
        relu="ops.relu({})",
        **KERAS_IN_FULL,
    ),
    "jnp": _calls(
        "jnp",
        LONG_INVERSES,
        sigmoid="jax.nn.sigmoid({})",
        relu="jax.nn.relu({})",
        softplus="jax.nn.softplus({})",
    ),
    "math": {
        **{name: f"math.{name}({{}})" for name in (*SAME, *SHORT_INVERSES, "floor", "ceil")},
        "Abs": "math.fabs({})",
        "sign": "(lambda u: (u > 0) - (u < 0))({})",
        "sigmoid": "(1/(1 + math.exp(-({}))))",
        "relu": "max({}, 0)",
        "softplus": "(lambda u: max(u, 0) + math.log1p(math.exp(-abs(u))))({})",
        "larger": "max({}, {})",
        "smaller": "min({}, {})",
    },
}
COMPARISONS = {
    "Less": "{} < {}",
    "Greater": "{} > {}",
    "AtMost": "{} <= {}",
    "AtLeast": "{} >= {}",
    "Equal": "{} == {}",
    "Unequal": "{} != {}",
}
JOINED = {"Both": ("and", "&"), "Either": ("or", "|")}  # of numbers, of arrays


def write_root(argument: str, times: int, degree: int, library: str) -> str:
    """The `times`-th power of a real root: |u|^(2/3), or sign(u) |u|^(1/3)."""
    if library == "math":
        value = f"math.copysign(abs(u)**({times}/{degree}), u)" if times % 2 else f"abs(u)**({times}/{degree})"
    else:
        sign = f"{library}.sign(u)*" if times % 2 else ""
        value = f"{sign}{library}.abs(u)**({times}/{degree})"
    return f"(lambda u: {value})({argument})"


def write_choice(condition: str, texts: list[str], risky: list[bool], library: str) -> str:
    """A branch where the condition holds, and another elsewhere.

    A `where` hands the slope 0 back to the branch that is not taken; times the infinite slope of a branch that is not
    defined there this would be nan. So a risky branch is given another x and y, which another `where` has taken.
    """
    if not any(risky):
        return f"{library}.where({condition}, {texts[0]}, {texts[1]})"
    masks = (f"{library}.where(taken, {{0}}, 1.0)", f"{library}.where(taken, 1.0, {{0}})")
    branches = (
        f"(lambda x, y: {text})({mask.format('x')}, {mask.format('y')})" if risk else text
        for text, risk, mask in zip(texts, risky, masks, strict=True)
    )
    return f"(lambda taken: {library}.where(taken, {', '.join(branches)}))({condition})"
