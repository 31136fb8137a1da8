"""Shares of many runs in one sentence: what there is none of is not told, and little is not called nothing."""

import numpy as np
import pytest

from descent.findings import Verdict
from descent.shares import NOWHERE, shares_of

GOAL = "the global minimum"
SOME_CRAWL = "under 1 % are still on their way when the steps run out, 24 % oscillate."
NO_LOSS = "25 % begin where the loss has no value."


def sentence(goal=GOAL, **counts):
    words = [word if word == NOWHERE else Verdict(word) for word, count in counts.items() for _ in range(count)]
    verdicts = np.array(words, dtype=object)
    return shares_of(verdicts.reshape(1, -1), goal).tell("of the starts in this window").replace("\N{NBSP}", " ")


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (
            {"converged": 64, "trapped": 21, "diverged": 15},
            "64 % of the starts in this window end at the global minimum, 21 % in a local one, 15 % diverge.",
        ),
        ({"converged": 5}, "All of the starts in this window end at the global minimum."),
        (
            {"trapped": 3, "stalled": 1},
            "75 % of the starts in this window end in a local minimum, 25 % stand still where no minimum is.",
        ),
        (
            {"diverged": 999, "crawling": 1},
            "Under 1 % of the starts in this window are still on their way when the steps run out, over 99 % diverge.",
        ),
        (
            {"converged": 755, "crawling": 5, "oscillating": 240},
            "76 % of the starts in this window end at the global minimum, " + SOME_CRAWL,
        ),
        (
            {"converged": 251, "trapped": 251, "diverged": 248, "nowhere": 250},
            "25 % of the starts in this window end at the global minimum, 25 % in a local one, 25 % diverge, "
            + NO_LOSS,
        ),
        ({"oscillating": 2}, "All of the starts in this window oscillate."),
    ],
)
def test_in_one_sentence(counts, said):
    assert sentence(**counts) == said


def test_a_local_one_is_said_only_beside_a_minimum():
    said = "50 % of the starts in this window end in a valley of equal minima, 50 % end in a local minimum."
    assert sentence("a valley of equal minima", converged=1, trapped=1) == said


def test_shares_add_up():
    shares = shares_of(np.array([Verdict.CRAWLING, Verdict.TRAPPED, Verdict.TRAPPED], dtype=object), GOAL)
    assert shares.share(Verdict.TRAPPED) == pytest.approx(2 / 3)
    assert sum(map(shares.share, Verdict)) == pytest.approx(1)


def test_none_have_no_shares():
    with pytest.raises(ValueError, match="no runs"):
        shares_of(np.empty((0, 3), dtype=object), GOAL)
