"""Copy link hands out the very picture: its step, whether it plays, the map's view and the camera of the 3D picture."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from hands import READY, frames, slider, turn, until
from playwright.sync_api import expect

CAMERA = """plot => {
  const { eye } = plot._fullLayout?.scene?._scene?.getCamera() ?? { eye: {} };
  return Object.values(eye).map((place) => place.toFixed(2)).join();
}"""
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined })"
LINK = "Link to this picture"


def copied(page) -> str:
    """The link as it is offered where the clipboard is forbidden."""
    page.evaluate(NO_CLIPBOARD)
    page.get_by_role("button", name="Copy link").click()
    link = page.get_by_label(LINK).input_value()
    page.get_by_role("button", name="Close").click()
    return link


def said(link: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}


def relief(page):
    plot = page.get_by_role("img", name="3D surface with the path")
    until(lambda: plot.evaluate(CAMERA) != "")
    return plot


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_a_link_restores_step_rest_zoom_and_camera(stage, motion):
    page = stage("?landscape=himmelblau&alpha=0.01")
    plot = relief(page)
    first = plot.evaluate(CAMERA)
    turn(page, plot)
    until(lambda: plot.evaluate(CAMERA) != first)
    page.get_by_role("img", name="Loss landscape map").hover(position={"x": 200, "y": 150})
    page.mouse.wheel(0, -500)
    slider(page, "Step").fill("7")
    page.mouse.move(5, 5)
    page.wait_for_timeout(1500)  # the finer surface of what is shown has come
    frames(page)
    link = copied(page)
    assert said(link) | {"view": "", "camera": ""} == {
        "landscape": "himmelblau",
        "alpha": "0.01",
        "step": "7",
        "play": "0",
        "view": "",
        "camera": "",
    }
    again = stage(link, reduced_motion=motion)
    expect(slider(again, "Step")).to_have_value("7")
    expect(again.get_by_role("button", name="Play", exact=True)).to_be_visible()
    turned = relief(again)
    until(lambda: turned.evaluate(CAMERA) == plot.evaluate(CAMERA))
    frames(again)
    assert said(copied(again)) == said(link)
    before, now = (ranges(shown) for shown in (page, again))
    assert now == pytest.approx(before, rel=1e-4)
    assert thumbnail(again) == pytest.approx(thumbnail(page), abs=4)


def thumbnail(page) -> list[int]:
    """The map's ink in the small: a view is said to a hundredth of a pixel, which edges show by a shade."""
    return page.get_by_role("img", name="Loss landscape map").evaluate(
        """canvas => {
            const small = Object.assign(document.createElement("canvas"), { width: 70, height: 50 });
            const ink = small.getContext("2d");
            ink.imageSmoothingQuality = "high";
            ink.drawImage(canvas, 0, 0, 70, 50);
            return [...ink.getImageData(0, 0, 70, 50).data];
        }"""
    )


def ranges(page):
    """The ends of the map's axes."""
    return [float(end) for end in page.locator(".map-axes").get_attribute("data-ranges").split()]


def test_a_link_without_a_look_is_the_address(stage):
    page = stage("?alpha=0.05&decay=0.5")
    assert copied(page) == page.url


def test_a_picture_that_plays_goes_on_playing_from_its_step(stage):
    page = stage("?steps=1000", reduced_motion="no-preference")
    slider(page, "Step").fill("300")
    page.get_by_role("button", name="Play", exact=True).click()
    link = copied(page)
    assert float(said(link)["step"]) >= 300
    assert "play" not in said(link)
    again = stage(link, reduced_motion="no-preference")
    expect(again.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    assert int(slider(again, "Step").input_value()) >= 300
    calm = stage(link, reduced_motion="reduce")
    expect(slider(calm, "Step")).to_have_value(said(link)["step"].partition(".")[0])
    expect(calm.get_by_role("button", name="Play", exact=True)).to_be_visible()


def test_a_pause_on_the_way_to_a_step_is_kept(stage):
    page = stage("?steps=20", reduced_motion="no-preference")
    slider(page, "Step").fill("3")
    page.get_by_label("Speed").select_option("0.25")
    page.get_by_role("button", name="Play", exact=True).click()
    until(lambda: page.wait_for_timeout(10) or filled(page) > 16)
    page.get_by_role("button", name="Pause", exact=True).click()
    link = copied(page)
    assert said(link)["step"] == f"{filled(page) / 5:.2f}".rstrip("0").rstrip(".")
    again = stage(link)
    assert filled(again) == pytest.approx(filled(page), abs=0.05)


def filled(page) -> float:
    """How much of the time has passed, in percent."""
    bar = slider(page, "Step").evaluate("bar => bar.style.getPropertyValue('--filled')")
    return float(bar.removesuffix("%"))


def test_a_run_that_ended_is_shown_at_its_end(stage):
    page = stage("?steps=20", reduced_motion="no-preference")
    slider(page, "Step").fill("20")
    assert said(copied(page)) == {"steps": "20", "step": "20", "play": "0"}


def test_without_webgl_the_camera_of_a_link_is_passed_on(stage):
    page = stage("?camera=1.5,1,0.5,0,0,0")
    page.add_init_script(
        "const get = HTMLCanvasElement.prototype.getContext; HTMLCanvasElement.prototype.getContext = "
        "function (kind, ...rest) { return kind.includes('webgl') ? null : get.call(this, kind, ...rest) }"
    )
    page.reload()
    page.wait_for_selector(READY)
    page.get_by_role("button", name="Zoom in", exact=True).click()
    link = copied(page)
    assert said(link)["camera"] == "1.5,1,0.5,0,0,0"
    assert re.fullmatch(r"-?[\d.]+,-?[\d.]+,1\.6", said(link)["view"])
