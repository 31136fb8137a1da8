"""What a page is: an address, a title, and what it shows when Streamlit runs it."""

from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import urlencode


class Page(NamedTuple):
    """`path` is the page's own in the address; the first page of the catalogue stands at the root instead."""

    path: str
    title: str
    show: Callable[[], None]

    def link(self, params: Mapping[str, str]) -> str:
        """Where it shows what these names say, as seen from the front page."""
        return f"{self.path}?{urlencode(params)}"
