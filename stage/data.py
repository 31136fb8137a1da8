"""The data of a landscape that is made of some, as the browser draws it: points, model, and who is in which mini-batch.

    header   names      what the axes are called: the first says which of a point's numbers are not as they were given
             equation   the model as it is read, in the axes' names: "v ≈ w·u + b"
             model      its tape: {"size": slots, "constants": [number, ...], "results": [slot],
                        "operations": [[name, [slot, ...], target], ...]}; x, y and u come first, then the constants
             turns      how many mini-batches an epoch has; null where every step sees all points
             move       {"unit": of label noise, in which `moves` counts, "zero": from where}; null without it, or where
                        it were too much
    arrays   inputs, targets, validation_inputs, validation_targets      of the points, (n,) or (m,)
             batches    (epochs, n): in which of its epoch's mini-batches each point is
             moves      (steps, n): how far each step sees each target moved

Step k is the turn k % turns of the epoch k // turns.
"""

import re
from functools import lru_cache

import numpy as np

from descent.batches import glimpses
from descent.figures import number
from descent.setting import Course
from landscapes import Landscape
from landscapes.data import INPUT, TARGET, Data
from stage.parts import EXACT, Arrays, Part, make_part

DIGITS = 4  # of what points were scaled by
TURN_BITS = 12  # holds whole numbers up to 2^13
FINE, SHIFT, MOVE_BITS = 8, 64, 6  # parts of a standard deviation; above zero, whole numbers of one size deflate well
MOST_MOVES = 40_000  # 40 kB: those of more points and steps are not sent
SIGNS = {"**": "^", "*": "·", "-": "−", "sigmoid": "σ", "pi": "π"}
SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def pack_data(course: Course) -> Part | None:
    """None for a landscape without data or model. Only what a step sees of the data makes the course matter."""
    if course.landscape.data is None or not course.landscape.model:
        return None
    size = course.batch_size if course.takes_batches else 0
    noise = course.label_noise if course.steps * len(course.landscape.data) <= MOST_MOVES else 0.0
    return _pack(course.landscape, *((course.steps, size, course.seed, noise) if size or noise else ()))


def turns_of(course: Course) -> int | None:
    """How many steps an epoch takes; None where every step sees all points."""
    return -(-len(course.landscape.data or ()) // course.batch_size) if course.takes_batches else None


@lru_cache(maxsize=64)
def _pack(landscape: Landscape, steps: int = 0, size: int = 0, seed: int = 0, noise: float = 0.0) -> Part:
    data = landscape.data
    assert data is not None
    turns = -(-len(data) // size) if size else None
    header = {
        "names": [name_inputs(data), TARGET],
        "equation": f"{TARGET} ≈ {write_out(landscape.model, landscape.axes)}",
        "model": landscape.fitted.program,
        "turns": turns,
        "move": {"unit": noise / FINE, "zero": SHIFT} if noise else None,
    }
    arrays: Arrays = {
        "inputs": (data.inputs, EXACT),
        "targets": (data.targets, EXACT),
        "validation_inputs": (data.validation_inputs, EXACT),
        "validation_targets": (data.validation_targets, EXACT),
    }
    if turns:
        arrays["batches"] = (turns_taken(data.batches(steps, size, seed), len(data), turns), TURN_BITS)
    if noise:
        arrays["moves"] = (moves_seen(landscape, steps, noise, seed), MOVE_BITS)
    return make_part(header, arrays)


def moves_seen(landscape: Landscape, steps: int, noise: float, seed: int) -> np.ndarray:
    """(steps, points): how far each step sees each target moved, in whole parts of the noise, and SHIFT more."""
    seen = glimpses(landscape, steps, None, noise, seed)
    assert landscape.data is not None
    assert seen is not None
    assert seen.targets is not None
    return np.rint((seen.targets - landscape.data.targets) / noise * FINE) + SHIFT


def name_inputs(data: Data) -> str:
    """What stands at the inputs' axis."""
    scaled = [name for name, *_ in scaled_columns(data)]
    return f"{' and '.join(scaled)}, scaled" if scaled else INPUT


def tell_scaling(data: Data) -> str:
    """How the numbers that are shown come from those that were given; "" where they are the same."""
    told = [f"{name} = {write_scaling(what, shown, given)}" for name, what, shown, given in scaled_columns(data)]
    return f"Shown and fitted are {' and '.join(told)}." if told else ""


def scaled_columns(data: Data) -> list[tuple[str, str, np.ndarray, np.ndarray]]:
    """Of the columns that are not as they were given: two names, what is shown, what was given."""
    raw = data.raw or data
    columns = [(INPUT, "input", data.inputs, raw.inputs), (TARGET, "target", data.targets, raw.targets)]
    return [column for column in columns if not np.array_equal(*column[2:])]


def write_scaling(what: str, shown: np.ndarray, given: np.ndarray) -> str:
    """Less a number and over another one: "(input − 20)/8.165"."""
    first, last = given.argmin(), given.argmax()
    unit = float((given[last] - given[first]) / (shown[last] - shown[first])) if np.ptp(shown) else 1.0
    zero = float(given[first] - unit * shown[first])
    if abs(zero) > 1e-12 * np.abs(given).max():
        what = f"{what} {'−' if zero > 0 else '+'} {number(abs(zero), DIGITS)}"
    divisor = number(unit, DIGITS)
    if divisor == "1":
        return what
    return f"({what})/{divisor}" if " " in what else f"{what}/{divisor}"


def turns_taken(batches: list[np.ndarray], points: int, turns: int) -> np.ndarray:
    """(epochs, points): the turn of its epoch at which each point is seen; `turns` if the steps end before."""
    taken = np.full((-(-len(batches) // turns), points), turns)
    for step, chosen in enumerate(batches):
        taken[step // turns, chosen] = step % turns
    return taken


def write_formula(landscape: Landscape) -> str:
    """What is minimised, as it is read, with the parameters' symbols; of data it is the mean over their points."""
    text = write_out(landscape.formula, landscape.axes)
    for name, knob in landscape.parameters.items():
        text = re.sub(rf"\b{name}\b", knob.symbol or name, text)
    return text if landscape.data is None else f"mean over the data of {text}"


def write_out(model: str, axes: tuple[str, str]) -> str:
    """A formula as it is read, with other names for x and y: "2*x^2" as "2·w²"."""
    names = dict(zip("xy", axes, strict=True))
    text = re.sub(r"\b[xy]\b", lambda found: names[found[0]], model)
    text = re.sub(r"(?:\^|\*\*)(-?\d+)(?![\d.])", lambda found: found[1].translate(SUPERSCRIPTS), text)
    for word, sign in SIGNS.items():
        text = text.replace(word, sign)
    return text
