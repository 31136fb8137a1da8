"""Claims: settings drawn anew at each run, all that is said of a slider's notches, and how much of it is false.

    python -m bench claims                    one minute, any seed
    CLAIMS_SEED=7 CLAIMS_MINUTES=10 python -m bench claims
    CLAIMS_GRID=0 python -m bench claims      every landscape with every optimizer as they open: the slider of α,
                                              every notch, or so many of each drawn at random

Every run that a claim is about is made again, one by one, and the claim is worked out from its path (`tests/descent`).
"""

import importlib
import os
import secrets
import sys
import time
from pathlib import Path

import numpy as np

from bench.figure import Figure
from descent.setting import LEARNING_RATE, Course, Runner, Setting, suggest_rate
from landscapes import LANDSCAPES
from optimizers import OPTIMIZERS
from schedules import SCHEDULES

CHECKERS = Path(__file__).parent.parent / "tests" / "descent"
NOTCHES = 4  # of a random slider
STEPS = 100


def measure():
    sys.path.insert(0, str(CHECKERS))
    checks = importlib.import_module("tally")
    seed = int(os.environ.get("CLAIMS_SEED") or secrets.randbelow(10**6))
    print(f"CLAIMS_SEED={seed}", flush=True)
    tally, random = checks.Tally(), np.random.default_rng(seed)
    if some := os.environ.get("CLAIMS_GRID"):
        for landscape in LANDSCAPES.values():
            for make in OPTIMIZERS.values():
                setting = first_picture(landscape, make())
                checks.check_sweep(setting, LEARNING_RATE, tally, int(some), random, remarks=False)
    else:
        random_settings(checks, tally, random)
    yield Figure("sentences", tally.sentences, "")
    yield Figure("remarks", tally.remarks, "")
    yield Figure("claims about other notches", tally.of_others, "")
    yield Figure("false", len(tally.false), "")


def random_settings(checks, tally, random):
    until = time.monotonic() + 60 * float(os.environ.get("CLAIMS_MINUTES") or 1)
    while time.monotonic() < until:
        setting = checks.draw(random)
        checks.check_setting(setting, tally)
        names = [LEARNING_RATE, *setting.runners[0].knobs]
        name = names[0] if random.random() < 0.5 else str(random.choice(names))
        checks.check_sweep(setting, name, tally, some=NOTCHES, random=random)


def first_picture(landscape, optimizer):
    runner = Runner(optimizer, SCHEDULES["exponential"](final=1.0, horizon=STEPS), suggest_rate(optimizer, landscape))
    return Setting(Course(landscape, landscape.start, STEPS), (runner,))
