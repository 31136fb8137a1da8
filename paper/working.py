"""The working of one step: an optimizer's update rule in LaTeX, with the numbers of that step filled in.

    m_x \\leftarrow 0.9 \\cdot 0.12 + (1 - 0.9) \\cdot (-3.4) = -0.232

Nothing is written per optimizer: its own `update` runs on traced numbers. Numbers have four significant digits; where
that is too coarse for a line to come out right on a calculator, that line has as many as it takes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from itertools import count
from numbers import Real
from typing import Any

import numpy as np

from descent.batches import Glimpse
from descent.setting import Course, Runner
from descent.witness import Memoir
from optimizers.optimizer import Evaluation
from paper.arithmetic import evaluate, is_inline, write_expression, write_number, write_reasons
from paper.tracing import Node, Traced, TracedLandscape, as_traced, names_from_local_variables

BATCH = "f_B"  # the loss of the points that a step sees, at the labels that it sees
LONGEST = 120  # characters of an expression, before a piece of it gets a line of its own
DIGITS, MOST_RESULT_DIGITS, MOST_DIGITS = 4, 10, 17

# What variables are called on paper; any other is written as the word that it is.
SYMBOLS = {
    "gradient": "g",
    "loss": "f",
    "hessian": "H",
    "learning_rate": r"\alpha",
    "direction": r"\Delta",
    "velocity": "v",
    "mean": "m",
    "mean_hat": r"\hat m",
    "mean_square": "v",
    "mean_square_hat": r"\hat v",
    "scale": "v",
    "scale_hat": r"\hat v",
    "sum_of_squares": "s",
    "mean_square_direction": "u",
    "fading_maximum": "u",
    "largest": "s",
    "largest_hat": r"\hat s",
    "mean_square_surprise": "s",
    "surprise_hat": r"\hat s",
    "inverse": "B",
    "inverse_hessian": "B",
    "now": r"\mu_t",
    "following": r"\mu_{t+1}",
    "sequence": "z",
    "share": "c",
    "largest_rate": r"\alpha_{\max}",
    "weight_sum": "A",
    "rate": "a",
    "corrected": r"\hat a",
    "distance": "d",
    "gradient_sum": "s",
    "progress": "n",
    "length": "d",
    "factor": r"\eta",
    "agrees": "q",
    "counted": "p",
    "planned": "p",
    "agreement": "n",
    "memory": r"\gamma",
    "farthest": "r",
    "vector": r"\delta",
    "seen": "n",
    "most": r"n_{\max}",
    "trust": "r",
    "blend": "c",
    "momentum_product": r"\Pi",
    "piece": "q",
}


def fill_in(course: Course, runner: Runner, memoir: Memoir, step: int) -> list[str]:
    """The step from point `step` to the next, in lines of LaTeX; the last two are the new x and y.

    `memoir` is what the runner's optimizer remembers of its run on the course. An arrow stands before what the
    optimizer keeps for its next step, an equals sign before all else.
    """
    with np.errstate(all="ignore"):
        seen = memoir.sight(course.sight(step), step)
        here = see(seen, float(runner.learning_rate), noisy=bool(course.noise))
        point, others = trace(runner.optimizer, here, memoir.state(step), step)
        numbers = count(1)
        for node in named([*point, *others]):
            shorten(node, numbers)
        before = [node for node in named([*point, *others]) if node not in point]
        return [write_line(node) for node in (*before, *point)]


def see(seen, learning_rate, noisy) -> Evaluation:
    """What the optimizer saw, traced: the slope with its noise, the rate with its schedule."""
    symbol = BATCH if isinstance(seen.landscape, Glimpse) else "f"
    landscape, position = TracedLandscape(seen.landscape, symbol), Traced.given(seen.position)
    gradient = landscape.gradient(*position)
    if noisy:
        gradient = gradient + Traced.given(seen.gradient - gradient.value)
    rate = Traced.given(np.full_like(seen.rate, learning_rate), constant=True)
    if (seen.rate != learning_rate).any():
        rate = rate * Traced.given(seen.rate / learning_rate)
    gradient.call("gradient")
    rate.call("learning_rate")
    traced: tuple[Any, ...] = (position, gradient, rate)  # they do all that an update asks of arrays
    return Evaluation(landscape, *traced)


def trace(optimizer, here, state, step) -> tuple[list[Node], list[Node]]:
    """Make the step with traced numbers: x and y of the point it leads to, and all else that it leads to."""
    knobs = {field.name: getattr(optimizer, field.name) for field in fields(optimizer)}
    knobs = {name: Traced.given(value, constant=True) for name, value in knobs.items() if isinstance(value, Real)}
    with names_from_local_variables():
        direction, state = replace(optimizer, **knobs).update(here, trace_state(state), step)
    kept = dict(fields_of(state))
    kept.pop("rate", None)  # only reports the rate that the step used
    for name, numbers in kept.items():
        if numbers is not here.gradient:
            numbers.keep(name)
    point = kept.get("shown")
    if point is None:
        direction = as_traced(direction)
        direction.call("move" if optimizer.rate_inside else "direction")
        point = here.position - (direction if optimizer.rate_inside else here.rate * direction)
    x, y = (Node(node.value, np.positive, (node,)) if node.operation is None else node for node in point.nodes.flat)
    for node, name in ((x, "x"), (y, "y")):
        node.name, node.axes, node.kept = name, "", True
    return [x, y], [node for numbers in kept.values() for node in numbers.nodes.flat]


def trace_state(state):
    if isinstance(state, tuple):
        return type(state)(*map(trace_state, state))
    return Traced.given(state)


def fields_of(state) -> Iterator[tuple[str, Traced]]:
    """The fields of a state, and of states in it, with their names."""
    for name, part in zip(getattr(state, "_fields", ()), state, strict=True):
        if isinstance(part, tuple):
            yield from fields_of(part)
        else:
            yield name, as_traced(part)


def named(nodes: Iterable[Node]) -> list[Node]:
    """All nodes with a name on the way to these, in the order in which they were made."""
    found, ahead = {}, list(nodes)
    while ahead:
        node = ahead.pop()
        if id(node) not in found:
            found[id(node)] = node
            ahead += node.operands
    return sorted((node for node in found.values() if node.name), key=lambda node: node.order)


def shorten(node: Node, numbers: Iterator[int]):
    """Give names to pieces of an expression until it fits a line."""
    while length(node) > LONGEST:
        pieces = [piece for piece in pieces_of(node) if length(piece) <= LONGEST]
        if not pieces:
            return
        longest = max(pieces, key=length)
        longest.name, longest.axes = "piece", str(next(numbers))


def length(node: Node) -> int:
    return len(write_expression(node, find_digits(node)))


def pieces_of(node: Node) -> Iterator[Node]:
    """The nodes that are written out in the node's expression."""
    for operand in node.operands[node.operation is np.where :]:
        if is_inline(operand):
            yield operand
            yield from pieces_of(operand)


def write_line(node: Node) -> str:
    digits = find_digits(node)
    expression, result = write_expression(node, digits), write_number(node.value, result_digits(node))
    reasons = r",\ ".join(write_reasons(node, digits))
    arrow = r"\leftarrow" if node.kept else "="
    return (
        f"{write_symbol(node)} {arrow} {expression}"
        + (f" = {result}" if expression != result else "")
        + (rf"\quad\text{{as }} {reasons}" if reasons else "")
    )


def write_symbol(node: Node) -> str:
    symbol = SYMBOLS.get(node.name, node.name if len(node.name) == 1 else rf"\text{{{node.name.replace('_', ' ')}}}")
    return symbol + (f"_{{{node.axes}}}" if len(node.axes) > 1 else f"_{node.axes}" if node.axes else "")


def find_digits(node: Node) -> int:
    """The fewest digits with which the written expression gives the written result."""
    enough = result_digits(node)
    right = write_number(node.value, enough)
    for digits in range(enough, MOST_DIGITS):
        if write_number(evaluate(node, digits), enough) == right:
            return digits
    return MOST_DIGITS


def result_digits(node: Node) -> int:
    """Four, and more where so few would hide that a small term has changed a large one."""
    terms = [term.value for term in node.operands if node.operation in (np.add, np.subtract)]
    for digits in range(DIGITS, MOST_RESULT_DIGITS):
        right = write_number(node.value, digits)
        if all(term == node.value or write_number(term, digits) != right for term in terms):
            return digits
    return MOST_RESULT_DIGITS
