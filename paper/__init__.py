"""A step written out on paper: the optimizer's own update rule with the numbers of one step filled in."""

from paper.sight import describe_sight
from paper.working import fill_in

__all__ = ["describe_sight", "fill_in"]
