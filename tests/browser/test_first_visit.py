"""A first visit: hints that go for good once they are followed, the way to a first lesson, and nothing that moves."""

from hands import READY, slider
from playwright.sync_api import expect
from test_accessibility import grave_findings

NOTHING_KEPT = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('forbidden') } })"


def hints(page) -> list[str]:
    return [text.replace("\n", "").rstrip("×") for text in page.locator(".hint").all_inner_texts()]


def test_each_hint_goes_for_good_once_it_is_followed(stage):
    page = stage(new_here=True)
    assert hints(page) == ["Drag α", "Drag the start", "Press Play"]
    assert grave_findings(page) == []
    expect(page.get_by_role("link", name="first lesson")).to_have_attribute("href", "./lessons?lesson=valley")
    page.get_by_role("button", name="Play", exact=True).click()
    assert hints(page) == ["Drag α", "Drag the start"]
    slider(page, "Learning rate α").press("ArrowLeft")
    assert hints(page) == ["Drag the start"]
    page.reload()
    page.wait_for_selector(READY)
    assert hints(page) == ["Drag the start"]
    page.get_by_role("button", name="Start point", exact=True).press("ArrowUp")
    expect(page.locator(".hint")).to_have_count(0)


def test_where_the_browser_keeps_nothing_hints_can_be_hidden_by_keys(new_page, server):
    page = new_page(viewport=(390, 844), reduced_motion="reduce", new_here=True)
    page.add_init_script(NOTHING_KEPT)
    page.goto(server.url)
    page.wait_for_selector(READY)
    assert hints(page) == ["Drag α", "Drag the start", "Press Play"]
    page.get_by_role("button", name="Drag the start: hide this hint").press("Enter")
    assert hints(page) == ["Drag α", "Press Play"]
    page.locator(".hint").first.press("Escape")
    assert hints(page) == []


def test_a_sign_in_the_sentence_says_what_it_means(stage):
    page = stage()
    sign = page.locator(".verdict .term").get_by_text("λ", exact=True)
    sign.click()
    meaning = page.get_by_role("note", name="Curvature")
    expect(meaning).to_contain_text("How fast the slope changes")
    assert grave_findings(page) == []
    page.keyboard.press("Tab")
    expect(meaning.get_by_role("link")).to_be_focused()
    page.keyboard.press("Escape")
    expect(meaning).to_have_count(0)
    expect(sign).to_be_focused()
