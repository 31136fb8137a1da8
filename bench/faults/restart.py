"""The server goes and comes back: killed amid a drag, and away for a while."""

import re
import time

from bench.faults.ground import is_answered, line, seconds_until, serving, visiting
from tests.browser.hands import drag, picture, slider

BACK = 4.0  # seconds from an answering server to the visitor's answer


def killed_in_mid_drag() -> str:
    """server killed and started again in mid-drag"""
    with serving() as server, visiting(server.url) as (page,):
        alpha = slider(page, "Learning rate α")
        before = picture(page)
        drag(page, alpha, 0.7, hold=True)
        killed = time.monotonic()
        server.kill()
        server.start()
        page.mouse.up()
        started = server.wait()
        page.wait_for_timeout(1)
        answered = seconds_until(lambda: is_answered(page), 30)
        whole = time.monotonic() - killed
        assert picture(page) != before
        assert answered <= BACK, f"the answer came {answered:.1f} s after the server did"
        return f"listening and warm after {started:.1f} s, answered {answered:.2f} s later, in all {whole:.1f} s"


def away_for_a_while() -> str:
    """server away for 20 s: what stays live, and what is kept"""
    with serving() as server, visiting(server.url) as (page,):
        server.kill()
        seconds_until(lambda: line(page), 5, lambda: page.wait_for_timeout(20))
        told = line(page)
        page.wait_for_timeout(10_000)  # Streamlit's own dialog would come after six seconds, and lock the page
        assert page.get_by_role("dialog").count() == 0
        assert not page.evaluate("document.querySelector('#root').inert")
        before = picture(page)
        drag(page, slider(page, "Learning rate α"), 0.7, hold=True)
        page.wait_for_timeout(100)
        assert picture(page) != before, "α is not live"
        page.mouse.up()
        page.get_by_label("Exact value of Decay").fill("0.123")
        page.keyboard.press("Enter")
        start = page.get_by_role("button", name="Start point", exact=True)
        box = start.bounding_box() or {}
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.mouse.down()
        page.mouse.move(box["x"] + 60, box["y"] - 30, steps=5)
        page.mouse.up()
        page.wait_for_timeout(8_000)
        server.start()
        server.wait()
        answered = seconds_until(lambda: is_answered(page), 30)
        for name in ("alpha", "x", "y"):
            assert re.search(rf"[?&]{name}=", page.url), f"{name} was lost: {page.url}"
        assert "decay=0.123" in page.url, f"the typed value was lost: {page.url}"
        assert answered <= BACK + 1, f"the answer came {answered:.1f} s after the server did"
        return f"“{told}” α, typed decay and start told {answered:.2f} s after it was back"


def cases():
    return [killed_in_mid_drag, away_for_a_while]
