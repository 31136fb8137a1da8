"""The page's first word: whoever gets nothing from the server reads why that may be, and nobody else does."""

import re

from hands import READY
from playwright.sync_api import expect

STREAM = re.compile("_stcore/stream")
SKELETON = "[data-testid=stAppSkeleton]"


def first_word(page):
    return page.get_by_text("Still waiting for the server")


def let_time_pass(page):
    """As if the page had been looked at for long: what it has to say late, it says now."""
    page.evaluate("document.querySelector('.first-word').getAnimations().forEach((animation) => animation.finish())")


def test_where_no_websocket_opens_the_page_says_so_after_a_while(new_page, server, complaints):
    page = new_page(viewport=(390, 844), color_scheme="dark")
    page.route_web_socket(STREAM, lambda socket: socket.close())
    page.goto(server.url)
    page.wait_for_selector(SKELETON, state="attached")
    expect(first_word(page)).to_be_hidden()
    let_time_pass(page)
    expect(first_word(page)).to_be_visible()
    box = first_word(page).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["y"] + box["height"] <= 844
    assert all(re.search("server|WebSocket|websocket", text) for text in complaints)
    complaints.clear()


def test_where_the_page_is_there_it_is_not_said(page):
    let_time_pass(page)
    expect(first_word(page)).to_be_hidden()
    page.evaluate("document.querySelectorAll('.stage').forEach((stage) => stage.remove())")
    expect(first_word(page)).to_be_hidden()  # nor on a page without one


def test_the_frame_stays_until_the_picture_is_there_and_what_stands_below_it_is_never_seen_in_its_place(
    new_page, server
):
    page = new_page()
    page.route("**/stage/*/stage.js", lambda route: held.append(route))
    held = []
    page.goto(server.url)
    frame, below = page.locator(".first-frame"), page.locator(".st-key-best_landscape")
    below.wait_for(state="attached")
    assert frame.is_visible()
    covering = "element => element.ownerDocument.elementFromPoint(640, 200).closest('.first-frame') !== null"
    assert frame.evaluate(covering)
    for route in held:
        route.continue_()
    page.wait_for_selector(READY)
    expect(frame).to_be_hidden()


def test_a_picture_that_never_comes_does_not_keep_the_frame(new_page, server, complaints):
    page = new_page()
    page.route("**/stage/*/stage.js", lambda route: route.abort())
    page.goto(server.url)
    page.wait_for_selector(".st-key-best_landscape", state="attached")
    frame = page.locator(".first-frame")
    frame.evaluate("element => element.getAnimations().forEach((animation) => animation.finish())")
    expect(frame).to_be_hidden()
    page.close()
    complaints.clear()


def test_on_a_second_visit_the_marble_moves_before_plotly_holds_the_page_up(new_page, server):
    """It lies in the cache then, and would be read at once."""
    page = new_page()
    page.add_init_script("""Object.defineProperty(window, "Plotly", {
        configurable: true,
        set(value) {
            window.filled = document.querySelector(".stage .time").style.getPropertyValue("--filled");
            Object.defineProperty(window, "Plotly", { value });
        },
    })""")
    for _ in range(2):
        page.goto(server.url)
        page.wait_for_selector(".relief-plot .main-svg")
        assert float(page.evaluate("parseFloat(window.filled)")) > 0
