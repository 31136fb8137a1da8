"""Many seeds on the page: drawn while the panel is open and nothing is in hand, and gone with the noise."""

import re

from hands import address, drag, frames, picture, slider, until
from playwright.sync_api import expect


def test_many_seeds_are_drawn_told_and_taken(stage):
    page = stage("?landscape=double_well&optimizer=gradient_descent&alpha=0.1&noise=3&steps=60")
    asked = []
    page.on(
        "request", lambda request: asked.append(request.url) if re.search(r"/maps/\w+/fan\?", request.url) else None
    )
    chip, panel = page.get_by_role("button", name="64 seeds"), page.locator(".fan")
    rate, noise = panel.locator(".curve canvas").all()
    before = picture(page)
    assert not asked
    chip.click()
    until(lambda: noise.get_attribute("data-points") == "25")
    expect(panel.get_by_role("status")).to_contain_text(re.compile(r"64 seeds .*64 seeds escape it\."))
    assert picture(page) != before
    ink = page.get_by_role("img", name="Loss landscape map")
    expect(ink).to_have_attribute("data-seeds", "true")
    assert re.search(r"\d % escape at α = 0\.1$", rate.get_attribute("aria-label"))
    assert len(asked) == 1

    told = panel.get_by_role("status").inner_text()
    drag(page, slider(page, "Learning rate α"), 0.3, hold=True)
    expect(panel).to_have_class(re.compile("stale"))
    expect(ink).to_have_attribute("data-seeds", "false")
    assert not rate.get_attribute("aria-label").endswith("at α = 0.1")
    frames(page)
    assert len(asked) == 1
    page.mouse.up()
    expect(panel).not_to_have_class(re.compile("stale"))
    expect(panel.get_by_role("status")).not_to_have_text(told)
    until(lambda: len(asked) == 2)
    expect(ink).to_have_attribute("data-seeds", "true")

    until(lambda: noise.get_attribute("data-points") == "25")
    noise.click(position={"x": 39, "y": 30})
    until(lambda: address(page)["noise"] == "0.0949")
    page.get_by_role("button", name="Settings").click()
    field = page.get_by_role("dialog", name="Settings").get_by_label("Noise", exact=True)
    field.fill("0")
    field.press("Enter")
    expect(chip).to_be_hidden()
    expect(panel).to_be_hidden()
    expect(ink).to_have_attribute("data-seeds", "false")
