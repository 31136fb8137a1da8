"""Knobs: notches in order between their ends, defaults within, and a label to speak."""

import dataclasses
from dataclasses import dataclass

import numpy as np
import pytest

from knobs import SCALES, Knob, knob, knobs_of, round_notches
from landscapes import LANDSCAPES
from optimizers import OPTIMIZERS
from schedules import SCHEDULES

OWNERS = {**OPTIMIZERS, **SCHEDULES}
ALL = {f"{name}-{field}": facts for name, owner in OWNERS.items() for field, facts in knobs_of(owner).items()} | {
    f"{name}-{field}": facts for name, landscape in LANDSCAPES.items() for field, facts in landscape.parameters.items()
}


@dataclass(frozen=True)
class Example:
    first: float = knob(0.5, low=0.0, high=1.0, symbol="β", title="First", help="what it does")
    plain: float = 1e-8
    second: int = knob(3, low=1, high=9)


def test_knobs_are_read_off_a_class_and_off_an_instance_in_order():
    assert list(knobs_of(Example)) == list(knobs_of(Example(first=0.2))) == ["first", "second"]
    assert knobs_of(Example)["first"] == Knob(0.5, 0.0, 1.0, symbol="β", title="First", help="what it does")
    assert Example().first == 0.5
    assert Example().plain == 1e-8


def test_a_label_says_name_and_symbol_where_there_are():
    assert Knob(0, low=0, high=1, title="Momentum", symbol="β").label == "Momentum β"
    assert Knob(0, low=0, high=1, title="Steps").label == "Steps"
    assert Knob(0, low=0, high=1, symbol="α").label == "α"


def test_a_whole_default_makes_whole_notches():
    whole = Knob(3, low=1, high=9)
    assert whole.whole
    np.testing.assert_array_equal(whole.notches(41), np.arange(1, 10))
    assert not Knob(3.0, low=1, high=9).whole


@pytest.mark.parametrize(
    ("scale", "low", "high", "spread"),
    [
        ("linear", 0.0, 1.0, np.asarray),
        ("log", 1e-3, 10.0, np.log),
        ("memory", 0.5, 0.9999, lambda values: -np.log1p(-values)),
    ],
)
def test_the_scale_spreads_the_notches_evenly(scale, low, high, spread):
    notches = Knob(low, low=low, high=high, scale=scale).notches(21)
    assert len(notches) == 21
    assert (notches[0], notches[-1]) == (low, high)
    gaps = np.diff(spread(notches))
    assert (gaps > 0).all()
    np.testing.assert_allclose(gaps[:12], gaps[0], rtol=0.02)  # near 1, four digits are coarse for a memory


@pytest.mark.parametrize("scale", SCALES)
def test_ends_and_default_are_checked(scale):
    for default in (0.4, 2.1, float("nan")):
        with pytest.raises(ValueError, match=r"between 0.5 and 0.9; got"):
            Knob(default, low=0.5, high=0.9, scale=scale)
    with pytest.raises(ValueError, match="linear, log, memory"):
        Knob(1.0, low=0.5, high=2.0, scale="cubic")


def test_what_a_memory_forgets_is_short_to_type():
    notches = Knob(0.9, low=0.5, high=0.9999, scale="memory").notches()
    assert all(1 - notch == pytest.approx(float(f"{1 - notch:.3g}"), rel=1e-9) for notch in notches)
    assert all(len(str(notch)) <= len("0.999123") for notch in notches)


def test_notches_are_short_to_type():
    assert round_notches(np.array([1 / 3, 1e-9 / 3, 12345.6, 0.0, -2 / 3])).tolist() == [
        0.3333, 3.333e-10, 12350.0, 0.0, -0.6667,
    ]  # fmt: skip


@pytest.mark.parametrize("facts", ALL.values(), ids=ALL)
def test_every_knob_of_the_catalogues_is_fit_for_a_slider(facts):
    assert facts.low < facts.high
    assert facts.low <= facts.default <= facts.high
    assert facts.title, "a slider needs a name"
    assert facts.help
    notches = facts.notches(25)
    assert (np.diff(notches) > 0).all()
    assert (notches[0], notches[-1]) == (facts.low, facts.high)
    assert np.isfinite(notches).all()


@pytest.mark.parametrize("owner", OWNERS.values(), ids=OWNERS)
def test_every_knob_is_a_field_that_takes_its_ends_and_has_a_name_of_its_own(owner):
    knobs = knobs_of(owner)
    for field, facts in knobs.items():
        for value in (facts.low, facts.high):
            assert getattr(dataclasses.replace(owner(), **{field: value}), field) == value
    assert len({facts.label for facts in knobs.values()}) == len(knobs)
