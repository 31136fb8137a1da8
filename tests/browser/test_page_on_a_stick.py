"""A page on a stick, opened as a file with the network off, and dragged by a hand."""

import re

import pytest
from hands import READY, drag, frames, picture, slider, until
from playwright.sync_api import expect
from test_accessibility import grave_findings

from export.page import page
from export.shown import Shown

RAVINE = "landscape=ravine&alpha=0.105&steps=60&step=60&play=0"
RACE = "/compare?landscape=ravine&steps=60&alpha=0.05&b.optimizer=momentum&b.alpha=0.02&step=60&play=0"
HOSTILE = "</script><img src=x onerror=alert(1)><!-- \u2028 '\""
OPAQUE = """canvas => {
    const { data } = canvas.getContext("2d").getImageData(3, canvas.height / 2, 1, 1);
    return data[3] === 255;
}"""
LECTURE = [(RAVINE, HOSTILE), ("landscape=himmelblau&optimizer=adam&steps=60", ""), (RACE, "Who is ahead?")]


@pytest.fixture
def saved(new_page, tmp_path):
    """saved([(link, caption), …], "#2") -> Page of that file, nothing of it in reach but the file itself."""

    def saved(pictures, hash_="", with_3d=False, **options):
        file = tmp_path / "page.html"
        file.write_bytes(b"".join(page([Shown.at(*each) for each in pictures], with_3d)))
        opened = new_page(offline=True, **{"reduced_motion": "reduce"} | options)
        opened.goto(f"{file.as_uri()}{hash_}")
        opened.wait_for_selector(READY)
        frames(opened)
        return opened

    return saved


def values(page):
    return page.evaluate("[...document.querySelectorAll('.control input[type=range]')].map(({ value }) => value)")


def test_it_is_live_without_a_network_one_slider_at_a_time(saved):
    page = saved([(RAVINE, "")], with_3d=True, reduced_motion="no-preference")
    expect(page.locator("#word")).to_have_count(0)
    expect(page.locator(".page-note")).to_be_visible()
    before, own = picture(page), values(page)
    drag(page, slider(page, "Learning rate α"), 0.3, hold=True)
    frames(page)
    bent = picture(page)
    assert bent != before
    page.mouse.up()
    frames(page)
    assert picture(page) == bent
    moved = values(page)
    assert moved[0] != own[0]
    assert moved[1:] == own[1:]
    drag(page, slider(page, "Decay"), 0.8)
    frames(page)
    assert values(page)[0] == own[0]
    assert values(page)[1] != own[1]
    page.get_by_role("button", name="Restart").click()
    page.get_by_role("button", name="Play", exact=True).click()
    until(lambda: float(slider(page, "Step").input_value()) > 2)
    page.wait_for_selector(".relief-plot canvas, .relief-box.no-webgl", state="attached")


def test_what_needs_a_server_is_not_there(saved):
    page = saved([(RAVINE, "")])
    for name in ("Copy link", "Reset", "Undo", "Settings", "Landscape", "Basins"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)
    page.get_by_role("button", name="Take home").click()
    offered = page.get_by_role("dialog", name="Take home").locator(".take-line:visible b")
    expect(offered).to_have_text(["Picture", "Film"])
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Start point")).to_be_disabled()
    before = picture(page)
    page.get_by_role("img", name="Loss landscape map").click(position={"x": 300, "y": 80})
    page.mouse.move(1, 1)
    frames(page)
    assert picture(page) == before
    page.get_by_label("Exact value of α").fill("0.0771")
    page.get_by_label("Exact value of α").press("Enter")
    expect(page.get_by_label("Exact value of α")).not_to_have_value("0.0771")  # but the notch that is shown
    expect(page.get_by_label("learning-rate range test (Smith 2017)")).to_be_hidden()


def test_a_lecture_is_turned_over_by_keys_buttons_and_its_address(saved):
    page = saved(LECTURE, "#2")
    title, caption = page.get_by_role("combobox", name="Picture"), page.locator(".pictures-caption")
    expect(title).to_have_value("1")
    for _ in range(2):
        page.get_by_role("button", name="Zoom out").click()
    frames(page)
    assert page.locator(".map-colours").evaluate(OPAQUE)  # what lies beyond is known, if not as finely
    page.keyboard.press("p")
    expect(caption).to_have_text(HOSTILE)
    assert page.url.endswith("#1")
    page.keyboard.press("p")
    expect(title).to_have_value("0")
    page.evaluate("location.hash = '#3'")
    expect(caption).to_have_text("Who is ahead?")
    expect(page.get_by_role("radiogroup", name="Runner whose sliders are shown")).to_be_visible()
    page.get_by_role("button", name="Picture before (P)").click()
    expect(title).to_have_value("1")
    expect(page.get_by_role("button", name="Picture before (P)")).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_contain_text("next picture")
    assert page.locator("img").count() == 0


def test_each_runner_of_a_race_has_sliders_and_all_is_said_of_where_they_stand(saved):
    page = saved([(RACE, "")], color_scheme="dark", viewport=(390, 844))
    sentence, words = page.locator(".race-sentence"), page.locator(".race-words")
    said = sentence.inner_text()
    page.locator(".row").nth(1).click()
    own = values(page)
    drag(page, slider(page, "Momentum β"), 0.0)
    expect(sentence).not_to_have_text(said)
    page.locator(".row").nth(0).click()
    expect(words).not_to_have_class(re.compile("lags"))
    drag(page, slider(page, "Learning rate α"), 0.2)
    page.locator(".row").nth(1).click()
    until(lambda: values(page) == own)
    expect(words).not_to_have_class(re.compile("lags"))
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert grave_findings(page) == []


def test_it_says_what_the_app_says(saved, stage):
    shown = ".headline, .sentence, .numbers dd, .control output, .control input"
    said = "all => all.map(({ value, textContent }) => value ?? textContent)"
    app, mine = stage(f"/?{RAVINE}"), saved([(RAVINE, "")])
    assert mine.locator(shown).evaluate_all(said) == app.locator(shown).evaluate_all(said)
