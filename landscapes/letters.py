"""The letters of a typed formula: each is a parameter, with a knob over a range of its own or the usual one."""

from collections.abc import Mapping

from formulas import letters
from knobs import Knob
from landscapes.plane import Range

USUAL, RANGE = 1.0, (-5.0, 5.0)  # where a letter begins, or as near to that as its range goes


def letter_knobs(text: str, ranges: Mapping[str, Range]) -> dict[str, Knob]:
    """Raises FormulaError for a text that is no formula."""
    spans = {name: ranges.get(name, RANGE) for name in letters(text)}
    return {
        name: Knob(min(max(USUAL, low), high), low=low, high=high, symbol=name) for name, (low, high) in spans.items()
    }
