"""Menus, settings and tools of the stage, under a hand, keys and a finger; a change can be taken back."""

import re

from hands import choose, drag, slider
from playwright.sync_api import expect

from address import read
from landscapes import LANDSCAPES

PHONE = {"viewport": (390, 844), "has_touch": True}


def opened(page, menu):
    page.get_by_role("button", name=menu).click()
    return page.get_by_role("listbox", name=menu)


def test_a_menu_is_searched_by_what_people_call_things_and_chosen_by_keys(stage):
    page = stage()
    for menu, words, title in (
        ("Optimizer", "heavy ball", "Momentum"),
        ("Optimizer", "sgd", "Gradient descent"),
        ("Schedule", "cosine", "Cosine annealing"),
        ("Landscape", "local minima", ""),
        ("Landscape", "saddle", "Saddle"),
    ):
        search(page, menu, words, title)


def search(page, menu, words, title):
    lines = opened(page, menu)
    expect(page.get_by_role("combobox", name=f"Search: {menu}")).to_be_focused()
    count = lines.get_by_role("option").count()
    page.keyboard.type(words)
    assert 0 < lines.get_by_role("option").filter(visible=True).count() < count
    active = page.locator(
        f"#{page.get_by_role('combobox', name=f'Search: {menu}').get_attribute('aria-activedescendant')}"
    )
    expect(active).to_contain_text(title)
    chosen = active.locator(".menu-title").inner_text()
    page.keyboard.press("Enter")
    expect(lines).to_be_hidden()
    expect(page.get_by_role("button", name=menu)).to_contain_text(chosen)


def test_what_nothing_is_called_is_said_and_enter_then_changes_nothing(stage):
    page = stage()
    lines = opened(page, "Optimizer")
    page.keyboard.type("qwertz")
    expect(page.get_by_role("status").filter(has_text="Nothing here is called so")).to_be_visible()
    page.keyboard.press("Enter")
    expect(lines).to_be_visible()
    page.keyboard.press("Escape")
    expect(lines).to_be_hidden()
    assert "optimizer" not in page.url


def test_families_are_headings_and_every_line_says_what_it_teaches(stage):
    page = stage()
    lines = opened(page, "Landscape")
    groups = lines.get_by_role("group")
    assert groups.count() > 2
    assert all(name.strip() for name in groups.locator(".menu-family").all_inner_texts())
    assert lines.get_by_role("option").count() == len(LANDSCAPES)
    assert all(text.strip() for text in lines.locator(".menu-lesson").all_inner_texts())
    lines.locator(".menu-family").first.click()
    expect(lines).to_be_visible()
    assert page.url.endswith("/")


def test_under_a_finger_no_keyboard_comes_up_before_the_search_is_touched(stage):
    page = stage(**PHONE)
    page.get_by_role("button", name="Optimizer").tap()
    lines = page.get_by_role("listbox", name="Optimizer")
    expect(lines).to_be_focused()
    box = lines.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    lines.get_by_role("option", name=re.compile("^Adam ")).tap()
    expect(page).to_have_url(re.compile("optimizer=adam"))


def test_a_change_leaves_a_ghost_and_is_taken_back_by_keys_and_by_the_button(stage):
    page = stage("?steps=20")
    drag(page, slider(page, "Learning rate α"), 0.3)
    expect(page).to_have_url(re.compile("alpha="))
    choose(page, "Optimizer", re.compile("^Momentum"))
    expect(page).to_have_url(re.compile("optimizer=momentum"))
    undo = page.get_by_role("button", name="Undo")
    undo.click()
    expect(page).not_to_have_url(re.compile("optimizer"))
    expect(page).to_have_url(re.compile("alpha="))
    page.keyboard.press("Control+z")
    expect(page).not_to_have_url(re.compile("alpha"))
    expect(undo).to_be_disabled()


def test_an_undo_that_comes_before_the_answer_takes_back_that_change_alone(stage):
    page = stage("?steps=20&decay=1")
    drag(page, slider(page, "Learning rate α"), 0.3)
    expect(page).to_have_url(re.compile("alpha="))
    first = page.url
    drag(page, slider(page, "Learning rate α"), 0.6)
    page.keyboard.press("Control+z")
    expect(page).not_to_have_url(first)  # it was changed, and then
    expect(page).to_have_url(first)
    page.get_by_role("button", name="Reset", exact=True).click()
    page.keyboard.press("Control+z")
    expect(page.get_by_role("button", name="Undo")).to_be_enabled()
    expect(page).to_have_url(first)


def test_reset_goes_to_the_landscapes_first_picture(stage):
    page = stage("?landscape=booth&alpha=0.01&optimizer=adam&view=1,2,3&step=5&play=0&convention=keras")
    page.get_by_role("button", name="Reset", exact=True).click()
    expect(page).to_have_url(re.compile(r"\?landscape=booth&convention=keras$|\?convention=keras&landscape=booth$"))
    expect(page.get_by_role("button", name="Optimizer")).to_contain_text("Gradient descent")
    expect(page.get_by_role("button", name="Reset view")).to_be_hidden()
    expect(page.get_by_label("Exact value of α")).to_have_value(f"{LANDSCAPES['booth'].learning_rate:g}")


def test_a_method_is_shown_at_its_best(stage):
    page = stage("?optimizer=adam&alpha=0.7")
    opened(page, "Optimizer")
    page.locator(".stage").get_by_role("button", name="Show Adam at its best").click()
    expect(page).not_to_have_url(re.compile("alpha=0.7&|alpha=0.7$"))
    query = dict(part.split("=") for part in page.url.partition("?")[2].split("&"))
    assert query["optimizer"] == "adam"
    assert read(query)[1] == []


def test_settings_take_what_people_type_and_refuse_with_a_sentence(stage):
    page = stage()
    page.get_by_role("button", name="Settings").click()
    noise = page.get_by_label("Noise", exact=True)
    noise.fill("0,5")
    noise.press("Enter")
    expect(page).to_have_url(re.compile("noise=0.5"))
    steps = page.get_by_label("Steps", exact=True)
    for text, sentence in {"many": "is not a number", "3": "between 10 and 1,000", "20.5": "whole number"}.items():
        steps.fill(text)
        steps.press("Enter")
        expect(page.get_by_role("alert").filter(has_text=sentence)).to_be_visible()
    steps.fill("")
    steps.press("Tab")
    expect(steps).not_to_have_value("")
    assert "steps" not in page.url


def test_a_panel_stays_as_it_was_left(stage):
    page = stage()
    chip = page.get_by_role("button", name="Curves", exact=True)
    expect(page.get_by_role("img", name="Loss per step")).to_be_visible()
    chip.click()
    expect(page.get_by_role("img", name="Loss per step")).to_be_hidden()
    page.reload()
    expect(chip).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_role("img", name="Loss per step")).to_be_hidden()


def test_the_map_stays_where_it_is_when_knobs_and_a_longer_sentence_come(stage):
    page = stage(viewport=(1280, 800))
    box = page.locator(".map-box").bounding_box()
    for title, knob in {"^Adam ": "Momentum β₁", "^AdamW ": "Weight decay λ", "^Prodigy ": "Momentum β₁"}.items():
        choose(page, "Optimizer", re.compile(title))
        expect(slider(page, knob)).to_be_visible()
        assert page.locator(".map-box").bounding_box() == box
    choose(page, "Schedule", "Constant")
    expect(slider(page, "Decay")).to_have_count(0)
    assert page.locator(".map-box").bounding_box() == box
