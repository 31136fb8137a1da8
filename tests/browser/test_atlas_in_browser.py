"""The atlas of two sliders on the page: a click or Enter takes both values, a piece is drawn afresh."""

import re

from hands import address, frames, picture, rest, slider, until
from playwright.sync_api import expect

CHART = "Atlas of two sliders"


def test_both_values_are_a_click_away_and_a_piece_is_drawn_afresh(stage, sent):
    page = stage("?landscape=himmelblau&x=-1.3&y=0.7&optimizer=momentum&schedule=constant&alpha=0.01&show=atlas")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/maps/" in request.url else None)
    sentence, canvas = page.locator(".atlas [role=status]"), page.get_by_role("img", name=CHART)
    expect(sentence).to_contain_text("of these settings")
    expect(page.locator(".atlas .bound-note")).to_contain_text("Dashed: the stability bound on α")
    expect(page.get_by_label("Atlas of α and")).to_have_value("momentum")
    expect(page.locator(".atlas .which")).to_be_empty()

    rest(page, sent)
    box = canvas.bounding_box()
    there = {"x": box["width"] * 0.6, "y": box["height"] * 0.55}
    canvas.hover(position=there)
    shown = page.locator(".hover")
    expect(shown).to_contain_text("converged: global minimum")
    rate, beta = re.match(r"α = (\S+), β = (\S+)", shown.inner_text()).groups()
    canvas.click(position=there)
    expect(page.get_by_label("Exact value of α")).to_have_value(rate)
    until(lambda: (address(page).get("alpha"), address(page).get("momentum")) == (rate, beta))
    expect(page.locator(".verdict")).to_contain_text("converged")
    assert not any("/atlas?" in url for url in asked), (
        "the picture does not depend on the present values of its own two"
    )

    # Keys move the cross, and Enter takes where it is.
    cross = page.locator(".atlas-cross")
    expect(cross).to_have_attribute("aria-label", re.compile(rf"Setting, α = {rate}, β = {beta}, converged"))
    cross.focus()
    for key in ("ArrowRight", "ArrowUp", "Shift+ArrowUp"):
        page.keyboard.press(key)
    expect(cross).not_to_have_attribute("aria-label", re.compile(rf"β = {beta},"))
    page.keyboard.press("Enter")
    until(lambda: float(address(page)["alpha"]) > float(rate) and float(address(page)["momentum"]) > float(beta))

    # While α is dragged the cross follows, and nobody is asked for anything.
    rest(page, sent)
    asked.clear()
    told, before = len(sent), picture(page, CHART)
    handle = slider(page, "Learning rate α").bounding_box()
    y = handle["y"] + handle["height"] / 2
    page.mouse.move(handle["x"] + handle["width"] * 0.7, y)
    page.mouse.down()
    page.mouse.move(handle["x"] + handle["width"] * 0.3, y, steps=5)
    frames(page)
    assert picture(page, CHART) != before
    assert (asked, len(sent)) == ([], told)
    page.mouse.up()

    # A piece.
    canvas.hover(position=there)
    with page.expect_request(re.compile(r"/atlas\?.*map.window=")):
        page.keyboard.down("Control")
        for _ in range(4):
            page.mouse.wheel(0, -100)
        page.keyboard.up("Control")
    whole = page.get_by_role("button", name="Whole atlas")
    expect(whole).to_be_visible()
    whole.click()
    expect(whole).to_be_hidden()

    # Another axis, and a slider that is no axis: what is here is of other values.
    page.get_by_label("Atlas of α and").select_option("steps")
    expect(canvas).to_have_attribute("data-against", "steps")
    canvas.click(position=there)
    until(lambda: "steps" in address(page))
    handle = slider(page, "Momentum β").bounding_box()
    y = handle["y"] + handle["height"] / 2
    page.mouse.move(handle["x"] + handle["width"] * 0.9, y)
    page.mouse.down()
    page.mouse.move(handle["x"] + handle["width"] * 0.4, y, steps=5)
    expect(page.locator("figure.atlas")).to_have_class(re.compile("stale"))
    expect(canvas).to_have_attribute("data-against", "")
    page.mouse.up()
    expect(canvas).to_have_attribute("data-against", "steps")
