"""What figures on paper have in common: black ink, a scale of whole steps, and how a number is put on an axis."""

import math
from collections.abc import Iterable

from descent.figures import number

DASHES = ("", "7 4", "2 3", "9 3 2 3", "4 2", "1 2")  # of several runs: paper has no colours
STEPS = (1, 2, 5, 10)  # of ticks


def ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Round numbers between two."""
    rough = (high - low) / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(step * power for step in STEPS if step * power >= rough)
    return [place * step for place in range(math.ceil(low / step), math.floor(high / step) + 1)]


def decades(low: float, high: float) -> list[float]:
    """The powers of ten between two."""
    return [10.0**power for power in range(math.ceil(math.log10(low)), math.floor(math.log10(high)) + 1)]


def path(points: Iterable[Iterable[float]]) -> str:
    """What draws a line through points."""
    return "M" + "L".join(" ".join(f"{value:.4g}" for value in point) for point in points)


def text(x: float, y: float, said: float | str, more: str = "") -> str:
    written = number(said) if isinstance(said, float) else said
    return f'<text x="{x:.1f}" y="{y:.1f}" {more}>{written}</text>'


def svg(width: float, height: float, label: str, inside: str, kind: str = "") -> str:
    """A figure; its sides are tenths of a millimetre."""
    return (
        f'<svg class="{kind}" role="img" aria-label="{label}" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'style="width:{width / 10:.1f}mm" xmlns="http://www.w3.org/2000/svg">{inside}</svg>'
    )
