"""Records where the libraries' own optimizers go, into optimizers.json beside this script.

Run from the top folder, with torch installed: `python tests/goldens/record_optimizers.py`.
Each optimizer is built from what its `native(...)` says, so that the twin's name and arguments are proven too: with
its default knobs, where the library's defaults apply, and with knobs drawn at random from their ranges. Draws that
turn rounding into a different path (adaptive methods tremble around a minimum) are drawn again.
"""

import importlib
import json
import sys
from importlib.metadata import version
from pathlib import Path

FOLDER = Path(__file__).parent
sys.path.insert(0, str(FOLDER.parents[1]))

import numpy as np  # noqa: E402
import torch  # noqa: E402
from surfaces import SURFACES  # noqa: E402

from knobs import knobs_of  # noqa: E402
from optimizers import OPTIMIZERS  # noqa: E402

STEPS = (1, 2, 5, 20, 80)


def pytorch_path(native, surface, start):
    point = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    optimizer = getattr(importlib.import_module(native.module), native.name)([point], **native.arguments)
    path = [point.tolist()]
    for _ in range(STEPS[-1]):
        optimizer.zero_grad()
        surface.loss(*point).backward()
        optimizer.step()
        path.append(point.tolist())
    return path


def draw(random, method, surface):
    """A start and a learning rate from which the path is well-conditioned, and that path."""
    for _ in range(100):
        start = surface.start + random.uniform(-0.2, 0.2, size=2)
        learning_rate = float(method.suggested_rate(surface) * random.uniform(0.5, 1.2))
        native = method.native("pytorch", learning_rate)
        path = pytorch_path(native, surface, start)
        disturbed = pytorch_path(native, surface, start + 1e-13)
        if np.allclose(path, disturbed, rtol=0, atol=1e-12):
            return native, start, learning_rate, path
    raise RuntimeError(f"No well-conditioned path found for {method}.")


def cases():
    random = np.random.default_rng(2)
    for key, optimizer in OPTIMIZERS.items():
        for name, surface in SURFACES.items():
            drawn = {field: float(random.choice(knob.notches())) for field, knob in knobs_of(optimizer).items()}
            for fields in ({}, drawn):
                native, start, learning_rate, path = draw(random, optimizer(**fields), surface)
                yield {
                    "optimizer": key,
                    "twin": native.name,
                    "fields": fields,
                    "surface": name,
                    "start": start.tolist(),
                    "learning_rate": learning_rate,
                    "path": [path[step] for step in STEPS],
                }


if __name__ == "__main__":
    goldens = {
        "script": "tests/goldens/record_optimizers.py",
        "versions": {"torch": version("torch")},
        "steps": STEPS,
    }
    lines = ",\n".join(json.dumps(case) for case in cases())
    header = json.dumps(goldens)[:-1]
    (FOLDER / "optimizers.json").write_text(f'{header}, "cases": [\n{lines}\n]}}\n')
