"""A race in an address: a run with at least one rival, and the links of every page, read as the page reads them.

as_race({"landscape": "bowl"})      ->  {"landscape": "bowl", "b.optimizer": "adam"}
read_link("http://…/compare?…")     ->  (visit, notices), as the Compare page shows it
"""

from urllib.parse import parse_qsl, urlsplit

from address.held import GONE, are_gone, unfold_any
from address.presets import PRESETS
from address.reading import read
from address.table import chosen_in
from address.visit import Visit
from descent.setting import LETTERS

COMPARE = "compare"  # the last part of the path of the page that shows races
MOST = len(LETTERS)
SECOND = "b.optimizer"  # the name that says that there are several
OTHERS = ("gradient_descent", "adam", "momentum", "rmsprop", "nesterov", "adagrad")  # who joins, in this order


class UnreadableError(ValueError):
    """A link that cannot be read; the sentence says why."""


def as_race(params: dict[str, str]) -> dict[str, str]:
    """The address with two runners at least: one that says nothing is the first preset's."""
    if SECOND in params:
        return params
    return with_rival(params) if params else next(iter(PRESETS.values())).params


def with_rival(params: dict[str, str]) -> dict[str, str]:
    """The address of a run in a race with one more."""
    return params if SECOND in params else params | {SECOND: newcomer_to(read(params)[0])}


def newcomer_to(visit: Visit) -> str:
    """The key of a method to join a race."""
    there = {optimizer for optimizer, _ in chosen_in(visit).runners}
    return next((key for key in OTHERS if key not in there), OTHERS[0])


def read_link(link: str) -> tuple[Visit, list[str]]:
    """What a link shows, and sentences on what in it was refused; a query alone is of the page that shows so many.

    Raises UnreadableError for a link that is none, and where its points are gone.
    """
    try:
        parts = urlsplit(link.strip())
    except ValueError:
        raise UnreadableError("This is no link: copy one with Copy link.") from None
    is_query = not (parts.scheme or parts.query or parts.path.startswith("/"))
    is_alone = is_query or not (parts.scheme or parts.path)
    said = dict(parse_qsl(parts.path if is_query else parts.query, keep_blank_values=True, errors="replace"))
    params = unfold_any(said)
    if are_gone(params):
        raise UnreadableError(GONE)
    if SECOND in params if is_alone else parts.path.rstrip("/").endswith(f"/{COMPARE}"):
        return read(as_race(params), MOST)
    return read(params)
