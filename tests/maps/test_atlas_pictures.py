"""Pictures of an atlas: places and values agree, whole numbers fill what is nearest, and what is none is refused."""

import numpy as np
import pytest

from descent.atlas import map_settings
from maps.ask import UnclearError, read_ask
from maps.basins import CODES
from maps.kinds import KINDS
from stage.encoding import decode

MOMENTUM = "landscape=himmelblau&x=-1.3&y=0.7&optimizer=momentum&schedule=step&steps=60"
DROPS = f"{MOMENTUM}&map.against=drops"


def drawn(kind, query):
    """The last message of a map."""
    ask = read_ask(kind, query)
    *_, message = KINDS[kind][0](ask, lambda: None)
    return ask, *decode(message)


def test_a_picture_is_the_atlas_of_the_engine():
    ask, header, arrays = drawn("atlas", f"{MOMENTUM}&map.against=momentum&map.window=0.001,0.1,0.5,0.99")
    atlas = map_settings(ask.course, ask.runner, "momentum", ((0.001, 0.1), (0.5, 0.99)))
    assert arrays["rates"].tolist() == atlas.rates.tolist()
    assert arrays["values"].tolist() == atlas.values.tolist()
    listed = atlas.basins.minimum >= 0
    assert (arrays["codes"][listed] == len(CODES) + atlas.basins.minimum[listed]).all()
    away = atlas.basins.verdicts == "diverged"
    assert (arrays["codes"][away] == CODES.index("diverged")).all()
    assert listed.any()
    assert away.any()
    np.testing.assert_allclose(header["piece"], [[-3, -1], [0.5, 0.99]])
    assert " of these settings " in header["sentence"]
    assert sum(share for _, share in header["bar"]) == pytest.approx(1)


def test_what_an_atlas_is_of_does_not_depend_on_the_present_values_of_its_two():
    bodies = set()
    for present in ("", "&alpha=0.02", "&momentum=0.3&alpha=0.005"):
        bodies.add(
            tuple(
                KINDS["atlas"][0](
                    read_ask("atlas", f"{MOMENTUM}{present}&map.against=momentum&map.window=0.001,0.1,0,0.9"),
                    lambda: None,
                )
            )
        )
    assert len(bodies) == 1


def test_a_whole_number_fills_the_places_that_are_nearest_to_it():
    _, header, arrays = drawn("atlas", DROPS)
    (_, (low, high)), values = header["piece"], arrays["values"]
    assert (low, high) == (0.5, 10.5)
    assert len(values) == 100
    places = np.linspace(low, high, len(values))
    assert (np.abs(places - values) <= 0.5).all()
    assert set(values.tolist()) == set(range(1, 11))
    assert (arrays["codes"][values == 3] == arrays["codes"][values == 3][0]).all()
    _, header, arrays = drawn("atlas", f"{DROPS}&map.window=0.001,0.1,2.4,4.1")
    assert header["piece"][1] == [2.4, 4.1]
    assert set(arrays["values"].tolist()) == {3, 4}


def test_the_bound_lies_in_the_same_places_and_says_what_it_is():
    _, header, arrays = drawn(
        "bound", f"{MOMENTUM}&alpha=0.004&decay=1&map.against=momentum&map.window=0.001,0.1,0,0.9"
    )
    assert arrays["bound"].shape == (200,)
    limits = 10 ** arrays["bound"]
    np.testing.assert_allclose(limits[-1] / limits[0], 1.9)  # 2 (1 + beta) / lambda
    assert header["caption"].startswith("Dashed: the stability bound on α")
    _, header, arrays = drawn("bound", "optimizer=adam&map.against=beta1")
    assert np.isnan(arrays["bound"]).all()
    assert header["caption"] == ""


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("", "one of momentum, final, drops, steps"),
        ("&map.against=beta1", "not beta1"),
        ("&map.against=learning_rate", "not learning_rate"),
        ("&map.against=steps&map.window=0.1,0.1,10,20", "borders in order"),
        ("&map.against=steps&map.window=nonsense", "four numbers"),
        ("&map.against=momentum&map.window=0.1,0.2,3,4", "does not"),
        ("&map.against=momentum&map.window=0.1,0.10000000000000002,0,0.9", "too narrow"),
        ("&map.against=drops&map.window=0.1,0.2,2.2,2.8", "No whole number"),
    ],
)
def test_what_is_no_atlas_is_refused_in_a_sentence(options, said):
    for kind in ("atlas", "bound"):
        with pytest.raises(UnclearError, match=said):
            drawn(kind, MOMENTUM + options)
