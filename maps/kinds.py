"""The kinds of maps, by the last part of their address: what draws each, and which ones come first."""

from collections.abc import Callable

from maps import basins, fan
from maps.ask import Ask
from maps.desk import Draw

KINDS: dict[str, tuple[Draw, Callable[[Ask], int]]] = {
    "basins": (basins.draw, basins.rank),
    "fan": (fan.draw, fan.rank),
}
