"""A step written out on paper: the optimizer's own update rule with the numbers of one step filled in."""

from paper.working import fill_in

__all__ = ["fill_in"]
