"""Records what the libraries themselves make of every schedule, into schedules.json beside this script.

Run from the top folder, with torch, keras and optax installed: `python tests/goldens/record_schedules.py`.
Each schedule is built from what its `native(library)` says, so that the twin's name and arguments are proven too.
"""

import importlib
import json
import os
import sys
from importlib.metadata import version
from pathlib import Path

os.environ.update(KERAS_BACKEND="torch", JAX_ENABLE_X64="1", JAX_PLATFORMS="cpu")
FOLDER = Path(__file__).parent
sys.path.insert(0, str(FOLDER.parents[1]))

import torch  # noqa: E402

from schedules import SCHEDULES  # noqa: E402

LEARNING_RATE = 0.3
FIELDS = ({"final": 0.02, "horizon": 12}, {"final": 0.3, "horizon": 25})
PACKAGES = {"pytorch": "torch"}


def pytorch_rates(native, steps):
    optimizer = torch.optim.SGD([torch.zeros(1, dtype=torch.float64)], lr=LEARNING_RATE)
    scheduler = getattr(importlib.import_module(native.module), native.name)(optimizer, **native.arguments)
    rates = []
    for _ in range(steps):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return rates


def record(library, rates):
    for key, schedule in SCHEDULES.items():
        for fields in FIELDS:
            native = schedule(**fields).native(library, LEARNING_RATE)
            case = {"schedule": key, "convention": library, "fields": fields, "twin": native and native.name}
            if native:
                case["factors"] = [rate / LEARNING_RATE for rate in rates(native, 2 * fields["horizon"] + 5)]
            yield case


if __name__ == "__main__":
    goldens = {
        "script": "tests/goldens/record_schedules.py",
        "versions": {library: version(package) for library, package in PACKAGES.items()},
        "learning_rate": LEARNING_RATE,
        "cases": list(record("pytorch", pytorch_rates)),
    }
    (FOLDER / "schedules.json").write_text(json.dumps(goldens, indent=1) + "\n")
