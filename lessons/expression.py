"""The expressions in a lesson: Jinja's, in a sandbox. A number is written as everywhere on the page.

fill("It rests after {{ run.steps }} steps.", names)        "It rests after 14 steps."
holds('run.verdict == "converged"', names)                  True

Anybody may have written a lesson, so an expression can compute and read what a run says of itself, and nothing else: no
statements, no methods of texts and lists, no numbers or texts of any size, and no long waits.
"""

import numbers
import operator
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from address.race import UnreadableError
from descent.figures import EXACT, number
from lessons.facts import FACTS
from lessons.patience import patience
from lessons.run import Run

FILTERS = ("abs", "first", "int", "last", "length", "list", "map", "max", "min", "select", "selectattr", "sort", "sum")
OPERATIONS = {
    "*": operator.mul,
    "%": operator.mod,
    "**": lambda base, power: float(base) ** float(power),  # of whole numbers it can have any number of digits
}
MOST_SIGNS = 2000  # names, numbers and operators of a text
UNKNOWN = re.compile(r"'lessons\.run\.Run object' has no attribute '(\w+)'")  # as Jinja says it
CURLY = re.compile(r"unexpected char '([“”„‟«»‚‘’])'")
TRAILING = "chunk after expression"
NOWHERE = "\ue010"  # a sign that no text has: so {% and {# are a text's own


class UnclearError(ValueError):
    """An expression that has no value; the sentence says why."""


def write(value: Any) -> Any:
    """A value as people read it."""
    if isinstance(value, tuple | list):
        raise TypeError("This is several numbers: write 20.5 with a point, and one after the other each for itself")
    if isinstance(value, bool | np.bool_) or not isinstance(value, numbers.Real):
        return value
    return number(float(value))


def write_digits(value: Any, digits: int = 3) -> str:
    if not 1 <= digits <= EXACT:
        raise ValueError(f"A number has 1 to {EXACT} digits.")
    return number(value, digits)


class Sandbox(ImmutableSandboxedEnvironment):
    """In which an expression knows what a run says of itself."""

    intercepted_binops = frozenset(OPERATIONS)

    def call_binop(self, context, operator: str, left: Any, right: Any) -> Any:
        """Of numbers alone: a text or a list times a number can be as long as the memory."""
        if not (isinstance(left, numbers.Real) and isinstance(right, numbers.Real)):
            raise TypeError(f"“{operator}” stands between two numbers.")
        return OPERATIONS[operator](left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Facts of a run and its knobs, not the fields in which it keeps them; of all else nothing, no methods."""
        if not isinstance(obj, Run):
            return False
        return attr in FACTS or not (attr.startswith("_") or attr in vars(obj) or hasattr(Run, attr))

    def wrap_str_format(self, value: Any) -> None:
        """Jinja would let a text be formatted, to any width."""


ENVIRONMENT = Sandbox(
    block_start_string=f"{NOWHERE}1",
    block_end_string=f"{NOWHERE}2",
    comment_start_string=f"{NOWHERE}3",
    comment_end_string=f"{NOWHERE}4",
    undefined=StrictUndefined,
    finalize=write,
    autoescape=False,
    keep_trailing_newline=True,
)
ENVIRONMENT.globals.clear()
ENVIRONMENT.filters = {name: ENVIRONMENT.filters[name] for name in FILTERS} | {
    "digits": write_digits,
    "percent": lambda value, digits=2: f"{write_digits(100 * float(value), digits)}\N{NBSP}%",
    "plain": lambda value: repr(float(f"{value:.4g}")),  # as a program has it
}


def fill(text: str, names: Mapping[str, Any]) -> str:
    """A text with its expressions' values. Raises UnclearError."""
    try:
        with patience():
            return _template(text).render(names)
    except TROUBLES as trouble:
        raise UnclearError(describe(trouble)) from trouble


def value_of(expression: str, names: Mapping[str, Any]) -> Any:
    """Raises UnclearError."""
    try:
        with patience():
            return _compiled(expression)(names)
    except TROUBLES as trouble:
        raise UnclearError(f"“{expression}”: {describe(trouble)}") from trouble


def number_of(expression: str, names: Mapping[str, Any]) -> float:
    """Raises UnclearError."""
    value = value_of(expression, names)
    try:
        return float(value)
    except TemplateError as trouble:  # of a name that is none
        raise UnclearError(f"“{expression}”: {describe(trouble)}") from trouble
    except (TypeError, ValueError) as trouble:
        raise UnclearError(f"“{expression}” is no number.") from trouble


def holds(expression: str, names: Mapping[str, Any]) -> bool:
    """Whether it is true. Raises UnclearError."""
    value = value_of(expression, names)
    try:
        return bool(value)
    except (ValueError, TemplateError) as trouble:
        raise UnclearError(f"“{expression}” is neither true nor false.") from trouble


TROUBLES = (TemplateError, UnreadableError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
TROUBLES += (SyntaxError, RecursionError, MemoryError)  # Python's own, of what is nested too deeply


def describe(trouble: Exception) -> str:
    said = trouble.message if isinstance(trouble, TemplateSyntaxError) else str(trouble)
    if match := UNKNOWN.fullmatch(said or ""):
        return f"A run has no “{match[1]}”."
    if match := CURLY.match(said or ""):
        return f'Quotation marks are straight here, ", in place of {match[1]}.'
    if said == TRAILING:
        return "This is more than one expression. (Two values are compared by ==.)"
    if isinstance(trouble, TemplateSyntaxError):
        said = f"An expression cannot be read: {said}"
    return f"{said or type(trouble).__name__}".rstrip(".") + "."


@lru_cache(maxsize=2048)
def _template(text: str):
    check_length(text)
    tree = ENVIRONMENT.parse(text)
    if not all(isinstance(part, nodes.Output) for part in tree.body):
        raise TemplateSyntaxError("A text has expressions, {{ … }}, and no statements", 1)
    return ENVIRONMENT.from_string(tree)


@lru_cache(maxsize=2048)
def _compiled(expression: str):
    check_length(f"{{{{ {expression} }}}}")
    return ENVIRONMENT.compile_expression(expression, undefined_to_none=False)


def check_length(text: str):
    """Raises TemplateSyntaxError for what would take long to read."""
    if sum(kind not in {"data", "whitespace"} for _, kind, _ in ENVIRONMENT.lex(text)) > MOST_SIGNS:
        raise TemplateSyntaxError("These expressions are too long", 1)
