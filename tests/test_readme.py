"""What README and CONTRIBUTING say of the catalogues, of links and of files is so."""

import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

import optimizers
import schedules
from address import read
from landscapes import LANDSCAPES
from libraries import LIBRARIES
from optimizers import OPTIMIZERS
from schedules import SCHEDULES

ROOT = Path(__file__).parent.parent
README, CONTRIBUTING = ((ROOT / name).read_text() for name in ("README.md", "CONTRIBUTING.md"))
ADDRESSES = re.findall(r"http://localhost:\d+(/\?[^)\s]*)", README)


def test_as_many_items_are_promised_as_there_are():
    counts = f"{len(LANDSCAPES)} landscapes, {len(OPTIMIZERS)} optimizers and {len(SCHEDULES)} schedules"
    assert counts in README
    assert f"{len(LANDSCAPES)} small maps" in README


def test_what_no_library_has_is_named():
    methods = {
        kind.title
        for key, kind in OPTIMIZERS.items()
        if not any(optimizers.CONVENTIONS[library][key]().native(library, 1.0) for library in LIBRARIES)
    }
    decays = {
        kind.title.lower()
        for key, kind in SCHEDULES.items()
        if not any(schedules.CONVENTIONS[library][key]().native(library) for library in LIBRARIES)
    }
    said = re.search(r"all but (.*), which none of the three\s+has", README, re.DOTALL).group(1)
    assert set(re.split(r",\s+|\s+and\s+the\s+", said)) == methods | decays


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_link_says_nothing_that_is_refused(address):
    visit, notices = read(dict(parse_qsl(urlsplit(address).query)))
    assert visit
    assert not notices


@pytest.mark.parametrize("text", [README, CONTRIBUTING], ids=["README", "CONTRIBUTING"])
def test_the_files_that_are_named_are_there(text):
    named = re.findall(r"\]\(([\w./]+)\)|<img src=\"([^\"]+)\"|`([\w/]+/[\w./]*)`|-m (tests\.[\w.]+|docs\.\w+)", text)
    paths = {next(filter(None, groups)) for groups in named}
    assert len(paths) > 5
    for path in paths:
        place = path.replace(".", "/") + ".py" if path.startswith(("tests.", "docs.")) else path
        assert (ROOT / place).exists() or place.startswith("test-results"), path
