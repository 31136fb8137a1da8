"""The stage under a real hand: what moves while a slider, the start or the time is dragged, and what is sent when."""

import re

import pytest
from hands import READY, address, drag, frames, picture, rest, slider, until
from playwright.sync_api import expect


def test_the_picture_follows_the_learning_rate_before_release_and_nothing_is_sent(stage, sent):
    page = stage()
    alpha = slider(page, "Learning rate α")
    views = ["Loss landscape map", "Loss per step", "Learning rate per step"]
    before = [picture(page, view) for view in views]
    verdict = page.locator(".verdict")
    expect(verdict).to_contain_text("Reached the global minimum")
    rest(page, sent)
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


def test_remarks_follow_when_the_picture_rests_and_are_not_said_of_another_run(stage, sent):
    page = stage("?landscape=double_well&optimizer=adam&steps=100")
    remarks = page.locator(".remarks li")
    expect(remarks.first).to_have_text("Continued to step 800 it stays there.")
    sentence = page.locator(".verdict .sentence")
    said = sentence.text_content()
    rest(page, sent)
    assert sentence.text_content() == said
    quiet = len(sent)
    drag(page, slider(page, "Learning rate α"), 0.9, hold=True)
    page.wait_for_timeout(700)
    assert len(sent) == quiet
    expect(remarks).to_have_count(0)


def test_every_slider_is_live(stage, sent):
    page = stage("?optimizer=adam")
    for name, told in {"Decay": "decay", "Momentum β₁": "beta1", "Scale memory β₂": "beta2"}.items():
        rest(page, sent)
        before, quiet = picture(page), len(sent)
        drag(page, slider(page, name), 0.3, hold=True)
        frames(page)
        assert picture(page) != before, name
        assert len(sent) == quiet, name
        page.mouse.up()
        expect(page).to_have_url(re.compile(f"[?&]{told}="))


def test_a_reload_shows_the_very_same_picture(stage):
    page = stage("?landscape=himmelblau&optimizer=momentum&schedule=cosine&steps=60")
    drag(page, slider(page, "Learning rate α"), 0.7)
    expect(page).to_have_url(re.compile("[?&]alpha="))
    drag(page, slider(page, "Decay"), 0.5)
    expect(page).to_have_url(re.compile("[?&]decay="))
    page.get_by_role("img", name="Loss landscape map").click(position={"x": 120, "y": 130})
    expect(page).to_have_url(re.compile("[?&]x="))
    page.reload()  # without the ghost of the run before
    page.wait_for_selector(READY)
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


def test_reduced_motion_shows_the_whole_run_and_the_keyboard_alone_drives_the_stage(stage):
    page = stage()
    step = slider(page, "Step")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    expect(step).to_have_value("100")
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


def test_space_plays_after_a_drag_too(stage):
    page = stage()
    drag(page, slider(page, "Learning rate α"), 0.4)
    page.keyboard.press(" ")
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()


def test_keys_move_the_start(stage):
    page = stage()
    page.get_by_role("button", name="Start point", exact=True).focus()
    before = picture(page)
    for _ in range(5):
        page.keyboard.press("ArrowUp")
    expect(page).to_have_url(re.compile("[?&]y="))
    assert float(address(page)["y"]) > -0.5
    until(lambda: picture(page) != before)


def test_the_path_follows_the_start_while_it_is_dragged(stage, sent):
    page = stage()
    rest(page, sent)
    box = page.get_by_role("button", name="Start point", exact=True).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    seen = set()
    for step in range(12 * 5):  # on a busy machine each answer takes longer
        page.mouse.move(x + 10 * (step % 12), y - 8 * (step % 12))
        page.wait_for_timeout(80)
        seen.add(page.locator(".sentence").text_content() + picture(page, "Loss per step"))
        if len(seen) >= 5:
            break
    assert len(seen) >= 5
    assert "x=" not in page.url
    page.mouse.up()
    expect(page).to_have_url(re.compile("[?&]x="))


def test_typed_values_are_taken_exactly_and_nonsense_is_refused_with_a_sentence(stage):
    page = stage("?decay=1")
    field = page.get_by_label("Exact value of α")
    field.fill("0.0123456")
    field.press("Enter")
    expect(page).to_have_url(re.compile(r"[?&]alpha=0\.0123456"))
    expect(page.locator(".numbers .rate dd")).to_have_text("0.01235")
    field.fill("fast")
    field.press("Enter")
    expect(page.locator("[data-control=learning_rate] .field-error")).to_contain_text("is not a number")
    assert address(page)["alpha"] == "0.0123456"
    field.fill("-1")
    field.press("Enter")
    expect(page.locator("[data-control=learning_rate] .field-error")).to_contain_text("must be above 0")
    decay = page.get_by_label("Exact value of Decay")
    decay.fill("1/50")
    decay.press("Enter")
    expect(page).to_have_url(re.compile(r"[?&]decay=0\.02"))


def test_parts_that_have_long_not_changed_are_still_there(stage):
    page = stage("?optimizer=adam&decay=1")
    field = page.get_by_label("Exact value of α")
    for i in range(1, 22):
        field.fill(f"0.{100 + i}")
        field.press("Enter")
        expect(page.locator(".numbers .rate dd")).to_have_text(f"0.{100 + i}".rstrip("0"))
        expect(page).to_have_url(re.compile(f"alpha=0.{100 + i}".rstrip("0")))
    frames(page)
    before = picture(page)
    drag(page, slider(page, "Decay"), 0.8, hold=True)
    frames(page)
    assert picture(page) != before
