"""The picture that is taken home is the one on the screen, in every form that it comes in."""

import base64
import io
import re
from xml.etree import ElementTree

import pytest
from hands import READY, frames, slider
from PIL import Image, ImageChops
from playwright.sync_api import expect
from test_two_stages import bare, site  # noqa: F401

# How far the map as it is drawn for a file is from what the page shows of it, at the page's own size: the largest
# difference of a channel, and the share of pixels where it is more than rounding. The starts' handles are no ink.
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
    for (const canvas of map.box.querySelectorAll("canvas")) {
        const { offsetLeft, offsetTop, offsetWidth, offsetHeight } = canvas;
        if (!canvas.hidden) page.drawImage(canvas, offsetLeft, offsetTop, offsetWidth, offsetHeight);
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

# A file as the menu's item makes it: its name, what was said of it, and its bytes in base 64.
TAKE = """async ([name, what, format, colours]) => {
    const take = stages[name].views.find((view) => view.shown);
    await take.load();
    const { item } = take.lines.find(({ item }) => item.title === "Picture");
    [item.what.value, item.format.value, item.colours.value] = [what, format, colours];
    item.meet(take.shown);
    const said = item.tell(take.shown);
    const { name: file, blob } = await item.make(take.shown, { signal: new AbortController().signal, tell: () => {} });
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return [file, said, btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))];
}"""
# Where each step of the one runner is, in pixels of the file, of which the map alone has the page's size
STEPS = """name => {
    const { viewport, canvas } = stages[name].views.find((view) => view.extent);
    const { x, y } = stages[name].scene.selected.path;
    const pixels = Array.from(x, (_, k) => viewport.toPixel(x[k], y[k]));
    return pixels.map(([px, py]) => [px + canvas.offsetLeft, py + canvas.offsetTop]);
}"""
SVG = "{http://www.w3.org/2000/svg}"
PAD = 16  # pixels of paper around a map


def settled(bare, name: str, **options):  # noqa: F811
    page = bare(f"scenes={name}", **options)
    expect(page.locator(READY)).to_have_count(1)
    slider(page, "Step").fill("13")
    frames(page)
    return page


def take(page, name: str, what: str, form: str, colours: str) -> tuple[str, str, bytes]:
    file, said, text = page.evaluate(TAKE, [name, what, form, colours])
    return file, said, base64.b64decode(text)


@pytest.mark.parametrize(("name", "lit"), [("race", False), ("crowd", True), ("alone", False)])
def test_a_file_holds_the_map_of_the_page(bare, name, lit):  # noqa: F811
    page = settled(bare, name, color_scheme="dark" if lit else "light")
    most, many = page.evaluate(DIFFERENCE, [name, lit])
    assert many < 1e-4, (most, many)


def test_every_picture_is_as_large_as_is_said_and_print_has_no_colours(bare):  # noqa: F811
    page = settled(bare, "crowd", viewport=(390, 844))
    widths = {}
    for what in ("sheet", "map", "relief", "curves"):
        for form, colours in (("1x", "print"), ("2x", "night")):
            file, said, data = take(page, "crowd", what, form, colours)
            image = Image.open(io.BytesIO(data)).convert("RGB")
            assert said.endswith(f"{image.width} × {image.height} pixels"), (what, form, said, image.size)
            assert file.startswith("overshoot_himmelblau_race-of-6")
            assert file.endswith(".png")
            widths[what, form] = image.width
            red, green, blue = image.split()
            greyness = max(ImageChops.difference(*pair).getextrema()[1] for pair in ((red, green), (green, blue)))
            assert (greyness < 12) == (colours == "print"), (what, greyness)
            corner = image.getpixel((2, 2))
            assert max(corner) < 40 if colours == "night" else min(corner) > 250
    assert all(widths[what, "2x"] == 2 * widths[what, "1x"] for what, _ in widths)
    assert widths["sheet", "1x"] > 1000 > 600 < widths["map", "1x"]  # no narrower for having been on a phone


def test_a_drawing_is_xml_whose_lines_go_through_the_steps(bare):  # noqa: F811
    page = settled(bare, "alone")
    file, said, data = take(page, "alone", "map", "svg", "page")
    assert file.endswith(".svg")
    assert len(data) < 1e6
    drawing = ElementTree.fromstring(data)
    assert said.endswith("its lines and letters as such")
    assert f"{drawing.get('width')} × {drawing.get('height')}" in said
    corners = [corner for path in drawing.iter(f"{SVG}path") for corner in corners_of(path.get("d"))]
    steps = page.evaluate(STEPS, "alone")
    assert len(steps) > 10
    for x, y in steps:
        assert any(abs(x + PAD - px) < 0.02 and abs(y + PAD - py) < 0.02 for px, py in corners), (x, y)
    assert {"start", "global minimum", "loss (log scale)"} <= {text.text for text in drawing.iter(f"{SVG}text")}


def corners_of(path: str):
    """The places that a path's lines go through; circles have none."""
    for line in re.findall(r"M[^Ma]*", path):
        x, y = 0.0, 0.0
        for command, numbers in re.findall(r"([Ml])([^Mlz]*)", line):
            values = [float(number) for number in re.findall(r"-?[\d.]+(?:e-?\d+)?", numbers)]
            for dx, dy in zip(values[::2], values[1::2], strict=True):
                x, y = (dx, dy) if command == "M" else (x + dx, y + dy)
                yield x, y


def test_without_webgl_the_sheet_has_no_surface_and_says_so(stage):
    page = stage("?landscape=ravine", own_window=True)
    page.add_init_script(
        "const get = HTMLCanvasElement.prototype.getContext; HTMLCanvasElement.prototype.getContext = "
        "function (kind, ...rest) { return kind.includes('webgl') ? null : get.call(this, kind, ...rest) }"
    )
    page.reload()
    page.wait_for_selector(READY)
    page.get_by_role("button", name="Take home", exact=True).click()
    page.locator(".take-line", has_text="Picture").first.click()
    expect(page.get_by_role("combobox", name="What", exact=True).locator("option[value=relief]")).to_be_disabled()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save", exact=True).click()
    assert re.fullmatch(
        r"overshoot_ravine_gradient_descent_alpha-[\d.]+_sheet_2x\.png", download.value.suggested_filename
    )


def test_a_picture_goes_to_the_clipboard(stage):
    page = stage("?landscape=ravine", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Take home", exact=True).click()
    page.locator(".take-line", has_text="Picture").first.click()
    page.get_by_role("combobox", name="What", exact=True).select_option("map")
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.locator(".take-words")).to_contain_text("Copied")
    kinds = page.evaluate("navigator.clipboard.read().then(([item]) => item.types)")
    assert kinds == ["image/png"]
    page.get_by_role("combobox", name="As", exact=True).select_option("svg")
    expect(page.get_by_role("button", name="Copy", exact=True)).to_be_hidden()
    page.get_by_role("combobox", name="As", exact=True).select_option("4x")
    blank = (
        "CanvasRenderingContext2D.prototype.getImageData = () => new ImageData(1, 1)"  # as where a canvas is too large
    )
    page.evaluate(blank)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".take-words")).to_contain_text("choose a smaller one")
