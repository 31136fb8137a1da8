"""A formula's SymPy tree as Python text, in the functions of one library.

    python_text(parse("sin(x)/2 + kappa*y^2", {"kappa": 3}).expression, "torch")  ->  "torch.sin(x)/2 + kappa*y**2"

Parts without x and y are plain numbers, so they take the functions of `math`. Nothing of the typed text gets through:
symbols, numbers and functions are written by this file.
"""

import sympy

X, Y = sympy.symbols("x y")
SUM, PRODUCT, SIGN, POWER, ATOM = range(5)  # how tightly a text binds

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


def _text(expression: sympy.Expr, functions: str) -> tuple[str, int]:
    if isinstance(expression, sympy.Symbol):
        return CONSTANTS.get(expression.name, expression.name), ATOM
    if expression.is_Number:
        return _number(expression)
    if expression.is_Add:
        return _sum(expression, functions), SUM
    if expression.is_Mul:
        return _product(expression, functions)
    if expression.is_Pow:
        return _power(expression, functions)
    return _call(expression, functions), ATOM


def _bound(expression: sympy.Expr, functions: str, tightness: int) -> str:
    """The text, in brackets if it binds less tightly than its place demands."""
    text, own = _text(expression, functions)
    return text if own >= tightness else f"({text})"


def _number(number: sympy.Number) -> tuple[str, int]:
    if number.is_Rational and not number.is_Integer:
        return f"{number.p}/{number.q}", SIGN if number.is_negative else PRODUCT
    text = str(number) if number.is_Integer else repr(float(number))
    return text, SIGN if number.is_negative else ATOM


def _sum(expression: sympy.Expr, functions: str) -> str:
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


def _product(expression: sympy.Expr, functions: str) -> tuple[str, int]:
    minus = expression.args[0] == -1
    above, below = [], []
    for factor in expression.args[minus:]:
        if factor.is_Pow and factor.exp == -1:
            below.append(_bound(factor.base, functions, POWER))
        else:
            above.append(_bound(factor, functions, PRODUCT if not above else POWER))
    text = "*".join(above or ["1"]) + "".join(f"/{factor}" for factor in below)
    return (f"-{text}", SIGN) if minus else (text, PRODUCT)


def _power(expression: sympy.Expr, functions: str) -> tuple[str, int]:
    base, exponent = expression.args
    if exponent == -1:
        return f"1/{_bound(base, functions, POWER)}", PRODUCT
    if exponent == sympy.S.Half:
        return _named("sqrt", base, functions), ATOM
    return f"{_bound(base, functions, ATOM)}**{_bound(exponent, functions, ATOM)}", POWER


def _call(expression: sympy.Expr, functions: str) -> str:
    return _named(expression.func.__name__, expression.args[0], functions)


def _named(name: str, argument: sympy.Expr, functions: str) -> str:
    text, _ = _text(argument, functions)
    if not argument.has(X) and not argument.has(Y):
        functions = "math"
    if name == "sigmoid":
        return SIGMOIDS.get(functions, SIGMOID_OF_A_NUMBER).format(text)
    return f"{functions}.{NAMES[functions].get(name, name)}({text})"
