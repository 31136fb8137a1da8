"""What a visitor sees while the server cannot be reached or is slow, and that nothing which was chosen is lost."""

import re

import pytest
from hands import READY, drag, frames, picture, slider
from playwright.sync_api import expect

STREAM, HEALTH = re.compile("_stcore/stream"), re.compile("_stcore/health")


class Line:
    """The page's connection, in the test's hand."""

    def __init__(self, page, complaints):
        self.page = page
        self.complaints = complaints
        self.sockets = []
        self.silent = False
        page.route_web_socket(STREAM, self.connect)
        page.reload()
        page.wait_for_selector(READY)

    def connect(self, socket):
        server = socket.connect_to_server()
        socket.on_message(lambda message: None if self.silent else server.send(message))
        self.sockets.append(socket)

    def cut(self):
        """The server is away, as far as the page can tell."""
        self.page.route(HEALTH, lambda route: route.abort())
        self.sockets[-1].close()

    def restore(self):
        self.page.unroute(HEALTH)

    def forgive(self):
        """Streamlit's page complains of each try."""
        known = "disconnected from server|Failed to load resource|server endpoint"
        assert [text for text in self.complaints if not re.search(known, text)] == []
        self.complaints.clear()


@pytest.fixture
def line(stage, complaints):
    """line("?steps=50", …) -> Line, of a settled picture"""
    return lambda *address, **options: Line(stage(*address, **options), complaints)


def test_while_the_server_is_away_a_line_says_so_and_what_is_live_stays_live(line):
    line = line()
    page = line.page
    said = page.get_by_role("status").filter(has_text="server is away")
    lag = page.locator(".remarks.lags").get_by_text("your change waits for the server")
    alpha = float(page.get_by_label("Exact value of α").input_value())
    expect(said).to_have_count(0)
    line.cut()
    expect(said).to_contain_text("Each slider stays live; menus wait")
    expect(page.get_by_text("Connecting", exact=True)).to_be_hidden()
    before = picture(page)
    drag(page, slider(page, "Learning rate α"), 0.7)
    frames(page)
    assert picture(page) != before
    expect(lag).to_have_count(0)
    page.get_by_label("Exact value of Decay").fill("0.123")
    page.keyboard.press("Enter")
    expect(lag).to_contain_text(f"This is the run with α = {alpha:.3g} and ")
    expect(said).to_contain_text("The picture follows the slider moved last")
    page.get_by_role("button", name="Play", exact=True).click()
    page.get_by_role("button", name="Pause", exact=True).click()
    expect(page).not_to_have_url(re.compile("alpha="))
    line.restore()
    expect(page).to_have_url(re.compile("alpha=.*decay=0.123|decay=0.123.*alpha="))
    expect(said).to_have_count(0)
    expect(page.locator(".lags")).to_have_count(0)
    expect(page.locator(".microscope-body")).not_to_have_class(re.compile("stale"))
    line.forgive()


def test_a_start_moved_while_the_server_is_away_moves_the_path_when_it_is_back(line):
    line = line()
    page = line.page
    line.cut()
    expect(page.get_by_text("server is away")).to_be_visible()
    handle = page.get_by_role("button", name="Start point", exact=True)
    handle.focus()
    page.keyboard.press("ArrowUp")  # only y
    page.wait_for_timeout(600)
    before = picture(page)
    line.restore()
    expect(page).to_have_url(re.compile("y="))
    page.wait_for_timeout(300)
    assert picture(page) != before
    line.forgive()


def test_an_answer_that_takes_long_is_excused_in_a_line(line):
    line = line()
    page = line.page
    page.wait_for_timeout(1500)  # nothing is asked for any more
    line.silent = True
    drag(page, slider(page, "Learning rate α"), 0.7)
    said = page.get_by_role("status").filter(has_text="No answer from the server yet")
    expect(said).to_be_visible()
    line.silent = False
    expect(said).to_have_count(0)
    expect(page).to_have_url(re.compile("alpha="))


def test_the_page_is_told_not_to_lock_itself_when_the_connection_is_lost(page):
    manners = page.evaluate("fetch('_stcore/host-config').then((answer) => answer.json())")
    assert manners["blockErrorDialogs"]
    assert manners["allowedOrigins"] == []
