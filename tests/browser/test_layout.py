"""The picture at every size: phones, upright and lying, tablets, zoomed pages, a projector, and forced colours."""

import re

import pytest
from hands import choose, drag, frames, slider
from playwright.sync_api import expect

PHONE = (390, 844)
# Text that a button, label or heading hides from view; the lines under a slider show what they cannot in a title.
CUT = """() => [...document.querySelectorAll('.stage :is(label, button, .menu-value, .headline, dt, dd, figcaption)')]
    .filter((element) => element.checkVisibility() && !element.closest('.sheet:not(:popover-open)'))
    .filter((element) => !element.closest('.more, .unseen') && element.textContent.trim())
    .filter((element) => getComputedStyle(element).overflow !== 'visible')
    .filter((element) => element.scrollWidth > element.clientWidth + 1)
    .map((element) => element.outerHTML.slice(0, 120))"""
SMALL = """() => [...document.querySelectorAll('.stage *')]
    .filter((element) => element.checkVisibility() && element.getBoundingClientRect().top < innerHeight)
    .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()))
    .filter((element) => element.getBoundingClientRect().width > 2)
    .filter((element) => parseFloat(getComputedStyle(element).fontSize) < 20)
    .map((element) => `${element.outerHTML.slice(0, 90)} ${getComputedStyle(element).fontSize}`)"""


def box(page, selector):
    return page.locator(selector).first.bounding_box()


def ends(page, selector):
    place = box(page, selector)
    return place["y"], place["y"] + place["height"]


def test_no_label_is_cut_and_nothing_is_wider_than_the_page(stage):
    page = stage("?decay=0.1", viewport=(320, 640))
    for title, knob in {"": "Decay", "^AdamW ": "Weight decay λ", "^Backtracking": "Sufficient decrease c"}.items():
        if title:
            choose(page, "Optimizer", re.compile(title))
        expect(slider(page, knob)).to_be_visible()
        for width, height in [(1024, 768), (820, 1180), PHONE, (320, 640)]:
            page.set_viewport_size({"width": width, "height": height})
            frames(page, 5)
            assert page.evaluate(CUT) == [], (title, width)
            assert page.locator("[data-testid=stMain]").evaluate("main => main.scrollWidth <= main.clientWidth"), width


def test_on_a_phone_map_and_sentence_are_in_sight_with_alpha_and_alpha_keeps_its_place_in_a_drag(stage):
    page = stage("?optimizer=adam", viewport=PHONE, has_touch=True)
    alpha = slider(page, "Learning rate α")
    rail = alpha.bounding_box()
    assert ends(page, ".map-box")[0] > 0
    assert ends(page, ".map-box")[1] < ends(page, ".verdict")[0]
    assert ends(page, ".verdict")[1] < rail["y"] < rail["y"] + rail["height"] <= PHONE[1]
    devtools = page.context.new_cdp_session(page)
    y = rail["y"] + rail["height"] / 2
    said = set()
    for k in range(15):
        x = rail["x"] + 14 + (rail["width"] - 28) * k / 14
        kind = "touchMove" if k else "touchStart"
        devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
        frames(page, 2)
        said.add(page.locator(".sentence").inner_text())
        assert alpha.bounding_box() == rail
    devtools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert len(said) > 5


def test_on_a_phone_that_lies_map_player_and_alpha_are_in_sight_together(stage):
    page = stage(viewport=(844, 390), has_touch=True)
    for selector in (".map-box", ".icon-button.primary", ".playbar .rail", ".control.lead"):
        top, bottom = ends(page, selector)
        assert 0 < top < bottom <= 390, selector
    assert box(page, ".map-box")["x"] + box(page, ".map-box")["width"] < box(page, ".control.lead")["x"]


def test_on_a_phone_the_tools_are_behind_one_button(stage):
    page = stage(viewport=PHONE, has_touch=True)
    expect(page.get_by_role("button", name="Reset", exact=True)).to_be_hidden()
    page.get_by_role("button", name="Tools").tap()
    for name in ("Settings", "Undo", "Reset", "Take home", "Copy link"):
        expect(page.get_by_role("button", name=name, exact=True)).to_be_visible()
    page.get_by_role("button", name="Settings").tap()
    expect(page.get_by_label("Steps", exact=True)).to_be_visible()


def test_a_page_zoomed_to_two_and_four_times_keeps_all_controls_in_reach(stage):
    page = stage("?optimizer=adam", viewport=(640, 400))
    for width, height in [(640, 400), (320, 200)]:
        page.set_viewport_size({"width": width, "height": height})
        frames(page, 5)
        assert page.locator("[data-testid=stMain]").evaluate("main => main.scrollWidth <= main.clientWidth")
        for name in ("Learning rate α", "Decay", "Momentum β₁", "Step"):
            rail = slider(page, name)
            rail.scroll_into_view_if_needed()
            assert rail.bounding_box()["width"] >= 60
    page.get_by_role("button", name="Play", exact=True).click()
    choose(page, "Schedule", "Cosine annealing")


@pytest.mark.parametrize("viewport", [(1024, 768), (1920, 1080)])
def test_present_is_read_from_the_back_row_cuts_nothing_and_a_panel_that_is_opened_makes_room(stage, viewport):
    page = stage("?optimizer=adam", viewport=viewport, own_window=True)
    page.get_by_role("button", name="Present", exact=True).click()
    page.wait_for_function("document.fullscreenElement")
    frames(page, 10)
    width, height = viewport
    for selector in (".stage-top", ".controls", ".map-box", ".legend", ".playbar", ".verdict", ".numbers", ".curves"):
        place = box(page, selector)
        assert place["x"] >= 0, selector
        assert place["x"] + place["width"] <= width, selector
        assert place["y"] >= 0, selector
        assert place["y"] + place["height"] <= height, selector
    assert page.evaluate(CUT) == []
    if height == 1080:
        assert page.evaluate(SMALL) == []
    panels_make_room(page, height)
    choose(page, "Landscape", "Himmelblau")
    expect(page.get_by_role("button", name="Landscape")).to_contain_text("Himmelblau")
    page.get_by_role("button", name="Exit", exact=True).click()
    page.wait_for_function("!document.fullscreenElement")
    expect(page.get_by_role("button", name="Present", exact=True)).to_be_visible()


def panels_make_room(page, height):
    for chip, panel in {"3D surface": ".relief-box", "Slice": ".slice", "Curves": ".curves"}.items():
        button = page.get_by_role("button", name=chip, exact=True)
        if button.get_attribute("aria-pressed") == "false":
            button.click()
        frames(page, 5)
        assert ends(page, panel)[1] <= height


def test_forced_colours_keep_rails_strip_and_scale(stage):
    page = stage(forced_colors="active")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    for selector in (".rail", ".strip", ".legend .scale"):
        kept = page.locator(selector).first.evaluate("element => getComputedStyle(element).forcedColorAdjust")
        assert kept == "none", selector


def test_what_stands_below_the_words_keeps_its_place_once_the_longest_were_there(stage):
    page = stage("?landscape=saddle")
    alpha, numbers = slider(page, "Learning rate α"), page.locator(".stage .numbers")
    drag(page, alpha, 0.0, hold=True)
    box = alpha.bounding_box()

    def places():
        for share in range(41):
            page.mouse.move(box["x"] + 9 + share / 40 * (box["width"] - 18), box["y"] + box["height"] / 2)
            frames(page)
            yield numbers.bounding_box()["y"]

    list(places())
    assert len(set(places())) == 1
