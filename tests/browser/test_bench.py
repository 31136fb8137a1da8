"""The bench's stopwatches see the hands that they time."""

from hands import READY, until

from bench.browser import WATCH_DRAGS, WATCH_RELEASES, Hand
from bench.typing import NAME, WATCH_KEYS, WATCH_WHAT_IS_SENT


def test_a_drag_and_a_release_are_timed(stage):
    page = stage()
    page.evaluate(WATCH_DRAGS)
    hand = Hand(page)
    hand.press(0.5)
    hand.move(0.7)
    until(lambda: page.evaluate("window.answers.length"))
    page.evaluate(WATCH_RELEASES)
    hand.release()
    until(lambda: page.evaluate("window.answers.length"))
    assert page.evaluate("window.answers.every((time) => time > 0)")


def test_a_typed_text_is_timed(new_page, server):
    page = new_page()
    page.add_init_script(WATCH_WHAT_IS_SENT)
    page.goto(f"{server.url}/?f=x^2%2By^2")
    page.wait_for_selector(READY)
    field = page.get_by_role("textbox", name=NAME)
    field.press("End")
    page.evaluate(WATCH_KEYS)
    page.keyboard.type("5")
    until(lambda: page.evaluate("window.answers.length"))
    assert field.input_value() == "x^2+y^25"
    assert page.evaluate("window.answers.every((time) => time > 0)")
