"""A formula's SymPy tree as Python text, in the functions of one library.

    python_text(parse("sin(x)/2 + kappa*y^2", {"kappa": 3}).expression, "torch")  ->  "torch.sin(x)/2 + kappa*y**2"

Parts without x and y are plain numbers, so they take the functions of `math`. Nothing of the typed text gets through:
symbols, numbers and functions are written by this file.
"""

import sympy

X, Y = sympy.symbols("x y")
SUM, PRODUCT, POWER, ATOM = range(4)  # how tightly a text binds

SHORT_INVERSES = {name: name for name in ("asin", "acos", "atan")}
LONG_INVERSES = {name: name.replace("a", "arc", 1) for name in ("asin", "acos", "atan")}
NAMES = {
    "math": {**SHORT_INVERSES, "Abs": "fabs"},
    "torch": {**SHORT_INVERSES, "Abs": "abs"},
    "ops": {**LONG_INVERSES, "Abs": "abs"},
    "jnp": {**LONG_INVERSES, "Abs": "abs"},
}
SIGMOIDS = {"torch": "torch.sigmoid({})", "ops": "ops.sigmoid({})", "jnp": "jax.nn.sigmoid({})"}
SIGMOID_OF_A_NUMBER = "(1/(1 + math.exp(-({}))))"
CONSTANTS = {"pi": "math.pi", "e": "math.e"}


def python_text(expression: sympy.Expr, functions: str) -> str:
    """The text of an expression in x and y; `functions` is "torch", "ops" (of Keras) or "jnp"."""
    text, _ = _text(expression, functions)
    return text if expression.has(X) or expression.has(Y) else f"{text} + 0*x"  # a constant still has a gradient


def _text(expression: sympy.Basic, functions: str) -> tuple[str, int]:
    if isinstance(expression, sympy.Symbol):
        return CONSTANTS.get(expression.name, expression.name), ATOM
    if isinstance(expression, sympy.Number):
        return _number(expression)
    if isinstance(expression, sympy.Add):
        return _sum(expression, functions), SUM
    if isinstance(expression, sympy.Mul):
        return _product(expression, functions), PRODUCT
    if isinstance(expression, sympy.Pow):
        return _power(expression, functions)
    return _named(expression.func.__name__, expression.args[0], functions), ATOM


def _bound(expression: sympy.Basic, functions: str, tightness: int) -> str:
    """The text, in brackets if it binds less tightly than its place demands."""
    text, own = _text(expression, functions)
    return text if own >= tightness else f"({text})"


def _number(number: sympy.Number) -> tuple[str, int]:
    if isinstance(number, sympy.Rational):
        text, tightness = (str(number.p), ATOM) if number.q == 1 else (f"{number.p}/{number.q}", PRODUCT)
    else:
        text, tightness = repr(float(number)), ATOM
    return text, PRODUCT if number.is_negative else tightness  # a sign binds less tightly than a power


def _sum(expression: sympy.Add, functions: str) -> str:
    text = ""
    for term in expression.args:
        written, tightness = _text(term, functions)
        if tightness == SUM:
            written = f"({written})"
        if text:
            text += f" - {written[1:]}" if written.startswith("-") else f" + {written}"
        else:
            text = written
    return text


def _product(expression: sympy.Mul, functions: str) -> str:
    minus = expression.args[0] == -1
    above, below = [], []
    for factor in expression.args[minus:]:
        if isinstance(factor, sympy.Pow) and factor.exp == -1:
            below.append(_bound(factor.base, functions, POWER))
        else:
            above.append(_bound(factor, functions, PRODUCT if not above else POWER))
    text = "*".join(above or ["1"]) + "".join(f"/{factor}" for factor in below)
    return f"-{text}" if minus else text


def _power(expression: sympy.Pow, functions: str) -> tuple[str, int]:
    base, exponent = expression.base, expression.exp
    if exponent == -1:
        return f"1/{_bound(base, functions, POWER)}", PRODUCT
    if exponent == sympy.S.Half:
        return _named("sqrt", base, functions), ATOM
    return f"{_bound(base, functions, ATOM)}**{_bound(exponent, functions, ATOM)}", POWER


def _named(name: str, argument: sympy.Basic, functions: str) -> str:
    text, _ = _text(argument, functions)
    if not argument.has(X) and not argument.has(Y):
        functions = "math"
    if name == "sigmoid":
        return SIGMOIDS.get(functions, SIGMOID_OF_A_NUMBER).format(text)
    return f"{functions}.{NAMES[functions].get(name, name)}({text})"
