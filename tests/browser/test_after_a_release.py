"""After a release the whole page is about what was released: whatever comes next shows the present values."""

import re

from hands import READY, address, choose, drag, frames, open_step, picture, slider, take_home
from playwright.sync_api import expect


def release(page, share):
    """Let α go somewhere else; what the address says of it then."""
    before = page.url
    drag(page, slider(page, "Learning rate α"), share)
    expect(page).not_to_have_url(before)
    settle(page)
    return address(page)["alpha"]


def settle(page):
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_selector(READY)
    frames(page)


def working(page):
    """The written-out step, as KaTeX has it for screen readers."""
    return open_step(page).locator("annotation")


def shows(page, alpha):
    """Whether the slider and the written-out step have this α."""
    expect(page.get_by_label("Exact value of α")).to_have_value(alpha)
    expect(working(page)).to_contain_text(re.compile(rf"= .*(?<![\d.]){float(alpha):.4g}(?!\d)"))


def test_back_forward_and_reload_show_what_was_released(stage):
    page = stage("?alpha=0.01&steps=20")
    shows(page, "0.01")
    first = picture(page)
    one = release(page, 0.8)
    shows(page, one)
    page.reload()  # without the ghost of the run before
    shows(page, one)
    settle(page)
    second = picture(page)
    two = release(page, 0.3)
    shows(page, two)
    page.go_back()
    shows(page, one)
    page.go_back()
    shows(page, "0.01")
    settle(page)
    assert picture(page) == first
    page.go_forward()
    shows(page, one)
    page.reload()
    settle(page)
    shows(page, one)
    assert picture(page) == second


def test_a_menu_and_the_theme_keep_what_was_released(stage):
    page = stage("?steps=20")
    alpha = release(page, 0.3)
    page.emulate_media(color_scheme="dark")
    shows(page, alpha)
    choose(page, "Optimizer", re.compile("^Momentum"))
    expect(page).to_have_url(re.compile("optimizer=momentum"))
    assert address(page)["alpha"] == alpha
    expect(slider(page, "Momentum β")).to_be_visible()
    shows(page, alpha)
    other = release(page, 0.5)
    shows(page, other)
    page.get_by_role("button", name="Settings").click()
    page.get_by_label("Steps", exact=True).fill("30")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("steps=30"))
    settle(page)
    shows(page, other)


def test_the_code_is_of_the_run_that_was_released_and_stays_open(stage):
    page = stage("?steps=20")
    alpha = release(page, 0.3)
    take_home(page, "Code")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(alpha)
    page.wait_for_timeout(2000)  # the stage has asked for its remarks by now
    expect(dialog).to_contain_text(alpha)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    other = release(page, 0.6)
    expect(dialog).to_have_count(0)
    shows(page, other)


def test_a_notice_goes_with_the_release_that_repairs_it_and_comes_back_with_the_address(stage):
    page = stage("?steps=20&alpha=abc")
    notice = page.get_by_role("alert")
    expect(notice).to_contain_text("alpha")
    release(page, 0.3)
    expect(notice).to_have_count(0)
    page.go_back()
    expect(notice).to_contain_text("alpha")
