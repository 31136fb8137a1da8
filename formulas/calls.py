"""The functions that a formula may call: how many arguments each takes, and what it makes of them."""

from collections.abc import Callable
from functools import reduce
from typing import NamedTuple

import sympy

from formulas import nodes
from formulas.algebra import Term, add, apply, choose, divide, extreme, literal, power, root, square_root


class Call(NamedTuple):
    """`make` takes the arguments and the place of the name."""

    make: Callable[[list[Term], int], Term]
    least: int = 1
    most: int = 1
    usage: str = ""
    inverse: str = ""


def _plain(function, inverse: str = "") -> Call:
    return Call(lambda terms, position: apply(function, terms[0], position=position), inverse=inverse)


def _one_over(function) -> Call:
    """As csc is one over sin."""
    return Call(lambda terms, position: divide(literal(1.0), apply(function, terms[0], position=position), position))


def _extreme(function, name: str) -> Call:
    def make(terms: list[Term], position: int) -> Term:
        return reduce(lambda left, right: extreme(function, left, right, position), terms)

    return Call(make, least=2, most=100, usage=f"{name}(x, y)")


def _hypotenuse(terms: list[Term], position: int) -> Term:
    squares = [power(term, literal(2.0), position) for term in terms]
    return square_root(reduce(lambda left, right: add(left, right, position), squares), position)


def _pieces(terms: list[Term], position: int) -> Term:
    """c1, u1, c2, u2, ..., otherwise"""
    result = terms[-1]
    for place in range(len(terms) - 3, -1, -2):
        result = choose(terms[place], terms[place + 1], result, position)
    return result


CALLS = {
    "sin": _plain(sympy.sin, "asin"),
    "cos": _plain(sympy.cos, "acos"),
    "tan": _plain(sympy.tan, "atan"),
    "asin": _plain(sympy.asin),
    "acos": _plain(sympy.acos),
    "atan": _plain(sympy.atan),
    "csc": _one_over(sympy.sin),
    "sec": _one_over(sympy.cos),
    "cot": _one_over(sympy.tan),
    "sinh": _plain(nodes.sinh, "asinh"),
    "cosh": _plain(nodes.cosh, "acosh"),
    "tanh": _plain(nodes.tanh, "atanh"),
    "asinh": _plain(sympy.asinh),
    "acosh": _plain(sympy.acosh),
    "atanh": _plain(sympy.atanh),
    "sech": _one_over(nodes.cosh),
    "csch": _one_over(nodes.sinh),
    "coth": _one_over(nodes.tanh),
    "exp": _plain(sympy.exp),
    "expm1": _plain(nodes.expm1),
    "log": _plain(sympy.log),
    "log10": _plain(nodes.log10),
    "log2": _plain(nodes.log2),
    "log1p": _plain(nodes.log1p),
    "sqrt": Call(lambda terms, position: square_root(terms[0], position)),
    "cbrt": Call(lambda terms, position: root(terms[0], 3, position)),
    "square": Call(lambda terms, position: power(terms[0], literal(2.0), position)),
    "abs": _plain(nodes.Abs),
    "sign": _plain(nodes.sign),
    "floor": _plain(nodes.floor),
    "ceil": _plain(nodes.ceil),
    "relu": _plain(nodes.relu),
    "sigmoid": _plain(nodes.sigmoid),
    "softplus": _plain(nodes.softplus),
    "max": _extreme(nodes.larger, "max"),
    "min": _extreme(nodes.smaller, "min"),
    "pow": Call(lambda terms, position: power(terms[0], terms[1], position), 2, 2, "pow(x, 2)"),
    "hypot": Call(_hypotenuse, 2, 2, "hypot(x, y)"),
    "if": Call(_pieces, 3, 3, "if(x < 0, -x, x^2)"),
    "piecewise": Call(_pieces, 3, 99, "piecewise(x < 0, -x, x < 1, x^2, 1)"),
}
CHOICES = ("if", "piecewise")

# What the same function is called elsewhere.
ALIASES = {
    **{f"arc{name}": f"a{name}" for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")},
    **{f"ar{name}": f"a{name}" for name in ("sinh", "cosh", "tanh")},
    "ln": "log",
    "fabs": "abs",
    "absolute": "abs",
    "sgn": "sign",
    "signum": "sign",
    "ceiling": "ceil",
    "power": "pow",
    "float_power": "pow",
    "maximum": "max",
    "minimum": "min",
    "fmax": "max",
    "fmin": "min",
    "where": "if",
    "ifelse": "if",
    "cosec": "csc",
    "cotan": "cot",
    "ctg": "cot",
    "tg": "tan",
    "arctg": "atan",
    "sh": "sinh",
    "ch": "cosh",
    "th": "tanh",
    "logistic": "sigmoid",
    "expit": "sigmoid",
}
FUNCTION_NAMES = frozenset({*CALLS, *ALIASES})
