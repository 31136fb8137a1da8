"""What a program has to say, whatever the library: one run, in words, numbers and twins."""

from dataclasses import dataclass
from typing import cast

import numpy as np

from descent.setting import Course, Runner
from export.call import Text
from export.expression import python_text
from formulas import parse
from libraries import Native


@dataclass(frozen=True)
class Run:
    """One run as a library does it: the runner's optimizer has a twin there.

    `schedule_twin` is None where the library has none that gives the same rates. `remark` says where the library does
    something else than the run that is shown; it is empty where the paths are the same.
    """

    library: str
    course: Course
    runner: Runner
    schedule_twin: Native | None
    remark: str = ""

    def twin(self, learning_rate: Text | None = None) -> Native:
        """The optimizer's twin, from the runner's learning rate or from the text that stands for it."""
        rate = self.runner.learning_rate if learning_rate is None else cast(float, learning_rate)  # no twin reckons
        twin = self.runner.optimizer.native(self.library, rate)
        assert twin is not None
        return twin

    @property
    def looks_at_loss(self) -> bool:
        """Whether the schedule looks at the loss."""
        return self.runner.schedule.looks_at_loss

    @property
    def varies(self) -> bool:
        """Whether the learning rate can leave α in this run."""
        return self.looks_at_loss or bool(np.any(self.runner.schedule(np.arange(self.course.steps)) != 1))

    @property
    def factor(self) -> str:
        """The schedule as a function of our own, where it varies and the library has no twin; else empty."""
        if self.schedule_twin or not self.varies:
            return ""
        return f"def factor(step):\n    return {self.runner.schedule.code()}"

    @property
    def docstring(self) -> str:
        schedule = f", {self.runner.schedule.title.lower()}" if self.varies else ""
        where = f"{self.course.landscape.title}: {self.course.steps} steps"
        headline = plain(f"{self.runner.optimizer.title}{schedule}, on {where}.")
        return f'"""{headline}\n\n{plain(self.remark)}\n"""' if self.remark else f'"""{headline}"""'

    @property
    def parameters(self) -> str:
        """The landscape's, as they stand after x and y in the head of a function."""
        return "".join(f", {name}={value!r}" for name, value in self.course.landscape.values)

    def height(self, functions: str) -> str:
        """The loss as an expression in x, y and the parameters."""
        landscape = self.course.landscape
        return python_text(parse(landscape.formula, dict(landscape.values)).expression, functions)


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
