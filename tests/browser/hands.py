"""What a hand and an eye do in the browser tests: find a slider, drag it, look at a picture, wait for a change."""

import time
from urllib.parse import parse_qsl

READY = ".stage[aria-busy=false]"


def slider(page, name):
    return page.get_by_role("slider", name=name, exact=True)


def choose(page, menu, title):
    """Take a line of one of the catalogues' menus."""
    page.get_by_role("button", name=menu).click()
    page.get_by_role("option", name=title).click()


def take_home(page, item):
    """Opens the menu of what can be taken home, and goes to one thing."""
    page.get_by_role("button", name="Take home", exact=True).click()
    page.get_by_role("dialog", name="Take home").get_by_role("button", name=item).click()


def open_step(page):
    """Open the panel with the written-out step, if it is closed; what is in it."""
    panel = page.locator(".st-key-step_panel details")
    if not panel.evaluate("details => details.open"):
        panel.locator("summary").evaluate("summary => summary.click()")  # and the page stays where it is
    return panel


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


def swipe(page, start, end, count=10, release="touchEnd"):
    """One finger over the page, from (x, y) to (x, y); `release` "touchCancel" takes it away as a browser does."""
    fingers(page, [start], [end], count, release)


def fingers(page, starts, ends, count=10, release="touchEnd"):
    """As many fingers as there are starts, all at once."""
    devtools = page.context.new_cdp_session(page)

    def touch(kind, points):
        devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})

    touch("touchStart", starts)
    for k in range(1, count + 1):
        touch(
            "touchMove",
            [
                tuple(a + (b - a) * k / count for a, b in zip(start, end, strict=True))
                for start, end in zip(starts, ends, strict=True)
            ],
        )
        page.wait_for_timeout(16)
    touch(release, [])
    devtools.detach()


def middle(page, locator, share=0.5):
    """The point of an element, in the window, that is this share of its width from its left."""
    locator.evaluate("element => element.scrollIntoView({ block: 'center', behavior: 'instant' })")
    frames(page)
    box = locator.bounding_box()
    return box["x"] + share * box["width"], box["y"] + box["height"] / 2


def scrolled(page):
    return page.locator("[data-testid=stMain]").evaluate("main => main.scrollTop")


def turn(page, plot):
    """Turn the 3D picture a little."""
    box = plot.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y, steps=4)
    page.mouse.up()


def frames(page, count=3):
    page.evaluate(
        "count => new Promise(done => { const tick = () => count-- ? requestAnimationFrame(tick) : done(); tick(); })",
        count,
    )


def rest(page, sent):
    """Wait until nothing more is sent unasked: the numbers of the step that is looked at come last."""
    before = None
    while before != len(sent):
        before = len(sent)
        page.wait_for_timeout(500)
        frames(page)
        page.wait_for_timeout(100)


def until(condition):
    """Wait for a condition that Playwright cannot wait for by itself: the page's policy forbids it to evaluate text."""
    deadline = time.monotonic() + 60  # for a busy machine
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def address(page) -> dict[str, str]:
    """What the browser's own address says at this moment; `page.url` stands still while Playwright is not at work."""
    return dict(parse_qsl(page.evaluate("location.search.slice(1)")))
