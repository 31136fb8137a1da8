"""The kinds of files, by the last part of their address: what makes each, what it is, and how much may be posted."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from export.shown import Pause

MOST_LINKS = 200_000  # bytes of an order


class Kind(NamedTuple):
    """`make(body, pause)` yields the file; its errors TooMuchError and UnreadableError hold sentences for visitors."""

    make: Callable[[bytes, Pause], Iterator[bytes]]
    media_type: str
    most: int = MOST_LINKS


KINDS: dict[str, Kind] = {}
