"""What a program has to say, whatever the library: one run, in words, numbers and twins."""

import re
from dataclasses import dataclass
from typing import cast

import numpy as np

from descent.setting import Course, Runner
from export.call import Text
from export.ending import Point, write_ending
from export.expression import python_text
from export.feed import Feed
from export.log import Log
from export.names import VARIABLES, name_program, name_variables, rename
from formulas import parse
from knobs import knobs_of
from landscapes.data import INPUT, TARGET
from libraries import Native

LONG_NUMBER = re.compile(r"\d+\.\d{10,}(?:e[-+]\d+)?")
DIGITS, ROUNDING = 12, 1e-15
LONGEST_TITLE = 80
MEANS = {"ops": 'ops.sum({0}) / ops.cast(ops.size(v), "float64")  # ops.mean is float32'}
MEAN = "({0}).mean()"


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
    log: Log | None = None  # where it writes down its steps; None: nowhere

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
        title = plain(self.course.landscape.title)
        title = title if len(title) <= LONGEST_TITLE else f"{title[:LONGEST_TITLE]}…"
        where = f"{title}: {self.course.steps} steps{self.feed.words}"
        headline = plain(f"{self.runner.optimizer.title}{schedule}, on {where}.")
        remarks = "".join(f"{remark}\n" for remark in self.remarks)
        return f'"""{headline}\n\n{remarks}"""' if remarks else f'"""{headline}"""'

    def ending(self, end: str, held_back: str) -> str:
        """The last lines, of a program whose own end is the list that `end` computes.

        `held_back` is what the loss is given there, on points that were not trained on.
        """
        told = write_ending(end, self.end, without=", without its noise" if self.course.noise else "")
        return "\n".join(filter(None, [told, self.feed.write_validation(held_back)]))

    @property
    def imports(self) -> list[str]:
        """What the log needs."""
        return [self.log.import_line(self.library)] if self.log else []

    @property
    def closing(self) -> list[str]:
        """What ends the log."""
        return [self.log.closing] if self.log else []

    @property
    def opening(self) -> list[str]:
        """What begins the log."""
        if not self.log:
            return []
        runner, course = self.runner, self.course
        parts = {"optimizer": runner.optimizer} | ({"schedule": runner.schedule} if self.varies else {})
        config = {"landscape": course.landscape.key} | {name: part.title for name, part in parts.items()}
        config |= {"learning_rate": runner.learning_rate, "steps": course.steps}
        config |= {name: getattr(part, name) for part in parts.values() for name in knobs_of(part)}
        return [self.log.opening(name_program(course, runner, self.library), config)]

    def log_step(self, loss: str, rate: str, validation: str) -> list[str]:
        """The lines that log a step, from what computes its loss, its rate and the loss on points held back."""
        if not self.log:
            return []
        scalars = {"loss": loss, "learning_rate": rate}
        return self.log.step(scalars | ({"validation_loss": validation} if self.feed.has_validation else {}))

    @property
    def feed(self) -> Feed:
        """What the loss is given at each step."""
        return Feed(self.course)

    @property
    def names(self) -> dict[str, str]:
        return name_variables(self.course.landscape)

    @property
    def variables(self) -> str:
        """x and y by their names in the program."""
        return ", ".join(self.names[variable] for variable in VARIABLES)

    @property
    def parameters(self) -> str:
        """Points of the data and the landscape's parameters, as they stand after x and y in the head of a function."""
        values = {self.names[name]: repr(value) for name, value in self.course.landscape.values}
        if self.library == "pytorch":  # whose functions take no plain number, and get what is called u or v
            values |= {name: f"torch.tensor({values[name]})" for name in (INPUT, TARGET) if name in values}
        return self.feed.names + "".join(f", {name}={value}" for name, value in values.items())

    def height(self, functions: str) -> str:
        """The loss as an expression in x, y, the parameters and the points of the data, over which it is the mean."""
        landscape = self.course.landscape
        given = (INPUT, TARGET) if landscape.data else ()
        text = python_text(parse(landscape.formula, dict(landscape.values), given).expression, functions)
        text = rename(text, self.names)
        return MEANS.get(functions, MEAN).format(text) if given else text


def plain(text: str) -> str:
    """Words that cannot end the quotes that they stand in, nor hide anything in them."""
    text = text.replace("\\", "/").replace('"', "'")
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def shorten(text: str) -> str:
    """The text with its numbers as short as they can be written: 0.00028000000000000003 is 0.00028 but for rounding."""
    return LONG_NUMBER.sub(lambda found: repr(_short(float(found[0]))), text)


def _short(number: float) -> float:
    short = float(f"{number:.{DIGITS}g}")
    return short if abs(short - number) <= ROUNDING * number else number


def assemble(
    docstring: str, modules: str, imports: str, functions: list[str], body: list[str], points: str = ""
) -> str:
    """A file of its parts; `modules` are of the standard library, `math` joins them if it is needed.

    `points` is the data, whose every digit counts.
    """
    functions = [function for function in functions if function]
    if "math." in "".join([*functions, *body]):
        modules = f"import math\n{modules}"
    head = "\n\n".join(filter(None, [docstring, modules.strip(), imports]))
    code = shorten("\n\n\n".join([*functions, "\n\n".join(filter(None, body))]) + "\n")
    return "\n\n".join(filter(None, [shorten(head), points])) + "\n\n\n" + code
