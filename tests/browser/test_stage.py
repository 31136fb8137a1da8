"""The stage under a real hand: what moves while a slider, the start or the time is dragged, and what is sent when."""

import re
import time
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

READY = ".stage[aria-busy=false]"


@pytest.fixture
def stage(open_app):
    """stage("?steps=50", …) -> Page with a settled, paused picture at its last step."""

    def stage(address="", **options):
        page = open_app(address, **{"reduced_motion": "reduce"} | options)
        page.wait_for_selector(READY)
        return page

    return stage


def slider(page, name):
    return page.get_by_role("slider", name=name, exact=True)


def picture(page, name="Loss landscape map"):
    """The ink on a canvas, as a string that is equal only for equal pictures."""
    return page.get_by_role("img", name=name, exact=True).evaluate("canvas => canvas.toDataURL()")


def drag(page, handle, share, hold=False):
    """Press the slider's thumb and pull it to this share of its track; `hold` leaves the button down."""
    box = handle.bounding_box()
    there, count = float(handle.input_value()), float(handle.get_attribute("max"))
    y = box["y"] + box["height"] / 2
    inset = 9  # half a thumb

    def place(part):
        return box["x"] + inset + part * (box["width"] - 2 * inset)

    page.mouse.move(place(there / count), y)
    page.mouse.down()
    page.mouse.move(place(share), y, steps=12)
    if not hold:
        page.mouse.up()


def frames(page, count=3):
    page.evaluate(
        "count => new Promise(done => { const tick = () => count-- ? requestAnimationFrame(tick) : done(); tick(); })",
        count,
    )


def until(condition):
    """Wait for a condition that Playwright cannot wait for by itself: the page's policy forbids it to evaluate text."""
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def address(page):
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def test_the_picture_follows_the_learning_rate_before_release_and_nothing_is_sent(stage, sent):
    page = stage()
    alpha = slider(page, "Learning rate α")
    views = ["Loss landscape map", "Loss per step", "Learning rate per step"]
    before = [picture(page, view) for view in views]
    verdict = page.locator(".verdict")
    expect(verdict).to_contain_text("Reached the global minimum")
    page.wait_for_timeout(500)
    quiet = len(sent)
    drag(page, alpha, 0.85, hold=True)
    frames(page)
    during = [picture(page, view) for view in views]
    expect(verdict).to_contain_text(re.compile("diverged"))
    assert len(sent) == quiet
    for earlier, now in zip(before, during, strict=True):
        assert earlier != now
    page.mouse.up()
    expect(page).to_have_url(re.compile("[?&]alpha="))
    assert len(sent) > quiet
    frames(page, 10)
    assert float(address(page)["alpha"]) == pytest.approx(float(page.get_by_label("Exact value of α").input_value()))


@pytest.mark.parametrize("name", ["Decay", "Momentum β₁", "Scale memory β₂"])
def test_every_slider_is_live(stage, sent, name):
    page = stage("?optimizer=adam")
    before = picture(page)
    page.wait_for_timeout(500)
    quiet = len(sent)
    drag(page, slider(page, name), 0.3, hold=True)
    frames(page)
    assert picture(page) != before
    assert len(sent) == quiet
    page.mouse.up()
    expected = {"Decay": "decay", "Momentum β₁": "beta1", "Scale memory β₂": "beta2"}[name]
    expect(page).to_have_url(re.compile(f"[?&]{expected}="))


def test_a_reload_shows_the_very_same_picture(stage):
    page = stage("?landscape=himmelblau&optimizer=momentum&schedule=cosine&steps=60")
    drag(page, slider(page, "Learning rate α"), 0.7)
    expect(page).to_have_url(re.compile("[?&]alpha="))
    drag(page, slider(page, "Decay"), 0.5)
    expect(page).to_have_url(re.compile("[?&]decay="))
    page.get_by_role("img", name="Loss landscape map").click(position={"x": 120, "y": 130})
    expect(page).to_have_url(re.compile("[?&]x="))
    page.wait_for_timeout(600)
    views = ["Loss landscape map", "Loss per step", "Learning rate per step"]
    before = [picture(page, view) for view in views]
    page.mouse.move(5, 5)
    page.reload()
    page.wait_for_selector(READY)
    page.wait_for_timeout(600)
    assert [picture(page, view) for view in views] == before


def test_playing_pausing_stepping_and_scrubbing(stage):
    page = stage(reduced_motion="no-preference")
    step = slider(page, "Step")
    page.get_by_role("button", name="Pause", exact=True).click()
    page.get_by_role("button", name="Restart", exact=True).click()
    expect(step).to_have_value("0")
    page.get_by_role("button", name="Step forward", exact=True).click()
    page.get_by_role("button", name="Step forward", exact=True).click()
    page.get_by_role("button", name="Step back", exact=True).click()
    expect(step).to_have_value("1")
    before = picture(page)
    step.fill("40")
    frames(page)
    assert picture(page) != before
    expect(page.locator(".count")).to_have_text("step 40 / 100")
    page.get_by_role("button", name="Play", exact=True).click()
    until(lambda: int(step.input_value()) > 45)
    page.get_by_label("Speed").select_option("8")
    expect(step).to_have_value("100")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()


def test_dragging_the_learning_rate_while_it_plays_keeps_it_playing(stage):
    page = stage("?steps=1000", reduced_motion="no-preference")
    drag(page, slider(page, "Learning rate α"), 0.4)
    expect(page).to_have_url(re.compile("[?&]alpha="))
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    there = int(slider(page, "Step").input_value())
    until(lambda: int(slider(page, "Step").input_value()) > there + 5)


def test_reduced_motion_shows_the_whole_run_and_does_not_play(stage):
    page = stage()
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    expect(slider(page, "Step")).to_have_value("100")


def test_the_keyboard_alone_drives_the_stage(stage):
    page = stage()
    step = slider(page, "Step")
    page.keyboard.press("Home")
    expect(step).to_have_value("0")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    expect(step).to_have_value("1")
    page.keyboard.press("End")
    expect(step).to_have_value("100")
    page.keyboard.press("Home")
    page.keyboard.press(" ")
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    page.keyboard.press(" ")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    alpha = slider(page, "Learning rate α")
    alpha.focus()
    before = picture(page)
    page.keyboard.press("ArrowLeft")
    frames(page)
    assert picture(page) != before
    expect(page).to_have_url(re.compile("[?&]alpha="))


def test_keys_move_the_start(stage):
    page = stage()
    page.get_by_role("button", name="Start point", exact=True).focus()
    before = picture(page)
    for _ in range(5):
        page.keyboard.press("ArrowUp")
    expect(page).to_have_url(re.compile("[?&]y="))
    assert float(address(page)["y"]) > -0.5
    assert picture(page) != before


def test_the_path_follows_the_start_while_it_is_dragged(stage):
    page = stage()
    box = page.get_by_role("button", name="Start point", exact=True).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    seen = set()
    for step in range(12):
        page.mouse.move(x + 10 * step, y - 8 * step)
        page.wait_for_timeout(80)
        seen.add(page.locator(".sentence").text_content() + picture(page, "Loss per step"))
    assert len(seen) >= 5
    assert "x=" not in page.url
    page.mouse.up()
    expect(page).to_have_url(re.compile("[?&]x="))


def test_typed_values_are_taken_exactly_and_nonsense_is_refused_with_a_sentence(stage):
    page = stage()
    field = page.get_by_label("Exact value of α")
    field.fill("0.0123456")
    field.press("Enter")
    expect(page).to_have_url(re.compile(r"[?&]alpha=0\.0123456"))
    expect(page.locator(".numbers .rate dd")).to_have_text("0.01235")
    field.fill("fast")
    field.press("Enter")
    expect(page.locator(".field-error").first).to_contain_text("is not a number")
    assert address(page)["alpha"] == "0.0123456"
    field.fill("-1")
    field.press("Enter")
    expect(page.locator(".field-error").first).to_contain_text("must be above 0")
    decay = page.get_by_label("Exact value of the final factor")
    decay.fill("1/50")
    decay.press("Enter")
    expect(page).to_have_url(re.compile(r"[?&]decay=0\.02"))


def test_the_wheel_zooms_and_there_is_a_way_back(stage):
    page = stage()
    land = page.get_by_role("img", name="Loss landscape map")
    before = picture(page)
    land.hover(position={"x": 200, "y": 150})
    page.mouse.wheel(0, -600)
    frames(page)
    assert picture(page) != before
    drag(page, slider(page, "Learning rate α"), 0.4)
    expect(page).to_have_url(re.compile("[?&]alpha="))
    home = page.get_by_role("button", name="Reset view")
    expect(home).to_be_visible()
    page.get_by_label("Exact value of α").fill("0.09")
    page.get_by_label("Exact value of α").press("Enter")
    home.click()
    expect(page).not_to_have_url(re.compile("alpha="))
    frames(page)
    expect(home).to_be_hidden()
    until(lambda: picture(page) == before)


def test_a_click_on_a_curve_goes_to_that_step(stage):
    page = stage()
    curve = page.get_by_role("img", name="Loss per step", exact=True)
    box = curve.bounding_box()
    curve.click(position={"x": 46 + (box["width"] - 56) / 2, "y": box["height"] / 2})
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [(1280, 800), (1920, 1080), (390, 844)])
def test_nothing_scrolls_sideways_and_a_laptop_shows_it_all(stage, scheme, viewport):
    page = stage(viewport=viewport, color_scheme=scheme)
    width, height = viewport
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("[data-testid=stMain]").evaluate("main => main.scrollWidth <= main.clientWidth")
    if width > 1000:
        for part in (".controls", ".map-box", ".playbar", ".verdict"):
            box = page.locator(part).bounding_box()
            assert box["y"] >= 0, part
            assert box["y"] + box["height"] <= height, part


def test_a_finger_drags_the_start_on_a_phone(stage):
    page = stage(viewport=(390, 844), has_touch=True)
    page.get_by_role("img", name="Loss landscape map").tap(position={"x": 100, "y": 90})
    expect(page).to_have_url(re.compile("[?&]x="))
