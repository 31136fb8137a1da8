"""What a program gives its loss: the points of the data, the batch that a step takes of them, the noise in its targets.

inputs = torch.tensor([...])        u of all points, and targets, their v
batches = [...]                     the points of each step, by index, in the order of the run on the page
shifts = ...                        what each step adds to the targets
for batch, shift in zip(batches, shifts):
    u, v = inputs[batch], targets[batch] + shift[batch]

Batches and shifts are drawn with numpy, as the page draws them. A loss without data is given nothing.
"""

import math
import textwrap
from dataclasses import dataclass

from descent.batches import LABELS
from descent.setting import Course
from export.call import INDENT, LONGEST_LINE

EPOCHS = "# Every epoch takes all points once, in a new order."
HELD_BACK = "validation_inputs, validation_targets"
SHIFTS = "# Label noise: what each step adds to the targets."


@dataclass(frozen=True)
class Feed:
    """What the steps of a course are given."""

    course: Course

    @property
    def has_batches(self) -> bool:
        return self._points > 0 and self.course.takes_batches

    @property
    def has_shifts(self) -> bool:
        return self._points > 0 and self.course.label_noise > 0

    @property
    def is_drawn(self) -> bool:
        """Whether it is another one at each step: then the program needs numpy."""
        return self.has_batches or self.has_shifts

    @property
    def has_validation(self) -> bool:
        data = self.course.landscape.data
        return data is not None and bool(data.validation)

    @property
    def names(self) -> str:
        """The loss's own names for what it is given, as they follow others in brackets."""
        return ", u, v" if self._points else ""

    @property
    def whole(self) -> str:
        """All points, as they follow other arguments."""
        return ", inputs, targets" if self._points else ""

    @property
    def of_step(self) -> str:
        """The points of one step, from what `loop` goes through."""
        chosen = "[batch]" if self.has_batches else ""
        added = f" + shift{chosen}" if self.has_shifts else ""
        return f"inputs{chosen}, targets{chosen}{added}"

    @property
    def words(self) -> str:
        """What the headline says of it."""
        batches = f" on batches of {self.course.batch_size}" if self.has_batches else ""
        return batches + (", with label noise" if self.has_shifts else "")

    def loop(self, counter: str = "_") -> str:
        """The head of the loop over the steps."""
        drawn = self._drawn
        if not drawn:
            return f"for {counter} in range({self.course.steps}):"
        names, lists = ", ".join(drawn), ", ".join(drawn.values())
        if len(drawn) > 1:
            lists = f"zip({lists})"
        if counter == "_":
            return f"for {names} in {lists}:"
        return f"for {counter}, {names if len(drawn) == 1 else f'({names})'} in enumerate({lists}):"

    def write_points(self, array: str) -> str:
        """The points as arrays; `array` is what makes one of a list."""
        data = self.course.landscape.data
        if data is None:
            return ""
        columns = {"inputs": data.inputs, "targets": data.targets}
        if data.validation:
            columns |= {"validation_inputs": data.validation_inputs, "validation_targets": data.validation_targets}
        return "\n".join(f"{name} = {array}([\n{_wrap(numbers)}\n])" for name, numbers in columns.items())

    def write_draws(self, array: str = "") -> str:
        """The batches and shifts of all steps; `array` is what makes the library's own of numpy's."""
        steps, size, seed, lines = self.course.steps, self.course.batch_size, self.course.seed, []
        if self.has_batches:
            in_epoch = math.ceil(self._points / size)
            epochs = math.ceil(steps / in_epoch)
            cut = f"order[first : first + {size}] for order in orders for first in range(0, {self._points}, {size})"
            lines += [
                EPOCHS,
                f"random = np.random.default_rng({seed})",
                f"orders = [random.permutation({self._points}) for _ in range({epochs})]",
                f"batches = [{cut}]" + (f"[:{steps}]" if steps < epochs * in_epoch else ""),
            ]
        if self.has_shifts:
            draws = f"np.random.default_rng([{seed}, {LABELS}]).standard_normal(({steps}, {self._points}))"
            shifts = f"{self.course.label_noise!r} * {draws}"
            lines += [SHIFTS, f"shifts = {f'{array}({shifts})' if array else shifts}"]
        return "\n".join(lines)

    def write_validation(self, arguments: str) -> str:
        """The last lines, if points were held back: the loss there; `arguments` are what it is given."""
        if not self.has_validation:
            return ""
        return (
            f"validation = loss({arguments})\n"
            'print(f"{validation:.6g} is the loss there on the points that were held back.")'
        )

    @property
    def _points(self) -> int:
        data = self.course.landscape.data
        return 0 if data is None else len(data)

    @property
    def _drawn(self) -> dict[str, str]:
        """What `loop` goes through: the name of one step's, and that of all."""
        drawn = {"batch": "batches"} if self.has_batches else {}
        return drawn | ({"shift": "shifts"} if self.has_shifts else {})


def _wrap(numbers) -> str:
    """Numbers that read back as they are, as many to a line as fit."""
    text = ", ".join(map(repr, numbers.tolist())) + ","
    lines = textwrap.wrap(text, LONGEST_LINE - len(INDENT), break_on_hyphens=False)
    return textwrap.indent("\n".join(lines), INDENT)
