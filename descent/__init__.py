"""Descent: a landscape, an optimizer and a schedule make a trajectory."""

from descent.descend import Trajectory, descend

__all__ = ["Trajectory", "descend"]
