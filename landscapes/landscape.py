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
`draw` makes other points from a seed, `split` says which of points that were not drawn are held back, `prepare` brings
any points to the scale that the formula is at home with, or says why it cannot, `frame` is a window for points of any
scale where `prepare` leaves them theirs, and `floors` knows the minima and valleys of a window that stays as it is.
"""

import dataclasses
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

import numpy as np

from formulas import Formula, parse
from knobs import Knob
from landscapes.columns import split
from landscapes.data import INPUT, TARGET, Data, MeanSurface, Points
from landscapes.first_look import suggest
from landscapes.letters import letter_knobs
from landscapes.levels import Levels
from landscapes.metered import PATIENCE, Metered
from landscapes.minima import Floors, find_floors, is_smooth_minimum
from landscapes.opening import WIDENED, first_rate, moved_along, widened
from landscapes.plane import Point, Range, Window
from landscapes.polishing import polish
from landscapes.surface import Surface

LOWERED = str.maketrans({digit: f"_{number}" for number, digit in enumerate("₀₁₂₃₄₅₆₇₈₉")})  # as LaTeX writes them


@dataclass(frozen=True)
class Landscape(Levels):
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
    is_searched: bool = field(default=False, repr=False, compare=False)  # whether its floors were, and not known
    patience: float = field(default=PATIENCE, repr=False)  # the work that may go into that, see `Metered`
    effort: float = field(default=0.0, repr=False, compare=False)  # and that did
    before: "Landscape | None" = field(default=None, repr=False, compare=False)  # its parameters moved
    draw: Callable[[int], Data] | None = field(default=None, repr=False, compare=False)
    split: Callable[[Points], Data] = field(default=split, repr=False, compare=False)
    prepare: Callable[[Data], Data] | None = field(default=None, repr=False, compare=False)
    frame: Callable[[Data], Window] | None = field(default=None, repr=False, compare=False)
    floors: Callable[[Data], Floors] | None = field(default=None, repr=False, compare=False)
    knobs: tuple[tuple[str, Knob], ...] = field(init=False, repr=False)  # of the parameters, to tell landscapes apart

    def __post_init__(self):
        object.__setattr__(self, "parameters", MappingProxyType(dict(self.parameters)))
        object.__setattr__(self, "knobs", tuple(self.parameters.items()))
        given = dict(self.values)
        values = tuple((name, float(given.get(name, knob.default))) for name, knob in self.parameters.items())
        object.__setattr__(self, "values", values)
        if self.data is not None and self.data.raw is None and self.prepare is not None:
            object.__setattr__(self, "data", self.prepare(self.data))

    @classmethod
    def from_formula(
        cls,
        text: str,
        *,
        window: Window = ((-5.0, 5.0), (-5.0, 5.0)),
        start: Point | None = None,
        learning_rate: float | None = None,
        title: str = "Your own formula",
        ranges: Mapping[str, Range] = MappingProxyType({}),
        patience: float = PATIENCE,
    ) -> "Landscape":
        """A landscape from a typed formula: its minima are searched, start and learning rate chosen where not given.

        Its single letters are parameters, each with a knob over its range in `ranges` or a usual one.

        Raises FormulaError (a ValueError) for a text that is no formula, ValueError for a window without finite loss.
        """
        parameters = letter_knobs(text, ranges)
        surface = parse(text, parameters)
        (left, right), (bottom, top) = window
        if not (all(map(math.isfinite, (left, right, bottom, top))) and left < right and bottom < top):
            raise ValueError("A window needs finite borders, the lower one first: widen it.")
        search = Metered(surface, patience)
        floors = find_floors(search, window)
        start, learning_rate = suggest(surface, window, floors, start, learning_rate)
        return cls(
            key="formula",
            title=title,
            lesson="What does the learning rate do here? Drag it and see.",
            formula=text,
            window=window,
            start=start,
            learning_rate=learning_rate,
            source="typed in",
            parameters=parameters,
            is_searched=True,
            **floors._asdict(),
            patience=patience,
            effort=search.spent,
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
        values = dict(self.values) | values
        return self if tuple(values.items()) == self.values else self.origin._moved_to(tuple(values.items()))

    @property
    def origin(self) -> "Landscape":
        """The landscape as it was before its parameters moved."""
        return self if self.before is None else self.before

    def _moved_to(self, values: tuple[tuple[str, float], ...]) -> "Landscape":
        moved = dataclasses.replace(self, values=values, before=self)
        if moved.values == self.values:
            return self
        if self.is_searched:  # what was found before says nothing of what is there now
            return moved._with_floors()
        minima = polish(moved, np.reshape(self.minima, (-1, 2)).T)
        if self.valleys or not self.minima or not is_smooth_minimum(moved, minima, np.diff(self.window)).all():
            return moved._with_floors()
        order = np.argsort(moved.loss(*minima), kind="stable")
        return dataclasses.replace(moved, minima=tuple((float(x), float(y)) for x, y in minima.T[order]))

    def drawn(self, seed: int) -> "Landscape":
        """The same landscape on the draw of that seed. Raises ValueError where no points are drawn."""
        if self.draw is None:
            raise ValueError(f"{self.title} is not made of drawn points: there are no others to draw.")
        return self.with_data(self.draw(seed))

    def with_points(self, points: Points) -> "Landscape":
        """The same landscape made of other points, some of them held back. Raises ValueError as `with_data` does."""
        return self.with_data(self.split(points))

    def with_data(self, data: Data) -> "Landscape":
        """The same landscape made of other points; its minima and valleys follow to full precision.

        Points that were not drawn may be of any scale: window, start and learning rate then follow as well.
        Raises ValueError, with one sentence, for points that its model cannot be fitted to.
        """
        if self.data is None:
            raise ValueError(f"{self.title} is not made of data.")
        data = data.raw or data
        data = data if self.prepare is None else self.prepare(data)
        if data == self.data:
            return self
        made = dataclasses.replace(self, data=data, before=None)
        if data.seed is not None:
            return made._with_floors()
        if self.frame is not None:
            made = dataclasses.replace(made, window=self.frame(data))
        made = made._with_floors_in_sight()
        start = moved_along(self.start, self.window, made.window)
        if not (made.minima or made.valleys):  # then no curvature says how far a step may go
            return dataclasses.replace(made, start=start)
        rate = first_rate(made, start, made.minima, made.valleys)
        return dataclasses.replace(made, start=start, learning_rate=rate)

    @cached_property
    def validation(self) -> "Landscape":
        """The landscape that the points make that were held back. Raises ValueError where there is no data."""
        if self.data is None:
            raise ValueError(f"{self.title} is not made of data, so nothing was held back to validate.")
        data = Data(self.data.validation, self.data.points, self.data.seed, raw=self.data)
        return dataclasses.replace(self, data=data)._with_floors()

    def _with_floors(self) -> "Landscape":
        known = None if self.data is None or self.floors is None else self.floors(self.data)
        search = Metered(self.surface, self.patience)
        floors = find_floors(search, self.window) if known is None else known
        return dataclasses.replace(self, **floors._asdict(), effort=search.spent)

    def _with_floors_in_sight(self) -> "Landscape":
        """In a window made larger until it holds a floor; in its own where that takes too much."""
        near = wide = self._with_floors()
        for _ in range(WIDENED):
            if wide.minima or wide.valleys:
                return wide
            wide = dataclasses.replace(wide, window=widened(wide.window))._with_floors()
        return wide if wide.minima or wide.valleys else near

    @property
    def is_cut_short(self) -> bool:
        """Whether the search for its floors ended before its time, so that there may be more."""
        return self.effort >= self.patience

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

    def work(self, order: int, points: int) -> float:
        return self.surface.work(order, points)

    @property
    def latex(self) -> str:
        return self.surface.latex

    @property
    def gradient_latex(self) -> str:
        return self.surface.gradient_latex

    @cached_property
    def surface(self) -> Surface:
        """What it is made of: its formula, at the present values. All else asks no more of it than `Surface` says."""
        if self.data is None:
            return parse(self.formula, self.parameters).bind(**dict(self.values))
        return self.mean_over(self.data.inputs, self.data.targets)

    def mean_over(self, inputs: np.ndarray, targets: np.ndarray) -> MeanSurface:
        """The surface that other points would make."""
        formula = self._parse(self.formula, {INPUT: f"{INPUT}_i", TARGET: f"{TARGET}_i"})
        return MeanSurface(formula, inputs, targets)

    def predict(self, x, y, inputs) -> np.ndarray:
        """What the model says of the inputs."""
        return self.fitted.loss(x, y, inputs)

    @property
    def model_latex(self) -> str:
        return self.fitted.latex

    @cached_property
    def fitted(self) -> Formula:
        """The model as a formula in x and y that is given a point's u."""
        return self._parse(self.model, {INPUT: INPUT})

    @property
    def axes_latex(self) -> tuple[str, str]:
        """What x and y are called in LaTeX."""
        x, y = self.axes
        return x.translate(LOWERED), y.translate(LOWERED)

    def _parse(self, text: str, given: dict[str, str]) -> Formula:
        """A formula that is given what a point has, by what LaTeX calls it."""
        x, y = self.axes_latex
        symbols = {"x": x, "y": y} | given
        return parse(text, self.parameters, given=(*given,), symbols=symbols).bind(**dict(self.values))

    @cached_property
    def validation_surface(self) -> MeanSurface:
        """The loss on the points that were held back. Raises ValueError where there is no data."""
        if self.data is None:
            raise ValueError(f"{self.title} is not made of data, so nothing was held back to validate.")
        return self.mean_over(self.data.validation_inputs, self.data.validation_targets)

    def validation_loss(self, x, y) -> np.ndarray:
        """The loss on the points that were held back. Raises ValueError where there is no data."""
        return self.validation_surface.loss(x, y)
