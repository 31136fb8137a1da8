"""What README and CONTRIBUTING say of links and of files is so."""

import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from address import read
from app_pages.compare import COMPARE
from app_pages.racing import MOST

ROOT = Path(__file__).parent.parent
README, CONTRIBUTING = ((ROOT / name).read_text() for name in ("README.md", "CONTRIBUTING.md"))
ADDRESSES = re.findall(r"http://localhost:\d+(/\w*\?[^)\s]*)", README)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_link_says_nothing_that_is_refused(address):
    link = urlsplit(address)
    runners = {"/": 1, f"/{COMPARE.path}": MOST}[link.path]
    visit, notices = read(dict(parse_qsl(link.query)), runners)
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
