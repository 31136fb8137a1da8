"""How a program ends: where it went, where the run on the page went, and whether the two agree.

end = point.tolist()
page = [3.0, 2.0]  # where the run on the page ends
...
3.0000000000000004 2.0 is where this program ends.
3.0 2.0 is where the run on the page ends.
They agree.
"""

import math

Point = tuple[float, float]

# As a share of how far from the origin the run ends, which counts as 1 at least. A line search that compares losses
# finds a minimum to half of the digits only.
AGREEMENT = 1e-6
DIGITS = 12  # of the page's end


def agree(end: Point, page: Point) -> bool:
    """Whether only rounding tells two ends apart. Runs that overflow agree, however they do it."""
    if not is_finite(page):
        return not is_finite(end)
    return math.dist(end, page) < AGREEMENT * math.hypot(1, *page)


def is_finite(point: Point) -> bool:
    return all(map(math.isfinite, point))


def write_ending(end: str, page: Point, without: str = "") -> str:
    """The last lines of a program whose own end is the list that `end` computes; `without` is what it leaves out."""
    where = f"is where the run on the page ends{without}."
    if is_finite(page):
        numbers = [float(f"{number:.{DIGITS}g}") for number in page]
        known = [f"page = {numbers}  # where the run on the page ends", "apart = math.dist(end, page)"]
        told = f'*page, "{where}"'
        verdict = f'apart < {AGREEMENT} * math.hypot(1, *page) else f"They end {{apart:.1e}} apart."'
    else:
        known, told = [], f'"{" ".join(map(str, page))} {where}"'
        verdict = 'not all(map(math.isfinite, end)) else "They do not agree."'
    lines = [
        f"end = {end}",
        *known,
        'print(*end, "is where this program ends.")',
        f"print({told})",
        f'print("They agree." if {verdict})',
    ]
    return "\n".join(lines)
