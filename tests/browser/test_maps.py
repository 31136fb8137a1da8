"""Where each start ends, under a real hand: the map follows the slider in the next frame, and a click starts there."""

from hands import address, drag, frames, middle, picture, rest, slider, until
from playwright.sync_api import expect

ALPHA = "Learning rate α"


def ground(page):
    """The colours of the map, as a string that is equal only for equal pictures."""
    return page.locator(".map-ends").evaluate("canvas => canvas.toDataURL()")


def test_basins_live_in_the_learning_rate_and_a_click_starts_there(stage, sent):
    asked = []
    page = stage("?landscape=himmelblau&alpha=0.01&steps=60&show=basins")
    page.on("request", lambda request: asked.append(request.url) if "/maps/" in request.url else None)
    told, which = page.locator(".basins .note"), page.locator(".basins .which")
    expect(told).to_contain_text("of the starts in this window end at a global minimum")
    chart = page.locator(".basins .curve canvas")
    until(lambda: int(chart.get_attribute("data-points") or 0) >= 81)
    exact = ground(page)
    rest(page, sent)
    asked.clear()
    before = len(sent)

    drag(page, slider(page, ALPHA), 0.6, hold=True)
    frames(page, 1)
    expect(which).to_contain_text("α = ")
    assert ground(page) != exact
    held = ground(page)
    drag(page, slider(page, ALPHA), 0.42, hold=True)
    frames(page, 1)
    assert ground(page) != held
    assert (len(sent), asked) == (before, [])
    page.mouse.up()
    expect(which).not_to_contain_text("α = ")  # the exact map of the new rate is here
    assert len([url for url in asked if "map.along" not in url]) == 1

    start = address(page).get("x")
    canvas = page.get_by_role("img", name="Loss landscape map")
    page.mouse.click(*middle(page, canvas, 0.7))
    until(lambda: address(page).get("x") not in (None, start))
    expect(told).to_contain_text("of the starts in this window")
    inked = picture(page)
    page.get_by_role("button", name="Basins", exact=True).click()
    expect(page.locator(".basins")).to_be_hidden()
    frames(page)
    assert picture(page) != inked  # the minima have no colours of their own any more
