"""The operations of a formula: each builds two SymPy trees, as typed and simplified, and refuses what is not real.

`typed` is what is shown and evaluated, so nothing that SymPy cancels widens the domain: sqrt(x)**2 stays nan at x = -1.
`simplified` is what SymPy differentiates. x, y, parameters, pi and e are all plain symbols and numbers are folded in
float64 at once, so SymPy never meets a constant whose exact value is expensive: 9**9**9**9 is refused, not computed.
"""

import math
from typing import NamedTuple

import numpy as np
import sympy

from formulas.tape import FUNCTIONS, Abs, sigmoid

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
    """A text that is no formula; the message is one sentence that says what is wrong and where.

    `complaint` is that sentence without its place and full stop, `position` the place: a character of the typed text.
    """

    def __init__(self, complaint: str, position: int):
        super().__init__(f"{complaint} (character {position + 1}).")
        self.complaint, self.position = complaint, position


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
        """The value, if it does not vary."""
        return float(self.simplified) if self.simplified.is_Number else None


def literal(value: float) -> Term:
    return _number(sympy.Integer(int(value)) if value.is_integer() and abs(value) < EXACT_UP_TO else sympy.Float(value))


def symbol(name: str) -> Term:
    atom, slope = sympy.Symbol(name), int(name in ("x", "y"))
    return Term(atom, atom, size=1, first=slope, second=0, depth=1)


def add(left: Term, right: Term, position: int) -> Term:
    simplified = left.simplified + right.simplified
    if _typed_numbers(left, right):
        return _number(_settle(simplified, position))
    return _checked(
        sympy.Add(*sympy.Add.make_args(left.typed), right.typed, evaluate=False),
        simplified,
        size=left.size + right.size + 1,
        first=left.first + right.first + 1,
        second=left.second + right.second + 1,
        depth=1 + max(left.depth - left.typed.is_Add, right.depth),
        position=position,
    )


def multiply(left: Term, right: Term, position: int) -> Term:
    simplified = left.simplified * right.simplified
    if _typed_numbers(left, right):
        return _number(_settle(simplified, position))
    if right.typed.is_Number:
        left, right = right, left  # a book writes 3 x, whatever was typed
    factors = (right.typed,) if left.typed == 1 else (*sympy.Mul.make_args(left.typed), right.typed)
    first, second = _product_growth(left, right)
    return _checked(
        sympy.Mul(*factors, evaluate=False),
        simplified,
        size=left.size + right.size + 1,
        first=first,
        second=second,
        depth=1 + max(left.depth - left.typed.is_Mul, right.depth),
        position=position,
    )


def negate(term: Term, position: int) -> Term:
    if term.typed.is_Mul and term.typed.args[0] == -1:
        rest = sympy.Mul.make_args(term.typed)[1:]
        return term._replace(typed=sympy.Mul(*rest, evaluate=False), simplified=-term.simplified)
    return multiply(literal(-1.0), term, position)


def divide(left: Term, right: Term, position: int) -> Term:
    if right.simplified.is_zero:
        raise FormulaError("This divides by zero", position)
    if _typed_numbers(left, right):
        return _number(_settle(left.simplified / right.simplified, position))
    return multiply(left, _raise(right, literal(-1.0), right.simplified**-1, position), position)


def power(base: Term, exponent: Term, position: int) -> Term:
    height = exponent.number
    if height is not None and abs(height) > LARGEST_EXPONENT:
        raise FormulaError(f"An exponent may be at most {LARGEST_EXPONENT}; this one is {height:.6g}", position)
    if height is None and base.number is not None and base.number <= 0:
        raise FormulaError(f"A power with a varying exponent needs a positive base, not {base.number:.6g}", position)
    if base.number == 0 and height is not None and height < 0:
        raise FormulaError("This divides by zero", position)
    if base.typed == sympy.Symbol("e"):
        return call("exp", exponent, position)
    if height in (0.5, -0.5):
        exponent = exponent._replace(simplified=sympy.Rational(height))
    if base.number is None or height is None:
        return _raise(base, exponent, base.simplified**exponent.simplified, position)
    value = literal(_compute(np.power, position, base.number, height))
    return value if _typed_numbers(base, exponent) else _raise(base, exponent, value.simplified, position)


def _raise(base: Term, exponent: Term, simplified: sympy.Expr, position: int) -> Term:
    slopes = (base.first, base.second) if exponent.number is not None else _product_growth(exponent, base)
    first, second = _chain_growth(base.size + exponent.size, *slopes)
    typed_exponent = exponent.simplified if exponent.typed.is_Number else exponent.typed
    return _checked(
        sympy.Pow(base.typed, typed_exponent, evaluate=False),
        simplified,
        size=base.size + exponent.size + 1,
        first=first,
        second=second,
        depth=1 + max(base.depth, exponent.depth),
        position=position,
    )


def call(name: str, argument: Term, position: int) -> Term:
    function = CALLS[name]
    if argument.number is None:
        simplified = function(argument.simplified)
    else:
        operation = np.sqrt if name == "sqrt" else FUNCTIONS[function]
        simplified = literal(_compute(operation, position, argument.number)).simplified
    first, second = _chain_growth(argument.size, argument.first, argument.second)
    return _checked(
        function(argument.typed, evaluate=False),
        simplified,
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


def _typed_numbers(left: Term, right: Term) -> bool:
    return bool(left.typed.is_Number and right.typed.is_Number)


def _number(number: sympy.Expr) -> Term:
    return Term(number, number, size=1, first=0, second=0, depth=1)


def _compute(operation, position: int, *numbers: float) -> float:
    with np.errstate(all="ignore"):
        value = float(operation(*map(np.float64, numbers)))
    if math.isnan(value):
        raise FormulaError("This has no real value", position)
    if math.isinf(value):
        raise FormulaError("This has no finite value", position)
    return value


def _settle(number: sympy.Expr, position: int) -> sympy.Expr:
    """Small fractions stay exact, so that x^3/3 is shown as such; every other number becomes a float64."""
    if isinstance(number, sympy.Rational) and max(abs(number.p), number.q) < EXACT_UP_TO:
        return number
    return literal(_compute(np.positive, position, float(number))).simplified


def _checked(typed, simplified, *, size: int, first: int, second: int, depth: int, position: int) -> Term:
    """The term, unless it is nested too deep, its derivatives would be too long, or a number in it is not real."""
    if depth > DEEPEST_NESTING:
        raise FormulaError(f"The formula is nested too deep; at most {DEEPEST_NESTING} levels are read", position)
    if max(size, first, second) > LARGEST_DERIVATIVE:
        raise FormulaError("The formula is too complicated: its derivatives would fill pages; shorten it", position)
    if not simplified.free_symbols:  # as in x - x + 9
        simplified = _settle(simplified if simplified.is_Number else sympy.Float(simplified), position)
    _compute(np.positive, position, float(simplified.as_coeff_Mul()[0]))
    return Term(typed, simplified, size, first, second, depth)
