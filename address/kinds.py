"""Kinds of values in an address: how each is read from a text, and what is said where it cannot be.

`read(text)` gives the value or raises a RefusedError that says what the text is not; `refuse` makes a sentence of that.
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from knobs import Knob

MOST_SAID = 200  # characters of why a text is refused
LONGEST = 100  # characters of a number; those that the address is written with have at most 24
# Python itself would also take 1_000, digits of other scripts, and blanks and control characters around a number.
WHOLE = re.compile(r"[+-]?[0-9]+")
DECIMAL = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")


class RefusedError(ValueError):
    """Why a text is none of the values that a name may have."""


def read_number(text: str, whole: bool = False) -> float:
    """The number that a text is, nan if it is none."""
    if len(text) > LONGEST or not (WHOLE if whole else DECIMAL).fullmatch(text):
        return math.nan
    return int(text) if whole else float(text)


@dataclass(frozen=True)
class Choice:
    """One of a menu's keys; an item's former key stands for its present one."""

    menu: Mapping[str, Any]
    former: Mapping[str, str] = field(default_factory=dict)
    missing: str = "not in the catalogue"

    def read(self, text: str) -> str:
        key = self.former.get(text, text)
        if key not in self.menu:
            raise RefusedError(self.missing)
        return key

    def refuse(self, name: str, why: RefusedError, default: str) -> str:
        item = self.menu[default]
        shown = item if isinstance(item, str) else item.title
        return f"The link's “{name}” is {why}, so {shown} is shown."


@dataclass(frozen=True)
class Number:
    """A number between a knob's ends, whole where its default is."""

    knob: Knob

    def read(self, text: str) -> float:
        value = read_number(text, self.knob.whole)
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
    wanted: str = ""  # what they are

    def read(self, text: str) -> tuple[float, ...]:
        values = tuple(map(read_number, text.split(",", self.count)))
        if len(values) != self.count or not all(map(math.isfinite, values)) or not self.usable(values):
            raise RefusedError(f"not {self.wanted or f'{self.count} usable numbers with commas between them'}")
        return values

    def refuse(self, name: str, why: RefusedError, default: Any) -> str:
        return f"The link's value of “{name}” is {why}, so it is left out."


@dataclass(frozen=True)
class Typed:
    """A text that `make` takes, or refuses with a sentence in a ValueError."""

    make: Callable[[str], object]
    may_be_empty: bool = False

    def read(self, text: str) -> str:
        if self.may_be_empty and not text:
            return text
        try:
            self.make(text)
        except ValueError as why:
            raise RefusedError(str(why)) from why
        return text

    def refuse(self, name: str, why: RefusedError, default: str) -> str:
        return f"The link's “{name}” is not used. {str(why)[:MOST_SAID]}"
