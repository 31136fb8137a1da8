"""The goldens on disk: one file an item, a head that says what recorded it, and one line a case."""

import argparse
import json
import math
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

import numpy as np

from libraries import Native

FOLDER = Path(__file__).parent


def read(kind: str) -> dict[str, dict]:
    """The goldens of one folder, by item."""
    return {path.stem: json.loads(path.read_text()) for path in sorted((FOLDER / kind).glob("*.json"))}


def write(kind: str, item: str, cases: Iterable[dict], packages: dict[str, tuple[str, ...]], **facts):
    """Replace an item's file. `packages` are those whose versions count, by library; `facts` hold for all cases."""
    head = {"script": f"tests/goldens/record_{kind}.py", "versions": versions_of(packages), **facts}
    lines = ",\n".join(json.dumps(case) for case in cases)
    folder = FOLDER / kind
    folder.mkdir(exist_ok=True)
    (folder / f"{item}.json").write_text(f'{json.dumps(head)[:-1]}, "cases": [\n{lines}\n]}}\n')
    print(kind, item, flush=True)


def versions_of(packages: dict[str, tuple[str, ...]]) -> dict[str, dict[str, str]]:
    return {library: {name: version(name) for name in names} for library, names in packages.items()}


def choose(items: Iterable[str], about: str | None) -> list[str]:
    """The items to record: those that the command line names after --only, else all."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", metavar="KEY", choices=list(items))
    return parser.parse_args().only or list(items)


def generator(library: str, key: str) -> np.random.Generator:
    """Draws of an item's own, so that no other item changes them."""
    return np.random.default_rng(list(f"{library} {key}".encode()))


def spell(twin) -> list:
    """A twin as a flat list: its full name, then its arguments' names and values, the twins inside it the same way."""
    if isinstance(twin, Native):
        return [f"{twin.module}.{twin.name}", *spell(twin.arguments)]
    if isinstance(twin, dict):
        return [piece for name, value in twin.items() for piece in (*spell(name), *spell(value))]
    if isinstance(twin, list | tuple):
        return [piece for value in twin for piece in spell(value)]
    return [twin.item() if isinstance(twin, np.generic) else twin]


def same(twin, recorded: list | None) -> bool:
    """Whether a twin, or None for none, is spelled as recorded, numbers to the last digits."""
    spelled = spell(twin) if twin else None
    if spelled is None or recorded is None:
        return spelled is recorded
    return len(spelled) == len(recorded) and all(
        math.isclose(ours, theirs, rel_tol=1e-13) if isinstance(ours, float) else ours == theirs
        for ours, theirs in zip(spelled, recorded, strict=True)
    )
