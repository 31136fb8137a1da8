"""What was typed and could not be taken: a formula that is none, points that do not fit, a window without any loss."""

from typing import NamedTuple

from address import Visit, accepts, write
from formulas import FormulaError


class Refusal(NamedTuple):
    """A text that makes no landscape, why, and at which of its characters."""

    text: str
    complaint: str
    at: int = 0


def refusal_of(name: str, text: str, visit: Visit) -> Refusal | None:
    """Why a text cannot be the formula ("f"), the points ("data") or the window of a picture; None if it can."""
    if name != "f" and accepts(write(visit), name, text):
        return None
    if name == "window":
        return Refusal(text, "There is no loss in this window, so the one before stays")
    try:
        visit.ground.typed(text) if name == "f" else visit.ground.made_of(text)
    except FormulaError as why:
        return Refusal(text, why.complaint, why.position)
    except ValueError as why:
        return Refusal(text, str(why).removesuffix("."))
    return None
