"""Take it home as code: any run as a program for PyTorch, Keras and Optax."""

from export.program import Program, program, programs

__all__ = ["Program", "program", "programs"]
