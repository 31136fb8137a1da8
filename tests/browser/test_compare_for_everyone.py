"""A race for everyone: by keys, by finger, by night, for those who cannot tell colours; and the same after a reload."""

import re

import pytest
from hands import READY, address, frames, middle, rest, scrolled, slider, swipe, until
from playwright.sync_api import expect
from race_hands import ALPHA, ASIDE, LOSSES, MAP, RACE, RATES, cells, ink, link, more_of, row, sentence
from test_accessibility import grave_findings


def test_by_keys_alone_rows_are_selected_doubled_coloured_and_removed(race, heard):
    _, sent = heard
    keys = race.keyboard
    race.get_by_role("button", name="Add", exact=True).focus()
    keys.press("Tab")
    expect(row(race, "a").locator(".row-more")).to_be_focused()
    keys.press("Tab")
    expect(row(race, "b").get_by_role("radio")).to_be_focused()
    keys.press("ArrowDown")
    expect(row(race, "c").get_by_role("radio")).to_be_checked()
    expect(race).to_have_url(re.compile("selected=c"))
    expect(race.get_by_role("slider", name="Scale memory β₂")).to_have_count(0)
    keys.press("ArrowUp")
    keys.press("ArrowUp")
    expect(row(race, "a").get_by_role("radio")).to_be_checked()
    expect(race.get_by_role("slider", name="Momentum β", exact=True)).to_be_visible()
    until(lambda: "selected" not in address(race))
    rest(race, sent)
    keys.press("Tab")
    expect(row(race, "a").locator(".row-more")).to_be_focused()
    keys.press("Enter")
    expect(row(race, "a").locator(".row-sheet")).to_be_visible()
    for _ in range(6):
        keys.press("Tab")
    expect(row(race, "a").locator(".swatch").nth(5)).to_be_focused()
    keys.press("Enter")
    until(lambda: address(race).get("colour") == "5")
    rest(race, sent)
    row(race, "a").locator(".row-more").focus()
    keys.press("Enter")
    for _ in range(7):
        keys.press("Tab")
    expect(row(race, "a").get_by_role("button", name="Duplicate", exact=True)).to_be_focused()
    keys.press("Enter")
    expect(race.locator(".row")).to_have_count(4)
    until(lambda: address(race).get("d.optimizer") == "momentum")
    rest(race, sent)
    row(race, "a").locator(".row-more").focus()
    keys.press("Enter")
    for _ in range(8):
        keys.press("Tab")
    expect(row(race, "a").get_by_role("button", name="Remove", exact=True)).to_be_focused()
    keys.press("Enter")
    expect(race.locator(".row")).to_have_count(3)
    until(lambda: address(race)["optimizer"] == "adam")


def test_who_is_pointed_at_is_lit_everywhere(race):
    charts = [MAP, LOSSES, RATES]
    before = [ink(race, name) for name in charts]
    seen = set()
    for letter in "abc":
        row(race, letter).hover()
        expect(row(race, letter)).to_have_class(re.compile(r"\blit\b"))
        frames(race)
        lit = tuple(ink(race, name) for name in charts)
        assert all(abs(now / then - 1) > 0.02 for now, then in zip(lit, before, strict=True))
        seen.add(lit)
    assert len(seen) == 3
    race.mouse.move(*ASIDE)
    frames(race)
    assert race.locator(".row.lit").count() == 0
    assert [ink(race, name) for name in charts] == pytest.approx(before, rel=1e-3)


@pytest.mark.parametrize("chart", [MAP, LOSSES])
def test_a_path_or_a_curve_that_is_pointed_at_lights_its_row(race, chart):
    box = race.get_by_role("img", name=chart, exact=True).bounding_box()
    found = set()
    for share in (0.56, 0.62, 0.68, 0.5, 0.3):
        for height in range(6, int(box["height"]) - 6, 5):
            race.mouse.move(box["x"] + share * box["width"], box["y"] + height)
            frames(race, 1)
            lit = race.evaluate("[...document.querySelectorAll('.row.lit')].map((row) => row.dataset.runner)")
            assert len(lit) < 2
            found |= set(lit)
            if len(found) > 1:
                return
    pytest.fail(f"pointing at {chart} lights {found}")


def test_the_race_is_the_same_after_a_reload(race, heard):
    _, sent = heard
    before, said = cells(race), sentence(race)
    race.reload()
    race.wait_for_selector(READY)
    rest(race, sent)
    assert cells(race) == before
    assert sentence(race) == said
    expect(row(race, "b").get_by_role("radio")).to_be_checked()


def test_axe_finds_nothing_grave_and_every_hand_has_a_name(race):
    assert grave_findings(race) == []
    more_of(race, "a")
    assert grave_findings(race) == []
    race.keyboard.press("Escape")
    race.locator(".race .menu-button").click()
    expect(race.get_by_role("listbox", name="Race")).to_be_visible()
    assert grave_findings(race) == []
    race.keyboard.press("Escape")
    names = race.locator(".row-more").evaluate_all("buttons => buttons.map((button) => button.ariaLabel)")
    assert len(set(names)) == 3
    assert race.get_by_role("radiogroup", name="Runner whose sliders are shown").get_by_role("radio").count() == 3
    swatches = row(race, "a").locator(".swatch").evaluate_all("all => all.map((one) => one.ariaLabel)")
    assert len(set(swatches)) == 6


def test_on_a_phone_at_night_a_finger_does_it_all_and_nothing_scrolls_sideways(stage, sent):
    page = stage(link(RACE), viewport=(390, 844), has_touch=True, is_mobile=True, color_scheme="dark")
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0
    assert page.locator(".row").evaluate_all("rows => rows.every((row) => row.scrollWidth <= row.clientWidth)")
    assert grave_findings(page) == []
    row(page, "c").locator(".row-name").tap()
    expect(row(page, "c").get_by_role("radio")).to_be_checked()
    expect(page).to_have_url(re.compile("selected=c"))
    rest(page, sent)
    there = scrolled(page)
    x, y = middle(page, slider(page, ALPHA), 0.3)
    before, there = cells(page), scrolled(page)
    swipe(page, (x, y), (x + 120, y))
    until(lambda: address(page)["c.alpha"] != RACE["c.alpha"])
    assert scrolled(page) == there
    rest(page, sent)
    assert cells(page)["a"] == before["a"]
    row(page, "a").locator(".row-more").tap()
    sheet = row(page, "a").locator(".row-sheet")
    expect(sheet).to_be_visible()
    box = sheet.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    small = sheet.locator("button").evaluate_all(
        "all => all.filter((one) => one.getBoundingClientRect().height < 40).map((one) => one.outerHTML)"
    )
    assert small == []
    sheet.get_by_role("button", name="Duplicate", exact=True).tap()
    expect(page.locator(".row")).to_have_count(4)
    rest(page, sent)
    assert page.evaluate(wide) <= 0
    assert grave_findings(page) == []
