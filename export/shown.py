"""What is taken home: a picture as a link says it, and what makes a file of some."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from address import Visit
from address.only import Only
from address.race import UnreadableError, read_link

Pause = Callable[[], None]  # called between small steps of long work, which may wait or be left there


class TooMuchError(ValueError):
    """A file that would be too large, or cannot be made; the sentence says what to do."""


@dataclass(frozen=True)
class Shown:
    """A picture that is taken home: with the controls of `only`, beside the screen of a `lesson`."""

    link: str
    visit: Visit
    caption: str = ""
    lesson: Mapping[str, Any] | None = None
    only: Only = None

    @classmethod
    def at(cls, link: str, caption: str = "") -> "Shown":
        """Raises UnreadableError for a link that would not show just what it says."""
        visit, notices = read_link(link)
        if notices:
            raise UnreadableError(" ".join(notices))
        return cls(link, visit, caption, only=visit.only)


def go_on():
    """A pause of no length, where nobody else waits."""


def readable(text: Any) -> str:
    """A text that can be written: half a sign, as a broken terminal or JSON may bring, becomes a question mark."""
    return str(text).encode("utf-8", "replace").decode()
