"""Hands that are quicker than the server's answers, and what else happens while a slider is held."""

import re

import pytest
from hands import READY, address, drag, frames, open_step, picture, rest, slider, until
from playwright.sync_api import expect

HALF_SECOND = 500  # longer than the pauses after which a step or a view is asked for


@pytest.fixture
def unreliable(stage):
    """unreliable() -> (page, cut): the stage behind a connection that `cut()` breaks, and that comes back."""

    def unreliable():
        sockets = []

        def connect(socket):
            socket.connect_to_server()
            sockets.append(socket)

        page = stage()
        page.route_web_socket(re.compile("_stcore/stream"), connect)
        page.reload()
        page.wait_for_selector(READY)
        return page, lambda: sockets[-1].close()

    return unreliable


def test_a_slider_dragged_back_to_its_value_shows_the_exact_run_again(stage):
    page = stage()
    alpha = slider(page, "Learning rate α")
    before = alpha.input_value()
    drag(page, alpha, 0.8, hold=True)
    frames(page)
    expect(page.locator(".microscope-body")).to_have_class(re.compile("stale"))
    box = alpha.bounding_box()
    share = int(before) / int(alpha.get_attribute("max"))
    page.mouse.move(box["x"] + 9 + share * (box["width"] - 18), box["y"] + 5, steps=3)
    page.mouse.up()
    assert alpha.input_value() == before
    expect(page.locator(".microscope-body")).not_to_have_class(re.compile("stale"))


def test_a_key_pressed_while_an_answer_is_under_way_is_not_lost(stage, sent):
    page = stage()
    rest(page, sent)
    alpha = slider(page, "Learning rate α")
    there, quiet = int(alpha.input_value()), len(sent)
    alpha.focus()
    page.keyboard.press("ArrowLeft")
    until(lambda: page.wait_for_timeout(5) or len(sent) > quiet)
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.wait_for_timeout(3 * HALF_SECOND)
    assert int(alpha.input_value()) == there - 3
    assert float(address(page)["alpha"]) == pytest.approx(float(page.get_by_label("Exact value of α").input_value()))


def test_a_zoom_and_a_step_wait_until_a_held_slider_is_let_go(stage, sent):
    page = stage()
    open_step(page)
    rest(page, sent)
    alpha = slider(page, "Learning rate α")
    drag(page, alpha, 0.6, hold=True)
    quiet = len(sent)
    page.get_by_role("button", name="Zoom in", exact=True).dispatch_event("click")
    page.get_by_role("button", name="Zoom in", exact=True).dispatch_event("click")
    page.get_by_role("button", name="Zoom in", exact=True).dispatch_event("click")
    page.get_by_role("button", name="Restart", exact=True).dispatch_event("click")
    page.wait_for_timeout(2 * HALF_SECOND)
    assert len(sent) == quiet
    page.mouse.up()
    expect(page.get_by_text("Step 0 → 1", exact=True)).to_be_visible()
    expect(page).to_have_url(re.compile("alpha="))


def test_another_slider_pressed_right_after_a_release_stays_where_it_is(stage):
    page = stage("?decay=1")
    decay = slider(page, "Decay")
    drag(page, slider(page, "Learning rate α"), 0.6)
    box = decay.bounding_box()
    page.mouse.move(box["x"] + 9, box["y"] + box["height"] / 2)
    page.mouse.down()
    expect(page).to_have_url(re.compile("alpha="))
    page.wait_for_timeout(HALF_SECOND)
    expect(page.locator(".microscope-body")).not_to_have_class(re.compile("stale"))
    assert decay.get_attribute("aria-valuetext") == "×1"


def test_only_the_first_button_moves_the_start(stage):
    page = stage()
    page.get_by_role("img", name="Loss landscape map").click(position={"x": 120, "y": 130}, button="right")
    page.keyboard.press("Escape")
    page.wait_for_timeout(HALF_SECOND)
    assert "x=" not in page.url


def test_a_start_moved_at_a_deep_zoom_stays_under_the_pointer(stage):
    page = stage("?landscape=himmelblau")
    canvas = page.get_by_role("img", name="Loss landscape map")
    box = canvas.bounding_box()
    page.mouse.move(box["x"] + 200, box["y"] + 150)
    page.keyboard.down("Control")
    for _ in range(14):
        page.mouse.wheel(0, -700)
    page.keyboard.up("Control")
    frames(page)
    page.mouse.click(box["x"] + 300, box["y"] + 200)
    expect(page).to_have_url(re.compile("x="))
    page.wait_for_timeout(HALF_SECOND)
    handle = page.get_by_role("button", name="Start point", exact=True).bounding_box()
    assert handle["x"] + handle["width"] / 2 == pytest.approx(box["x"] + 300, abs=1)
    assert handle["y"] + handle["height"] / 2 == pytest.approx(box["y"] + 200, abs=1)


def test_panning_far_away_and_zooming_far_out_meets_no_error(stage):
    page = stage("?landscape=easom")
    box = page.get_by_role("img", name="Loss landscape map").bounding_box()
    page.mouse.move(box["x"] + 300, box["y"] + 200)
    page.keyboard.down("Control")
    for _ in range(20):
        page.mouse.wheel(0, 600)
    page.keyboard.up("Control")
    page.wait_for_timeout(2 * HALF_SECOND)  # the surface is now just what is shown
    for _ in range(3):
        page.mouse.move(box["x"] + 600, box["y"] + 300)
        page.mouse.down()
        page.mouse.move(box["x"] + 10, box["y"] + 10, steps=3)
        page.mouse.up()
    page.wait_for_timeout(2 * HALF_SECOND)
    page.get_by_role("button", name="Reset view").click()
    page.wait_for_timeout(HALF_SECOND)  # `complaints` would tell


def test_whole_numbers_are_asked_for_as_whole(stage):
    page = stage("?schedule=step")
    control = page.locator("[data-control=drops]")
    control.get_by_role("textbox").fill("2.5")
    control.get_by_role("textbox").press("Enter")
    expect(control.get_by_role("alert")).to_contain_text("must be a whole number")
    control.get_by_role("textbox").fill("3")
    control.get_by_role("textbox").press("Enter")
    expect(page).to_have_url(re.compile("drops=3"))


def test_what_a_broken_connection_swallowed_is_sent_again(unreliable, complaints):
    page, cut = unreliable()
    drag(page, slider(page, "Learning rate α"), 0.7, hold=True)
    cut()
    page.wait_for_timeout(100)
    page.mouse.up()
    expect(page).to_have_url(re.compile("alpha="))
    expect(page.locator(".microscope-body")).not_to_have_class(re.compile("stale"))
    assert all("disconnected from server" in text for text in complaints)
    complaints.clear()


def test_the_browsers_back_button_takes_the_picture_back(stage):
    page = stage()
    before, there = picture(page, "Loss per step"), page.url
    drag(page, slider(page, "Learning rate α"), 0.85)
    expect(page).to_have_url(re.compile("alpha="))
    page.mouse.move(5, 5)
    page.evaluate("history.back()")
    expect(page).to_have_url(there)
    until(lambda: page.wait_for_timeout(50) or picture(page, "Loss per step") == before)
