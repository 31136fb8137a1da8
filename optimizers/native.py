"""Twins: what an optimizer is called in PyTorch, Keras and Optax, and with which arguments it is the same.

An argument that equals the library's own default is left out. A twin that a library puts together from parts is
`chain(...)`: its parts are a list of twins under the key "*", its positional arguments.
"""

from dataclasses import fields
from typing import Any

from libraries import Native


def pytorch(name: str, **arguments) -> Native:
    return Native(name, arguments, "torch.optim")


def keras(name: str, **arguments) -> Native:
    return Native(name, arguments, "keras.optimizers")


def optax(name: str, **arguments) -> Native:
    return Native(name, arguments, "optax")


def contrib(name: str, **arguments) -> Native:
    return Native(name, arguments, "optax.contrib")


def chain(*parts: Native) -> Native:
    return Native("chain", {"*": list(parts)}, "optax")


def changed(optimizer, **arguments: str | tuple[str, ...]) -> dict[str, Any]:
    """A library's arguments, given by the names of our fields, where these are not at their defaults."""
    present = {field.name: getattr(optimizer, field.name) for field in fields(optimizer)}
    defaults = {field.name: field.default for field in fields(optimizer)}

    def values(source, names):
        return source[names] if isinstance(names, str) else tuple(source[name] for name in names)

    return {
        argument: values(present, names)
        for argument, names in arguments.items()
        if values(present, names) != values(defaults, names)
    }
