"""What a program has to say, whatever the library: one run, in words, numbers and twins."""

import re
from dataclasses import dataclass
from typing import cast

import numpy as np

from descent.setting import Course, Runner
from export.call import Text
from export.ending import Point, write_ending
from export.expression import python_text
from formulas import parse
from libraries import Native

LONG_NUMBER = re.compile(r"\d+\.\d{10,}(?:e[-+]\d+)?")
DIGITS, ROUNDING = 12, 1e-15


@dataclass(frozen=True)
class Run:
    """One run as a library does it: the runner's optimizer has a twin there.

    `schedule_twin` is None where the library has none that gives the same rates. `end` is where the run on the page
    ends, without its noise. `remarks` say what differs from that run; there are none where the paths are the same.
    """

    library: str
    course: Course
    runner: Runner
    schedule_twin: Native | None
    end: Point
    remarks: tuple[str, ...] = ()

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
        return self.looks_at_loss or bool(np.any(self._factors[:-1] != 1))

    @property
    def rises(self) -> bool:
        """Whether the learning rate can grow on the way."""
        return bool(np.any(np.diff(self._factors) > 0))

    @property
    def _factors(self) -> np.ndarray:
        return self.runner.schedule(np.arange(self.course.steps + 1))

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
        remarks = "".join(f"{remark}\n" for remark in self.remarks)
        return f'"""{headline}\n\n{remarks}"""' if remarks else f'"""{headline}"""'

    def ending(self, end: str) -> str:
        """The last lines, of a program whose own end is the list that `end` computes."""
        return write_ending(end, self.end, without=", without its noise" if self.course.noise else "")

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


def shorten(text: str) -> str:
    """The text with its numbers as short as they can be written: 0.00028000000000000003 is 0.00028 but for rounding."""
    return LONG_NUMBER.sub(lambda found: repr(_short(float(found[0]))), text)


def _short(number: float) -> float:
    short = float(f"{number:.{DIGITS}g}")
    return short if abs(short - number) <= ROUNDING * number else number


def assemble(docstring: str, modules: str, imports: str, functions: list[str], body: list[str]) -> str:
    """A file of its parts; `modules` are of the standard library, `math` joins them if it is needed."""
    functions = [function for function in functions if function]
    if "math." in "".join([*functions, *body]):
        modules = f"import math\n{modules}"
    head = "\n\n".join(filter(None, [docstring, modules.strip(), imports]))
    return shorten("\n\n\n".join([head, *functions, "\n\n".join(body)]) + "\n")
