"""What a program prints at its end: where it went, where the run on the page went, and whether the two agree."""

import contextlib
import io
import math

import pytest

from descent.setting import Course, Runner
from export import program
from export.ending import AGREEMENT, agree, write_ending
from export.run import shorten
from landscapes import LANDSCAPES
from optimizers import OPTIMIZERS
from schedules import SCHEDULES

INF, NAN = math.inf, math.nan
PAGE = (3.0, -1 / 3)
FAR = (3e8, 4e8)


def printed(end, page, without="") -> list[str]:
    """What the last lines print in a program that ends there."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(write_ending("list(there)", page, without), {"math": math, "there": end})
    return out.getvalue().strip().split("\n")


@pytest.mark.parametrize(
    ("end", "page", "verdict"),
    [
        (PAGE, PAGE, "They agree."),
        ((3.0 + 1e-12, -1 / 3), PAGE, "They agree."),
        ((3.0 + 1e-5, -1 / 3), PAGE, "They end 1.0e-05 apart."),
        ((3.0, -1 / 3 + 0.25), PAGE, "They end 2.5e-01 apart."),
        ((3e8 + 10, 4e8), FAR, "They agree."),
        ((3e8 + 1000, 4e8), FAR, "They end 1.0e+03 apart."),
        ((NAN, 1.0), PAGE, "They end nan apart."),
        ((INF, 1.0), PAGE, "They end inf apart."),
        ((INF, INF), (NAN, INF), "They agree."),
        ((1.0, 2.0), (1.0, NAN), "They do not agree."),
    ],
)
def test_a_program_says_whether_it_ends_where_the_page_does(end, page, verdict):
    own, shown, said = printed(end, page)
    assert own == f"{end[0]} {end[1]} is where this program ends."
    assert [float(number) for number in shown.split()[:2]] == pytest.approx(page, rel=1e-11, nan_ok=True)
    assert said == verdict
    assert agree(end, page) == (verdict == "They agree.")


def test_an_ending_says_that_the_noise_is_left_out():
    assert printed(PAGE, PAGE, ", without its noise")[1].endswith(
        "is where the run on the page ends, without its noise."
    )


def test_agreement_is_measured_from_the_origin_and_from_1_on():
    assert agree((AGREEMENT * 0.9, 0.0), (0.0, 0.0))
    assert not agree((AGREEMENT * 1.1, 0.0), (0.0, 0.0))


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("lr=0.00028000000000000003)", "lr=0.00028)"),
        ("2.8000000000000003e-05", "2.8e-05"),
        ("0.30000000000000004 * 1.3999999999999999", "0.3 * 1.4"),
        ("0.7943282347242815", "0.7943282347242815"),
        ("0.30000000000004", "0.30000000000004"),
        ("x1.5 + 0.1", "x1.5 + 0.1"),
    ],
)
def test_a_number_is_written_no_longer_than_it_is(long, short):
    assert shorten(long) == short


def test_a_program_multiplies_no_rounding_into_its_rates():
    runner = Runner(OPTIMIZERS["gradient_descent"](), SCHEDULES["cosine"](final=0.028, horizon=20), 0.01)
    assert 0.028 * 0.01 == 0.00028000000000000003
    text = program("pytorch", Course(LANDSCAPES["himmelblau"], (-4.0, -1.0), 20), runner).text
    assert "eta_min=0.00028)" in text
