"""The 3D picture keeps its camera, and the stage stands without WebGL and without a server."""

import re

import pytest
from hands import READY, choose, drag, frames, picture, slider, turn, until
from playwright.sync_api import expect

CAMERA = """plot => {
  const { eye } = plot._fullLayout?.scene?._scene?.getCamera() ?? { eye: {} };
  return Object.values(eye).map((place) => place.toFixed(4)).join();
}"""
COLOURS = "plot => JSON.stringify(plot.data?.[0].colorscale ?? null)"
LOST = "ERR_CONNECTION_REFUSED|disconnected from server|Client Error|Is Streamlit still running"
NO_WEBGL = """
const getContext = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  return kind.includes("webgl") ? null : getContext.call(this, kind, ...rest);
};
"""


@pytest.fixture
def relief(stage):
    """The page and its 3D picture, drawn."""
    page = stage()
    plot = page.get_by_role("img", name="3D surface with the path")
    until(lambda: plot.evaluate(CAMERA) != "")
    return page, plot


def test_the_camera_stays_where_the_hand_put_it(relief):
    page, plot = relief
    first = plot.evaluate(CAMERA)
    turn(page, plot)
    until(lambda: plot.evaluate(CAMERA) != first)
    frames(page, 20)
    chosen = plot.evaluate(CAMERA)

    drag(page, slider(page, "Learning rate α"), 0.4)
    expect(page).to_have_url(re.compile("[?&]alpha="))
    frames(page, 10)
    assert plot.evaluate(CAMERA) == chosen

    page.get_by_role("button", name="Zoom out", exact=True).click()
    frames(page, 10)
    assert plot.evaluate(CAMERA) == chosen

    before = plot.evaluate(COLOURS)
    page.emulate_media(color_scheme="dark")
    until(lambda: plot.evaluate(COLOURS) != before)
    frames(page, 10)
    assert plot.evaluate(CAMERA) == chosen

    choose(page, "Landscape", "Rosenbrock valley")
    expect(page).to_have_url(re.compile("[?&]landscape=rosenbrock"))
    until(lambda: plot.evaluate("plot => plot._fullLayout.scene.xaxis.range[1]") < 3)
    frames(page, 10)
    assert plot.evaluate(CAMERA) == chosen


def test_without_webgl_a_sentence_takes_its_place_and_the_map_works(stage):
    page = stage()
    page.add_init_script(NO_WEBGL)
    page.reload()
    page.wait_for_selector(READY)
    sentence = page.locator(".relief-box").evaluate("box => getComputedStyle(box, '::after').content")
    assert "cannot draw the 3D surface" in sentence
    before = picture(page)
    drag(page, slider(page, "Learning rate α"), 0.3, hold=True)
    frames(page)
    assert picture(page) != before
    page.mouse.up()
    expect(page).to_have_url(re.compile("[?&]alpha="))


def test_without_a_server_the_stage_goes_on(serve, stage, complaints, tmp_path):
    with serve("app.py", tmp_path) as server:
        page = stage(server.url)
        before = picture(page)
    until(lambda: not is_up(page, server.url))
    drag(page, slider(page, "Learning rate α"), 0.85)
    frames(page)
    expect(page.locator(".verdict")).to_contain_text("diverged")
    assert picture(page) != before
    expect(page.locator(".service")).to_contain_text("away")
    page.get_by_role("button", name="Restart", exact=True).click()
    page.get_by_role("button", name="Step forward", exact=True).click()
    expect(slider(page, "Step")).to_have_value("1")
    page.wait_for_timeout(7000)  # Streamlit tries again and again, and would by now lock the page with a dialog
    assert page.get_by_role("dialog").count() == 0
    expect(page.locator(".verdict")).to_contain_text("diverged")
    unexpected = [text for text in complaints if not re.search(LOST, text)]
    complaints.clear()
    assert unexpected == []


def is_up(page, url):
    return page.evaluate("url => fetch(url + '/_stcore/health').then(() => true, () => false)", url)
