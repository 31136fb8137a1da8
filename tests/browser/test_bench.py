"""The bench's stopwatches see the hands that they time."""

from hands import until

from bench.browser import WATCH_DRAGS, WATCH_RELEASES, Hand


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
