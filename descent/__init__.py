"""Descent: a landscape, an optimizer and a schedule make a trajectory, and a trajectory gets its verdict."""

from descent.basins import Basins, map_basins
from descent.descend import Trajectory, descend
from descent.examination import examine
from descent.findings import Verdict
from descent.headline import headlines
from descent.narrate import narrate, narrate_sweep
from descent.verdict import judge

__all__ = [
    "Basins",
    "Trajectory",
    "Verdict",
    "descend",
    "examine",
    "headlines",
    "judge",
    "map_basins",
    "narrate",
    "narrate_sweep",
]
