"""The keyboard of the whole page: Space plays wherever a pointer left the focus; the keyboard's own focus is kept."""

from hands import drag, frames, picture, slider
from playwright.sync_api import expect
from test_accessibility import grave_findings


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def is_full(page):
    return page.evaluate("Boolean(document.fullscreenElement)")


TOUCHED = {
    "the page": lambda page: page.mouse.click(3, 300),
    "a slider": lambda page: drag(page, slider(page, "Learning rate α"), 0.4),
    "the time": lambda page: drag(page, slider(page, "Step"), 0.4),
    "a button": lambda page: button(page, "Step back").click(),
    "the map": lambda page: page.get_by_role("img", name="Loss landscape map").click(position={"x": 90, "y": 90}),
    "the start": lambda page: button(page, "Start point").click(),
    "a menu": lambda page: page.get_by_label("Speed").click() or page.keyboard.press("Escape"),
    "a number": lambda page: type_number(page, "Exact value of α", "0.05"),
}


def type_number(page, name, text):
    page.get_by_label(name).click()
    page.keyboard.press("Control+a")
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def test_space_plays_and_pauses_whatever_was_touched(stage):
    page = stage()
    for touched, touch in TOUCHED.items():
        touch(page)
        for name in ("Pause", "Play"):
            page.keyboard.press(" ")
            expect(button(page, name), touched).to_be_visible()
        assert page.locator("[data-testid=stMain]").evaluate("main => main.scrollTop") == 0, touched


def test_what_the_keyboard_went_to_keeps_its_keys(stage):
    page = stage()
    step = slider(page, "Step")
    button(page, "Restart").focus()
    page.keyboard.press("Tab")
    expect(button(page, "Step back")).to_be_focused()
    page.keyboard.press(" ")
    expect(step).to_have_value("99")
    expect(button(page, "Play")).to_be_visible()
    field = page.get_by_label("Exact value of α")
    field.focus()
    field.fill("1 000")
    page.keyboard.press(" ")
    page.keyboard.press("Home")
    assert field.input_value() == "1 000 "
    expect(step).to_have_value("99")
    expect(button(page, "Play")).to_be_visible()


def test_arrows_step_after_a_click_and_move_a_slider(stage):
    page = stage()
    step, alpha = slider(page, "Step"), slider(page, "Learning rate α")
    page.get_by_label("Speed").click()
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowLeft")
    expect(step).to_have_value("99")
    expect(page.get_by_label("Speed")).to_have_value("1")
    drag(page, alpha, 0.4)
    value = int(alpha.input_value())
    page.keyboard.press("ArrowLeft")
    expect(alpha).to_have_value(str(value - 1))
    expect(step).to_have_value("99")


def test_a_question_mark_shows_the_keys_and_puts_them_away(stage):
    page = stage(color_scheme="dark")
    dialog = page.get_by_role("dialog", name="Keys")
    page.keyboard.press("?")
    expect(dialog).to_contain_text("play or pause")
    assert grave_findings(page) == []
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("?")
    expect(dialog).to_have_count(0)
    page.keyboard.press("?")
    page.mouse.click(2, 2)
    expect(dialog).to_have_count(0)
    expect(slider(page, "Step")).to_have_value("100")


def test_f_fills_the_screen_where_a_clicker_steps(stage):
    page = stage(own_window=True)
    step = slider(page, "Step")
    page.keyboard.press("PageUp")
    expect(step).to_have_value("100")
    page.keyboard.press("f")
    page.wait_for_function("() => document.fullscreenElement")
    page.keyboard.press("PageUp")
    page.keyboard.press("PageUp")
    page.keyboard.press("PageDown")
    expect(step).to_have_value("99")
    before = picture(page)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("Home")  # from the last step but one it would be at its end before anybody looked
    page.keyboard.press(" ")
    expect(button(page, "Pause")).to_be_visible()
    frames(page)
    assert picture(page) != before
    page.keyboard.press("b")
    expect(button(page, "Play")).to_be_visible()
    page.keyboard.press("f")
    page.wait_for_function("() => !document.fullscreenElement")


def test_space_does_not_leave_the_full_screen_that_a_click_opened(stage):
    page = stage(own_window=True)
    button(page, "Present").click()
    page.wait_for_function("() => document.fullscreenElement")
    page.keyboard.press(" ")
    expect(button(page, "Pause")).to_be_visible()
    assert is_full(page)
