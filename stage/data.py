"""The data of a landscape that is made of some, as the browser draws it: points, model, and who is in which mini-batch.

    header   names      what a point's two numbers are called
             equation   the model as it is read, in the axes' names: "v ≈ w·u + b"
             model      its tape: {"size": slots, "constants": [number, ...], "results": [slot],
                        "operations": [[name, [slot, ...], target], ...]}; x, y and u come first, then the constants
             turns      how many mini-batches an epoch has; null where every step sees all points
    arrays   inputs, targets, validation_inputs, validation_targets      of the points, (n,) or (m,)
             batches    (epochs, n): in which of its epoch's mini-batches each point is

Step k is the turn k % turns of the epoch k // turns.
"""

import re
from functools import lru_cache

import numpy as np

from descent.setting import Course
from landscapes import Landscape
from landscapes.data import INPUT, TARGET
from stage.parts import EXACT, Arrays, Part, make_part

TURN_BITS = 12  # holds whole numbers up to 2^13
SIGNS = {"**": "^", "*": "·", "-": "−", "sigmoid": "σ", "pi": "π"}
SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def pack_data(course: Course) -> Part | None:
    """None for a landscape without data or model. Only what a step sees of the data makes the course matter."""
    if course.landscape.data is None or not course.landscape.model:
        return None
    turns = turns_of(course)
    return _pack(course.landscape, *(() if turns is None else (course.steps, course.batch_size, course.seed)))


def turns_of(course: Course) -> int | None:
    """How many steps an epoch takes; None where every step sees all points."""
    return -(-len(course.landscape.data or ()) // course.batch_size) if course.takes_batches else None


@lru_cache(maxsize=64)
def _pack(landscape: Landscape, steps: int = 0, size: int = 0, seed: int = 0) -> Part:
    data = landscape.data
    assert data is not None
    turns = -(-len(data) // size) if size else None
    header = {
        "names": [INPUT, TARGET],
        "equation": f"{TARGET} ≈ {write_out(landscape.model, landscape.axes)}",
        "model": landscape.fitted.program,
        "turns": turns,
    }
    arrays: Arrays = {
        "inputs": (data.inputs, EXACT),
        "targets": (data.targets, EXACT),
        "validation_inputs": (data.validation_inputs, EXACT),
        "validation_targets": (data.validation_targets, EXACT),
    }
    if turns:
        arrays["batches"] = (turns_taken(data.batches(steps, size, seed), len(data), turns), TURN_BITS)
    return make_part(header, arrays)


def turns_taken(batches: list[np.ndarray], points: int, turns: int) -> np.ndarray:
    """(epochs, points): the turn of its epoch at which each point is seen; `turns` if the steps end before."""
    taken = np.full((-(-len(batches) // turns), points), turns)
    for step, chosen in enumerate(batches):
        taken[step // turns, chosen] = step % turns
    return taken


def write_out(model: str, axes: tuple[str, str]) -> str:
    """A formula as it is read, with other names for x and y: "2*x^2" as "2·w²"."""
    names = dict(zip("xy", axes, strict=True))
    text = re.sub(r"\b[xy]\b", lambda found: names[found[0]], model)
    text = re.sub(r"(?:\^|\*\*)(-?\d+)(?![\d.])", lambda found: found[1].translate(SUPERSCRIPTS), text)
    for word, sign in SIGNS.items():
        text = text.replace(word, sign)
    return text
