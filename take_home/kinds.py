"""The kinds of files, by the last part of their address: what makes each, what it is, and how much may be posted."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from export.arrays import write_arrays
from export.film import MOST_BYTES, gif
from export.page import page
from export.page.lecture import of_presets
from export.shown import Pause, Shown
from export.table import write_table
from export.tensorboard import MOST_STEPS, write_runs
from export.walks import MOST_ROWS
from take_home.order import read_order

MOST = {"rows": MOST_ROWS, "steps": MOST_STEPS}  # that one file holds, of a table and of event files
MOST_LINKS = 200_000  # bytes of an order


class Kind(NamedTuple):
    """`make(body, pause)` yields the file; its errors TooMuchError and UnreadableError hold sentences for visitors."""

    make: Callable[[bytes, Pause], Iterator[bytes]]
    media_type: str
    most: int = MOST_LINKS


def at_notches(write: Callable[[Sequence[Shown], str, Pause], Iterator[bytes]]) -> Callable:
    """Of what writes pictures at the notches of a slider, or as they are: what makes it of an order."""

    def make(body: bytes, pause: Pause) -> Iterator[bytes]:
        order = read_order(body)
        return write(order.pictures, order.options.get("slider", ""), pause)

    return make


def make_page(body: bytes, pause: Pause) -> Iterator[bytes]:
    """A page on a stick, of an order's pictures or of Compare's presets."""
    order = read_order(body)
    pictures = of_presets() if order.options.get("what") == "presets" else order.pictures
    return page(pictures, order.options.get("surface") == "3d", pause=pause)


KINDS: dict[str, Kind] = {
    "gif": Kind(gif, "image/gif", MOST_BYTES),
    "page": Kind(make_page, "text/html; charset=utf-8"),
    "csv": Kind(at_notches(write_table), "text/csv; charset=utf-8"),
    "npz": Kind(at_notches(write_arrays), "application/octet-stream"),
    "tensorboard": Kind(at_notches(write_runs), "application/zip"),
}
