"""Fingers and wheels: one finger and a bare wheel scroll the page and change nothing; two, or Ctrl, move the map."""

import re

import pytest
from hands import address, fingers, frames, middle, picture, scrolled, slider, swipe
from playwright.sync_api import expect

PHONE = {"viewport": (390, 844), "has_touch": True, "is_mobile": True}
MAP = "Loss landscape map"
ALPHA = "Learning rate α"


def chart(page):
    return page.get_by_role("img", name=MAP, exact=True)


def state(page):
    """All that a hand can change: the address, the sliders, the numbers beside them and the picture."""
    frames(page)
    ranges = page.locator(".stage input[type=range]").evaluate_all("ranges => ranges.map(({ value }) => value)")
    typed = page.locator(".stage .typed").evaluate_all("fields => fields.map(({ value }) => value)")
    return page.url, ranges, typed, picture(page)


def thumb(page, name):
    """Where a slider's thumb is, as a share of its width."""
    one = slider(page, name)
    return float(one.input_value()) / float(one.get_attribute("max"))


# How often a slider has said another value, be it for a moment only.
COUNT_MOVES = """() => {
    window.moves = 0;
    const changed = ({ target, attributeName, oldValue }) => target.getAttribute(attributeName) !== oldValue;
    new MutationObserver((records) => (window.moves += records.filter(changed).length)).observe(
        document.querySelector('.stage'),
        { subtree: true, attributeFilter: ['aria-valuetext'], attributeOldValue: true },
    );
}"""
WHERE = {
    "a slider's rail": lambda page: middle(page, slider(page, ALPHA), 0.8),
    "a slider's thumb": lambda page: middle(page, slider(page, ALPHA), thumb(page, ALPHA)),
    "the map": lambda page: middle(page, chart(page), 0.8),
    "a chart": lambda page: middle(page, page.get_by_role("img", name="Loss per step", exact=True), 0.4),
    "the time's rail": lambda page: middle(page, slider(page, "Step"), 0.3),
    "the time's thumb": lambda page: middle(page, slider(page, "Step"), 0.96),
}


def test_a_finger_that_scrolls_changes_nothing(stage):
    page = stage(**PHONE)
    page.get_by_role("button", name="Zoom in").tap()
    page.wait_for_timeout(800)
    before = state(page)
    page.evaluate(COUNT_MOVES)
    for where in [*WHERE, *reversed(WHERE)]:
        x, y = WHERE[where](page)
        for way in (-120, 120):
            there = scrolled(page)
            swipe(page, (x, y), (x + 12, y + way))
            assert scrolled(page) != there, where
            assert state(page) == before, where
    assert page.evaluate("moves") == 0


@pytest.mark.parametrize("name", [ALPHA, "Step"])
def test_a_finger_along_a_slider_drags_it_and_a_tap_goes_there(stage, name):
    page = stage(**PHONE)
    one = slider(page, name)
    page.get_by_role("button", name="Restart").tap()
    count = float(one.get_attribute("max"))
    x, y = middle(page, one, thumb(page, name))
    goal, _ = middle(page, one, 0.6)
    swipe(page, (x, y), (goal, y + 10))
    assert float(one.input_value()) == pytest.approx(0.6 * count, abs=0.08 * count)
    page.wait_for_timeout(500)  # browsers take a tap right after a swipe for its end
    x, y = middle(page, one, 0.3)
    page.touchscreen.tap(x, y)
    assert float(one.input_value()) == pytest.approx(0.3 * count, abs=0.06 * count)
    if name == ALPHA:
        expect(page).to_have_url(re.compile("[?&]alpha="))


def test_what_the_browser_takes_out_of_a_finger_is_as_before(stage):
    page = stage(**PHONE)
    for where in (ALPHA, "Step", "Start point"):
        if where == "Start point":
            grip = middle(page, page.get_by_role("button", name=where, exact=True))
        else:
            grip = middle(page, slider(page, where), thumb(page, where))
        before = state(page)
        x, y = grip
        away = 90 if x < 195 else -90
        swipe(page, grip, (x + away, y), release="touchCancel")
        page.wait_for_timeout(700)
        assert state(page) == before, where


def test_a_tap_on_the_map_and_a_finger_on_the_handle_move_the_start(stage):
    page = stage(**PHONE)
    middle(page, chart(page))
    chart(page).tap(position={"x": 100, "y": 90})
    expect(page).to_have_url(re.compile("[?&]x="))
    before = address(page)
    x, y = middle(page, page.get_by_role("button", name="Start point", exact=True))
    swipe(page, (x + 8, y - 8), (x + 68, y + 92))
    expect(page).not_to_have_url(re.compile(f"[?&]x={re.escape(before['x'])}(&|$)"))
    box = page.get_by_role("button", name="Start point", exact=True).bounding_box()
    assert box["x"] + box["width"] / 2 == pytest.approx(x + 60, abs=2)
    assert box["y"] + box["height"] / 2 == pytest.approx(y + 100, abs=2)


def test_two_fingers_zoom_and_move_the_map_and_not_the_page(stage):
    page = stage(**PHONE)
    x, y = middle(page, chart(page))
    there, before = scrolled(page), state(page)
    fingers(page, [(x - 30, y), (x + 30, y)], [(x - 80, y + 20), (x + 80, y + 20)])
    expect(page.get_by_role("button", name="Reset view")).to_be_visible()
    assert scrolled(page) == there
    assert page.evaluate("visualViewport.scale") == 1
    page.get_by_role("button", name="Reset view").tap()
    expect(page.get_by_role("button", name="Reset view")).to_be_hidden()
    assert state(page) == before
    fingers(page, [(x - 30, y - 40), (x + 30, y - 40)], [(x - 30, y + 40), (x + 30, y + 40)])
    expect(page.get_by_role("button", name="Reset view")).to_be_visible()
    assert scrolled(page) == there


def test_the_wheel_scrolls_the_page_and_with_a_key_zooms_the_map(stage):
    page = stage(viewport=(1000, 500))
    before = state(page)
    hint = page.locator(".map-hint")
    page.mouse.move(*middle(page, chart(page)))
    there = scrolled(page)
    page.mouse.wheel(0, 120)
    page.wait_for_function("there => document.querySelector('[data-testid=stMain]').scrollTop > there", arg=there)
    expect(hint).to_have_class(re.compile("shown"))
    expect(hint).to_contain_text("scroll to zoom")
    assert state(page) == before
    expect(hint).not_to_have_class(re.compile("shown"))
    page.mouse.move(*middle(page, chart(page)))
    there = scrolled(page)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -120)
    page.keyboard.up("Control")
    expect(page.get_by_role("button", name="Reset view")).to_be_visible()
    assert scrolled(page) == there
