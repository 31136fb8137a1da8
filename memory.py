"""Memory: what was computed for one visitor is kept for all, up to so many bytes; what was used longest ago goes first.

    @remember(megabytes=128, apart=LANDSCAPES.values())
    def picture_of(course, runner): ...

However many ask at once, it is computed once and the others wait. An error is not kept: who waited tries again. What is
larger than the whole memory is not kept either. Things that are `apart` are there anyway, and weigh nothing.
"""

import sys
from collections.abc import Callable, Iterable, Mapping
from threading import Condition
from types import FunctionType, ModuleType
from typing import Any

from cachetools import LRUCache, cached
from cachetools.keys import hashkey

MEGABYTE = 1_000_000
ENTRY = 400  # bytes that the memory itself needs for one thing
SHARED = (type, FunctionType, ModuleType)  # are there once for all


class Memory(LRUCache):
    """A dict that forgets. What is kept weighs as much as it and its key hold; not for several threads at once."""

    def __init__(self, megabytes: float, apart: Iterable[Any] = ()):
        apart = tuple(apart)
        super().__init__(megabytes * MEGABYTE, getsizeof=lambda kept: ENTRY + weigh(kept, apart))

    def __setitem__(self, key, value):
        super().__setitem__(key, (key, value))

    def __getitem__(self, key):
        return super().__getitem__(key)[1]


def remember(megabytes: float, apart: Iterable[Any] = (), key: Callable[..., Any] = hashkey):
    """A decorator for a function of hashable arguments; `key` makes of them what the result depends on."""
    return cached(Memory(megabytes, apart), key=key, condition=Condition())


def weigh(value: Any, apart: Iterable[Any] = ()) -> int:
    """The bytes of a value and of all that it holds; what it holds twice counts once."""
    counted, ahead, total = {id(thing): thing for thing in apart}, [value], 0
    while ahead:
        part = ahead.pop()
        if id(part) not in counted and not isinstance(part, SHARED):
            counted[id(part)] = part
            total += sys.getsizeof(part)
            ahead += parts_of(part)
    return total


def parts_of(value: Any) -> list[Any]:
    if isinstance(value, Mapping):
        return [*value.keys(), *value.values()]
    inside = list(value) if isinstance(value, tuple | list | set | frozenset) else []
    return [*inside, *getattr(value, "__dict__", {}).values(), getattr(value, "base", None)]  # base: of a view
