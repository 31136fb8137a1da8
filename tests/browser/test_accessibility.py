"""For everyone: axe finds nothing that keeps people out, and every control has the name that it is promised to have."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from hands import READY, rest, take_home
from playwright.sync_api import expect

from app_pages import PAGES

FRONT = next(iter(PAGES))
GRAVE = {"serious", "critical"}
SIZES = {"laptop": (1280, 800), "phone": (390, 844)}

# Long formulas scroll sideways. Browsers let the keyboard reach what scrolls (Chromium from 130 on); axe asks for more.
SCROLLED_BY_KEYS = ".katex-display"
AS_IT_IS = {"preload": False}  # it would ask for style sheets that others import by their addresses from the page

SLIDERS = ["Learning rate α", "Decay", "Step"]
BUTTONS = ["Play", "Step back", "Step forward", "Restart", "Start point", "Zoom in", "Zoom out"]
PICTURES = ["Loss landscape map", "3D surface with the path", "Loss per step", "Learning rate per step"]
CHOICES = ["Landscape", "Optimizer", "Schedule"]
TOOLS = ["Settings", "Undo", "Reset", "Take home", "Copy link", "Present"]
PANELS = ["3D surface", "Curves"]
NUMBERS = ["Steps", "Noise", "Seed"]


@pytest.fixture
def settled(stage):
    """settled(address, …) -> Page whose stage rests, its contours drawn."""

    def settled(address="", **options):
        page = stage(address, **options)
        page.wait_for_selector(".map-axes[data-ranges]")
        return page

    return settled


@pytest.mark.parametrize("path", PAGES)
def test_every_page_keeps_nobody_out_and_needs_no_scrolling_sideways(open_app, sent, path):
    page = open_app("" if path == FRONT else path, viewport=SIZES["phone"], reduced_motion="reduce")
    if page.locator(".stage").count():
        page.wait_for_selector(READY)
        page.wait_for_selector(".map-axes[data-ranges]")
    for scheme, (width, height) in (("light", SIZES["phone"]), ("dark", SIZES["laptop"])):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": height})
        expect(page.locator("[data-testid=stApp]")).to_have_css("color-scheme", scheme)
        rest(page, sent)  # while the page is run again Streamlit fades its texts
        assert grave_findings(page) == [], scheme
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, scheme


def grave_findings(page) -> list[str]:
    """What axe finds serious or critical, with the elements and the reasons."""
    return [
        f"{finding['id']} ({finding['impact']}): {node['html'][:200]} {node['failureSummary']}"
        for finding in Axe().run(page, {"exclude": [SCROLLED_BY_KEYS]}, AS_IT_IS).response["violations"]
        if finding["impact"] in GRAVE
        for node in finding["nodes"]
    ]


def test_axe_finds_nothing_grave_in_what_is_said_and_what_can_be_opened(settled):
    page = settled("?optimizer=adam&alpha=2&beta1=nan", color_scheme="dark")  # the pages are looked at in both
    expect(page.get_by_role("alert").filter(has_text="beta1")).to_be_visible()
    field = page.get_by_label("Exact value of α")
    field.fill("fast")
    field.press("Enter")
    page.get_by_text("Text version of the picture").click()
    page.wait_for_selector(".twin tbody tr")
    page.get_by_role("button", name="Settings").click()
    expect(page.get_by_label("Seed")).to_be_visible()
    assert grave_findings(page) == []
    page.keyboard.press("Escape")
    for menu in CHOICES:
        page.get_by_role("button", name=menu).click()
        expect(page.get_by_role("listbox", name=menu)).to_be_visible()
        assert grave_findings(page) == []
        page.keyboard.press("Escape")
    page.get_by_role("button", name="Link for students").click()
    expect(page.get_by_role("dialog", name="A link for students")).to_be_visible()
    assert grave_findings(page) == []
    page.keyboard.press("Escape")
    take_home(page, "Code")
    expect(page.get_by_role("dialog").locator("code").first).to_be_visible()
    assert grave_findings(page) == []
    page.keyboard.press("Escape")
    page.evaluate("document.querySelector('.stage').append(document.createElement('button'))")
    assert any(finding.startswith("button-name") for finding in grave_findings(page))


def test_every_control_has_its_name_and_says_its_value_as_people_read_it(settled):
    page = settled("?optimizer=adam&decay=0.1")
    assert page.locator(".verdict[role=status]").get_attribute("aria-live") == "polite"
    assert page.get_by_role("slider", name="Decay", exact=True).get_attribute("aria-valuetext") == "×1/10"
    assert page.get_by_role("slider", name="Step", exact=True).get_attribute("aria-valuetext") == "step 100 of 100"
    for role, names in {
        "slider": [*SLIDERS, "Momentum β₁", "Scale memory β₂"],
        "button": [*BUTTONS, *TOOLS, *PANELS],
        "img": PICTURES,
    }.items():
        for name in names:
            found = page.get_by_role(role, name=name, exact=True)
            assert found.count() == 1, f"{found.count()} of {role} {name}"
    assert [page.get_by_role("button", name=name).count() for name in CHOICES] == [1, 1, 1]
    assert [page.get_by_label(name, exact=True).count() for name in NUMBERS] == [1, 1, 1]
    assert page.get_by_label("Speed").count() == 1
    assert page.locator(".stage input[type=range]").count() == len(SLIDERS) + 2
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()


def test_on_a_phone_everything_to_press_is_as_large_as_a_finger(settled):
    page = settled(viewport=SIZES["phone"], has_touch=True)
    small = page.evaluate(
        """() => [...document.querySelectorAll('.stage :is(.icon-button, .zoom button, select, input[type=range])')]
            .filter((element) => element.checkVisibility())
            .map((element) => [element.outerHTML.slice(0, 90), element.getBoundingClientRect()])
            .filter(([, box]) => box.height < 40 || box.width < 44)
            .map(([html, box]) => `${html} ${box.width} × ${box.height}`)"""
    )
    assert small == []
