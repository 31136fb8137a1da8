"""The server as a browser meets it: the policy bites, nothing is asked elsewhere, what is cached stays cached."""

import shutil
from pathlib import Path

from hands import READY
from playwright.sync_api import expect

import assets


def test_the_first_page_stands_without_a_complaint(page):
    assert page.title() == "Overshoot"
    assert page.get_by_text("Something went wrong").count() == 0


def test_the_icon_travels_with_the_page(page):
    assert page.locator("link[rel='shortcut icon']").get_attribute("href").startswith("data:image/svg+xml")


def test_light_and_dark_follow_the_visitor(open_app):
    colours = [
        open_app(color_scheme=scheme)
        .locator("[data-testid=stApp]")
        .evaluate("app => getComputedStyle(app).backgroundColor")
        for scheme in ("light", "dark")
    ]
    assert colours == ["rgb(255, 255, 255)", "rgb(14, 17, 22)"]


def test_no_script_image_or_call_from_elsewhere(page, complaints):
    refused = page.evaluate(
        """async () => {
            const refused = []
            document.addEventListener("securitypolicyviolation", event => refused.push(event.effectiveDirective))
            const script = document.createElement("script")
            script.textContent = "window.smuggled = true"
            document.head.append(script)
            new Image().src = "https://example.com/pixel.png"
            await fetch("https://example.com/").catch(() => null)
            await new Promise(resolve => setTimeout(resolve, 100))
            return [refused.sort(), window.smuggled ?? false]
        }"""
    )
    assert refused == [["connect-src", "img-src", "script-src-elem"], False]
    assert len(complaints) >= 3
    complaints.clear()


def test_a_second_visit_fetches_no_file(stage):
    page = stage(own_window=True)
    page.wait_for_selector(".relief-plot .main-svg")
    page.reload()
    page.wait_for_selector(READY)
    page.wait_for_selector(".relief-plot .main-svg")
    fetched = page.evaluate(
        """() => performance.getEntriesByType("resource")
            .filter(({ name, transferSize }) => transferSize > 0 && !name.includes("_stcore"))
            .map(({ name }) => name)"""
    )
    assert fetched == []


BROKEN_SCRIPT = """
import streamlit as st


def fail():
    raise ValueError("a secret of the house")


st.write("Settings:", st.query_params.to_dict())
st.button("Fail in a callback", on_click=fail)
if "fail" in st.query_params:
    fail()
"""


def test_a_failing_script_shows_a_way_out_and_the_log_has_the_reason(serve, open_app, tmp_path, monkeypatch):
    house = Path(assets.__file__).parent
    monkeypatch.setenv("PYTHONPATH", str(house))
    (tmp_path / "app_pages").mkdir()
    (tmp_path / "app_pages" / "frame.py").write_text(BROKEN_SCRIPT)
    with serve(shutil.copy(house / "app.py", tmp_path), tmp_path) as broken:
        page = open_app(f"{broken.url}/?fail=1")
        expect(page.get_by_role("alert")).to_contain_text("Reload the page to try again")
        page.get_by_role("link", name="Start over").click()
        page.get_by_role("button", name="Fail in a callback").click()
        expect(page.get_by_role("alert")).to_contain_text("Reload the page to try again")
        assert page.url == f"{broken.url}/"
        assert "a secret of the house" not in page.content()
        assert broken.log.read_text().count("ValueError: a secret of the house") == 2
        page.close()  # before its server is gone, of which it would complain
