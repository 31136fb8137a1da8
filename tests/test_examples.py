"""The examples run as their first lines say, and what they print is so."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted(path.stem for path in (ROOT / "examples").glob("*.py"))


@pytest.fixture(scope="module")
def printed():
    """What each example prints, by name."""
    texts = {}
    for name in EXAMPLES:
        command = [sys.executable, "-m", f"examples.{name}"]
        texts[name] = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return texts


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_says_how_to_start_it_is_short_and_runs(name, printed):
    text = (ROOT / "examples" / f"{name}.py").read_text()
    assert f"python -m examples.{name}" in text
    assert len(text.splitlines()) <= 40
    assert printed[name]


def test_the_best_rate_arrived_and_larger_and_smaller_ones_did_not(printed):
    *rows, last = printed["best_rate"].splitlines()
    rates, ends = zip(*(re.match(r"rate (\S+) .*\d  +(.*)", row).groups() for row in rows), strict=True)
    best, steps = re.match(r"The best of them is (\S+): there after (\d+) of 200 steps\.", last).groups()
    assert ends[rates.index(best)] == "Reached a global minimum"
    assert 0 < int(steps) < 200
    assert ends[0] == ends[-1] == "Still moving after 200 steps"
