"""Random hands: after swipes, wheels, keys, drags and clicks anywhere the address, the sliders and the picture agree.

HANDS=200 makes so many moves of each hand, HANDS_SEED=7 makes others.
"""

import os
from random import Random

import pytest
from hands import READY, fingers, frames, rest, swipe

MOVES = int(os.environ.get("HANDS", "60"))
SEED = int(os.environ.get("HANDS_SEED", "1"))
MAIN = "[data-testid=stMain]"
TOUCHABLE = ".stage :is(.rail, canvas, .start-handle, .playbar button, .zoom button, .suggest, .strip, .verdict, .plot)"
KEYS = [" ", "ArrowLeft", "ArrowRight", "ArrowUp", "Home", "End", "PageDown", "PageUp", "Tab", "Shift+Tab", "Control+z"]
NUMBERS = ["0.05", "1/30", "2×10⁻³", "", "fast", "1,000"]

IN_SIGHT = """selector => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility())
    .map((element) => element.getBoundingClientRect())
    .map(({ left, top, right, bottom }) => [left, Math.max(top, 70), right, Math.min(bottom, innerHeight)])
    .filter(([left, top, right, bottom]) => right - left > 8 && bottom - top > 8)"""

WHAT_IS_SHOWN = """() => ({
    sliders: [...document.querySelectorAll('.control input[type=range]')].map(({ id, value, max }) =>
        [id, value, max]),
    typed: [...document.querySelectorAll('.control .typed')].map(({ value }) => value),
    numbers: [...document.querySelectorAll('.numbers dd')].map(({ textContent }) => textContent),
    sentence: document.querySelector('.sentence').textContent,
    start: [...document.querySelectorAll('.start-handle')].map(({ style }) => [style.left, style.top]),
})"""


def point(chance, page):
    """A point of something that is in sight."""
    boxes = page.evaluate(IN_SIGHT, TOUCHABLE)
    if not boxes:
        page.locator(MAIN).evaluate("main => main.scrollTo(0, 0)")
        boxes = page.evaluate(IN_SIGHT, TOUCHABLE)
    left, top, right, bottom = chance.choice(boxes)
    return chance.uniform(left, right), chance.uniform(top, bottom)


def scroll(chance, page):
    page.locator(MAIN).evaluate("(main, by) => main.scrollBy(0, by)", chance.randint(-500, 500))


def swipe_somewhere(chance, page):
    x, y = point(chance, page)
    end = (x + chance.choice([0, 5, 80, -80]), y + chance.choice([0, 8, 150, -150]))
    swipe(page, (x, y), end, count=4, release=chance.choice(["touchEnd", "touchEnd", "touchCancel"]))


def tap(chance, page):
    page.touchscreen.tap(*point(chance, page))


def pinch(chance, page):
    x, y = point(chance, page)
    spread = chance.choice([10, 90])
    fingers(page, [(x - 40, y), (x + 40, y)], [(x - spread, y + 9), (x + spread, y - 9)], count=3)


def drag_somewhere(chance, page):
    page.mouse.move(*point(chance, page))
    page.mouse.down()
    page.mouse.move(chance.uniform(20, 780), chance.uniform(90, 700), steps=3)
    page.mouse.up()


def click(chance, page):
    page.mouse.click(*point(chance, page))


def turn_wheel(chance, page):
    page.mouse.move(*point(chance, page))
    held = chance.choice([None, "Control"])
    if held:
        page.keyboard.down(held)
    page.mouse.wheel(0, chance.choice([-240, -120, 120, 240]))
    if held:
        page.keyboard.up(held)


def press(chance, page):
    for _ in range(chance.randint(1, 3)):
        page.keyboard.press(chance.choice(KEYS))


def ask_for_keys(_chance, page):
    page.keyboard.press("?")
    page.keyboard.press("Escape")


def type_number(chance, page):
    field = page.locator(".control .typed").nth(chance.randrange(3))
    field.fill(chance.choice(NUMBERS))
    field.press("Enter")


HANDS = {
    "phone": [swipe_somewhere, swipe_somewhere, swipe_somewhere, tap, pinch, scroll, type_number],
    "desk": [drag_somewhere, drag_somewhere, click, turn_wheel, press, press, ask_for_keys, scroll, type_number],
}
SIZES = {
    "phone": {"viewport": (390, 844), "has_touch": True, "is_mobile": True},
    "desk": {"viewport": (1280, 800)},
}


@pytest.mark.parametrize("size", HANDS)
def test_after_random_hands_address_sliders_and_picture_agree(stage, sent, size):
    page = stage("?optimizer=momentum", **SIZES[size])
    chance = Random(SEED)
    done = []
    for _ in range(MOVES):
        move = chance.choice(HANDS[size])
        done.append(move.__name__)
        move(chance, page)
        frames(page, 1)
    print(done)
    rest(page, sent)
    lived = shown(page)
    page.goto(page.url)
    page.wait_for_selector(READY)
    assert lived == shown(page)


def shown(page):
    """At the last step, in the landscape's own window."""
    page.evaluate("""() => {
        document.activeElement?.blur();
        document.querySelector('[aria-label="Reset view"]').click();
        const step = document.querySelector('input.time');
        step.value = step.max;
        step.dispatchEvent(new Event('input', { bubbles: true }));
    }""")
    frames(page)
    return page.evaluate(WHAT_IS_SHOWN)
