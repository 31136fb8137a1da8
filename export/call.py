"""A twin as the text of a call: `torch.optim.Adam([point], lr=0.1)`.

Long calls take a line for each argument. Twins inside the arguments are written the same way.
"""

import json
import math
from typing import Any, NamedTuple

import numpy as np

LONGEST_LINE = 100
INDENT = "    "


class Text(NamedTuple):
    """An argument that is written as it stands: a name, a lambda."""

    text: str


def parts(native) -> list:
    """A twin and the twins that it is put together from."""
    return [native, *(part for inner in native.arguments.get("*", ()) for part in parts(inner))]


def write_call(native, *first: str, indent: str = "") -> str:
    """The call of a twin, with these arguments before its own; those under "*" have no name."""
    called = f"{native.module}.{native.name}"
    line = f"{called}({', '.join(_write_arguments(native, first, indent))})"
    if len(indent + line) <= LONGEST_LINE and "\n" not in line:
        return line
    inner = indent + INDENT
    return (
        f"{called}(\n" + "".join(f"{inner}{text},\n" for text in _write_arguments(native, first, inner)) + f"{indent})"
    )


def _write_arguments(native, first: tuple[str, ...], indent: str) -> list[str]:
    named = dict(native.arguments)
    unnamed = [write_value(value, first, indent) for value in named.pop("*", ())]
    return [*first, *unnamed, *(f"{name}={write_value(value, first, indent)}" for name, value in named.items())]


def write_value(value: Any, first: tuple[str, ...] = (), indent: str = "") -> str:
    """A value as Python text; twins inside it are called with `first` too."""
    if isinstance(value, Text):
        return value.text
    if hasattr(value, "arguments"):
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


def _write_items(values, first, indent) -> str:
    opening, closing = "[]" if isinstance(values, list) else "()"
    items = [write_value(value, first, indent) for value in values]
    line = opening + ", ".join(items) + ("," if closing == ")" and len(items) == 1 else "") + closing
    if len(indent + line) <= LONGEST_LINE and "\n" not in line:
        return line
    inner = indent + INDENT
    items = [write_value(value, first, inner) for value in values]
    return opening + "\n" + "".join(f"{inner}{item},\n" for item in items) + indent + closing
