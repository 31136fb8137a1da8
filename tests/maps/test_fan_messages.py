"""The messages of a fan of seeds: the ways as the page with that seed shows them, then shares."""

import re
from itertools import islice

import numpy as np
import pytest

from address import read
from address.table import SEED
from maps.ask import UnclearError, read_ask
from maps.basins import CODES
from maps.fan import draw, seeds_from
from stage.encoding import decode

WELL = "landscape=double_well&optimizer=gradient_descent&alpha=0.1&noise=3&seed=999990"


def messages(address, count):
    drawn = list(islice(draw(read_ask("fan", address), lambda: None), count))
    return drawn, [decode(message) for message in drawn]


@pytest.mark.parametrize(("steps", "run"), [(60, WELL), (450, WELL.replace("double_well", "mccormick"))])
def test_each_way_is_the_run_of_the_page_with_that_seed(steps, run):
    drawn, [(facts, arrays)] = messages(f"{run}&steps={steps}", 1)
    assert len(drawn[0]) < 60_000
    assert facts["seeds"] == [*range(999_990, 1_000_000), *range(54)]
    scale, middle = np.array(facts["size"]), np.array(facts["middle"])
    kept = [*range(0, steps, facts["stride"]), steps]
    assert len(kept) <= 201
    for place in (0, 9, 10, 63):
        visit, notices = read(
            dict(part.split("=") for part in f"{run}&steps={steps}".split("&")) | {"seed": str(facts["seeds"][place])}
        )
        assert not notices
        alone = visit.setting.course.run(visit.setting.runners[0]).positions[kept, :, 0]
        shown = arrays["ways"][:, place].T * scale + middle
        np.testing.assert_allclose(shown, alone, atol=2e-4 * scale.max(), rtol=0)


def escaped_of(facts):
    """How many escape, as the sentence says."""
    return int(re.search(r"(\d+) of 64 seeds escape", facts["sentence"])[1])


def test_what_is_counted_is_what_is_drawn():
    _, [(facts, arrays)] = messages(WELL, 1)
    codes, counts = np.unique(arrays["codes"], return_counts=True)
    assert dict(zip(codes.tolist(), counts.tolist(), strict=True)) == {g["code"]: g["count"] for g in facts["groups"]}
    x, _ = arrays["ways"][:, :, -1] * np.array(facts["size"])[:, np.newaxis] + np.array(facts["middle"])[:, np.newaxis]
    held = arrays["codes"] >= len(CODES)
    assert ((arrays["codes"] == len(CODES)) == (x < 0))[held].all()  # the deeper well is at the left
    assert dict(zip(codes.tolist(), counts.tolist(), strict=True))[len(CODES)] <= escaped_of(facts) < 64


def test_the_shares_stand_at_the_notches_of_the_page_the_present_ones_among_them():
    _, [(facts, _), (rate, over_rate), (noise, over_noise)] = messages(WELL, 4)
    assert (rate["over"], noise["over"], noise["present"]) == ("learning_rate", "noise", 3.0)
    share = escaped_of(facts) / 64
    assert over_rate["shares"][over_rate["values"] == 0.1] == share
    assert over_noise["shares"][over_noise["values"] == 3.0] == share


def test_without_noise_a_sentence_says_so():
    with pytest.raises(UnclearError, match="no noise"):
        next(draw(read_ask("fan", "landscape=double_well"), lambda: None))


def test_after_the_highest_seed_comes_the_lowest():
    assert seeds_from(SEED.high)[:3] == [SEED.high, 0, 1]
