"""A twin is told everything that its method does otherwise than the library: knobs, and what no slider moves."""

from dataclasses import fields, replace

import pytest

from libraries import LIBRARIES, Native
from optimizers import CONVENTIONS

RATE = 0.123456789
FIXED = {("keras", "momentum_decay")}  # elsewhere than by default, the library does not have the method
FIELDS = [
    pytest.param(library, kind, field, id=f"{library}-{kind.__name__}-{field.name}")
    for library in LIBRARIES
    for kind in CONVENTIONS[library].values()
    for field in fields(kind)
    if kind().native(library, RATE)
]


def numbers_in(value) -> list[float]:
    """All numbers among a twin's arguments, however deep."""
    if isinstance(value, Native):
        return numbers_in(list(value.arguments.values()))
    if isinstance(value, list | tuple):
        return [number for part in value for number in numbers_in(part)]
    return [value] if isinstance(value, float) else []


@pytest.mark.parametrize(("library", "kind", "field"), FIELDS)
def test_a_field_that_is_moved_is_told(library, kind, field):
    value = 0.87654321 if field.default is None else field.default * 0.87654321 or 0.0087654321
    usual, moved = kind(), replace(kind(), **{field.name: value})
    twin = moved.native(library, RATE)
    assert (twin is None) == ((library, field.name) in FIXED)
    if twin is None:
        return
    assert value in numbers_in(twin)
    assert value not in numbers_in(usual.native(library, RATE))


@pytest.mark.parametrize("library", LIBRARIES)
def test_every_twin_is_told_the_rate(library):
    for kind in CONVENTIONS[library].values():
        twin = kind().native(library, RATE)
        assert twin is None or RATE in numbers_in(twin), kind.__name__
