"""The picture that is taken home is the one on the screen."""

import pytest
from hands import READY, frames, slider
from playwright.sync_api import expect
from test_two_stages import bare, site  # noqa: F401

# How far the map as it is drawn for a file is from what the page shows of it, at the page's own size: the largest
# difference of a channel, and the share of pixels where it is more than rounding.
DIFFERENCE = """async ([name, lit]) => {
    const { drawMap, factsOf } = await import("/stage/picture/map_picture.js");
    const { views, scene } = stages[name];
    const map = views.find((view) => view.extent);
    const shown = views.find((view) => view.shown).shown;
    if (lit) shown.moment.lit = scene.runners[1];
    map.draw(shown.moment);
    const { clientWidth: width, clientHeight: height } = map.box;
    const sheet = () => {
        const canvas = Object.assign(document.createElement("canvas"), { width, height });
        return canvas.getContext("2d", { willReadFrequently: true });
    };
    const [page, file] = [sheet(), sheet()];
    for (const canvas of map.box.querySelectorAll("canvas"))
        if (!canvas.hidden) {
            const { offsetLeft, offsetTop, offsetWidth, offsetHeight } = canvas;
            page.drawImage(canvas, offsetLeft, offsetTop, offsetWidth, offsetHeight);
        }
    drawMap(file, { ...factsOf(shown), view: map.viewed, width, height });
    const [a, b] = [page, file].map((ink) => ink.getImageData(0, 0, width, height).data);
    const rings = [...map.box.querySelectorAll(".start-handle")].map((handle) => {
        return [handle.offsetLeft + handle.offsetWidth / 2, handle.offsetTop + handle.offsetHeight / 2];
    });
    let [most, many] = [0, 0];
    a.forEach((value, at) => {
        const [x, y] = [(at >> 2) % width, Math.floor((at >> 2) / width)];
        if (rings.some(([px, py]) => Math.hypot(x - px, y - py) < 18)) return;
        const off = Math.abs(value - b[at]);
        most = Math.max(most, off);
        many += off > 3;
    });
    return [most, many / a.length];
}"""


@pytest.mark.parametrize(("name", "lit"), [("race", False), ("crowd", True), ("alone", False)])
def test_a_file_holds_the_map_of_the_page(bare, name, lit):  # noqa: F811
    page = bare(f"scenes={name}", color_scheme="dark" if lit else "light")
    expect(page.locator(READY)).to_have_count(1)
    slider(page, "Step").fill("13")
    frames(page)
    most, many = page.evaluate(DIFFERENCE, [name, lit])
    assert many < 1e-4, (most, many)
