"""What the stage shows: views, words, links and layouts on every kind of screen."""

import re

import pytest
from hands import drag, frames, picture, slider, until
from playwright.sync_api import expect


def test_the_wheel_zooms_and_there_is_a_way_back(stage):
    page = stage()
    land = page.get_by_role("img", name="Loss landscape map")
    before = picture(page)
    land.hover(position={"x": 200, "y": 150})
    page.keyboard.down("Control")
    page.mouse.wheel(0, -600)
    page.keyboard.up("Control")
    frames(page)
    assert picture(page) != before
    drag(page, slider(page, "Learning rate α"), 0.4)
    expect(page).to_have_url(re.compile("[?&]alpha="))
    home = page.get_by_role("button", name="Reset view")
    expect(home).to_be_visible()
    home.click()
    expect(home).to_be_hidden()
    page.get_by_role("button", name="Reset", exact=True).click()  # no ghost stays either
    expect(page).not_to_have_url(re.compile("alpha="))
    until(lambda: picture(page) == before)


def test_a_click_on_a_curve_goes_to_that_step(stage):
    page = stage()
    curve = page.get_by_role("img", name="Loss per step", exact=True)
    box = curve.bounding_box()
    curve.click(position={"x": 50 + (box["width"] - 61) / 2, "y": box["height"] / 2})
    expect(slider(page, "Step")).to_have_value("50")


def test_a_run_that_blows_up_is_shown_and_told(stage):
    page = stage("?alpha=0.5")
    expect(page.locator(".verdict")).to_contain_text("diverged")
    slider(page, "Step").fill("100")
    frames(page)
    expect(page.locator(".numbers .position dd")).to_contain_text("×10")


def test_the_text_twin_tells_the_run_and_lists_its_steps(stage):
    page = stage()
    page.get_by_text("Text version of the picture").click()
    twin = page.locator(".twin")
    expect(twin).to_contain_text("Gradient descent on Ravine. It starts at (−4, −0.5)")
    expect(twin.locator("tbody tr").last.locator("th")).to_have_text("100")
    page.get_by_role("button", name="Show every step").click()
    expect(page.locator(".remarks li").first).to_be_visible()
    expect(twin).to_contain_text("Continued to step 800")
    expect(twin.locator("tbody tr")).to_have_count(101)


def test_a_link_is_offered_where_the_clipboard_is_forbidden(stage):
    page = stage("?alpha=0.05")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_label("Link to this picture")).to_have_value(page.url)


def test_hostile_addresses_are_answered_with_sentences(stage):
    page = stage("?landscape=<img src=x onerror=alert(1)>&optimizer=sgd&schedule=?&alpha=nan&decay=-3&x=inf&steps=ten")
    expect(page.get_by_role("alert").filter(has_text="not in the catalogue").first).to_be_visible()
    expect(page.locator(".verdict")).to_contain_text("Reached the global minimum")
    expect(page.get_by_text("“alpha” is not a number")).to_be_visible()


@pytest.mark.parametrize(
    ("viewport", "scheme"),
    [((1024, 768), "dark"), ((1280, 800), "light"), ((1920, 1080), "dark"), ((390, 844), "light")],
)
def test_nothing_scrolls_sideways_and_a_laptop_shows_it_all(stage, viewport, scheme):
    page = stage(viewport=viewport, color_scheme=scheme)
    width, height = viewport
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("[data-testid=stMain]").evaluate("main => main.scrollWidth <= main.clientWidth")
    if width > 1000:
        for part in (".stage-top", ".controls", ".map-box", ".playbar", ".verdict", ".more"):
            box = page.locator(part).bounding_box()
            assert box["y"] >= 0, part
            assert box["y"] + box["height"] <= height, part
