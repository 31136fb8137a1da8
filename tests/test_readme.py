"""What README and CONTRIBUTING say of links and of files is so, and README's picture of basins is one."""

import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import numpy as np
import pytest
from PIL import Image

from address import read
from address.race import MOST
from app_pages.compare import COMPARE
from app_pages.lessons import LESSONS
from landscapes import LANDSCAPES
from lessons import place_of

ROOT = Path(__file__).parent.parent
README, CONTRIBUTING = ((ROOT / name).read_text() for name in ("README.md", "CONTRIBUTING.md"))
PARTS = ("app_pages", "classroom", "deploy", "door", "lessons")
(PROGRAM,) = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)
ADDRESSES = re.findall(r"http://localhost:\d+(/\w*\?[^)\s]*)", README)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_link_says_nothing_that_is_refused(address):
    link = urlsplit(address)
    if link.path == f"/{LESSONS.path}":
        assert not place_of(dict(parse_qsl(link.query))).notices
        return
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


def test_every_setting_is_told_in_the_table_of_settings():
    files = [*ROOT.glob("*.py"), *(path for part in PARTS for path in (ROOT / part).rglob("*.py"))]
    settings = {name for path in files for name in re.findall(r"OVERSHOOT_[A-Z]+", path.read_text())}
    table = (ROOT / "deploy" / "README.md").read_text()
    assert settings == set(re.findall(r"^\| `(OVERSHOOT_[A-Z]+)` \|", table, flags=re.MULTILINE))


def test_the_program_saves_a_picture_whose_minima_have_their_own_colours(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said = {}
    exec(PROGRAM, said)
    picture = np.asarray(Image.open("basins.png"))
    rows, columns, _ = picture.shape
    for minimum, (x, y) in enumerate(LANDSCAPES["himmelblau"].minima):
        row, column = round((6 - y) / 12 * (rows - 1)), round((x + 6) / 12 * (columns - 1))  # y upward, as on a map
        assert picture[row, column].tolist() == said["colours"][minimum].tolist()
    assert len(np.unique(picture.reshape(-1, 3), axis=0)) == len(said["colours"])
