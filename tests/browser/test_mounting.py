"""When the stage is built and when it is taken down, by what Streamlit calls and when."""

import re

from hands import READY, until
from playwright.sync_api import expect

import assets

OVERTAKEN = """async (module) => {
    const { parentElement } = document.querySelector('.stage');
    const { render } = await import(new URL(module, document.baseURI));
    const cleanUp = render({ data: null, parentElement, setTriggerValue() {} });
    cleanUp();
}"""


def test_the_clean_up_of_a_scene_that_another_overtook_leaves_the_stage(stage):
    page = stage()
    page.evaluate("window.before = document.querySelector('.stage')")
    page.evaluate(OVERTAKEN, f"{assets.STAGE_URL}/streamlit.js")
    assert page.evaluate("window.before === document.querySelector('.stage')")


def test_a_page_that_is_left_takes_its_stage_down(stage):
    page = stage()
    page.evaluate("window.before = document.querySelector('.stage')")
    page.get_by_role("link", name="Compare", exact=True).click()
    expect(page).to_have_url(re.compile("/compare"))
    page.wait_for_selector(READY)
    until(lambda: page.evaluate("window.before.parentElement === null"))
