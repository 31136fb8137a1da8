"""The kinds of maps, by the last part of their address: what draws each, which come first, and their own options."""

from typing import NamedTuple

from maps import atlas, basins, fan
from maps.desk import Draw, Rank


class Kind(NamedTuple):
    draw: Draw
    rank: Rank
    options: frozenset[str]


KINDS = {
    "basins": Kind(basins.draw, basins.rank, frozenset({"window", "reach", "along"})),
    "fan": Kind(fan.draw, fan.rank, frozenset()),
    "atlas": Kind(atlas.draw, atlas.rank, frozenset({"window", "against"})),
    "bound": Kind(atlas.draw_bound, atlas.rank_bound, frozenset({"window", "against"})),
}
