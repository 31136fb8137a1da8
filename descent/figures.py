"""Figures: numbers as a sentence writes them."""

import numpy as np

SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def number(value: float, digits: int = 3) -> str:
    """A number as students write it: three digits, powers of ten beyond 0.0001 and 100,000."""
    if value == 0:
        return "0"
    exponent = int(f"{value:.{digits - 1}e}".partition("e")[2])
    if -4 <= exponent < 5:
        return np.format_float_positional(float(f"{value:.{digits}g}"), trim="-")
    mantissa = f"{value:.{digits - 1}e}".partition("e")[0]
    mantissa = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
    return f"{mantissa}×10{str(exponent).translate(SUPERSCRIPTS)}"


def apart(value: float, other: float) -> str:
    """`value` with as many digits as it takes to tell it from `other`."""
    if value == other:
        return number(value)
    return next(
        (text for digits in range(3, 16) if (text := number(value, digits)) != number(other, digits)), str(value)
    )
