"""A formula's SymPy tree as Python text, in the functions of one library.

    python_text(parse("sin(x)/2 + kappa*y^2", {"kappa": 3}).expression, "torch")  ->  "torch.sin(x)/2 + kappa*y**2"

Parts without x and y, or a data point's u and v, are plain numbers: they take the functions of `math`. Nothing of the
typed text gets through: symbols, numbers and functions are written by this file.

Values and slopes are those of the formula, with few exceptions. At an odd root of 0, where the formula's slope is
infinite, that of the program may be nan. And where a condition compares what is no number, the formula is nan, and the
program takes the other branch.
"""

import sympy

from export.functions import CALLS, COMPARISONS, JOINED, write_choice, write_root
from formulas.conditions import Comparison, Joined, choice
from formulas.nodes import root

X, Y = sympy.symbols("x y")
ARRAYS = (X, Y, *sympy.symbols("u v"))  # what is not a plain number in a program
SUM, PRODUCT, POWER, ATOM = range(4)  # how tightly a text binds
CONSTANTS = {"pi": "math.pi", "e": "math.e"}


def python_text(expression: sympy.Expr, functions: str) -> str:
    """The text of an expression in x and y; `functions` is "torch", "ops" (of Keras) or "jnp"."""
    text, _ = _text(expression, functions)
    return text if _varies(expression) else f"{text} + 0*x"  # a constant still has a gradient


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
    if isinstance(expression, Comparison | Joined):
        return _condition(expression, functions), SUM
    if isinstance(expression, choice):
        return _chosen(expression, functions)
    if isinstance(expression, root):
        return _root(expression, 1, functions)
    return _named(expression.func.__name__, expression.args, functions), ATOM


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
        return _named("sqrt", (base,), functions), ATOM
    if isinstance(base, root) and isinstance(exponent, sympy.Integer) and exponent > 0:
        return _root(base, int(exponent), functions)
    return f"{_bound(base, functions, ATOM)}**{_bound(exponent, functions, ATOM)}", POWER


def _varies(expression: sympy.Basic) -> bool:
    return expression.has(*ARRAYS)


def _named(name: str, arguments: tuple[sympy.Basic, ...], functions: str) -> str:
    varies = any(map(_varies, arguments))
    texts = [_text(argument, functions)[0] for argument in arguments]
    if varies and len(arguments) > 1 and functions == "torch":  # where both sides must be tensors
        pairs = zip(arguments, texts, strict=True)
        texts = [text if _varies(argument) else f"torch.full_like(x, {text})" for argument, text in pairs]
    functions = functions if varies else "math"
    return CALLS[functions].get(name, f"{functions}.{name}({{}})").format(*texts)


def _root(expression: root, times: int, functions: str) -> tuple[str, int]:
    u, degree = expression.args
    text, _ = _text(u, functions)
    return write_root(text, times, int(str(degree)), functions if _varies(u) else "math"), ATOM


def _condition(expression: sympy.Basic, functions: str) -> str:
    left, right = expression.args
    kind = type(expression).__name__
    if isinstance(expression, Comparison):
        return COMPARISONS[kind].format(_bound(left, functions, PRODUCT), _bound(right, functions, PRODUCT))
    word = JOINED[kind][_varies(expression)]
    return f"({_text(left, functions)[0]}) {word} ({_text(right, functions)[0]})"


def _chosen(expression: choice, functions: str) -> tuple[str, int]:
    condition, *branches = expression.args
    texts = [_text(branch, functions)[0] for branch in branches]
    condition_text = _condition(condition, functions)
    if not _varies(condition):
        return f"({texts[0]} if {condition_text} else {texts[1]})", ATOM
    risky = [_varies(branch) and not _is_tame(branch) for branch in branches]
    if functions == "torch" and not any(map(_varies, branches)):
        texts[0] = f"torch.full_like(x, {texts[0]})"
    return write_choice(condition_text, texts, risky, functions), ATOM


def _is_tame(expression: sympy.Basic) -> bool:
    """Whether value and slopes are finite for all x and y that come up: sums and products, and small whole powers."""
    if isinstance(expression, sympy.Pow):
        exponent = expression.exp
        return isinstance(exponent, sympy.Integer) and 0 <= exponent <= 4 and _is_tame(expression.base)
    plain = isinstance(expression, sympy.Symbol | sympy.Number | sympy.Add | sympy.Mul)
    return not _varies(expression) or (plain and all(map(_is_tame, expression.args)))
