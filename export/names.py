"""What a program is called, and what it calls the variables of a formula: as that does, wherever the name is free.

x and y get the names of the landscape's axes, such as w and b. Nothing that is named or typed on the page may mean two
things in a program, or be a word of Python's or one of the program's own.
"""

import builtins
import keyword
import re
import unicodedata
from collections.abc import Collection, Mapping

from descent.control import DIGITS
from descent.figures import number
from descent.setting import Course, Runner
from landscapes import Landscape
from landscapes.data import INPUT, TARGET

VARIABLES = ("x", "y")
LIBRARIES = ("math", "torch", "ops", "jax", "jnp", "np", "point")  # what a loss calls, and what Optax's is given
TAKEN = {*keyword.kwlist, *keyword.softkwlist, *dir(builtins), *LIBRARIES}


def name_program(course: Course, runner: Runner, library: str) -> str:
    """What its file is called, without an ending: overshoot_ravine_adam_alpha-0.11_pytorch."""
    rate = number(float(runner.learning_rate), DIGITS).replace("×10", "e")
    parts = ("overshoot", course.landscape.key, runner.optimizer.title, f"alpha-{rate}", library)
    return "_".join(_make_plain(part) for part in parts)


def _make_plain(text: str) -> str:
    """As any system takes it for a file's name."""
    text = unicodedata.normalize("NFKC", text).replace("\N{MINUS SIGN}", "-").lower()
    return re.sub(r"[^a-z0-9.-]+", "_", text).strip("_.")


def name_variables(landscape: Landscape) -> dict[str, str]:
    """The program's names by the formula's: of x and y, of u and v if there is data, then of the parameters."""
    own = [*((INPUT, TARGET) if landscape.data else ()), *landscape.parameters]
    names = {name: _make_free(name, own) for name in own}
    axes = [unicodedata.normalize("NFKC", axis) for axis in landscape.axes]  # w₁ is w1
    if len({*axes} - {*names.values()} - TAKEN) < len(VARIABLES) or not all(map(_is_plain, axes)):
        axes = VARIABLES
    return dict(zip(VARIABLES, axes, strict=True)) | names


def _make_free(name: str, own: Collection[str]) -> str:
    free = name
    while free in TAKEN or (free != name and free in own):
        free += "_"
    return free


def _is_plain(name: str) -> bool:
    return name.isascii() and name.isidentifier()


def rename(text: str, names: Mapping[str, str]) -> str:
    """An expression with other names for its variables; modules and functions keep theirs."""
    return re.sub(r"(?<![\w.])[A-Za-z_]\w*(?![\w.(])", lambda found: names.get(found[0], found[0]), text)
