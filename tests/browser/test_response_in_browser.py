"""The response charts, the range test, the microscope and the numbers of a step, on the page."""

import re

import pytest
from hands import address, frames, open_step, picture, slider, until
from playwright.sync_api import expect


def test_the_best_value_is_a_click_away(stage):
    page = stage("?optimizer=momentum")
    best = page.get_by_role("button", name=re.compile(r"^Best for 100 steps"))
    value = best.inner_text().rpartition(" ")[2]
    expect(page.locator(".response .note").first).to_contain_text(f"α = {value}")
    best.click()
    expect(page).to_have_url(re.compile(rf"[?&]alpha={re.escape(value)}"))
    expect(page.get_by_label("Exact value of α")).to_have_value(value)


def test_a_click_on_a_response_goes_there(stage):
    page = stage()
    chart = page.get_by_role("img", name="Final loss against the slider")
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    chart.click(position={"x": box["width"] - 14, "y": box["height"] / 2})
    highest = int(slider(page, "Learning rate α").get_attribute("max"))
    until(lambda: int(slider(page, "Learning rate α").input_value()) >= highest - 1)
    expect(page.locator(".verdict")).to_contain_text("diverged")


def test_every_slider_has_its_response(stage):
    page = stage("?optimizer=momentum&alpha=0.15")
    chart = "Final loss against the slider"
    before = picture(page, chart)
    page.get_by_label("Slider whose response is shown").get_by_text("β").click()
    frames(page)
    assert picture(page, chart) != before
    expect(page.locator(".response .note").first).to_contain_text("β")


def test_the_range_test_is_drawn_and_compared_and_stands_in_the_address(stage):
    page = stage()
    chart = "Final loss against the slider"
    before = picture(page, chart)
    page.get_by_label("learning-rate range test (Smith 2017)").check()
    expect(page.locator(".response")).to_contain_text("The test recommends")
    assert picture(page, chart) != before
    assert address(page)["range_test"] == "1"
    page.get_by_label("learning-rate range test (Smith 2017)").uncheck()
    expect(page.locator(".response")).not_to_contain_text("The test recommends")


def test_the_microscope_reads_the_step_that_is_shown(stage):
    page = stage()
    slider(page, "Step").fill("0")
    across, along = page.locator(".microscope .factor").all()
    expect(across).to_have_text("−1.1")  # 1 - 0.105 · 20
    expect(along).to_have_text("0.895")  # 1 - 0.105 · 1
    before = picture(page)
    page.get_by_label("show these arrows on the map").check()
    frames(page)
    assert picture(page) != before


@pytest.mark.parametrize("optimizer", ["gradient_descent", "adam"])
def test_the_step_that_is_looked_at_is_written_out(stage, optimizer):
    page = stage(f"?optimizer={optimizer}")
    open_step(page)
    slider(page, "Step").fill("7")
    expect(page.get_by_text("Step 7 → 8", exact=True)).to_be_visible()
    page.get_by_role("button", name="Step forward", exact=True).click()
    expect(page.get_by_text("Step 8 → 9", exact=True)).to_be_visible()
