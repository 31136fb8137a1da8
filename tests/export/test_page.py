"""A page on a stick: what is in the file, that nothing gets out of it or into it, and how it is made."""

import html
import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode

import numpy as np
import pytest
from pages import Opened

from address.presets import PRESETS
from assets import FRONTEND
from export.page import ALONE, RACE, frame, page
from export.page.__main__ import main
from export.page.lecture import of_presets
from export.page.modules import ENTRY, VIEWS, modules_of
from export.page.scenes import MOST_NUMBERS, numbers_in, scene_of, seen_in
from export.shown import Shown, TooMuchError, go_on
from landscapes import LANDSCAPES
from take_home.kinds import KINDS

MB = 1_000_000
ADAM = "landscape=himmelblau&optimizer=adam&alpha=0.3&steps=200"
RAVINE = "landscape=ravine&steps=40"
FOUR = "/compare?" + urlencode(PRESETS["four_rates"].params)
HOSTILE = "</script><script>alert(1)</script><!-- -- ' \" \u2028 & ${x}"
HOUSE = Path(__file__).parents[2]


def made(*links: str, with_3d: bool = False, caption: str = "", title: str = "") -> bytes:
    return b"".join(page([Shown.at(link, caption) for link in links], with_3d, title))


def tags_in(text: str) -> list[tuple[str, list[str]]]:
    """Each element that a browser would make of it, with the names of its attributes."""
    found: list[tuple[str, list[str]]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            found.append((tag, sorted(name for name, _ in attrs)))

    Reader().feed(text)
    return found


def test_the_runs_in_the_file_are_those_of_descend():
    opened = Opened.of(made(ADAM))
    (runner,) = opened.scene()["runners"]
    setting = Shown.at(ADAM).visit.setting
    run = setting.course.run(setting.runners[0])
    _, arrays = opened.part(runner["run"])
    assert np.array_equal(arrays["positions"][:, 0], run.positions[..., 0].T)
    assert np.array_equal(arrays["losses"][0], run.losses[:, 0])
    control = next(control for control in runner["controls"] if control["name"] == "beta1")
    _, arrays = opened.part(control["sweep"])
    notch = 3
    there = setting.course.run(setting.runners[0].moved(beta1=control["values"][notch]))
    assert arrays["positions"][:, notch] == pytest.approx(there.positions[..., 0].T, rel=2e-4)
    header, _ = opened.part(runner["remarks"])
    assert header["remarks"]


def test_every_part_that_a_scene_names_is_there_once_though_pictures_share_it():
    opened = Opened.of(made(RAVINE, RAVINE + "&alpha=0.02", FOUR))
    listed = opened.read("pictures")
    assert [opened.scene(place)["title"] for place in range(3)] == [picture["title"] for picture in listed]
    ids = {name for picture in listed for name in picture["parts"]}
    assert ids == set(opened.blocks) - {"styles", "modules", "pictures", "scene-0", "scene-1", "scene-2"}
    assert len({opened.scene(place)["surface"] for place in range(2)}) == 1


def test_in_a_race_every_runner_has_its_sliders_and_what_is_said_at_their_notches():
    opened = Opened.of(made(FOUR))
    scene = opened.scene()
    assert all(control["sweep"] for runner in scene["runners"] for control in runner["controls"])
    along = opened.part(scene["race"]["told"])[0]["along"]
    assert {key: set(its) for key, its in along.items()} == {
        runner["key"]: {control["name"] for control in runner["controls"]} for runner in scene["runners"]
    }


def test_where_one_slider_moves_all_it_does_here_too():
    opened = Opened.of(made(f"{FOUR}&together=multiple"))
    scene = opened.scene()
    assert [[control["name"] for control in runner["controls"]] for runner in scene["runners"]] == [["multiple"]] * 4
    assert list(opened.part(scene["race"]["told"])[0]["along"]) == ["all"]


@pytest.mark.parametrize("key", LANDSCAPES)
def test_every_landscape_can_be_taken_home(key):
    shown = Shown.at(f"landscape={key}&steps=10")
    pauses = []
    scene = scene_of(shown, ("map",), lambda: pauses.append(1))
    assert {"surface", "surroundings", "a/run", "a/learning_rate", "a/remarks"} <= set(scene.parts)
    assert ("data" in scene.parts) == (LANDSCAPES[key].data is not None)
    assert pauses


@pytest.mark.parametrize(
    ("links", "with_3d", "most"),
    [
        ([ADAM], False, 0.5),
        (["landscape=himmelblau&optimizer=prodigy&steps=200"], False, 0.6),
        ([FOUR], False, 0.6),
        ([FOUR], True, 2.7),
    ],
)
def test_it_is_small_enough_for_mail(links, with_3d, most):
    assert len(made(*links, with_3d=with_3d)) < most * MB


def test_without_3d_neither_plotly_nor_a_place_for_it_is_there():
    flat, full = (Opened.of(made(RAVINE, with_3d=with_3d)) for with_3d in (False, True))
    assert "plotly" not in flat.blocks
    assert "plotly" in full.blocks
    assert ("font" in flat.blocks, "font" in full.blocks) == (False, True)
    assert "relief" not in flat.scene()["views"]
    assert "relief" in full.scene()["views"]


def test_the_page_asks_nobody_for_anything():
    markup = Opened.of(made(RAVINE, with_3d=True)).markup
    assert set(re.findall(r'(?:src|href|action)="([^"]{0,5})', markup)) == {"data:"}
    assert "url(" not in markup
    assert "@import" not in markup
    (policy,) = re.findall(r'Content-Security-Policy" content="(.*?)"', markup)
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert re.fullmatch(r"'sha256-[\w+/]{43}=' blob:", rules["script-src"])
    assert not re.search(r"https?:|eval|\*", policy)


def test_what_people_write_is_text_and_nothing_else():
    plain, hostile = (Opened.of(made(RAVINE, caption=text, title=text)) for text in ("kind", HOSTILE))
    assert tags_in(hostile.markup) == tags_in(plain.markup)
    assert hostile.read("pictures")[0]["caption"] == HOSTILE
    named = Opened.of(made("f=x^2%2By^2--0", caption=HOSTILE))
    assert tags_in(named.markup) == tags_in(plain.markup)


def test_modules_come_after_what_they_import_and_name_it_by_its_place():
    modules = modules_of(("map", "playbar"))
    names = [name for name, _ in modules]
    assert names[-1] == ENTRY
    assert "views/map.js" in names
    assert not {"views/menus.js", "views/relief.js", "views/basins.js"} & set(names)
    for place, (name, text) in enumerate(modules):
        assert all(int(other) < place for other in re.findall(r'(?:from|import) "@(\d+)"', text)), name
        assert not re.search(r'(?:from|import)\s*"\.', text)
        assert not re.search(r"^\s*(//|/\*\*.*\*/$)", text, re.MULTILINE)


def test_a_page_wants_no_view_that_there_is_not():
    names = re.findall(r'\{ name: "(\w+)"', (FRONTEND / VIEWS).read_text())
    assert {*ALONE, *RACE} < set(names)


def test_modules_that_import_each_other_are_refused(monkeypatch, tmp_path):
    (tmp_path / "page").mkdir()
    (tmp_path / "page" / "page.js").write_text('import { b } from "../b.js";\n')
    (tmp_path / "b.js").write_text('import "./page/page.js";\n')
    monkeypatch.setattr("export.page.modules.FRONTEND", tmp_path)
    with pytest.raises(ValueError, match="imports itself"):
        modules_of(())


def test_a_map_that_was_moved_is_seen_where_it_was():
    landscape = LANDSCAPES["ravine"]
    (left, right), (bottom, top) = seen_in(landscape, (1.0, -2.0, 4.0)) or ((0, 0), (0, 0))
    (x0, x1), _ = landscape.window
    assert ((left + right) / 2, (bottom + top) / 2) == pytest.approx((1.0, -2.0))
    assert (x1 - x0) / 4 < right - left < 2 * (x1 - x0) / 4
    assert seen_in(landscape, None) is None


def test_too_much_is_refused_before_anything_is_made():
    large = "/compare?steps=1000&" + "&".join(f"{own}optimizer=prodigy" for own in ("", "b.", "c.", "d.", "e.", "f."))
    shown = Shown.at(large)
    many = [shown] * (MOST_NUMBERS // numbers_in(shown.visit) + 1)
    with pytest.raises(TooMuchError, match="choose fewer"):
        next(page(many))


def test_the_server_makes_it_of_an_order():
    order = {"pictures": [{"link": RAVINE, "caption": "Look"}], "options": {"what": "one", "surface": ""}}
    opened = Opened.of(b"".join(KINDS["page"].make(json.dumps(order).encode(), go_on)))
    assert [picture["caption"] for picture in opened.read("pictures")] == ["Look"]
    assert "plotly" not in opened.blocks


def test_the_races_of_compare_are_a_lecture():
    lecture = of_presets()
    assert [shown.caption.split(":")[0] for shown in lecture] == [preset.title for preset in PRESETS.values()]
    assert sum(numbers_in(shown.visit) for shown in lecture) < MOST_NUMBERS


def test_in_a_notebook_it_is_a_page_within_the_page():
    shown = frame(RAVINE, height=500)._repr_html_()
    ((tag, names),) = tags_in(shown)
    assert (tag, names) == ("iframe", ["allow", "srcdoc", "style", "title"])
    (inner,) = re.findall(r'srcdoc="(.*?)"', shown, re.DOTALL)
    assert Opened.of(html.unescape(inner).encode()).read("pictures")[0]["title"] == "Gradient descent on Ravine"
    assert "height: 500px" in shown


def test_from_the_command_line_a_file_is_whole_or_not_there(tmp_path, capsys):
    target = tmp_path / "lecture.html"
    points = ";".join(f"{k / 7:.46f},{k % 5 + k / 900:.46f}" for k in range(199))
    long = urlencode({"landscape": "two_weights", "steps": "20"} | {"data": points})
    assert len(long) > 20_000
    words = [f"http://example.org/?{RAVINE}", long, FOUR, "--caption", "One", "--no-3d", "-o", str(target)]
    assert main(words) == 0
    assert f"{target}: {target.stat().st_size:,} bytes" in capsys.readouterr().out
    opened = Opened.of(target.read_bytes())
    assert [picture["caption"] for picture in opened.read("pictures")] == ["One", "", ""]
    assert len(opened.scene(2)["runners"]) == 4
    before = target.read_bytes()
    assert main(["landscape=nowhere", "-o", str(target)]) == 2
    assert main([RAVINE, "--caption", "a", "--caption", "b", "-o", str(target)]) == 2
    assert main(["-o", str(target)]) == 2
    assert main([RAVINE, "-o", str(tmp_path / "not" / "there.html")]) == 2
    said = capsys.readouterr().err.strip().splitlines()
    assert len(said) == 4
    assert all(line.endswith(".") for line in said)
    assert "link 1" in said[0]
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_making_one_starts_no_streamlit():
    script = "import sys, export.page.__main__; sys.exit('streamlit' in sys.modules or 'plotly' in sys.modules)"
    subprocess.run([sys.executable, "-c", script], cwd=HOUSE, check=True, timeout=120)


def test_a_picture_that_shows_a_part_does_so_on_a_stick():
    scene = Opened.of(made(f"{RAVINE}&only=alpha,play")).scene()
    assert scene["only"] == ["alpha", "play"]
    assert {"sliders", "map", "playbar", "twin"} <= {*scene["views"]}
    assert not {"card", "take_home", "curves", "response"} & {*scene["views"]}
