"""The ground that an address asks for: a landscape of the catalogue, of a typed formula, or of other points.

    Ground("ravine").landscape
    Ground("formula", "a*x^2 + y^2", ranges=(("a", (0.0, 3.0)),)).landscape
    Ground("line_raw", seed=3).landscape

It is what the landscape is before its parameters move: what an address leaves out is that one's own.
"""

from functools import lru_cache
from typing import NamedTuple

from formulas import FormulaError, letters
from landscapes import FORMULA, LANDSCAPES, Landscape
from landscapes.columns import read_columns, read_short, write_columns
from landscapes.plane import Range, Window
from landscapes.typed import type_in


class Ground(NamedTuple):
    """A landscape's key and what is typed in: a formula (none: the first), a window (None: it is found), ranges.

    Where it is made of data, the seed of the draw, or points of one's own, as `write_columns` writes them.
    """

    key: str
    formula: str = ""
    window: Window | None = None
    ranges: tuple[tuple[str, Range], ...] = ()
    seed: int = 0
    points: str = ""

    @property
    def is_typed(self) -> bool:
        return self.key == FORMULA.key

    @property
    def text(self) -> str:
        """The formula that stands in the field."""
        return self.formula or FORMULA.formula

    def typed(self, text: str) -> "Ground":
        """The same with another formula; a window in which it has no loss goes. Raises ValueError where none does."""
        ground = self._replace(formula=text or " ")  # an empty one is none, and not the first
        try:
            _ = ground.landscape
        except FormulaError:
            raise
        except ValueError:
            ground = ground._replace(window=None)
            _ = ground.landscape
        return ground

    def reaching(self, letter: str, values: Range) -> "Ground":
        """The same with another range of a letter."""
        ranges = dict(self.ranges) | {letter: values}
        return self._replace(ranges=tuple((name, ranges[name]) for name in letters(self.text) if name in ranges))

    def made_of(self, text: str) -> "Ground":
        """The same made of the points of a text. Raises ValueError for a text that has none that fit its model."""
        ground = self._replace(points=write_columns(read_columns(text)), seed=0)
        _ = ground.landscape
        return ground

    def made_of_short(self, text: str) -> "Ground":
        """As `made_of`, of points as an address has them."""
        return self.made_of(text.replace(";", "\n"))

    @property
    def landscape(self) -> Landscape:
        """Raises ValueError, with a sentence, where what was typed makes none."""
        return _landscape_of(self)


@lru_cache(maxsize=128)
def _landscape_of(ground: Ground) -> Landscape:
    if ground == Ground(ground.key):
        return LANDSCAPES[ground.key]
    if ground.is_typed:
        return type_in(ground.text, ground.window, dict(ground.ranges))
    landscape = LANDSCAPES[ground.key]
    return landscape.with_points(read_short(ground.points)) if ground.points else landscape.drawn(ground.seed)
