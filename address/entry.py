"""One line of the address: a name, the kind of its value, its default, and where that stands in a visit."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from address.kinds import Choice, Number, Numbers, RefusedError, Typed
from address.only import Names
from address.visit import Visit


class Entry(NamedTuple):
    """`value_in` finds its value in a visit, `scale_of` are the choices that set its scale."""

    name: str
    kind: Choice | Number | Numbers | Typed | Names
    default: Any
    value_in: Callable[[Visit], Any]
    scale_of: tuple[str, ...] = ()
    stays: bool = False  # is written at its default too: it says that its runner is there

    def read(self, params: Mapping[str, str], notices: list[str]) -> Any:
        if self.name not in params:
            return self.default
        try:
            return self.kind.read(params[self.name])
        except RefusedError as why:
            notices.append(self.kind.refuse(self.name, why, self.default))
            return self.default

    def allows(self, params: Mapping[str, str]) -> bool:
        """Whether what an address says here can be had; it need not say anything."""
        refused: list[str] = []
        self.read(params, refused)
        return not refused

    def is_idle(self, text: str) -> bool:
        """Whether a text need not be written."""
        try:
            return self.kind.read(text) == self.default and not self.stays
        except RefusedError:
            return False

    def write(self, visit: Visit) -> str | None:
        """The text for its value, None for the default."""
        value = self.value_in(visit)
        if value == self.default and not self.stays:
            return None
        return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)
