"""The largest parts fit into one message of the server's: a larger one would show an error in place of the page."""

import tomllib
from pathlib import Path

import pytest

from address import STEPS
from descent.setting import Course, Runner, suggest_rate
from landscapes import LANDSCAPES
from optimizers import OPTIMIZERS
from schedules import SCHEDULES
from stage.picture import picture_of

CONFIG = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text())
LARGEST = 1_000_000 * CONFIG["server"]["maxMessageSize"]
SPARE = 0.2  # for the message around the part, and for paths that nobody has thought of

# Paths of which no digit says anything about the next: found by looking at all methods on all kinds of ground.
CHAOTIC = [("gradient_descent", "rastrigin", 1000.0), ("prodigy", "ravine", 1.0), ("nadam", "bowl", 1.0)]


@pytest.mark.parametrize(("optimizer", "landscape", "noise"), CHAOTIC)
def test_the_longest_noisiest_runs_fit(optimizer, landscape, noise):
    landscape, method = LANDSCAPES[landscape], OPTIMIZERS[optimizer]()
    steps = int(STEPS.high)
    course = Course(landscape, landscape.start, steps, noise=noise)
    runner = Runner(method, SCHEDULES["constant"](), 3 * suggest_rate(method, landscape))
    picture = picture_of(course, runner)
    assert max(len(part.message) for part in (picture.run, *picture.sweeps.values())) < (1 - SPARE) * LARGEST
