"""What a program has to say, whatever the library: one run, in words, numbers and twins."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from export.expression import write
from formulas import parse
from landscapes import Landscape


@dataclass(frozen=True)
class Run:
    """One run as a library does it: `method` is the optimizer that has a twin there, `schedule` likewise.

    `schedule_twin` is None where the library has none that gives the same rates. `remark` says where the library does
    something else than the run that is shown; it is empty where the paths are the same.
    """

    library: str
    landscape: Landscape
    method: Any
    schedule: Any
    schedule_twin: Any
    start: tuple[float, float]
    learning_rate: float
    steps: int
    remark: str = ""

    def twin(self, learning_rate=None):
        """The optimizer's twin, from this learning rate or whatever text stands for it."""
        return self.method.native(self.library, self.learning_rate if learning_rate is None else learning_rate)

    @property
    def watches(self) -> bool:
        """Whether the schedule looks at the loss."""
        return hasattr(self.schedule, "update")

    @property
    def varies(self) -> bool:
        """Whether the learning rate can leave α in this run."""
        return self.watches or bool(np.any(self.schedule(np.arange(self.steps)) != 1))

    @property
    def factor(self) -> str:
        """The schedule as a function of our own, where it varies and the library has no twin; else empty."""
        if self.schedule_twin or not self.varies:
            return ""
        return f"def factor(step):\n    return {self.schedule.code()}"

    @property
    def docstring(self) -> str:
        schedule = f", {self.schedule.title.lower()}" if self.varies else ""
        headline = plain(f"{self.method.title}{schedule}, on {self.landscape.title}: {self.steps} steps.")
        return f'"""{headline}\n\n{plain(self.remark)}\n"""' if self.remark else f'"""{headline}"""'

    @property
    def parameters(self) -> str:
        """The landscape's, as they stand after x and y in the head of a function."""
        return "".join(f", {name}={value!r}" for name, value in self.landscape.values)

    def height(self, functions: str) -> str:
        """The loss as an expression in x, y and the parameters."""
        return write(parse(self.landscape.formula, dict(self.landscape.values)).expression, functions)


def plain(text: str) -> str:
    """Words that cannot end the quotes that they stand in."""
    return " ".join(text.replace("\\", "/").replace('"', "'").split())


def assemble(docstring: str, modules: str, imports: str, functions: list[str], body: list[str]) -> str:
    """A file of its parts; `modules` are of the standard library, `math` joins them if it is needed."""
    functions = [function for function in functions if function]
    if "math." in "".join(functions):
        modules = f"import math\n{modules}"
    head = "\n\n".join(filter(None, [docstring, modules.strip(), imports]))
    return "\n\n\n".join([head, *functions, "\n\n".join(body)]) + "\n"
