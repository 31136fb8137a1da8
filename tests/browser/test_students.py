"""A link for students: what it shows is chosen, it shows just that, and there is a way back to everything."""

import re

from hands import drag, frames, slider, until
from playwright.sync_api import expect

MAP = "Loss landscape map"


def test_a_link_shows_what_was_chosen_and_everything_comes_back(stage):
    page = stage("?alpha=0.05")
    page.get_by_role("button", name="Link for students").click()
    dialog = page.get_by_role("dialog", name="A link for students")
    expect(dialog.get_by_role("button", name="α alone")).to_have_attribute("aria-pressed", "true")
    dialog.get_by_label("Decay").check()
    expect(dialog).to_contain_text("It shows the map, Learning rate α, Decay, Play and step.")
    link = dialog.get_by_label("The link").input_value()
    assert "only=alpha,decay,play" in link
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("button", name="Link for students")).to_be_focused()

    part = stage(link)
    assert [part.get_by_role("slider", name=name).count() for name in ("Learning rate α", "Decay")] == [1, 1]
    for name in ("Undo", "Copy link", "Link for students", "Take home"):
        expect(part.get_by_role("button", name=name)).to_have_count(0)
    drag(part, slider(part, "Learning rate α"), 0.9)
    expect(part).to_have_url(re.compile("alpha=(?!0[.]05&)"))
    part.get_by_text("Text version of the picture").click()
    expect(part.locator(".twin")).to_contain_text("after 100 steps")
    assert not re.search("converged|diverged|crawling|Reached|Left the", part.locator("body").inner_text())
    expect(part.locator("[data-verdict]")).to_have_count(0)

    part.get_by_role("img", name=MAP).hover(position={"x": 200, "y": 150})
    part.get_by_role("button", name="Zoom in").click()
    part.get_by_role("button", name="Show everything").click()
    expect(part.locator(".verdict")).to_be_visible()
    expect(part).not_to_have_url(re.compile("only="))
    expect(part.get_by_role("button", name="Reset view")).to_be_visible()  # it is looked at as before
    expect(part.locator(".st-key-best_landscape")).to_be_visible()
    part.get_by_role("button", name="Undo").click()
    expect(part).to_have_url(re.compile("only=alpha(,|%2C)decay"))
    expect(part.locator(".verdict")).to_have_count(0)


def test_what_is_not_shown_hears_no_hand_and_no_key(stage):
    page = stage("?only=verdict&step=3&play=0")
    frames(page)
    before = page.url
    expect(page.get_by_role("button", name="Start point")).to_be_disabled()
    page.get_by_role("img", name=MAP).click(position={"x": 300, "y": 200})
    for key in ("ArrowRight", "Home", "End"):
        page.keyboard.press(key)
    page.wait_for_timeout(500)
    assert page.url == before
    wide = page.locator(".map-box").bounding_box()["width"]
    moved = stage("?only=start,play&step=3&play=0")
    moved.get_by_role("img", name=MAP).click(position={"x": 300, "y": 200})
    expect(moved).to_have_url(re.compile("[?&]x="))
    moved.keyboard.press("ArrowRight")
    expect(slider(moved, "Step")).not_to_have_value("3")
    until(lambda: moved.locator(".map-box").bounding_box()["width"] > 1.3 * wide)  # nothing stands beside it
