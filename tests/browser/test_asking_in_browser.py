"""What is asked on a lesson's screen can be answered by hand and by keys, is kept, and stands beside what happened."""

import re

from hands import address
from playwright.sync_api import expect

PIN, PIN_COMPARED = 2, 4  # screens of the lesson
MARKER, MARKER_COMPARED = 5, 7
LESSON = "lessons?lesson=trapped&screen="


def test_a_pin_is_put_where_the_map_is_clicked_and_the_start_stays(stage):
    page = stage(f"{LESSON}{PIN}")
    pin = page.get_by_role("button", name="Your pin")
    expect(pin).to_have_accessible_name(re.compile("not on the map"))
    page.get_by_role("img", name="Loss landscape map").click(position={"x": 200, "y": 150})
    put = page.get_by_role("status").filter(has_text="Your pin: ")
    expect(put).to_have_count(1)
    clicked = put.inner_text()
    pin.focus()
    page.keyboard.press("Shift+ArrowRight")
    expect(put).not_to_have_text(clicked)
    moved = put.inner_text()
    assert "x" not in address(page)
    page.reload()
    expect(put).to_have_text(moved)
    page.goto(re.sub(r"screen=\d", f"screen={PIN_COMPARED}", page.url))
    expect(page.get_by_text(f"{moved}. It ends at")).to_be_visible()


def test_a_marker_is_moved_by_keys_and_compared(stage):
    page = stage(f"{LESSON}{MARKER}")
    marker = page.get_by_role("slider")
    later = page.get_by_role("button", name=f"{MARKER_COMPARED}. Compare", exact=True)  # its title may be the answer
    expect(later).to_be_visible()
    expect(page.get_by_role("button", name="Skip the question")).to_be_visible()
    marker.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    value = marker.get_attribute("aria-valuetext")
    expect(page.get_by_role("button", name="Next")).to_be_visible()
    page.goto(re.sub(r"screen=\d", f"screen={MARKER_COMPARED}", page.url))
    expect(page.get_by_text(f"You: {value}. It is at")).to_be_visible()
