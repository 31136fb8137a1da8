"""What stands around a slider: its label is whole, its field reads what people type, its strip says what it is."""

import re

from hands import READY, drag, frames, rest, slider
from playwright.sync_api import expect

ALPHA = "Learning rate α"
CUT = """() => [...document.querySelectorAll('.control label, .suggest, .strip .word')]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .filter((element) => {
        const [own, whole] = [element, element.closest('.control')].map((one) => one.getBoundingClientRect());
        return element.scrollWidth > element.clientWidth || own.left < whole.left - 1 || own.right > whole.right + 1;
    })
    .map((element) => element.textContent)"""


def test_no_label_is_cut(stage):
    page = stage("?optimizer=adam&schedule=cosine_restarts&alpha=0.02&decay=0.1&beta1=0.5", viewport=(320, 768))
    assert page.locator(".control").count() == 6
    for width in (320, 390, 820, 1024, 1920):
        page.set_viewport_size({"width": width, "height": 768})
        frames(page)
        assert page.evaluate(CUT) == [], width
        sides = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert sides <= 0, width


def test_the_map_stays_where_it_is_whatever_the_sliders_say(stage):
    page = stage(viewport=(1024, 768))
    chart = page.locator(".map-box")
    there = chart.bounding_box()
    for share in (0.1, 0.5, 0.95):
        drag(page, slider(page, ALPHA), share, hold=True)
        assert chart.bounding_box() == there
        page.mouse.up()
    field = page.get_by_label("Exact value of α")
    field.fill("fast")
    field.press("Enter")
    expect(page.locator("[data-control=learning_rate] .field-error")).to_contain_text("is not a number")
    assert chart.bounding_box() == there
    page.goto(re.sub(r"\?.*|$", "?optimizer=adam&schedule=cosine_restarts", page.url, count=1))
    page.wait_for_selector(READY)
    assert page.locator(".control").count() == 6
    assert chart.bounding_box() == there


def test_a_field_reads_what_is_typed_and_an_empty_one_has_the_old_value_back(stage):
    page = stage()
    field, error = page.get_by_label("Exact value of α"), page.locator("[data-control=learning_rate] .field-error")

    def enter(text):
        field.fill(text)
        field.press("Enter")

    for text, value in {"2×10⁻² ": "0.02", "0,5": "0.5", "1/4": "0.25", "5 %": "0.05"}.items():
        enter(text)
        expect(page).to_have_url(re.compile(f"[?&]alpha={value}(&|$)"))
        expect(field).to_have_value(value)
    enter("")
    expect(field).to_have_value("0.05")
    expect(error).to_be_empty()
    enter("1,000")
    expect(error).to_have_text("1,000 may be 1 or 1000: type one of these.")
    field.blur()
    expect(field).to_have_value("0.05")
    page.mouse.click(3, 400)
    expect(error).to_be_empty()
    enter("ten")
    field.press("Escape")
    expect(field).to_have_value("0.05")
    expect(error).to_be_empty()


def test_the_strip_names_the_present_verdict_and_what_is_pointed_at(stage, sent):
    page = stage("?alpha=0.03")
    rest(page, sent)  # the strip is painted anew with each answer
    strip = page.locator("[data-control=learning_rate] .strip")
    expect(strip.locator(".now")).to_have_text("crawling")
    for said, segment in zip(alpha_ranges(page), strip.locator("span").all(), strict=True):
        segment.hover(position={"x": min(4, segment.bounding_box()["width"] / 2), "y": 3})
        expect(strip.locator(".told")).to_have_text(said)
    page.mouse.move(3, 400)
    expect(strip.locator(".told")).to_be_empty()
    strip.locator(".bound").hover(position={"x": 1, "y": 8})
    expect(strip.locator(".told")).to_contain_text("stability bound near the minimum: 0.1")
    drag(page, slider(page, ALPHA), 0.97, hold=True)
    frames(page)
    expect(strip.locator(".now")).to_have_text("diverged")


def alpha_ranges(page):
    """What the slider tells those who hear it, colour by colour."""
    told = slider(page, ALPHA).evaluate(
        "range => document.getElementById(range.getAttribute('aria-describedby')).textContent"
    )
    return told.removesuffix(".").split("; ")


def test_high_contrast_keeps_rails_and_strips(stage):
    page = stage("?alpha=0.03", forced_colors="active")
    borders = page.locator(".strip span").evaluate_all(
        "spans => spans.map((one) => getComputedStyle(one).borderTopColor)"
    )
    assert len(set(borders)) > 2
    kept = page.locator(".rail").evaluate_all("rails => rails.map((one) => getComputedStyle(one).forcedColorAdjust)")
    assert set(kept) == {"none"}
