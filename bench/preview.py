"""The picture that is shown with a link in a chat: `python -m bench.preview` takes it of the app as it is.

Its size is the one that the document says, see `door/document.py`.
"""

import base64
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import assets
from door.document import HEIGHT, WIDTH
from tests.browser.chromium import launch
from tests.conftest import run_server

CARD = """<style>
body { margin: 0; display: grid; grid-template-columns: 740px 1fr; height: 100vh; background: #0E1116; color: #E8ECF1;
  font: 30px/1.35 "Helvetica", "Arial", sans-serif }
img { width: 740px; height: 630px; object-fit: cover }
div { padding: 0 44px; align-self: center }
svg { width: 372px; height: auto; margin-left: -6px }
p { margin: 26px 0 0; color: #c3ccd6 }
</style><img src="data:image/png;base64,MAP"><div>LOGO<p>Drag the learning rate. Watch gradient descent crawl, settle,
overshoot or fly off, and read why.</p></div>"""


def main():
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = launch(playwright)
        with run_server("app.py", Path(folder)) as server:
            page = browser.new_page(
                viewport={"width": 1400, "height": 900},
                color_scheme="dark",
                reduced_motion="reduce",
                device_scale_factor=2,
            )
            page.goto(f"{server.url}/?alpha=0.095")
            page.wait_for_selector(".stage[aria-busy=false]")
            page.add_style_tag(content=".zoom, .map-box .hint { display: none !important }")
            page.wait_for_timeout(1000)
            plane = page.locator(".map-ink").bounding_box()
            assert plane
            shot = page.screenshot(clip=plane)
        card = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        text = CARD.replace("MAP", base64.b64encode(shot).decode()).replace("LOGO", assets.LOGO.read_text())
        card.set_content(text)
        card.screenshot(path=assets.PREVIEW, type="jpeg", quality=80)
        browser.close()
    print(f"{assets.PREVIEW}: {assets.PREVIEW.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
