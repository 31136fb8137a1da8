"""A SymPy tree as a tape of numpy operations: evaluates formulas on any shape, without running generated code.

Equal subexpressions are computed once, whatever the order of their terms; parts without x and y are computed while the
tape is written; x**n is done by multiplications. Constants are arrays without axes: numpy takes those fastest.
Results are written over others that nobody reads any more: what is being worked on then stays in the processor's cache.
"""

import math
from collections.abc import Hashable, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import sympy

from formulas.arithmetic import FUNCTIONS, calls_of, power_of_numbers


def _is_power_of_two(number: float) -> bool:
    return math.frexp(number)[0] == 0.5


def _split(term: Any) -> tuple[float, Any]:
    """A term of a sum as a number and what it multiplies."""
    factors: Any = sympy.Mul.make_args(term)
    number, rest = 1.0, []
    for factor in factors:
        if factor.is_Mul:
            inner, factor = _split(factor)
            number *= inner
        if factor.is_Number:
            number *= float(factor)
        elif factor.is_Pow and factor.exp == -1 and factor.base.is_Integer and factor.base != 0:
            number /= float(factor.base)
        else:
            rest.append(factor)
    return number, sympy.Mul(*rest, evaluate=False)


class Tape:
    """Operations `slot = function(slot, ...)`, in order, for one or more expressions in some variables.

    `values` gives every other symbol its number. `run(inputs, rows)` writes each expression's values into its row, an
    array of any shape; the inputs are the variables' values, and broadcast to that shape. Raises ValueError for an
    operation it does not know.
    """

    _slots: list[Any]  # the variables, then constants and results, which are None

    def __init__(self, expressions, variables: Sequence[sympy.Symbol], values: Mapping[str, float]):
        self._slots = [None] * len(variables)
        self._planned, self._operations = [], []
        self._inputs = len(variables)
        self._known: dict[Hashable, int] = {variable: slot for slot, variable in enumerate(variables)}
        self._values = values
        with np.errstate(all="ignore"):
            outputs = [self._lower(expression) for expression in expressions]
        self._place(outputs)

    def __len__(self) -> int:
        return len(self._operations)

    @cached_property
    def calls(self) -> int:
        """About how many calls of numpy a run takes."""
        return sum(calls_of(function) for function, *_ in self._operations)

    def run(self, inputs: Sequence[np.ndarray], rows: np.ndarray) -> None:
        spare = np.empty((self._spare, *rows.shape[1:]))
        slots = [*inputs, *self._constants, *(array[row, ...] for array in (rows, spare) for row in range(len(array)))]
        for function, first, second, others, target in self._operations:
            if second is None:
                function(slots[first], slots[target])
            elif others:
                function(slots[first], slots[second], *(slots[other] for other in others), slots[target])
            else:
                function(slots[first], slots[second], slots[target])
        for row, slot in self._copied:
            rows[row] = slots[slot]

    def program(self) -> dict[str, Any]:
        """What `run` does, in plain names and numbers: of an operation its name, the slots it reads, and its target."""
        first, copied = self._inputs + len(self._constants), dict(self._copied)
        steps = (
            [function.__name__, [slot for slot in (one, two, *others) if slot is not None], target]
            for function, one, two, others, target in self._operations
        )
        results = [copied.get(row, first + row) for row in range(self._outputs)]
        size, constants = first + self._outputs + self._spare, [float(constant) for constant in self._constants]
        return {"size": size, "constants": constants, "operations": [*steps], "results": results}

    def _place(self, outputs: list[int]) -> None:
        """Number the slots anew: the inputs, the constants, a row for each output, and as few others as will do."""
        constants = [slot for slot, value in enumerate(self._slots) if value is not None]
        self._constants = [self._slots[slot] for slot in constants]
        place = {slot: number for number, slot in enumerate((*range(self._inputs), *constants))}
        first_row = len(place)
        count = first_row + len(outputs)
        for row, output in enumerate(outputs, first_row):
            place.setdefault(output, row)
        self._copied = [(row, place[output]) for row, output in enumerate(outputs) if place[output] != first_row + row]
        last_read = {slot: number for number, (_, read, _) in enumerate(self._planned) for slot in read}
        first_spare, idle = count, []
        for number, (function, read, target) in enumerate(self._planned):
            done = (slot for slot in dict.fromkeys(read) if last_read[slot] == number)
            idle += [place[slot] for slot in done if place[slot] >= first_spare]
            if target not in place and not idle:
                idle, count = [count], count + 1
            if target not in place:
                place[target] = idle.pop()
            first, second, *others = (*(place[slot] for slot in read), *([None] if len(read) == 1 else []))
            self._operations.append((function, first, second, tuple(others), place[target]))
        self._spare, self._outputs = count - first_spare, len(outputs)

    def _lower(self, expression) -> int:
        if expression not in self._known:
            self._known[expression] = self._write(expression)
        return self._known[expression]

    def _write(self, expression) -> int:
        if isinstance(expression, sympy.Symbol):
            return self._constant(self._values[expression.name])
        if expression.is_Number or expression.is_NumberSymbol:
            return self._constant(float(expression))
        if expression.is_Add:
            return self._sum(expression)
        if expression.is_Mul:
            return self._product(expression)
        if expression.is_Pow:
            return self._power(expression.base, expression.exp)
        if expression.func in FUNCTIONS:
            return self._operate(FUNCTIONS[expression.func], *map(self._lower, expression.args))
        raise ValueError(f"No real number can be computed from {expression.func.__name__}.")

    def _sum(self, expression) -> int:
        shares = [_split(term) for term in expression.args]
        share = abs(shares[0][0])
        if share != 1 and _is_power_of_two(share) and all(abs(number) == share for number, _ in shares):
            terms = (rest if number > 0 else sympy.Mul(-1, rest, evaluate=False) for number, rest in shares)
            return self._product(sympy.Mul(sympy.Rational(share), sympy.Add(*terms, evaluate=False), evaluate=False))
        terms = [self._signed(term) for term in expression.args]

        def write() -> int:
            slot, minus = terms[0]
            total = self._operate(np.negative, slot) if minus else slot
            for slot, minus in terms[1:]:
                total = self._operate(np.subtract if minus else np.add, total, slot)
            return total

        return self._once("sum", terms, write)

    def _signed(self, term) -> tuple[int, bool]:
        """A term of a sum as (slot, whether it is subtracted)."""
        number, rest = term.as_coeff_Mul()
        if not number.is_negative:
            return self._lower(term), False
        if rest == 1:
            return self._lower(-number), True
        if number == -1:
            return self._lower(rest), True
        return self._lower(sympy.Mul(-number, *sympy.Mul.make_args(rest), evaluate=False)), True

    def _product(self, expression) -> int:
        minus = expression.args[0] == -1
        factors = self._fold([self._inverted(factor) for factor in expression.args[1 if minus else 0 :]])

        def write() -> int:
            slot, below = factors[0]
            total = self._operate(np.divide, self._constant(1.0), slot) if below else slot
            for slot, below in factors[1:]:
                total = self._operate(np.divide if below else np.multiply, total, slot)
            return total

        product = self._once("product", factors, write)
        return self._operate(np.negative, product) if minus else product

    def _inverted(self, factor) -> tuple[int, bool]:
        """A factor of a product as (slot, whether it is divided by)."""
        if factor.is_Pow and factor.exp.is_Rational and factor.exp.is_negative:
            return self._power(factor.base, -factor.exp), True
        if factor.is_Rational and factor.p == 1 != factor.q:
            return self._constant(float(factor.q)), True
        return self._lower(factor), False

    def _fold(self, factors: list[tuple[int, bool]]) -> list[tuple[int, bool]]:
        """The same product of fewer numbers: one, if there is nothing else; powers of two go into another, exactly."""
        numbers = [None if (number := self._slots[slot]) is None else float(number) for slot, _ in factors]
        if None not in numbers:
            above, below = (
                sorted(float(self._slots[slot]) for slot, b in factors if b == side) for side in (False, True)
            )
            return [(self._constant(float(np.prod(above) / np.prod(below))), False)]
        scale, kept = 1.0, []
        for (slot, below), number in zip(factors, numbers, strict=True):
            if number is not None and _is_power_of_two(number):
                scale *= 1 / number if below else number
            else:
                kept.append((slot, below))
        if scale == 1:
            return kept
        for place, (slot, below) in enumerate(kept):
            if (number := self._slots[slot]) is not None:
                kept[place] = self._constant(float(number / scale if below else number * scale)), below
                return kept
        return [(self._constant(scale), False), *kept]

    def _power(self, base, exponent) -> int:
        if exponent.is_Rational and exponent.is_negative:
            return self._operate(np.divide, self._constant(1.0), self._power(base, -exponent))
        slot = self._lower(base)
        if exponent == sympy.S.Half:
            return self._operate(np.sqrt, slot)
        if exponent.is_Integer and exponent != 0:
            return self._whole_power(slot, int(exponent))
        height = self._lower(exponent)
        hides = self._may_be(1.0, slot) and self._may_be(0.0, height)
        return self._operate(power_of_numbers if hides else np.power, slot, height)

    def _may_be(self, number: float, slot: int) -> bool:
        return self._slots[slot] is None or self._slots[slot] == number

    def _whole_power(self, slot: int, exponent: int) -> int:
        if exponent == 1:
            return slot
        root = self._whole_power(slot, exponent // 2)
        square = self._operate(np.square, root)
        return self._operate(np.multiply, square, slot) if exponent % 2 else square

    def _once(self, kind: str, parts: list, write) -> int:
        key = (kind, tuple(sorted(parts)))
        if key not in self._known:
            self._known[key] = write()
        return self._known[key]

    def _constant(self, value: float) -> int:
        key = ("constant", value if not math.isnan(value) else "nan", math.copysign(1.0, value))
        if key not in self._known:
            self._slots.append(np.array(value, dtype=float))
            self._known[key] = len(self._slots) - 1
        return self._known[key]

    def _operate(self, function, *operands: int) -> int:
        if all(self._slots[slot] is not None for slot in operands):
            return self._constant(float(function(*(self._slots[slot] for slot in operands))))
        key = (function, *operands)
        if key not in self._known:
            self._slots.append(None)
            target = len(self._slots) - 1
            self._planned.append((function, operands, target))
            self._known[key] = target
        return self._known[key]
