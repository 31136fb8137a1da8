"""The kinds of maps, by the last part of their address: what draws each, and which ones come first."""

from maps import atlas, basins, fan
from maps.desk import Draw, Rank

KINDS: dict[str, tuple[Draw, Rank]] = {
    "basins": (basins.draw, basins.rank),
    "fan": (fan.draw, fan.rank),
    "atlas": (atlas.draw, atlas.rank),
    "bound": (atlas.draw_bound, atlas.rank_bound),
}
