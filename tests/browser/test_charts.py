"""The charts, the slice and what stands beside the pointer: what they say, read from the page and not from pixels."""

import re

from hands import address, drag, frames, rest, slider, until
from playwright.sync_api import expect

LOSS, RATE, CUT = "Loss per step", "Learning rate per step", "Slice through the step"


def chart(page, name):
    return page.get_by_role("img", name=name, exact=True)


def open_slice(page):
    chip = page.get_by_role("button", name="Slice", exact=True)
    if chip.get_attribute("aria-pressed") == "false":
        chip.click()


def facts(page, name):
    return chart(page, name).evaluate("canvas => ({ ...canvas.dataset })")


def test_the_rate_is_drawn_as_it_is_until_a_log_scale_is_chosen_and_that_stays(stage):
    page = stage("?schedule=linear&decay=0.01")
    until(lambda: facts(page, RATE).get("scale") == "linear")
    assert facts(page, RATE)["ticks"].split()[0] == "0"
    page.get_by_label("log scale").check()
    until(lambda: facts(page, RATE)["scale"] == "log")
    drag(page, slider(page, "Learning rate α"), 0.3)
    expect(page).to_have_url(re.compile("[?&]alpha="))
    frames(page)
    assert facts(page, RATE)["scale"] == "log"
    expect(page.locator("figcaption", has_text="Loss above the minimum, log scale")).to_be_visible()


def test_every_axis_has_two_numbers(stage):
    page = stage("?alpha=0.1")
    field = page.get_by_label("Exact value of α")
    for alpha in ("0.1", "1e-5", "0.0001"):
        field.fill(alpha)
        field.press("Enter")
        until(lambda alpha=alpha: float(address(page)["alpha"]) == float(alpha))
        frames(page)
        for name in (LOSS, RATE):
            until(lambda name=name: len(facts(page, name).get("ticks", "").split()) >= 2)


def test_rounding_is_named_and_not_drawn_as_a_line(stage):
    page = stage("?landscape=six_hump_camel&alpha=0.07&decay=1&steps=200")
    until(lambda: facts(page, LOSS).get("foot") == "rounding")


def test_what_overflowed_is_a_word(stage):
    page = stage("?alpha=100&decay=1&steps=100")
    expect(page.locator(".numbers .position dd")).to_have_text("overflowed")
    page.get_by_text("Text version of the picture").click()
    expect(page.locator(".twin p")).to_contain_text("after 100 steps has overflowed")
    assert "undefined" not in page.locator(".stage").inner_text()


def test_the_values_under_the_pointer_stand_beside_it(stage):
    page = stage()
    box, land = page.locator(".hover"), page.get_by_role("img", name="Loss landscape map")
    expect(box).to_be_hidden()
    land.hover(position={"x": 20, "y": 20})
    expect(box).to_contain_text("loss ≈")
    start = page.get_by_role("button", name="Start point").bounding_box()
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    expect(box).to_be_hidden()  # the handle is a thing of its own
    chart(page, LOSS).hover()
    expect(box).to_have_text(re.compile(r"^step \d+\s*loss [\d.]+"))
    chart(page, RATE).hover()
    expect(box).to_contain_text("α = 0.0")
    page.mouse.move(5, 5)
    expect(box).to_be_hidden()


def test_the_slice_explains_the_bound_and_follows_the_drag(stage, sent):
    page = stage("?alpha=0.1")
    open_slice(page)
    slider(page, "Step").fill("0")
    said = page.locator(".slice .note")
    expect(said).to_contain_text(
        re.compile(r"^αλ = 1\.9\d: it lands at −0\.9\d+ of its distance to the parabola's floor")
    )
    until(lambda: facts(page, CUT)["exact"] == "true")
    kept = float(facts(page, CUT)["kept"])
    rest(page, sent)
    messages = len(sent)
    drag(page, slider(page, "Learning rate α"), 0.2, hold=True)
    until(lambda: facts(page, CUT)["exact"] == "false")
    assert 0 < float(facts(page, CUT)["kept"]) < 1
    assert kept < 0
    assert len(sent) == messages
    page.mouse.up()
    until(lambda: facts(page, CUT)["exact"] == "true")
    expect(said).to_contain_text("on the same side")


def test_the_slice_of_a_method_with_memory_says_what_is_memory(stage):
    page = stage("?optimizer=momentum")
    open_slice(page)
    slider(page, "Step").fill("3")
    expect(page.locator(".slice .note")).to_contain_text(re.compile(r"The slope here makes −?\d+ % of the way, memory"))
