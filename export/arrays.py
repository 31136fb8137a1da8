"""The arrays of a picture's runs, as a file for `numpy.load`, which needs no pickles to read it.

    taken = numpy.load("this_file.npz")
    taken["a/positions"]    (steps + 1, 2, runs) of runner a; and so losses, gradients, rates, validation_losses
    taken["a/values"]       (runs,), the notches of the slider; where none moves there is one run, and no values
    json.loads(str(taken["settings"]))      what was set, and what became of it

Of several pictures the names begin with their numbers: "2/a/positions", "2/settings".
"""

import json
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

import numpy as np
from numpy.lib import format as numpy_format

from descent.descend import Trajectory, join_runs
from export.account import describe
from export.archive import Member, pack
from export.shown import Pause, Shown, go_on
from export.walks import Walk, check_length, walks_of

ARRAYS = ("positions", "losses", "gradients", "rates")  # of a trajectory


def write_arrays(pictures: Sequence[Shown], slider: str = "", pause: Pause = go_on) -> Iterator[bytes]:
    """The file, a piece for each array. Raises TooMuchError before the first piece."""
    walks = [walks_of(shown, slider) for shown in pictures]
    check_length(walks)
    yield from pack(_members(pictures, walks, pause), compressed=False)


def _members(pictures, walks, pause: Pause) -> Iterator[Member]:
    for place, (shown, own) in enumerate(zip(pictures, walks, strict=True), start=1):
        before = f"{place}/" if len(pictures) > 1 else ""
        arrays = {"settings": np.array(json.dumps(describe(shown, pause), ensure_ascii=False))}
        for letter, walks_of_one in groupby(own, lambda walk: walk.letter):
            named = _arrays_of(list(walks_of_one), pause)
            arrays |= {f"{letter}/{name}": array for name, array in named.items()}
            for name, array in arrays.items():
                yield f"{before}{name}.npy", partial(_write, array)
            arrays = {}


def _arrays_of(walks: Sequence[Walk], pause: Pause) -> dict[str, np.ndarray]:
    """All runs of one runner."""
    trajectories: list[Trajectory] = [walk.walk(pause) for walk in walks]
    joined = join_runs(trajectories)
    arrays = {name: getattr(joined, name) for name in ARRAYS}
    if walks[0].has_validation:
        validation = [walk.validate(own) for walk, own in zip(walks, trajectories, strict=True)]
        arrays["validation_losses"] = np.concatenate(validation, axis=-1)
    if len(walks[0].values):
        arrays["values"] = np.concatenate([walk.values for walk in walks])
    return arrays


def _write(array: np.ndarray, file):
    numpy_format.write_array(file, array, allow_pickle=False)
