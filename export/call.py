"""A twin as the text of a call: `torch.optim.Adam([point], lr=0.1)`.

Long calls take a line for each argument. Twins inside the arguments are written the same way.
"""

import json
import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from libraries import Native

LONGEST_LINE = 100
INDENT = "    "


class Text(NamedTuple):
    """An argument that is written as it stands: a name, a lambda."""

    text: str


def twins_within(twin: Native) -> list[Native]:
    """A twin and the twins that it is put together from."""
    return [twin, *(part for inner in twin.arguments.get("*", ()) for part in twins_within(inner))]


def write_call(twin: Native, *first: str, indent: str = "") -> str:
    """The call of a twin, with these arguments before its own; those under "*" have no name."""
    called = f"{twin.module}.{twin.name}"
    line = f"{called}({', '.join(_write_arguments(twin, first, indent))})"
    if len(indent + line) <= LONGEST_LINE and "\n" not in line:
        return line
    inner = indent + INDENT
    return f"{called}(\n" + "".join(f"{inner}{text},\n" for text in _write_arguments(twin, first, inner)) + f"{indent})"


def _write_arguments(twin: Native, first: tuple[str, ...], indent: str) -> list[str]:
    named = dict(twin.arguments)
    unnamed = [write_value(value, first, indent) for value in named.pop("*", ())]
    return [*first, *unnamed, *(f"{name}={write_value(value, first, indent)}" for name, value in named.items())]


def write_value(value: object, first: tuple[str, ...] = (), indent: str = "") -> str:
    """A value as Python text; twins inside it are called with `first` too."""
    if isinstance(value, Text):
        return value.text
    if isinstance(value, Native):
        return write_call(value, *first, indent=indent)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{write_value(key)}: {write_value(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return _write_items(value, first, indent)
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, str):
        return json.dumps(value)
    if isinstance(value, float) and not math.isfinite(value):
        return f'float("{value}")'
    return repr(value)


def _write_items(values: Sequence[object], first: tuple[str, ...], indent: str) -> str:
    opening, closing = "[]" if isinstance(values, list) else "()"
    items = [write_value(value, first, indent) for value in values]
    line = opening + ", ".join(items) + ("," if closing == ")" and len(items) == 1 else "") + closing
    if len(indent + line) <= LONGEST_LINE and "\n" not in line:
        return line
    inner = indent + INDENT
    items = [write_value(value, first, inner) for value in values]
    return opening + "\n" + "".join(f"{inner}{item},\n" for item in items) + indent + closing
