"""Points that are too many for a link: they stay with the visit, and its addresses have a short name for them.

held.fold({"data": "…20 kB…"})      {"data": "held-1a2b3c4d"}
held.unfold({"data": "held-1a2b3c4d"})      {"data": "…20 kB…"}; as it is where they are gone
unfold_any({"data": "held-1a2b3c4d"})       the same, while any visit holds them
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from weakref import WeakValueDictionary

MOST_LINKED = 4_000  # characters of points in an address
MOST_HELD = 8  # sets of points
HELD = "held"  # how their names begin, as no points do
NAME_BYTES = 8  # two visitors' sets must not share one
GONE = "The points of this picture were too many for a link, and are here no longer: give them again."


class Points(str):
    """A text that can be referred to weakly."""


ANYWHERE: WeakValueDictionary[str, Points] = WeakValueDictionary()  # the sets that some visit holds, by name


@dataclass
class Held:
    """The sets that were used last, by name."""

    sets: dict[str, Points] = field(default_factory=dict)

    def fold(self, params: dict[str, str]) -> dict[str, str]:
        """The address as the browser has it."""
        if len(points := params.get("data", "")) <= MOST_LINKED:
            return params
        name = f"{HELD}-{hashlib.blake2b(points.encode(), digest_size=NAME_BYTES).hexdigest()}"
        self._use(name, points)
        return params | {"data": name}

    def unfold(self, params: dict[str, str]) -> dict[str, str]:
        """The address with its points."""
        if (name := params.get("data", "")) not in self.sets:
            return params
        self._use(name, self.sets[name])
        return params | {"data": self.sets[name]}

    def _use(self, name: str, points: str):
        self.sets.pop(name, None)
        known = ANYWHERE.get(name)
        self.sets[name] = ANYWHERE[name] = known if known is not None and known == points else Points(points)
        while len(self.sets) > MOST_HELD:
            del self.sets[next(iter(self.sets))]


def unfold_any(params: dict[str, str]) -> dict[str, str]:
    """An address with its points, if some visit holds them."""
    points = ANYWHERE.get(params.get("data", ""))
    return params if points is None else params | {"data": points}


def are_gone(unfolded: Mapping[str, str]) -> bool:
    """Whether an address still has a name for points."""
    return unfolded.get("data", "").startswith(HELD)
