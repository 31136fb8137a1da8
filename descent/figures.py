"""Figures: numbers as people read them, the same in a sentence as on the stage (`show` in stage/frontend/format.js)."""

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_HALF_UP, Context, Decimal
from functools import cache

SIGNS = str.maketrans("-", "−")
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
SMALLEST, LARGEST = -4, 5  # powers of ten: below the one and from the other on, a number is written as their multiple
EXACT = 17  # digits that tell any two floats apart


def number(value: float, digits: int = 3) -> str:
    """A number to so many significant digits: 0.0123, −1230, 1.2×10⁻⁷; halves are rounded away from zero.

    What is not finite has words of its own: undefined, ∞, −∞.
    """
    return _write(_rounding(digits).create_decimal(float(value)))


def at_most(value: float, digits: int = 2) -> str:
    """The next number up with so many significant digits: what is "within" it really is."""
    return _write(_rounding(digits, ROUND_CEILING).create_decimal(float(value)))


def _write(rounded: Decimal) -> str:
    if rounded.is_nan():
        return "undefined"
    if rounded.is_infinite():
        return "∞" if rounded > 0 else "−∞"
    if rounded == 0:
        return "0"
    exponent = rounded.adjusted()
    if SMALLEST <= exponent < LARGEST:
        return _plain(rounded)
    return f"{_plain(rounded.scaleb(-exponent))}×10{str(exponent).translate(SUPERSCRIPTS)}"


def apart(value: float, other: float) -> str:
    """`value` with as many digits as it takes to tell it from `other`."""
    for digits in range(3, EXACT + 1):
        text = number(value, digits)
        if text != number(other, digits):
            return text
    return number(value)


def pair(value: float, other: float, least: int = 3) -> tuple[str, str]:
    """Both numbers with as many digits as it takes to tell them apart: what is larger also reads as larger."""
    for digits in range(least, EXACT + 1):
        texts = number(value, digits), number(other, digits)
        if texts[0] != texts[1]:
            return texts
    return number(value), number(other)


@cache
def _rounding(digits: int, way: str = ROUND_HALF_UP) -> Context:
    return Context(prec=digits, rounding=way)


def _plain(decimal: Decimal) -> str:
    """Without idle zeros."""
    text = f"{decimal:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).translate(SIGNS)


def enumerate_names(names: Sequence[str]) -> str:
    """A, B and C."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def capital(text: str) -> str:
    """As a sentence begins; α stays what it is."""
    return text if text.startswith("α") else text[0].upper() + text[1:]
