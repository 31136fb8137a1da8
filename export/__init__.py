"""Take it home as code: any run as a program for PyTorch, Keras and Optax."""

from export.program import program, programs

__all__ = ["program", "programs"]
