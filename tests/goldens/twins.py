"""The libraries, settled for exact comparison: in doubles, on the CPU. The recorders take them from here."""

import importlib
import os
from types import ModuleType

os.environ.update(JAX_ENABLE_X64="1", JAX_PLATFORMS="cpu")  # read as JAX is imported

import jax
import optax
import torch

from libraries import Native

__all__ = ["build", "jax", "keras_on", "optax", "packages", "torch"]

torch.set_default_dtype(torch.float64)  # NAdam keeps the product of its momenta in the default type


def keras_on(backend: str) -> ModuleType:
    """Keras, which is settled on its backend for as long as the process lives.

    On "jax" its own functions, as cos and exp, are of single precision. On "torch" its ScheduleFreeAdamW goes astray:
    the copy of its old sequence changes with the new one.
    """
    os.environ["KERAS_BACKEND"] = backend
    keras = importlib.import_module("keras")
    keras.config.set_floatx("float64")
    return keras


def packages(backend: str) -> dict[str, tuple[str, ...]]:
    """The packages that each library's results come from."""
    return {"pytorch": ("torch",), "keras": ("keras", backend), "optax": ("optax", "jax")}


def build(native: Native, *first):
    """The library's own object, with these arguments before its own; the twins inside its arguments get them too."""
    arguments = {
        name: [build(part, *first) if isinstance(part, Native) else part for part in value]
        if isinstance(value, list)
        else value
        for name, value in native.arguments.items()
    }
    unnamed = arguments.pop("*", [])
    return getattr(importlib.import_module(native.module), native.name)(*first, *unnamed, **arguments)
