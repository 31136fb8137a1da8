"""A landscape: one loss surface over the plane, and what a lesson needs to know about it.

    LANDSCAPES["ravine"].with_parameters(kappa=50).gradient(x, y)

`window` is what is first shown, never a border. `minima` lists every minimum inside the window, global ones first, and
`valleys` every valley of equal minima, as curves with a point at least every 1/200 of the window; `minima.py` says what
these are. x and y may be arrays.
The first picture is plain gradient descent from `start`: `steps` steps at `learning_rate`, which `decay` makes smaller,
exponentially, to that share of itself. It shows what `lesson` says. `camera` is the eye of its 3D view and where that
looks, six numbers, None for the usual place.

A landscape may be made of `data`: then its formula is the loss of one point, in x, y and the point's u and v, and the
loss is the mean over the points; `model` is what is fitted to them, in x, y and u; `axes` are what x and y are called.
"""

import dataclasses
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, compress
from types import MappingProxyType

import numpy as np

from formulas import parse
from knobs import Knob
from landscapes.curvature import curvature_range
from landscapes.data import INPUT, TARGET, Data, MeanSurface
from landscapes.heights import at_level, find_lowest, low_lying_gap, typical_height
from landscapes.minima import find_floors, is_smooth_minimum
from landscapes.plane import Point, Window
from landscapes.polishing import polish
from landscapes.rounding import rounding_above
from landscapes.surface import Surface


@dataclass(frozen=True)
class Landscape:
    """One surface; equal when formula, values and their knobs, window, start, learning rate and data are.

    `parameters` are the knobs of the formula's named parameters; `values` are their present numbers, in the same order.
    """

    key: str
    title: str = field(repr=False, compare=False)
    lesson: str = field(repr=False, compare=False)
    formula: str
    window: Window
    start: Point
    learning_rate: float
    minima: tuple[Point, ...] = field(repr=False, compare=False)
    valleys: tuple[tuple[Point, ...], ...] = field(default=(), repr=False, compare=False)
    source: str = field(default="", repr=False, compare=False)
    family: str = field(default="", repr=False, compare=False)
    also: tuple[str, ...] = field(default=(), repr=False, compare=False)  # what else people call it or look for
    former_key: str = field(default="", repr=False, compare=False)  # that old links have
    steps: int = field(default=100, repr=False, compare=False)
    decay: float = field(default=1.0, repr=False, compare=False)
    camera: tuple[float, ...] | None = field(default=None, repr=False, compare=False)
    parameters: Mapping[str, Knob] = field(default_factory=dict, repr=False, compare=False)
    values: tuple[tuple[str, float], ...] = ()
    data: Data | None = None
    model: str = field(default="", repr=False, compare=False)
    axes: tuple[str, str] = field(default=("x", "y"), repr=False, compare=False)
    knobs: tuple[tuple[str, Knob], ...] = field(init=False, repr=False)  # of the parameters, to tell landscapes apart

    def __post_init__(self):
        object.__setattr__(self, "parameters", MappingProxyType(dict(self.parameters)))
        object.__setattr__(self, "knobs", tuple(self.parameters.items()))
        given = dict(self.values)
        values = tuple((name, float(given.get(name, knob.default))) for name, knob in self.parameters.items())
        object.__setattr__(self, "values", values)

    @classmethod
    def from_formula(
        cls,
        text: str,
        *,
        window: Window = ((-5.0, 5.0), (-5.0, 5.0)),
        start: Point | None = None,
        learning_rate: float | None = None,
        title: str = "Your own formula",
    ) -> "Landscape":
        """A landscape from a typed formula: its minima are searched, start and learning rate chosen where not given.

        Raises FormulaError (a ValueError) for a text that is no formula, ValueError for a window without finite loss.
        """
        surface = parse(text)
        (left, right), (bottom, top) = window
        if not (all(map(math.isfinite, (left, right, bottom, top))) and left < right and bottom < top):
            raise ValueError("A window needs finite borders, the lower one first: widen it.")
        minima, valleys = find_floors(surface, window)
        if start is None:
            start = _first_start(surface, window)
        if learning_rate is None:
            learning_rate = _first_rate(surface, start, minima, valleys)
        return cls(
            key="formula",
            title=title,
            lesson="What does the learning rate do here? Drag it and see.",
            formula=text,
            window=window,
            start=start,
            learning_rate=learning_rate,
            minima=minima,
            valleys=valleys,
            source="typed in",
        )

    def with_parameters(self, **values: float) -> "Landscape":
        """The same landscape with other values of its parameters; its minima and valleys follow to full precision."""
        for name, value in values.items():
            if name not in self.parameters:
                known = ", ".join(self.parameters) or "no parameters"
                raise ValueError(f"{self.title} has {known}, and not {name!r}.")
            knob = self.parameters[name]
            if not knob.low <= float(value) <= knob.high:
                raise ValueError(f"{knob.label} must lie between {knob.low:g} and {knob.high:g}; got {value}.")
        moved = dataclasses.replace(self, values=tuple((dict(self.values) | values).items()))
        if moved.values == self.values:
            return self
        minima = polish(moved, np.reshape(self.minima, (-1, 2)).T)
        if self.valleys or not self.minima or not is_smooth_minimum(moved, minima, np.diff(self.window)).all():
            minima, valleys = find_floors(moved, self.window)
            return dataclasses.replace(moved, minima=minima, valleys=valleys)
        order = np.argsort(moved.loss(*minima), kind="stable")
        return dataclasses.replace(moved, minima=tuple((float(x), float(y)) for x, y in minima.T[order]))

    def loss(self, x, y) -> np.ndarray:
        return self.surface.loss(x, y)

    def gradient(self, x, y) -> np.ndarray:
        """The exact slopes along x and y, shape (2, ...)."""
        return self.surface.gradient(x, y)

    def loss_and_gradient(self, x, y) -> tuple[np.ndarray, np.ndarray]:
        """Both at once, for little more than the price of the gradient."""
        return self.surface.loss_and_gradient(x, y)

    def hessian(self, x, y) -> np.ndarray:
        """The exact second derivatives, shape (2, 2, ...)."""
        return self.surface.hessian(x, y)

    @property
    def latex(self) -> str:
        return self.surface.latex

    @property
    def gradient_latex(self) -> str:
        return self.surface.gradient_latex

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

    @cached_property
    def surface(self) -> Surface:
        """What it is made of: its formula, at the present values. All else asks no more of it than `Surface` says."""
        if self.data is None:
            return parse(self.formula, self.parameters).bind(**dict(self.values))
        return self.mean_over(self.data.inputs, self.data.targets)

    def mean_over(self, inputs: np.ndarray, targets: np.ndarray) -> MeanSurface:
        """The surface that other points would make."""
        formula = parse(self.formula, self.parameters, given=(INPUT, TARGET)).bind(**dict(self.values))
        return MeanSurface(formula, inputs, targets)

    @cached_property
    def validation_surface(self) -> MeanSurface:
        """The loss on the points that were held back. Raises ValueError where there is no data."""
        if self.data is None:
            raise ValueError(f"{self.title} is not made of data, so nothing was held back to validate.")
        return self.mean_over(self.data.validation_inputs, self.data.validation_targets)

    def validation_loss(self, x, y) -> np.ndarray:
        """The loss on the points that were held back. Raises ValueError where there is no data."""
        return self.validation_surface.loss(x, y)


def _first_start(surface: Surface, window: Window) -> Point:
    """A place off the middle and off the diagonals where there is a slope to follow."""
    (left, right), (bottom, top) = window
    across, up = np.array([(0.2, 0.65), (0.75, 0.85), (0.85, 0.3), (0.35, 0.15), (0.55, 0.6)]).T
    x, y = left + across * (right - left), bottom + up * (top - bottom)
    usable = np.isfinite(surface.loss(x, y)) & np.isfinite(surface.gradient(x, y)).all(axis=0)
    if not usable.any():
        x, y = (grid.ravel() for grid in np.meshgrid(np.linspace(left, right, 41), np.linspace(bottom, top, 41)))
        usable = np.isfinite(surface.loss(x, y))
    if not usable.any():
        raise ValueError("This formula has no finite value in the window: choose other borders.")
    first = int(usable.argmax())
    return float(x[first]), float(y[first])


def _first_rate(surface: Surface, start: Point, minima: tuple[Point, ...], valleys: tuple[tuple[Point, ...], ...]):
    """1.5 over the largest curvature at the start and at the lowest minimum: overshoots, and settles on a quadratic.

    Where there are only valleys, at the point of the lowest one that lies nearest to the start.
    """
    floor = minima[:1] or [min(valley, key=lambda point: math.dist(point, start)) for valley in valleys[:1]]
    points = np.transpose([start, *floor])
    curvature = np.abs(curvature_range(surface.hessian(*points)))
    sharpest = float(np.max(curvature, initial=0.0, where=np.isfinite(curvature)))
    return float(f"{1.5 / sharpest:.2g}") if sharpest > 1e-6 else 0.1
