"""What the floors of a landscape say of its heights: the lowest loss, which floors are at it, what is rounding."""

from functools import cached_property
from itertools import chain, compress

import numpy as np

from landscapes.heights import at_level, find_lowest, low_lying_gap, typical_height
from landscapes.plane import Point, Window
from landscapes.rounding import rounding_above
from landscapes.surface import Surface


class Levels(Surface):
    """The part of a landscape that follows from its surface, its window and its floors."""

    window: Window
    minima: tuple[Point, ...]
    valleys: tuple[tuple[Point, ...], ...]

    @cached_property
    def minimum_value(self) -> float:
        """The lowest loss known: of all minima and valleys, and of a grid in case none of them is as low."""
        return find_lowest(self, self.window, [*self.minima, *chain(*self.valleys)])

    @cached_property
    def height(self) -> float:
        """How far the middling point of the window stands above the lowest loss."""
        return typical_height(self, self.window, self.minimum_value)

    @cached_property
    def height_scale(self) -> dict[str, float]:
        """Heights are shown as log10(1 + (loss - floor) / scale): the floor is the lowest loss, `scale` a small gap."""
        return {"floor": self.minimum_value, "scale": low_lying_gap(self, self.window, self.minimum_value)}

    @cached_property
    def rounding(self) -> float:
        """The rise above the lowest loss up to which losses are but rounding."""
        lowest = [*self.global_minima, *chain(*self.global_valleys)]
        return rounding_above(self, self.window, self.minimum_value, lowest)

    @cached_property
    def is_global(self) -> np.ndarray:
        """Whether each minimum is global: as low as the lowest loss known, ties included."""
        return at_level(self.loss(*np.reshape(self.minima, (-1, 2)).T), self.minimum_value, self.height)

    @property
    def global_minima(self) -> tuple[Point, ...]:
        """The minima at the lowest loss, ties included; none where the window holds something lower."""
        return tuple(compress(self.minima, self.is_global))

    @property
    def local_minima(self) -> tuple[Point, ...]:
        """The minima that are not global."""
        return tuple(compress(self.minima, ~self.is_global))

    @cached_property
    def global_valleys(self) -> tuple[tuple[Point, ...], ...]:
        """The valleys at the lowest loss."""
        losses = np.array([self.loss(*np.transpose(valley)).min() for valley in self.valleys])
        return tuple(compress(self.valleys, at_level(losses, self.minimum_value, self.height)))
