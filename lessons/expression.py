"""The expressions in a lesson: Jinja's, in its sandbox. A number is written as everywhere on the page.

fill("It rests after {{ run.steps }} steps.", names)        "It rests after 14 steps."
holds('run.verdict == "converged"', names)                  True
"""

import numbers
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from address.race import UnreadableError
from descent.figures import number


class UnclearError(ValueError):
    """An expression that has no value; the sentence says why."""


def write(value: Any) -> Any:
    """A value as people read it."""
    if isinstance(value, bool | np.bool_) or not isinstance(value, numbers.Real):
        return value
    return number(float(value))


ENVIRONMENT = ImmutableSandboxedEnvironment(
    undefined=StrictUndefined, finalize=write, autoescape=False, keep_trailing_newline=True
)
ENVIRONMENT.filters["digits"] = lambda value, digits: number(value, digits)
ENVIRONMENT.filters["percent"] = lambda value, digits=2: f"{number(100 * value, digits)} %"
ENVIRONMENT.filters["plain"] = lambda value: repr(float(f"{value:.4g}"))  # as a program has it


def fill(text: str, names: Mapping[str, Any]) -> str:
    """A text with its expressions' values. Raises UnclearError."""
    try:
        return _template(text).render(names)
    except TROUBLES as trouble:
        raise UnclearError(describe(trouble)) from trouble


def value_of(expression: str, names: Mapping[str, Any]) -> Any:
    """Raises UnclearError."""
    try:
        return _compiled(expression)(names)
    except TROUBLES as trouble:
        raise UnclearError(f"“{expression}”: {describe(trouble)}") from trouble


def holds(expression: str, names: Mapping[str, Any]) -> bool:
    """Whether it is true. Raises UnclearError."""
    return bool(value_of(expression, names))


TROUBLES = (TemplateError, UnreadableError, ArithmeticError, AttributeError, IndexError, TypeError, ValueError)


def describe(trouble: Exception) -> str:
    return f"{str(trouble) or type(trouble).__name__}".rstrip(".") + "."


@lru_cache(maxsize=2048)
def _template(text: str):
    return ENVIRONMENT.from_string(text)


@lru_cache(maxsize=2048)
def _compiled(expression: str):
    return ENVIRONMENT.compile_expression(expression, undefined_to_none=False)
