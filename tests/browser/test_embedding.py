"""The stage in a frame of another page: alone, live, and only where it is allowed."""

from hands import READY, slider, take_home, until
from playwright.sync_api import expect

FOREIGN = "http://moodle.example/course"


def test_the_line_to_copy_shows_this_very_picture_alone_and_live(stage, server):
    page = stage("?landscape=himmelblau&optimizer=adam&alpha=0.3&steps=30")
    take_home(page, "Embed")
    line = page.get_by_label("The line to copy").input_value()
    assert "embed=1" in line
    assert "landscape=himmelblau" in line
    page.route("**/course", lambda route: route.fulfill(body=f"<!doctype html>{line}", content_type="text/html"))
    page.goto(f"{server.url}/course")
    frame = page.frame_locator("iframe")
    expect(frame.locator(READY)).to_be_visible()
    expect(frame.get_by_role("button", name="Landscape")).to_contain_text("Himmelblau")
    for gone in ("[data-testid=stHeader]", "[data-testid=stHorizontalBlock]", ".st-key-step_panel"):
        expect(frame.locator(gone).first).to_be_hidden()
    expect(frame.get_by_role("button", name="Copy link")).to_have_count(0)
    before = frame.locator(".verdict").inner_text()
    slider(frame, "Learning rate α").press("PageDown")
    expect(frame.locator(".verdict")).not_to_have_text(before)
    way_out = frame.get_by_role("link", name="Overshoot")
    way_out.focus()
    assert "embed" not in way_out.get_attribute("href")
    assert "landscape=himmelblau" in way_out.get_attribute("href")


def test_a_page_of_another_host_may_not_show_it(page, server, complaints):
    body = f"<!doctype html><iframe src='{server.url}/?embed=1'></iframe>"
    page.route(FOREIGN, lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(FOREIGN)
    until(lambda: page.frames[-1].url.startswith("chrome-error"))
    complaints.clear()
