"""The messages of a map of basins say what a run alone says: each pixel, each share, at each notch of a slider."""

import numpy as np
import pytest

from assets import HOUSE
from descent.examination import examine
from descent.findings import Verdict
from descent.setting import Course
from maps.ask import read_ask
from maps.basins import COARSE, CODES, EXACT, LEVELS, MOST, STRIDES, beside, coarse_first, draw, rank
from stage.encoding import decode

SETTING = "landscape=six_hump_camel&optimizer=momentum&alpha=0.02&steps=60"


def messages(query):
    return [decode(message) for message in draw(read_ask("basins", query), lambda: None)]


def run_from(query, x, y, **values):
    ask = read_ask("basins", query)
    course = Course(ask.course.landscape, (x, y), ask.course.steps, ask.course.noise, ask.course.seed)
    return examine(course.run(ask.runner.moved(**values)), ask.course.landscape)


def said_of(findings):
    """The code of one run, by what is said of it alone."""
    (verdict,), (minimum,), (reached,) = findings.verdict, findings.minimum, findings.reached
    listed = reached >= 0 and minimum >= 0
    return (len(CODES) + minimum if listed else CODES.index(verdict)), reached


@pytest.mark.parametrize("more", ["", "&map.reach=1.5,1", "&map.window=-0.5,0.25,-1,-0.25", "&noise=0.3&seed=4"])
def test_pixels_are_runs(more):
    header, arrays = messages(SETTING + more)[-1]
    rows, columns = arrays["codes"].shape
    (x0, x1), (y0, y1) = header["piece"]
    draws = np.random.default_rng(1)
    for row, column in zip(draws.integers(rows, size=25), draws.integers(columns, size=25), strict=True):
        x, y = np.linspace(x0, x1, columns)[column], np.linspace(y0, y1, rows)[row]
        code, reached = said_of(run_from(SETTING + more, x, y))
        assert arrays["codes"][row, column] == code
        level = LEVELS if reached < 0 else round(LEVELS * np.log1p(reached) / np.log1p(60))
        assert arrays["levels"][row, column] == level


def test_shares_are_of_the_window_alone():
    header, arrays = messages(SETTING + "&map.reach=1.75,1.25")[-1]
    codes, (low, high) = arrays["codes"], read_ask("basins", SETTING).course.landscape.window[0]
    rows, columns = codes.shape
    assert header["piece"][0][0] < low
    x, y = (np.linspace(*side, count) for side, count in zip(header["piece"], (columns, rows), strict=True))
    bottom, top = read_ask("basins", SETTING).course.landscape.window[1]
    inside = codes[(bottom <= y) & (y <= top)][:, (low <= x) & (x <= high)]
    assert min(np.array(inside.shape) - EXACT[::-1]) >= 0
    assert inside.size < codes.size
    shares = dict(map(tuple, header["bar"]))
    assert shares == {code: np.mean(inside == code) for code in np.unique(inside)}
    best = [len(CODES), len(CODES) + 1, CODES.index(Verdict.CONVERGED)]
    assert header["converged"] == pytest.approx(np.isin(inside, best).mean())


def test_starts_without_a_loss_did_not_diverge():
    header, arrays = messages("landscape=formula&f=log(x)^2%2By^2&alpha=0.5&window=-1,3,-2,2&steps=60")[-1]
    codes, words = arrays["codes"], header["words"]
    x = np.linspace(*header["piece"][0], codes.shape[1])
    nowhere = words.index("nowhere")
    assert (codes[:, x <= 0] == nowhere).all()
    assert not (codes[:, x > 0] == nowhere).any()
    assert header["sentence"].endswith("begin where the loss has no value.")
    assert header["starts"] == codes.size


def test_along_a_slider_each_notch_has_its_own_map():
    query = SETTING.replace("&alpha=0.02", "") + "&map.along=learning_rate"
    found = messages(query)
    values = [header["value"] for header, _ in found]
    assert len(set(values)) == len(values) >= 81
    assert values[: len(values) // STRIDES[0]] == sorted(values)[:: STRIDES[0]][: len(values) // STRIDES[0]]
    header, arrays = found[17]
    rows, columns = arrays["codes"].shape
    assert columns >= COARSE[0]
    x, y = (np.linspace(*side, count) for side, count in zip(header["piece"], (columns, rows), strict=True))
    for row, column in [(3, 5), (10, 40), (29, 44), (20, 20)]:
        code, _ = said_of(run_from(query, x[column], y[row], learning_rate=header["value"]))
        assert arrays["codes"][row, column] == code
    assert len({header["converged"] for header, _ in found}) > 3


def test_a_knob_has_its_notches_too():
    found = messages(SETTING + "&map.along=momentum")
    assert len({header["value"] for header, _ in found}) >= 25


def test_a_map_of_much_has_no_more_starts_than_it_may():
    ask = read_ask("basins", SETTING)
    (low, high), _ = ask.course.landscape.window
    ((left, right), _), shape = beside(ask.course.landscape.window, (8.0, 8.0), EXACT)
    assert (right - left) == pytest.approx(8 * (high - low))
    assert 0.9 * MOST <= np.prod(shape) <= 1.1 * MOST


def test_one_map_comes_before_many():
    assert rank(read_ask("basins", SETTING), 1) < rank(read_ask("basins", SETTING + "&map.along=momentum"), 0)


@pytest.mark.parametrize("count", [1, 2, 7, 26, 83])
def test_all_notches_come_once(count):
    assert sorted(coarse_first(count)) == list(range(count))


def test_the_browser_has_as_many_levels():
    text = (HOUSE / "stage" / "frontend" / "ground.js").read_text(encoding="utf-8")
    assert f"export const LEVELS = {LEVELS};" in text
