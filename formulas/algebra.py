"""The operations of a formula: each builds two SymPy trees, as typed and simplified, and refuses what is not real.

`typed` is what is shown and evaluated, so nothing that SymPy cancels widens the domain: sqrt(x)**2 stays nan at x = -1.
`simplified` is what SymPy differentiates. x, y, parameters, pi and e are all plain symbols and numbers are folded in
float64 at once, so SymPy never meets a constant whose exact value is expensive: 9**9**9**9 is refused, not computed.
"""

import math
from typing import Any, NamedTuple

import numpy as np
import sympy

from formulas import conditions, nodes
from formulas.arithmetic import FUNCTIONS

X, Y = sympy.symbols("x y")
CONSTANTS = {"pi": math.pi, "e": math.e}

LARGEST_EXPONENT = 100
LARGEST_DEGREE = 99
DEEPEST_NESTING = 50
LARGEST_DERIVATIVE = 1_000
EXACT_UP_TO = 2**53


class FormulaError(ValueError):
    """A text that is no formula; the message is one sentence that says what is wrong and where.

    `complaint` is that sentence without its place and full stop, `position` the place: a character of the typed text.
    `instead` are the expressions that the sentence ends with, to be typed in the place of what it complains of.
    """

    def __init__(self, lead: str, position: int, instead: tuple[str, ...] = ()):
        self.lead, self.position, self.instead = lead, position, instead
        asked = lead.endswith("?")
        self.complaint = f"{lead}{' Write' if asked else ': write'} {' or '.join(instead)}" if instead else lead
        super().__init__(f"{self.complaint} (character {position + 1}).")


class Term(NamedTuple):
    """A subexpression, with bounds on the size of its tree and of the trees of its first and second derivatives."""

    typed: sympy.Expr
    simplified: sympy.Expr
    size: int
    first: int
    second: int
    depth: int

    @property
    def is_condition(self) -> bool:
        return isinstance(self.typed, conditions.Condition)

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
        return apply(sympy.exp, exponent, position=position)
    degree = _odd_degree(exponent)
    if degree and (base.number is None or base.number < 0):
        return _odd_power(base, exponent, degree, position)
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


def _odd_degree(exponent: Term) -> int:
    """The denominator of an exponent such as 2/3, for which a negative base has a real power; else 0."""
    number: Any = exponent.simplified if exponent.typed.is_Number else sympy.S.Zero
    odd = isinstance(number, sympy.Rational) and number.q % 2 == 1 < number.q <= LARGEST_DEGREE
    return int(number.q) if odd else 0


def _odd_power(base: Term, exponent: Term, degree: int, position: int) -> Term:
    times = literal(float(exponent.simplified * degree))
    if base.typed.is_Number:
        turned = _compute(FUNCTIONS[nodes.root], position, float(base.typed), degree)
        return literal(_compute(np.power, position, turned, float(times.simplified)))
    rooted = apply(nodes.root, base, literal(float(degree)), position=position)
    return rooted if times.number == 1 else _raise(rooted, times, rooted.simplified**times.simplified, position)


def root(base: Term, degree: int, position: int) -> Term:
    """The real root; that of an even degree is nan for a negative number."""
    return power(base, literal(1.0) if degree == 1 else _number(sympy.Rational(1, degree)), position)


def apply(function, *arguments: Term, position: int) -> Term:
    """A function of one argument, or the root of a degree: what the chain rule derives."""
    simplified = _fold(function, arguments, position)
    first, second = _chain_growth(sum(term.size for term in arguments), arguments[0].first, arguments[0].second)
    if issubclass(function, nodes.Flat):
        first = second = 0
    return _grown(function, arguments, simplified, first, second, position)


def square_root(argument: Term, position: int) -> Term:
    simplified = sympy.sqrt(argument.simplified)
    if argument.number is not None:
        simplified = literal(_compute(np.sqrt, position, argument.number)).simplified
    first, second = _chain_growth(argument.size, argument.first, argument.second)
    return _grown(sympy.sqrt, (argument,), simplified, first, second, position)


def extreme(function, left: Term, right: Term, position: int) -> Term:
    """The larger or the smaller of two; its slope is chosen from theirs by comparing the two."""
    simplified = _fold(function, (left, right), position)
    first, second = _chosen_growth(left.size + right.size, left, right)
    return _grown(function, (left, right), simplified, first, second, position)


def compare(relation: str, left: Term, right: Term, position: int) -> Term:
    return _condition(conditions.COMPARISONS[relation], left, right, position)


def join(word: str, left: Term, right: Term, position: int) -> Term:
    return _condition({"and": conditions.Both, "or": conditions.Either}[word], left, right, position)


def choose(condition: Term, one: Term, other: Term, position: int) -> Term:
    """One where the condition holds, else the other."""
    arguments = (condition, one, other)
    if condition.number is not None:
        simplified = one.simplified if condition.number else other.simplified
    else:
        simplified = conditions.choice(*(term.simplified for term in arguments))
    first, second = _chosen_growth(condition.size, one, other)
    return _grown(conditions.choice, arguments, simplified, first, second, position)


def _condition(function, left: Term, right: Term, position: int) -> Term:
    return _grown(function, (left, right), _fold(function, (left, right), position), 0, 0, position)


def _fold(function, arguments: tuple[Term, ...], position: int) -> sympy.Expr:
    numbers = [number for term in arguments if (number := term.number) is not None]
    if len(numbers) < len(arguments):
        return function(*(term.simplified for term in arguments))
    return literal(_compute(FUNCTIONS[function], position, *numbers)).simplified


def _grown(function, arguments: tuple[Term, ...], simplified, first: int, second: int, position: int) -> Term:
    return _checked(
        function(*(term.typed for term in arguments), evaluate=False),
        simplified,
        size=sum(term.size for term in arguments) + 1,
        first=first,
        second=second,
        depth=1 + max(term.depth for term in arguments),
        position=position,
    )


def _chosen_growth(size: int, one: Term, other: Term) -> tuple[int, int]:
    """Growth of what takes the slope of one of two, and `size` to tell which."""
    first, second = one.first + other.first, one.second + other.second
    return size + first + 1 if first else 0, size + second + 1 if second else 0


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
