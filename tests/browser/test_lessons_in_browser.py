"""A lesson as a student does it: by keys alone, wrong at first; nothing of a run is seen before; nothing is lost."""

import re

from hands import READY, picture
from playwright.sync_api import expect

LESSON = "lessons?lesson=rates&screen="
FIRST, RUN, COMPARE = 2, 4, 5  # its first question, the run that it is about, and what came of it
MARKER = 5  # of the lesson “Trapped”
LEAST = 20  # pixels that are read from the last row
FORBID = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"


def heading(page):
    return page.locator(".lesson-heading")


def test_by_keys_a_wrong_prediction_is_kept_and_gets_its_reason(open_app):
    page = open_app(f"{LESSON}{FIRST}")
    page.wait_for_selector(READY)
    before = heading(page).inner_text()
    verdict = page.get_by_role("status").filter(has_text="Reached")
    expect(verdict).to_have_count(0)
    expect(page.get_by_role("group", name="Playback")).to_have_count(0)
    veiled = picture(page)

    answer = page.locator(".answers input").first
    answer.focus()
    page.keyboard.press("Space")
    expect(answer).to_be_checked()
    go_on = page.get_by_role("navigation", name="Lesson").get_by_role("button").last
    for screen in range(FIRST + 1, COMPARE + 1):
        go_on.focus()
        page.keyboard.press("Enter")
        expect(page.locator(".lesson-dots [aria-current]")).to_have_attribute(
            "aria-label", re.compile(rf"^{screen}\. ")
        )
    expect(page.locator(".compared-question").first).to_contain_text("You said")
    expect(page.locator(".compared-question .reason").first).not_to_be_empty()
    assert heading(page).evaluate("heading => heading === document.activeElement")
    assert picture(page) != veiled

    page.reload()
    page.wait_for_selector(READY)
    expect(page.locator(".compared-question").first).to_contain_text("You said")
    page.locator(".lesson-dots button").nth(FIRST - 1).click()
    expect(heading(page)).to_have_text(before.replace("\n", ""))
    expect(page.locator(".answers input").first).to_be_checked()


def test_a_browser_that_keeps_nothing_is_told_so_and_asked_before_it_is_shown(new_page, server):
    page = new_page()
    page.add_init_script(FORBID)
    page.goto(f"{server.url}/{LESSON}{RUN}")
    expect(page.get_by_role("button", name="Predict first")).to_be_visible()
    player = page.get_by_role("group", name="Playback")
    expect(player).to_have_count(0)
    page.get_by_role("button", name="Show it without a prediction").click()
    expect(player).to_be_visible()
    page.get_by_role("button", name="All lessons").first.click()
    expect(page.locator(".library-foot")).to_contain_text("keeps nothing")


def test_from_the_library_the_keyboard_comes_to_a_lesson_that_a_projector_shows_whole(open_app):
    page = open_app("lessons", viewport=(1024, 768), reduced_motion="reduce")
    page.get_by_role("link", name="Trapped", exact=True).press("Enter")
    expect(heading(page)).to_be_focused()
    page.wait_for_selector(READY)
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement !== null")
    page.locator(".lesson-dots button").nth(MARKER - 1).click()
    marker = page.locator(".marker input")
    marker.press("End")
    value, track = page.locator(".asked-value").bounding_box(), page.locator(".lesson").bounding_box()
    assert value["x"] + value["width"] <= track["x"] + track["width"]
    page.locator(".lesson-nav button").last.click()  # a slider comes with the next screen
    expect(page.get_by_role("slider", name="Learning rate α")).to_be_visible()
    play = page.get_by_role("button", name="Play", exact=True)
    expect(play).to_be_in_viewport(ratio=1)
    expect(page.locator(".stage-band label").first).to_be_in_viewport(ratio=1)
    for text in (heading(page), page.locator(".lesson-text p").first, page.locator(".verdict .headline")):
        assert float(text.evaluate("text => getComputedStyle(text).fontSize").removesuffix("px")) >= LEAST
    page.get_by_role("button", name="All lessons").first.press("Enter")
    expect(page.get_by_role("heading", name="Lessons", level=1)).to_be_focused()
