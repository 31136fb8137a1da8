"""Kinds of values in an address: how each is read from a text, and what is said where it cannot be.

`read(text)` gives the value or raises a RefusedError that says what the text is not; `refuse` makes a sentence of that.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from knobs import Knob


class RefusedError(ValueError):
    """Why a text is none of the values that a name may have."""


@dataclass(frozen=True)
class Choice:
    """One of a menu's keys."""

    menu: Mapping[str, Any]

    def read(self, text: str) -> str:
        if text not in self.menu:
            raise RefusedError("not in the catalogue")
        return text

    def refuse(self, name: str, why: RefusedError, default: str) -> str:
        item = self.menu[default]
        shown = item if isinstance(item, str) else item.title
        return f"The link asks for a {name} that is {why}, so {shown} is shown."


@dataclass(frozen=True)
class Number:
    """A number between a knob's ends, whole where its default is."""

    knob: Knob

    def read(self, text: str) -> float:
        try:
            value = int(text) if self.knob.whole else float(text)
        except ValueError:
            value = math.nan
        if not self.knob.low <= value <= self.knob.high:
            kind = "whole number" if self.knob.whole else "number"
            raise RefusedError(f"not a {kind} from {self.knob.low:g} to {self.knob.high:g}")
        return value

    def refuse(self, name: str, why: RefusedError, default: float) -> str:
        return f"The link's value of “{name}” is {why}, so {default:g} is used."


@dataclass(frozen=True)
class Numbers:
    """So many numbers with commas between them; `usable` says which of them make sense together."""

    count: int
    usable: Callable[[tuple[float, ...]], bool]

    def read(self, text: str) -> tuple[float, ...]:
        try:
            values = tuple(map(float, text.split(",")))
        except ValueError:
            values = ()
        if len(values) != self.count or not self.usable(values):
            raise RefusedError(f"not {self.count} usable numbers with commas between them")
        return values

    def refuse(self, name: str, why: RefusedError, default: None) -> str:
        return f"The link's value of “{name}” is {why}, so it is left out."
