"""Links that were shared long ago still mean what they meant: what they leave out, and the ends of what they may say.

old_links.json holds, for a link to each item of the catalogues, [default, lowest, highest] of every number that is the
item's. Nothing in it ever changes; items that came later need not be in it.
"""

import json
from pathlib import Path

import pytest

from address import chosen_in, read

OLD = json.loads(Path(__file__).with_name("old_links.json").read_text())


def ask(link: str, **more: object):
    """The table's numbers, by name, and the values and notices of a link with these values in it."""
    visit, notices = read(
        dict(pair.split("=") for pair in link.split("&") if pair) | {n: str(v) for n, v in more.items()}
    )
    return {entry.name: entry.value_in(visit) for entry in chosen_in(visit).numbers}, notices


@pytest.mark.parametrize("link", OLD)
def test_an_old_link_means_what_it_meant(link):
    meant, notices = ask(link)
    assert not notices
    for name, (default, low, high) in OLD[link].items():
        assert meant[name] == default, name
        for end in (low, high):
            values, notices = ask(link, **{name: end})
            assert (values[name], notices) == (end, []), name
