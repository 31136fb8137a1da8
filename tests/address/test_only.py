"""What a link shows and nothing else: its names, the views that they leave, and that it outlasts all other changes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from visits import visits

import optimizers
import schedules
from address import changed, name_of, read, write
from address.only import CONTROLS, SLIDERS, STANDING, VIEWS, describe_only, views_shown
from app_pages.choices import MENUS, best_address, first_address
from app_pages.compare import VIEWS as RACING
from app_pages.racing import raced
from app_pages.wished import with_choices
from assets import FRONTEND
from descent.setting import LEARNING_RATE, LETTERS
from export.page import ALONE, RACE
from knobs import knobs_of
from landscapes import LANDSCAPES

MOST = len(LETTERS)
# What is there whatever is chosen.
MAP = {
    "lesson",
    "room",
    "whole",
    "map",
    "legend",
    "service",
    "panels",
    "more",
    "twin",
    "terms",
    "hints",
    "note",
    "pictures",
}


def only_of(text: str) -> tuple[tuple[str, ...] | None, list[str]]:
    visit, notices = read({"only": text})
    return visit.only, notices


def test_the_catalogue_names_every_view_of_the_stage_and_says_which_stay():
    lines = re.findall(r'^  \{ name: "(\w+)"', (FRONTEND / "views.js").read_text(), re.MULTILINE)
    assert list(VIEWS) == lines
    assert set(VIEWS) >= STANDING
    assert set(VIEWS) - STANDING == MAP


def test_every_slider_has_its_name():
    items = [*schedules.SCHEDULES.values(), *optimizers.OPTIMIZERS.values()]
    names = {name_of(0, field) for item in items for field in (LEARNING_RATE, *knobs_of(item))}
    names |= {name for landscape in LANDSCAPES.values() for name in landscape.parameters}
    assert {name for name, control in CONTROLS.items() if control.views == SLIDERS} == names | {"multiple"}
    assert all(control.title for control in CONTROLS.values())


def test_names_come_in_one_order_each_once():
    assert only_of("verdict,alpha, verdict ,play,k") == (("alpha", "play", "verdict", "k"), [])
    assert read({})[0].only is None


@pytest.mark.parametrize(
    "text", ["alpha,verdikt", "<b>", "alpha;play", "", ",", "αβ", "x" * 5000, "alpha,[a](http://b)"]
)
def test_an_unknown_name_is_refused_with_a_sentence_and_everything_is_shown(text):
    only, (notice,) = only_of(text)
    assert only is None
    assert re.fullmatch(r"The link's “only” asks for (“\w+”|a thing) alone, which no picture has, so .*\.", notice)
    assert len(notice) < 150


@given(st.sets(st.sampled_from(list(CONTROLS))), st.sampled_from([VIEWS, RACING, ALONE, RACE]))
def test_just_the_views_of_what_is_chosen_stand(names, views):
    shown = views_shown(views, tuple(names))
    assert shown == [view for view in views if view in MAP or any(view in CONTROLS[name].views for name in names)]
    assert views_shown(views, None) == list(views)


def test_the_map_alone_is_a_choice():
    only, notices = only_of("map")
    assert not notices
    assert set(views_shown(VIEWS, only)) == set(views_shown(VIEWS, ())) == MAP


def test_a_letter_of_a_formula_is_a_slider():
    assert "sliders" in views_shown(VIEWS, ("k",))


def test_a_header_says_how_sliders_are_called():
    assert describe_only(("alpha",)) == {"only": ["alpha"], "names": {LEARNING_RATE: "alpha", "final": "decay"}}
    assert describe_only(None)["only"] is None


@given(visits(most_runners=2), st.sampled_from(["landscape", "optimizer", "schedule", "steps", "alpha", "convention"]))
def test_whatever_changes_the_choice_stays(visit, name):
    texts = {"landscape": "himmelblau", "optimizer": "adam", "schedule": "cosine", "steps": "33", "alpha": "0.02"}
    before = write(visit)
    after = changed(before, name, texts.get(name, "keras"), MOST)
    assert after.get("only") == before.get("only")


def test_other_pictures_keep_the_choice_and_its_end_is_one_more_change():
    params = {"optimizer": "adam", "only": "alpha,play"}
    visit, _ = read(params)
    assert first_address(visit)["only"] == "alpha,play"
    assert {best_address(visit, menu)["only"] for menu in MENUS} == {"alpha,play"}
    assert raced(params, {"do": "preset", "key": "four_rates"})["only"] == "alpha,play"
    assert with_choices(params, {"only": ""}) == {"optimizer": "adam"}
