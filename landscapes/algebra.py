"""The operations of a formula: each builds two SymPy trees, as typed and simplified, and refuses what is not real.

`typed` is what is shown and evaluated, so nothing that SymPy cancels widens the domain: sqrt(x)**2 stays nan at x = -1.
`simplified` is what SymPy differentiates. x, y, parameters, pi and e are all plain symbols and numbers are folded in
float64 at once, so SymPy never meets a constant whose exact value is expensive: 9**9**9**9 is refused, not computed.
"""

import math
from typing import NamedTuple

import numpy as np
import sympy

from landscapes.tape import FUNCTIONS, Abs, sigmoid

X, Y = sympy.symbols("x y")
CONSTANTS = {"pi": math.pi, "e": math.e}
CALLS = {
    "sin": sympy.sin,
    "cos": sympy.cos,
    "tan": sympy.tan,
    "asin": sympy.asin,
    "acos": sympy.acos,
    "atan": sympy.atan,
    "sinh": sympy.sinh,
    "cosh": sympy.cosh,
    "tanh": sympy.tanh,
    "exp": sympy.exp,
    "log": sympy.log,
    "ln": sympy.log,
    "sqrt": sympy.sqrt,
    "abs": Abs,
    "sigmoid": sigmoid,
}

LARGEST_EXPONENT = 100
DEEPEST_NESTING = 50
LARGEST_DERIVATIVE = 8_000
EXACT_UP_TO = 2**53


class FormulaError(ValueError):
    """A text that is no formula; the message is one sentence that says what is wrong and where."""

    def __init__(self, complaint: str, position: int):
        super().__init__(f"{complaint} (character {position + 1}).")


class Term(NamedTuple):
    """A subexpression, with bounds on the size of its tree and of the trees of its first and second derivatives."""

    typed: sympy.Expr
    simplified: sympy.Expr
    size: int
    first: int
    second: int
    depth: int

    @property
    def number(self) -> float | None:
        return float(self.simplified) if self.simplified.is_Number else None


def literal(value: float) -> Term:
    return _number(sympy.Integer(int(value)) if value.is_integer() and abs(value) < EXACT_UP_TO else sympy.Float(value))


def symbol(name: str) -> Term:
    atom, slope = sympy.Symbol(name), int(name in ("x", "y"))
    return Term(atom, atom, size=1, first=slope, second=0, depth=1)


def add(left: Term, right: Term, position: int) -> Term:
    if _both_numbers(left, right):
        return _fold(left.simplified + right.simplified, position)
    typed = sympy.Add(*sympy.Add.make_args(left.typed), right.typed, evaluate=False)
    return _checked(
        typed,
        left.simplified + right.simplified,
        size=left.size + right.size + 1,
        first=left.first + right.first + 1,
        second=left.second + right.second + 1,
        depth=1 + max(left.depth, right.depth),
        position=position,
    )


def multiply(left: Term, right: Term, position: int) -> Term:
    if _both_numbers(left, right):
        return _fold(left.simplified * right.simplified, position)
    if right.number is not None:
        left, right = right, left  # a book writes 3 x, whatever was typed
    factors = (right.typed,) if left.typed == 1 else (*sympy.Mul.make_args(left.typed), right.typed)
    first, second = _product_growth(left, right)
    return _checked(
        sympy.Mul(*factors, evaluate=False),
        left.simplified * right.simplified,
        size=left.size + right.size + 1,
        first=first,
        second=second,
        depth=1 + max(left.depth, right.depth),
        position=position,
    )


def negate(term: Term, position: int) -> Term:
    return multiply(literal(-1.0), term, position)


def divide(left: Term, right: Term, position: int) -> Term:
    if right.simplified.is_zero:
        raise FormulaError("This divides by zero", position)
    if _both_numbers(left, right):
        return _fold(left.simplified / right.simplified, position)
    return multiply(left, power(right, literal(-1.0), position, fold=False), position)


def power(base: Term, exponent: Term, position: int, fold: bool = True) -> Term:
    height = exponent.number
    if height is not None and abs(height) > LARGEST_EXPONENT:
        raise FormulaError(f"An exponent may be at most {LARGEST_EXPONENT}; this one is {height:.6g}", position)
    if fold and _both_numbers(base, exponent):
        if base.number == 0 and height < 0:
            raise FormulaError("This divides by zero", position)
        return _fold_float(np.power, position, base.number, height)
    if height is None and base.number is not None and base.number <= 0:
        raise FormulaError(f"A power with a varying exponent needs a positive base, not {base.number:.6g}", position)
    if base.typed == sympy.Symbol("e"):
        return call("exp", exponent, position)
    rise = sympy.S.Half if height == 0.5 else -sympy.S.Half if height == -0.5 else exponent.simplified
    growing = _product_growth(exponent, base) if height is None else (base.first, base.second)
    first, second = _chain_growth(base.size + exponent.size, *growing)
    return _checked(
        sympy.Pow(base.typed, rise if height is not None else exponent.typed, evaluate=False),
        base.simplified**rise,
        size=base.size + exponent.size + 1,
        first=first,
        second=second,
        depth=1 + max(base.depth, exponent.depth),
        position=position,
    )


def call(name: str, argument: Term, position: int) -> Term:
    function = CALLS[name]
    if argument.number is not None:
        operation = np.sqrt if name == "sqrt" else FUNCTIONS[function]
        return _fold_float(operation, position, argument.number)
    first, second = _chain_growth(argument.size, argument.first, argument.second)
    return _checked(
        function(argument.typed, evaluate=False),
        function(argument.simplified),
        size=argument.size + 1,
        first=first,
        second=second,
        depth=1 + argument.depth,
        position=position,
    )


def _product_growth(left: Term, right: Term) -> tuple[int, int]:
    first = left.first + right.first + (right.size if left.first else 0) + (left.size if right.first else 0)
    second = left.second + right.second + (right.size if left.second else 0) + (left.size if right.second else 0)
    return first, second + 2 * (left.first + right.first if left.first and right.first else 0)


def _chain_growth(size: int, first: int, second: int) -> tuple[int, int]:
    """Growth of f(u): its derivative is f'(u) u', the next one f''(u) u'^2 + f'(u) u''."""
    return (size + first + 2, 2 * size + 2 * first + second + 4) if first else (0, 0)


def _both_numbers(left: Term, right: Term) -> bool:
    return bool(left.simplified.is_Number and right.simplified.is_Number)


def _fold_float(operation, position: int, *numbers: float) -> Term:
    with np.errstate(all="ignore"):
        value = float(operation(*map(np.float64, numbers)))
    if math.isnan(value):
        raise FormulaError("This has no real value", position)
    if math.isinf(value):
        raise FormulaError("This has no finite value", position)
    return literal(value)


def _fold(number: sympy.Number, position: int) -> Term:
    """Keep small fractions exact, so that x**3/3 is shown as such; everything else is a float64."""
    if number.is_Rational and max(abs(number.p), number.q) < EXACT_UP_TO:
        return _number(number)
    return _fold_float(np.positive, position, float(number))


def _number(number: sympy.Number) -> Term:
    return Term(number, number, size=1, first=0, second=0, depth=1)


def _checked(typed, simplified, *, size: int, first: int, second: int, depth: int, position: int) -> Term:
    """The term, unless it is nested too deep, its derivatives would be too long, or a number in it is not real."""
    if depth > DEEPEST_NESTING:
        raise FormulaError(f"The formula is nested too deep; at most {DEEPEST_NESTING} levels are read", position)
    if max(size, first, second) > LARGEST_DERIVATIVE:
        raise FormulaError("The formula is too complicated: its derivatives would fill pages; shorten it", position)
    if not simplified.free_symbols:  # x - x + 9: all variables cancelled
        if simplified.has(sympy.zoo, sympy.nan, sympy.oo, -sympy.oo):
            raise FormulaError("This divides by zero", position)
        simplified = _fold(simplified if simplified.is_Number else sympy.Float(simplified), position).simplified
    if not math.isfinite(float(simplified.as_coeff_Mul()[0])):
        raise FormulaError("This has no finite value", position)
    return Term(typed, simplified, size, first, second, depth)
