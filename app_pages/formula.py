"""Your own formula, as the stage shows it: its text, its mathematics, what is wrong with it, and what was found."""

import math
from functools import lru_cache

import latex2mathml.converter

from address import Visit
from app_pages.refusal import Refusal
from landscapes import Landscape
from landscapes.curvature import curvature_range

EXAMPLES = {
    "two hollows": "x^4 - 3*x^2 + x + y^2",
    "bowl": "a*x^2 + b*y^2",
    "ravine": "(x^2 + 20*y^2)/2",
    "Rosenbrock": "(1 - x)^2 + 100*(y - x^2)^2",
    "saddle": "x^2 - y^2",
    "egg box": "sin(3x)cos(2y) + (x^2 + y^2)/4",
    "crease": "|x| + 2|y|",
    "no loss there": "x*y - log(x) - log(y)",
}
MOST_ROWS = 24  # minima that are listed
LONGEST_GRADIENT = 3000  # characters of LaTeX: a longer one says nothing to anybody


def describe_typed(visit: Visit, refusal: Refusal | None) -> dict | None:
    """What the stage needs for its field; None for a landscape that nobody typed."""
    ground, landscape = visit.ground, visit.setting.course.landscape
    if not ground.is_typed:
        return None
    values = dict(landscape.values)
    return {
        "text": ground.text,
        "math": list(mathematics_of(landscape)),
        "refused": refusal and refusal._asdict(),
        "examples": [{"title": title, "text": text} for title, text in EXAMPLES.items()],
        "window": [list(side) for side in landscape.window],
        "found": ground.window is None,
        "parameters": [
            {"name": name, "value": values[name], "low": knob.low, "high": knob.high}
            for name, knob in landscape.parameters.items()
        ],
        "minima": {
            "words": words_of_minima(landscape),
            "rows": rows_of_minima(landscape),
            "valleys": len(landscape.valleys),
        },
    }


@lru_cache(maxsize=128)
def mathematics_of(landscape: Landscape) -> tuple[str, ...]:
    """The formula and its gradient as MathML."""
    latex = [f"f(x, y) = {landscape.latex}"]
    if len(gradient := landscape.gradient_latex) <= LONGEST_GRADIENT:
        latex.append(rf"\nabla f = {gradient}")
    return tuple(map(latex2mathml.converter.convert, latex))


def words_of_minima(landscape: Landscape) -> str:
    """How many floors were found, and what that is worth."""
    minima, valleys = len(landscape.minima), len(landscape.valleys)
    found = [f"{minima} minim{'um' if minima == 1 else 'a'}"] if minima or not valleys else []
    found += [f"{valleys} valley{'' if valleys == 1 else 's'} of equal minima"] if valleys else []
    told = " and ".join(found) if minima or valleys else "No minimum"
    were = "were" if minima + valleys > 1 else "was"
    if landscape.is_cut_short:
        return f"{told} {were} found in this window before the search grew too long: there may be more."
    return f"{told} {were} found in this window, on a fine grid: a narrow one may be missed."


def rows_of_minima(landscape: Landscape) -> list[dict]:
    """Each minimum's place, loss and curvatures, the lowest first; a curvature that is not known is None."""
    rows = []
    for (x, y), is_global in zip(landscape.minima[:MOST_ROWS], landscape.is_global.tolist(), strict=False):
        curvatures = (float(value) for value in curvature_range(landscape.hessian(x, y)))
        sharpest, flattest = (value if math.isfinite(value) else None for value in curvatures)
        loss = float(landscape.loss(x, y))
        rows.append({"x": x, "y": y, "loss": loss, "sharpest": sharpest, "flattest": flattest, "is_global": is_global})
    return rows
