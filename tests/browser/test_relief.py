"""The 3D picture: ink and surface agree, it follows a drag, traps no scroll, keeps its camera and comes back."""

import re

import pytest
from hands import READY, choose, drag, frames, picture, rest, slider, swipe, turn, until
from playwright.sync_api import expect

CAMERA = """plot => {
  const { eye } = plot._fullLayout?.scene?._scene?.getCamera() ?? { eye: {} };
  return Object.values(eye).map((place) => place.toFixed(4)).join();
}"""
COLOURS = "plot => JSON.stringify(plot.data?.[0].colorscale ?? null)"
EYE = "plot => plot.layout.scene.camera.eye.z"
# Where Plotly's own matrices put a point of its surface, in pixels of the picture.
PROJECT = """(plot, [x, y]) => {
  const [ground] = plot.data;
  const nearest = (values, to) => values.reduce((best, value, i) =>
    Math.abs(value - to) < Math.abs(values[best] - to) ? i : best, 0);
  const [i, j] = [nearest(ground.x, x), nearest(ground.y, y)];
  const { dataScale, glplot } = plot._fullLayout.scene._scene;
  const { projection, view, model } = glplot.cameraParams;
  const times = (m, v) => [0, 1, 2, 3].map((row) => v.reduce((sum, part, k) => sum + m[row + 4 * k] * part, 0));
  const point = [ground.x[i], ground.y[j], ground.z[j][i]].map((part, k) => part * dataScale[k]);
  const [px, py, , w] = times(projection, times(view, times(model, [...point, 1])));
  const { width, height } = plot._fullLayout;
  return [(width * (1 + px / w)) / 2, (height * (1 - py / w)) / 2];
}"""
# The middle of what a canvas shows about in the marble's colour.
MARBLE = """canvas => {
  const { width, height, clientWidth } = canvas;
  const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
  let [count, sx, sy] = [0, 0, 0];
  for (let i = 0; i < width * height; i++)
    if (data[4 * i + 3] > 99 && [0xD5, 0x5E, 0].every((part, k) => Math.abs(data[4 * i + k] - part) < 45)) {
      count += 1;
      sx += i % width;
      sy += Math.floor(i / width);
    }
  return [sx, sy].map((sum) => ((sum / Math.max(count, 1)) * clientWidth) / width);
}"""
COUNT_DRAWINGS = """() => {
  window.drawings = 0;
  for (const name of ["react", "restyle", "relayout"]) {
    const before = Plotly[name];
    Plotly[name] = (...given) => { window.drawings += 1; return before(...given); };
  }
}"""
LOSE = "plot => plot._fullLayout.scene._scene.glplot.gl.getExtension('WEBGL_lose_context').loseContext()"
IS_DRAWN = "plot => plot._fullLayout?.scene?._scene?.glplot?.gl.isContextLost() === false"
SCROLLED = "() => [...document.querySelectorAll('*')].reduce((sum, element) => sum + element.scrollTop, 0)"
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
    return page, opened(page)


def opened(page):
    """The 3D picture, drawn. Where there is little room its panel is closed at first."""
    chip = page.get_by_role("button", name="3D surface", exact=True)
    if chip.get_attribute("aria-pressed") == "false":
        chip.click()
    plot = page.get_by_role("img", name="3D surface with the path")
    until(lambda: plot.evaluate(CAMERA) != "")
    return plot


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


def agree(page, plot):
    """The marble is drawn where Plotly has the place at which the run ends."""
    until(lambda: page.locator(".relief-ink").evaluate(MARBLE)[0] > 0)

    def is_true():
        frames(page, 10)
        found = page.locator(".relief-ink").evaluate(MARBLE)
        return found == pytest.approx(plot.evaluate(PROJECT, [0, 0]), abs=3)

    until(is_true)  # now and then the box takes another size, and both follow


def test_ink_and_surface_agree(relief):
    page, plot = relief
    agree(page, plot)
    before = plot.evaluate(CAMERA)
    turn(page, plot)
    until(lambda: plot.evaluate(CAMERA) != before)
    agree(page, plot)
    page.set_viewport_size({"width": 1024, "height": 768})
    agree(page, plot)


def test_the_path_follows_a_drag_and_waits_for_nothing(relief, sent):
    page, _ = relief
    ink = page.locator(".relief-ink")
    rest(page, sent)  # and what came with the page is drawn
    page.evaluate(COUNT_DRAWINGS)
    before = ink.evaluate("canvas => canvas.toDataURL()")
    messages = len(sent)
    drag(page, slider(page, "Learning rate α"), 0.2, hold=True)
    frames(page)
    assert ink.evaluate("canvas => canvas.toDataURL()") != before
    assert page.evaluate("window.drawings") == 0
    assert len(sent) == messages
    page.mouse.up()


def test_a_hand_turns_it_while_it_plays_and_never_below_the_floor(relief):
    page, plot = relief
    page.get_by_role("button", name="Restart", exact=True).click()
    page.get_by_role("button", name="Play", exact=True).click()
    box = plot.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    heights = []
    for up in (10, 16, 200, 400):
        page.mouse.move(x, y - up, steps=4)
        frames(page)
        heights.append(round(plot.evaluate(EYE), 6))
    page.mouse.up()
    assert heights == sorted(heights, reverse=True)
    assert heights[0] > heights[1]
    assert heights[-1] > plot.evaluate("plot => -plot.layout.scene.aspectratio.z / 2")


def test_a_button_and_a_double_click_reset_it(relief):
    page, plot = relief
    home = page.get_by_role("button", name="Reset 3D view")
    expect(home).to_be_hidden()
    frames(page, 10)
    first = plot.evaluate(CAMERA)
    box = plot.bounding_box()
    for reset in (home.click, lambda: page.mouse.dblclick(box["x"] + box["width"] / 2, box["y"] + 10)):
        turn(page, plot)
        until(lambda: plot.evaluate(CAMERA) != first)
        reset()
        until(lambda: plot.evaluate(CAMERA) == first)
        expect(home).to_be_hidden()


def test_the_wheel_scrolls_the_page_and_zooms_with_ctrl(relief):
    page, plot = relief
    plot.hover(force=True)
    frames(page, 10)
    first, scrolled = plot.evaluate(CAMERA), page.evaluate(SCROLLED)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -120)
    page.keyboard.up("Control")
    until(lambda: plot.evaluate(CAMERA) != first)
    assert page.evaluate(SCROLLED) == scrolled
    zoomed = plot.evaluate(CAMERA)
    page.mouse.wheel(0, 120)
    until(lambda: page.evaluate(SCROLLED) > scrolled)
    assert plot.evaluate(CAMERA) == zoomed


def test_a_finger_scrolls_the_page_over_it_and_turns_it_sideways(stage):
    page = stage(viewport=(390, 844), has_touch=True)
    plot = opened(page)
    plot.scroll_into_view_if_needed()
    frames(page, 10)
    first, scrolled = plot.evaluate(CAMERA), page.evaluate(SCROLLED)
    box = plot.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    swipe(page, (x, y), (x + 4, y + 120))
    until(lambda: page.evaluate(SCROLLED) < scrolled)
    frames(page, 10)
    assert plot.evaluate(CAMERA) == first
    expect(page.get_by_role("button", name="Reset 3D view")).to_be_hidden()

    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    scrolled = page.evaluate(SCROLLED)
    swipe(page, (x - 60, y), (x + 60, y + 3))
    until(lambda: plot.evaluate(CAMERA) != first)
    assert page.evaluate(SCROLLED) == scrolled


def test_it_comes_back_when_the_graphics_card_drops_it(relief):
    page, plot = relief
    turn(page, plot)
    frames(page, 10)
    chosen = plot.evaluate(CAMERA)
    for _ in range(2):
        plot.evaluate(LOSE)
        until(lambda: not plot.evaluate(IS_DRAWN))
        until(lambda: plot.evaluate(IS_DRAWN))
        until(lambda: plot.evaluate(CAMERA) == chosen)
    agree(page, plot)


@pytest.mark.parametrize(("address", "windows"), [("", 1), ("?x=-8&y=1", 2), ("?alpha=0.15", 1)])
def test_a_run_that_leaves_and_comes_back_is_seen_whole(stage, address, windows):
    page = stage(address)
    plot = page.get_by_role("img", name="3D surface with the path")
    until(lambda: plot.evaluate("plot => plot.data?.[0].x.at(-1) ?? 0") > 4.5 * windows)
    page.wait_for_timeout(600)  # a wider piece is shown when a run has rested
    low, high = plot.evaluate("plot => plot._fullLayout.scene.xaxis.range")
    assert high - low == pytest.approx(10 * windows, rel=0.05)


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
    page.close()  # or it goes on to complain
    unexpected = [text for text in complaints if not re.search(LOST, text)]
    complaints.clear()
    assert unexpected == []


def is_up(page, url):
    return page.evaluate("url => fetch(url + '/_stcore/health').then(() => true, () => false)", url)
