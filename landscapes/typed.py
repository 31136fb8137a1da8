"""Your own formula: what stands there until another one is typed, and how one that is typed becomes a landscape.

type_in("a*x^2 + y^2", ranges={"a": (0.0, 3.0)})
"""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from formulas import Formula, FormulaError, parse
from landscapes.first_look import find_window
from landscapes.landscape import Landscape
from landscapes.letters import letter_knobs
from landscapes.metered import PATIENCE
from landscapes.plane import Range, Window

FORMULA = Landscape(
    key="formula",
    title="Your own formula",
    family="Your own",
    also=("custom", "own", "type", "function", "equation", "f(x, y)"),
    lesson="Two hollows: from here a small α ends in the near one, a larger one leaps into the deeper. Now type yours.",
    formula="x^4 - 3*x^2 + x + y^2",
    window=((-3.0, 3.0), (-3.0, 3.0)),
    start=(2.0, 1.5),
    learning_rate=0.1,
    minima=((-1.300839565941577, 0.0), (1.1309011226299859, 0.0)),
    source="typed in",
    steps=60,
)

SAME = "This is the same everywhere, so there is no way down: let it depend on x or y"
STEPS = "This is made of level steps, on which no slope says where down is: add something that slopes, such as x^2"


def type_in(text: str, window: Window | None = None, ranges: Mapping[str, Range] = MappingProxyType({})) -> Landscape:
    """The landscape of a typed formula; without a window one is found that shows its hollows.

    Raises FormulaError (a ValueError) for a text that is no formula or is the same everywhere, ValueError where there
    is no loss to show.
    """
    surface = parse(text, letter_knobs(text, ranges))
    if surface.is_level:
        raise FormulaError(STEPS if _varies(surface) else SAME, 0)
    patience = PATIENCE / 2 if surface.values else PATIENCE  # with letters there are floors at 1 and where they stand
    return Landscape.from_formula(text, window=window or find_window(surface), ranges=ranges, patience=patience)


def _varies(surface: Formula) -> bool:
    places = np.linspace(-5.0, 5.0, 21)
    losses = surface.loss(places, places[:, np.newaxis])
    losses = losses[np.isfinite(losses)]
    return bool(losses.size and losses.min() < losses.max())
