"""What a page is: an address, a title, and what it shows when Streamlit runs it."""

from collections.abc import Callable
from typing import NamedTuple


class Page(NamedTuple):
    """`path` is the page's own in the address; the first page of the catalogue stands at the root instead."""

    path: str
    title: str
    show: Callable[[], None]
