"""The libraries whose conventions are shown, and how a method is called in one of them."""

from types import MappingProxyType
from typing import Any, NamedTuple

LIBRARIES = MappingProxyType({"pytorch": "PyTorch", "keras": "Keras", "optax": "Optax"})  # key and name


class Native(NamedTuple):
    """A twin of an optimizer or schedule: a class or function, its arguments, the module it lives in."""

    name: str
    arguments: dict[str, Any]
    module: str
