"""The gallery shows every landscape with the run that a visitor sees first, as things are now."""

import re

import numpy as np
import pytest

from docs.gallery import FILE, bands, first_run
from landscapes import LANDSCAPES

SHEET = FILE.read_text(encoding="utf-8")
RUNS = dict(re.findall(r'<polyline class="run" id="(\w+)" points="([^"]*)"/>', SHEET))
CAPTION = r'<text y="-20">(.*)</text>\n<text y="-6" class="verdict">(\w+), α = ([^<,]+)(?:, decay ([^<]+))?</text>'
CAPTIONS = re.findall(CAPTION, SHEET)
SURE = 40  # steps after which another processor's rounding may have led a run that hops about elsewhere
AGAIN = "the sheet is not of today's defaults: draw it again with `python -m docs.gallery`, and look at it"


def test_every_landscape_is_there_in_the_order_of_the_catalogue():
    assert list(RUNS) == list(LANDSCAPES), AGAIN


@pytest.mark.parametrize("key", LANDSCAPES)
def test_the_run_is_the_first_one_of_the_landscapes_page(key):
    assert key in RUNS, AGAIN
    run, verdict = first_run(key)
    landscape = LANDSCAPES[key]
    drawn = np.array([point.split(",") for point in RUNS[key].split()], dtype=float)
    assert len(drawn) == len(run), AGAIN
    np.testing.assert_allclose(drawn[:SURE], run[:SURE], atol=0.11, err_msg=AGAIN)  # the last digit drawn, and one off
    decay = f"{landscape.decay:g}" if landscape.decay < 1 else ""
    caption = landscape.title, verdict, f"{landscape.learning_rate:g}", decay
    assert CAPTIONS[list(RUNS).index(key)] == caption, AGAIN


def test_the_bands_of_a_landscape_cover_its_tile_once():
    drawn = "".join(bands(LANDSCAPES["himmelblau"]))
    covered = np.zeros((75, 150), dtype=int)
    for start, middle, length in re.findall(r"M(\d+) (\d+)h(\d+)", drawn):
        covered[int(middle) // 2, int(start) : int(start) + int(length)] += 1
    assert (covered == 1).all()
    assert drawn.count("<path") == 10


def test_the_sheet_is_small():
    assert FILE.stat().st_size < 400_000
