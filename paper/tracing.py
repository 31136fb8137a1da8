"""Tracing: numbers that go through an optimizer's own `update` and remember how they were made.

    Traced((2, 1) array) * 0.9 + gradient       an array like any other, whose every element knows its expression

Each element is a `Node`: its value, the operation that made it and that operation's operands. What cannot be written
as an expression is a node without operands, with its value. Local variables give the nodes their names.
"""

import sys
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import NamedTuple

import numpy as np

AXES = tuple(enumerate("xy"))
# Functions that only move elements about: what they do to the values they do to the nodes.
MOVERS = {np.stack, np.concatenate, np.broadcast_to, np.reshape, np.moveaxis, np.transpose, np.expand_dims, np.squeeze}
# Functions that look at an array's shape, and not at what it holds.
SHAPERS = {np.ones_like, np.zeros_like, np.full_like, np.shape, np.ndim, np.size}
# The second operand that changes nothing.
NEUTRAL = {np.add: 0, np.subtract: 0, np.multiply: 1, np.true_divide: 1, np.power: 1, np.float_power: 1}


@dataclass(eq=False)
class Node:
    """One number. `constant` is one of the code or of a knob, `kept` one that the optimizer takes to its next step.

    `order` tells which of two nodes was made first.
    """

    value: float
    operation: "Callable | Unwritten | None" = None
    operands: tuple["Node", ...] = ()
    name: str = ""
    axes: str = ""
    constant: bool = False
    kept: bool = False
    order: int = field(default_factory=count().__next__)


class Evaluated(NamedTuple):
    """The operation that evaluates the landscape or a derivative of it."""

    symbol: str
    function: Callable

    def __call__(self, x, y):
        return self.function(x, y)


class Unwritten(NamedTuple):
    """An operation that has no expression here: its name is all that can be told."""

    name: str


class Traced(np.lib.mixins.NDArrayOperatorsMixin):
    """An array and its nodes, which have the same shape. Comparisons and branches see the values."""

    def __init__(self, value, nodes):
        self.value = np.asarray(value)
        self.nodes = np.asarray(nodes, dtype=object)

    @classmethod
    def given(cls, value, constant: bool = False) -> "Traced":
        """Numbers that were there before the trace."""
        value = np.asarray(value, dtype=float)
        return cls(value, np.frompyfunc(lambda number: Node(float(number), constant=constant), 1, 1)(value))

    @classmethod
    def made(cls, value, make: Callable, *operands) -> "Traced":
        """The result `value` of operands, whose nodes `make(value, *nodes)` makes one by one."""
        nodes = [as_traced(operand).nodes for operand in operands]
        return cls(value, np.frompyfunc(make, 1 + len(nodes), 1)(value, *nodes))

    def call(self, name: str):
        """Give this name to the nodes that are the result of something and have none yet."""
        if self.value.dtype.kind != "f" or self.value.shape not in ((), (1,), (2, 1), (2, 2, 1)):
            return
        for index, node in np.ndenumerate(self.nodes):
            if node.operation is not None and not node.name:
                node.name, node.axes = name, "".join("xy"[axis] for axis in index[:-1])

    def keep(self, name: str):
        """Mark what the optimizer takes to its next step; this name goes before that of a local variable."""
        for node in self.nodes.flat:
            node.name, node.kept = "", True
        self.call(name)

    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        value = getattr(ufunc, method)(*map(value_of, inputs), **options)
        if method != "__call__":
            return unwritten(f"{ufunc.__name__}.{method}", value)
        return Traced.made(value, lambda result, *operands: combine(ufunc, result, operands), *inputs)

    def __array_function__(self, function, types, arguments, options):
        if function is np.where:
            return Traced.made(np.where(*map(value_of, arguments)), take_branch, *arguments)
        if function is np.clip:
            number, lowest, highest = arguments
            return np.minimum(np.maximum(number, lowest), highest)
        if hasattr(Traced, function.__name__):
            return getattr(Traced, function.__name__)(*arguments, **options)
        value = function(*map(value_of, arguments), **options)
        if function in SHAPERS:
            return value
        if function in MOVERS:
            return Traced(value, function(*map(nodes_of, arguments), **options))
        return unwritten(function.__name__, value)

    def __array__(self, dtype=None, copy=None):
        """The plain values, for what is computed apart from the working."""
        return np.array(self.value, dtype=dtype, copy=copy)

    def __getitem__(self, index):
        index = value_of(index)
        return Traced(self.value[index], self.nodes[index])

    def __len__(self):
        return len(self.value)

    def __iter__(self):
        return (self[index] for index in range(len(self)))

    def __bool__(self):
        return bool(self.value)

    @property
    def shape(self):
        return self.value.shape

    def sum(self, axis):
        return self.fold(np.add, axis)

    def max(self, axis):
        return self.fold(np.maximum, axis)

    def fold(self, operation: Callable, axis):
        """The elements along an axis taken together, one after the other."""
        total, *others = self.swapaxes(0, axis)
        for other in others:
            total = operation(total, other)
        return total

    def swapaxes(self, one, other):
        return Traced(self.value.swapaxes(one, other), self.nodes.swapaxes(one, other))

    def any(self, axis=None):
        return self.value.any(axis)

    def all(self, axis=None):
        return self.value.all(axis)

    def argmax(self, axis=None):
        return self.value.argmax(axis)


def as_traced(value) -> Traced:
    return value if isinstance(value, Traced) else Traced.given(value, constant=True)


def unwritten(name: str, value) -> Traced:
    return Traced.made(value, lambda result: Node(float(result), Unwritten(name)))


def value_of(argument):
    if isinstance(argument, tuple | list):
        return type(argument)(map(value_of, argument))
    return argument.value if isinstance(argument, Traced) else argument


def nodes_of(argument):
    """The nodes of an argument of a function that moves elements; its numbers are axes and shapes."""
    if isinstance(argument, tuple | list):
        return type(argument)(map(nodes_of, argument))
    if isinstance(argument, np.ndarray):
        argument = as_traced(argument)
    return argument.nodes if isinstance(argument, Traced) else argument


def stack(parts: Sequence[Traced]) -> Traced:
    return Traced(np.stack([part.value for part in parts]), np.stack([part.nodes for part in parts]))


def combine(operation, value, operands) -> Node:
    """The result of an operation; where it changes nothing, or a constant 0 multiplies, the operand itself."""
    neutral = NEUTRAL.get(operation)
    if neutral is not None:
        first, second = operands
        if is_constant(second, neutral):
            return first
        if operation in (np.add, np.multiply) and is_constant(first, neutral):
            return second
    if operation is np.multiply and np.isfinite(value):
        for operand in operands:
            if is_constant(operand, 0):
                return operand
    return Node(value, operation, operands)


def is_constant(node: Node, number: float) -> bool:
    return node.constant and node.value == number


def take_branch(value, condition: Node, one: Node, other: Node) -> Node:
    """What np.where took, with the reason if there is one to tell."""
    chosen = one if condition.value else other
    return chosen if condition.operation is None else Node(value, np.where, (condition, chosen))


class TracedLandscape:
    """A landscape for an `Evaluation` whose position is traced; all that is not evaluated is the landscape's own.

    `symbol` is what its loss is called.
    """

    def __init__(self, landscape, symbol="f"):
        self._landscape, self._symbol = landscape, symbol

    def __getattr__(self, name):
        return getattr(self._landscape, name)

    def loss(self, x, y):
        loss = self._evaluate("", self._landscape.loss, (), x, y)
        loss.call("loss")
        return loss

    def gradient(self, x, y):
        return stack([self._evaluate(rf"\partial_{axis} ", self._landscape.gradient, i, x, y) for i, axis in AXES])

    def hessian(self, x, y):
        def second(i, row, j, column):
            return self._evaluate(rf"\partial_{{{row}{column}}} ", self._landscape.hessian, (i, j), x, y)

        hessian = stack([stack([second(*row, *column) for column in AXES]) for row in AXES])
        hessian.call("hessian")
        return hessian

    def _evaluate(self, derivative, function, component, x, y):
        operation = Evaluated(derivative + self._symbol, lambda *point: function(*point)[component])
        value = operation(value_of(x), value_of(y))
        return Traced.made(value, lambda result, *point: Node(result, operation, point), x, y)


@contextmanager
def names_from_local_variables():
    """While this lasts, each function that returns gives its traced local variables their names."""

    def on_event(frame, event, _):
        if event == "return" and frame.f_globals.get("__name__", "").partition(".")[0] not in OWN_FRAMES:
            for name, value in frame.f_locals.items():
                if isinstance(value, Traced):
                    value.call(name)

    before = sys.getprofile()
    sys.setprofile(on_event)
    try:
        yield
    finally:
        sys.setprofile(before)


OWN_FRAMES = {"numpy", __name__.partition(".")[0]}  # whose variables name nothing of the optimizer's
