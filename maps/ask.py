"""What a request asks for: a kind of map, a run as the page's address has it, and the map's own options."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from address import read
from address.held import GONE, are_gone, unfold_any
from descent.setting import LEARNING_RATE, Course, Runner
from landscapes.plane import Window

OWN = "map."  # how the names of a map's own options begin
FARTHEST = 8.0  # windows that a map may be wide
MOST_TEXT = 60_000  # characters of a query


class UnclearError(ValueError):
    """A request that asks for no map; the sentence says why."""


@dataclass(frozen=True)
class Ask:
    """A map of one runner on a course. `text` is the same for two that ask for the same in the same words."""

    kind: str
    text: str
    course: Course
    runner: Runner
    options: Mapping[str, str]

    def window(self, name: str = "window") -> Window | None:
        """Four numbers with commas between: x0,x1,y0,y1; None where nothing is said. Raises UnclearError."""
        text = self.options.get(name)
        if text is None:
            return None
        try:
            x0, x1, y0, y1 = map(float, text.split(","))
        except ValueError:
            raise UnclearError("A piece of the map has to be four numbers with commas between: x0,x1,y0,y1.") from None
        if not all(0 < high - low < math.inf for low, high in ((x0, x1), (y0, y1))):
            raise UnclearError("A piece of the map has to have finite borders in order, x0 < x1 and y0 < y1.")
        return (x0, x1), (y0, y1)

    def reach(self, name: str = "reach") -> tuple[float, float]:
        """How many windows wide and tall a map is, about the window's middle; 1 and 1 where nothing is said."""
        try:
            across, up = map(float, self.options.get(name, "1,1").split(","))
        except ValueError:
            raise UnclearError("The reach of a map has to be two numbers with a comma between.") from None
        if not (1 <= across <= FARTHEST and 1 <= up <= FARTHEST):
            raise UnclearError(f"The reach of a map has to be from 1 to {FARTHEST:g} windows.")
        return across, up

    def slider(self, name: str = "along") -> str | None:
        """The name of one of the runner's sliders; None where nothing is said. Raises UnclearError."""
        text = self.options.get(name)
        if text is not None and text not in (LEARNING_RATE, *self.runner.knobs):
            known = ", ".join([LEARNING_RATE, *self.runner.knobs])
            raise UnclearError(f"This run has no slider {text[:40]}: it has {known}.")
        return text


def read_ask(kind: str, query: str) -> Ask:
    """Raises UnclearError where the address has something that the page would not show, or has points that are gone."""
    if len(query) > MOST_TEXT:
        raise UnclearError("This address is too long for a map.")
    said = dict(parse_qsl(query, keep_blank_values=True, errors="replace"))
    options = {name.removeprefix(OWN): text for name, text in said.items() if name.startswith(OWN)}
    params = unfold_any({name: text for name, text in said.items() if not name.startswith(OWN)})
    if are_gone(params):
        raise UnclearError(GONE)
    visit, notices = read(params)
    if notices:
        raise UnclearError(" ".join(notices))
    (runner,) = visit.setting.runners
    return Ask(kind, f"{kind}?{query}", visit.setting.course, runner, options)
