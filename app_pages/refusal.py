"""What was typed and could not be taken: a formula that is none, points that do not fit, a window without any loss."""

import math
from collections.abc import Mapping
from typing import NamedTuple

from address import Visit, accepts, borders_in, range_name, read, write
from address.kinds import read_number
from formulas import FormulaError

NO_WINDOW = "A window goes from left to right and from bottom to top, within a billion of 0"
NO_RANGE = "A range goes from a lower number to a higher one, within a billion of 0, and leaves the formula a loss"


class Refusal(NamedTuple):
    """A text that makes no landscape, why, and at which of its characters."""

    text: str
    complaint: str
    at: int = 0


def refusal_of(name: str, text: str, visit: Visit) -> Refusal | None:
    """Why a text cannot be the formula ("f"), the points ("data"), the window or a letter's range; None if it can."""
    if name != "f" and accepts(write(visit), name, text):
        return None
    if name not in ("f", "data"):
        return _refusal_of_numbers(name, text, visit)
    try:
        visit.ground.typed(text) if name == "f" else visit.ground.made_of(text)
    except FormulaError as why:
        return Refusal(text, why.complaint, why.position)
    except ValueError as why:
        return Refusal(text, str(why).removesuffix("."))
    return None


def _refusal_of_numbers(name: str, text: str, visit: Visit) -> Refusal | None:
    """Why a window cannot be shown, or a letter not go so far; None for what nobody can have typed into a field."""
    if name == "window":
        why = "There is no loss in this window" if borders_in({name: text}) else NO_WINDOW
        return Refusal(text, f"{why}, so the one before stays")
    letters = map(range_name, visit.setting.course.landscape.parameters)
    ends = [read_number(end) for end in text.split(",", 2)]
    if name not in letters or len(ends) != 2 or not all(map(math.isfinite, ends)):
        return None
    return Refusal(text, f"{NO_RANGE}, so the one before stays")


def refusal_of_points(before: Mapping[str, str], after: Mapping[str, str]) -> Refusal | None:
    """Why points of one's own did not come along to another loss that is made of data; None if that is not so."""
    points = before.get("data", "")
    if not points or "data" in after or before.get("landscape") == after.get("landscape"):
        return None
    visit, _ = read(after)
    if visit.setting.course.landscape.data is None:
        return None
    refused = refusal_of("data", points.replace(";", "\n"), visit)
    return refused and Refusal(points, f"Your own points are not for this model. {refused.complaint}")
