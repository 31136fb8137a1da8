"""A loss as one line of text: its value, exact gradient, exact Hessian and LaTeX.

    parse("(1 - x)**2 + 100*(y - x**2)**2").gradient(x, y)

Variables x and y, parameters, pi and e, + - * / ^ (or **), brackets, |u|, choices by a condition and the functions of
`calls.CALLS`; log is the natural logarithm. docs/formulas.md says what else can be typed. `reading.py` reads
the text, SymPy differentiates, numpy evaluates.
Outside its domain a formula and its derivatives are nan, never complex. The domain is that of the text as typed: what
has a part that is nan is nan. So for x < 0 are sqrt(x)^2, sqrt(x)^0, sqrt(x)^y, 1^log(x), 0*log(x), log(x) - log(x)
and log(x)/log(x), though algebra would cancel. Of a choice only the branch taken has to be defined; where its
condition is nan, so is the choice.
x^(p/q), with an odd q up to 99 in lowest terms, is the real root for a negative x too.
Slopes at edges are those of PyTorch and JAX: 0 for abs, sign and relu at 0, and for floor and ceil everywhere; half of
each side where two sides of max or min are equal. A choice has the slope of the branch taken.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Any

import numpy as np
import sympy
from sympy.core.parameters import distribute
from sympy.printing.latex import greek_letters_set as GREEK  # noqa: N812

from formulas.algebra import CONSTANTS, FormulaError, X, Y
from formulas.calls import FUNCTION_NAMES
from formulas.cursor import WORDS
from formulas.reading import letters as find_letters
from formulas.reading import read
from formulas.tape import Tape
from knobs import Knob

__all__ = ["Formula", "FormulaError", "column_vector", "letters", "parse"]

EACH_CALL, EACH_NUMBER = 0.7, 0.003  # microseconds
NEXT_ROW = r" \\ "


class Derivation:
    """What SymPy knows of a text, whatever the values of its parameters and of what it is given."""

    def __init__(self, text: str, names: tuple[str, ...], free: bool):
        term = read(text, names, free)
        self.expression = term.typed
        self._simplified = term.simplified

    @cached_property
    def gradient(self) -> tuple[sympy.Expr, sympy.Expr]:
        return _spread(_differentiate(self._simplified, X)), _spread(_differentiate(self._simplified, Y))

    @cached_property
    def hessian(self) -> tuple[sympy.Expr, sympy.Expr, sympy.Expr]:
        """The entries xx, xy, yy."""
        by_x, by_y = self.gradient
        return _differentiate(by_x, X), _differentiate(by_x, Y), _differentiate(by_y, Y)


@dataclass(frozen=True)
class Formula:
    """A parsed formula; make one with `parse`. Methods take numbers or arrays of any shapes that broadcast together.

    After x and y they take what the formula is `given` beside them, in that order; derivatives are along x and y alone.
    """

    text: str
    values: tuple[tuple[str, float], ...] = ()
    symbols: tuple[tuple[str, str], ...] = ()
    given: tuple[str, ...] = ()
    free: bool = field(default=False, repr=False)  # whether its parameters are the text's own letters

    def loss(self, x, y, *given) -> np.ndarray:
        return _compute(self._loss_tape, (x, y, *given), 1)[0][()]

    def gradient(self, x, y, *given) -> np.ndarray:
        """The slopes along x and y, shape (2, ...)."""
        return self.loss_and_gradient(x, y, *given)[1]

    def loss_and_gradient(self, x, y, *given) -> tuple[np.ndarray, np.ndarray]:
        """Both at once, for little more than the price of the gradient."""
        rows = _compute(self._gradient_tape, (x, y, *given), 3)
        return rows[0][()], rows[1:]

    def hessian(self, x, y, *given) -> np.ndarray:
        """The second derivatives, shape (2, 2, ...)."""
        rows = _compute(self._hessian_tape, (x, y, *given), 4)
        return rows[[1, 2, 2, 3]].reshape(2, 2, *rows.shape[1:])

    def work(self, order: int, points: int) -> float:
        """About how many microseconds of one core so many points take: losses (order 0), slopes (1), hessians (2)."""
        tape = getattr(self, ("_loss_tape", "_gradient_tape", "_hessian_tape")[order])
        return tape.calls * (EACH_CALL + EACH_NUMBER * points)

    def bind(self, **values: float) -> "Formula":
        """The same formula with other values of its parameters; nothing is parsed or derived again."""
        return _formula(self.text, tuple((dict(self.values) | values).items()), self.symbols, self.given, self.free)

    @property
    def expression(self) -> sympy.Expr:
        """The SymPy tree as typed; x, y, parameters, pi and e are symbols."""
        return self._derivation.expression

    @property
    def is_level(self) -> bool:
        """Whether it has no slope anywhere, as numbers and steps have none."""
        return all(slope == 0 for slope in self._derivation.gradient)

    @property
    def latex(self) -> str:
        return self._typed_latex

    @property
    def gradient_latex(self) -> str:
        """A column vector, its decimals to six digits."""
        return column_vector(*map(self._latex, self._slopes))

    @property
    def summands_latex(self) -> tuple[str, str, str]:
        """The loss and its slopes along x and y as they stand after a sum sign: sums in brackets."""
        by_x, by_y = (_bracketed(self._latex(slope), slope) for slope in self._slopes)
        return _bracketed(self.latex, self.expression), by_x, by_y

    @property
    def constants(self) -> Mapping[str, float]:
        """The value of every symbol but x and y."""
        return MappingProxyType(CONSTANTS | dict(self.values))

    @property
    def _slopes(self) -> tuple[sympy.Basic, sympy.Basic]:
        """The gradient as it is shown."""
        with distribute(False):
            by_x, by_y = (_shorten(slope).xreplace(self._sorted) for slope in self._derivation.gradient)
        return by_x, by_y

    @property
    def _sorted(self) -> dict[sympy.Symbol, sympy.Symbol]:
        """Names for x, y and what is given that SymPy, which sorts by name, writes as a book does: w u + b - v."""
        names = ("x", "y", *self.given) if self.given else ()
        return {sympy.Symbol(name): sympy.Symbol(f"z{place}") for place, name in enumerate(names)}

    def _latex(self, expression: sympy.Basic, order: str | None = None) -> str:
        words = {name: rf"\mathrm{{{name}}}" for name, _ in self.values if len(name) > 1 and name not in GREEK}
        names = {sympy.Symbol(name): symbol for name, symbol in (words | dict(self.symbols)).items()}
        names |= {shown: names.get(name, name.name) for name, shown in self._sorted.items()}
        return sympy.latex(expression, order=order, ln_notation=True, symbol_names=names)

    @property
    def program(self) -> dict[str, Any]:
        """How its value is computed, step by step, for those who do so elsewhere: see `Tape.program`."""
        return self._loss_tape.program()

    @property
    def _derivation(self) -> Derivation:
        return _derivation(self.text, (*(name for name, _ in self.values), *self.given), self.free)

    def _tape(self, *derivatives: sympy.Expr) -> Tape:
        variables = (X, Y, *map(sympy.Symbol, self.given))
        return Tape((self.expression, *derivatives), variables, self.constants)

    @cached_property
    def _typed_latex(self) -> str:
        return self._latex(self.expression, order="none")

    @cached_property
    def _loss_tape(self) -> Tape:
        return self._tape()

    @cached_property
    def _gradient_tape(self) -> Tape:
        return self._tape(*self._derivation.gradient)

    @cached_property
    def _hessian_tape(self) -> Tape:
        return self._tape(*self._derivation.hessian)


def parse(
    text: str,
    parameters: Mapping[str, float | Knob] | None = None,
    given: tuple[str, ...] = (),
    symbols: Mapping[str, str] = MappingProxyType({}),
) -> Formula:
    """Read a formula; `parameters` gives the names it may use besides x and y, with their values.

    A knob stands for its default, and is shown by its symbol. Without `parameters` the text's own letters other than
    x, y and e are parameters, of value 1. `given` are names whose values come with x and y: those of a data point, say.
    `symbols` are what other names are called in LaTeX.

    Raises FormulaError, with one sentence for the person who typed the text.
    """
    if not isinstance(text, str):
        raise FormulaError("A formula is a text, for example x^2 + 3*y^2", 0)
    for name in (*(parameters or ()), *given):
        if not name.isidentifier() or not name.isascii() or name in ("x", "y", *CONSTANTS, *FUNCTION_NAMES, *WORDS):
            raise ValueError(f"A parameter cannot be called {name!r}: take a plain name that means nothing else here.")
    for name in given:
        if name in (parameters or ()):
            raise ValueError(f"A parameter cannot be called {name!r}: it stands for what comes with x and y.")
    free = parameters is None
    entries = dict.fromkeys(find_letters(text, given), 1.0) if parameters is None else parameters
    knobs = {name: entry for name, entry in entries.items() if isinstance(entry, Knob)}
    numbers = {name: entry.default if isinstance(entry, Knob) else entry for name, entry in entries.items()}
    return _formula(
        text,
        tuple((name, float(number)) for name, number in numbers.items()),
        (*((name, knob.symbol) for name, knob in knobs.items() if knob.symbol), *symbols.items()),
        given,
        free,
    )


def letters(text: str) -> tuple[str, ...]:
    """The single letters that a text has for parameters, in order of appearance; raises FormulaError."""
    return tuple(name for name, _ in parse(text).values)


@lru_cache(maxsize=256)
def _formula(
    text: str, values: tuple, symbols: tuple[tuple[str, str], ...], given: tuple[str, ...], free: bool
) -> Formula:
    formula = Formula(text, values, symbols, given, free)
    _ = formula.expression  # a text that is no formula is refused here, not at its first use
    return formula


@lru_cache(maxsize=128)
def _derivation(text: str, names: tuple[str, ...], free: bool) -> Derivation:
    return Derivation(text, names, free)


def _differentiate(expression: sympy.Expr, variable: sympy.Symbol) -> sympy.Expr:
    """The derivative, with 2 (x + y) left as it is: shorter to read and faster to compute than 2 x + 2 y.

    Forbidden to multiply out, SymPy may flip a minus sign back and forth for ever; then it is allowed to.
    """
    try:
        with distribute(False):
            return expression.diff(variable)
    except RecursionError:
        return expression.diff(variable)


def _spread(expression: sympy.Expr) -> sympy.Expr:
    """Multiply a leading fraction into its sum, so that (2 u + 2 v)/2 is shown as u + v."""
    fraction, rest = expression.as_coeff_Mul()
    if fraction.is_Integer or not rest.is_Add:
        return expression
    return sympy.Add(*(fraction * term for term in rest.args))


def column_vector(*rows: str) -> str:
    return rf"\begin{{pmatrix}} {NEXT_ROW.join(rows)} \end{{pmatrix}}"


def _bracketed(latex: str, expression: sympy.Basic) -> str:
    return rf"\left({latex}\right)" if expression.is_Add else latex


def _shorten(expression: sympy.Expr) -> sympy.Basic:
    """The expression with its decimals to six digits, and 2.0 as 2."""
    return expression.xreplace(
        {
            decimal: sympy.Integer(decimal)
            if float(decimal).is_integer() and abs(decimal) < 1e6
            else sympy.Float(decimal, 6)
            for decimal in expression.atoms(sympy.Float)
        }
    )


def _compute(tape: Tape, inputs: tuple, count: int) -> np.ndarray:
    """The tape's `count` rows, the loss first; where the loss is nan, so are its derivatives."""
    inputs = tuple(np.asarray(values, dtype=float) for values in inputs)
    shape = np.broadcast_shapes(*(values.shape for values in inputs))
    rows = np.empty((count, *shape))
    with np.errstate(all="ignore"):
        tape.run(inputs, rows)
    if count > 1:
        np.copyto(rows[1:], np.nan, where=np.isnan(rows[0]))
    return rows
