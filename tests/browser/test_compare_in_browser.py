"""Hands on a race: rows are selected, moved, tuned, coloured and dragged by mouse, by keys and by finger.

Most tests share one page, which stands as it was opened when each of them begins.
"""

import re
from urllib.parse import parse_qsl

import pytest
from conftest import listen
from hands import READY, drag, frames, middle, picture, rest, scrolled, slider, swipe, until
from playwright.sync_api import expect
from test_accessibility import grave_findings

RACE = {
    "landscape": "himmelblau",
    "steps": "120",
    "optimizer": "momentum",
    "alpha": "0.01",
    "b.optimizer": "adam",
    "b.alpha": "0.3",
    "c.optimizer": "gradient_descent",
    "c.alpha": "0.01",
    "selected": "b",
}
ALPHA = "Learning rate α"
MAP, LOSSES = "Loss landscape map", "Loss per step"
CELLS = {"name": "row-name", "rate": "row-rate", "verdict": "badge", "finish": "row-finish", "width": "row-width"}
MOST_UNDONE = 12
ASIDE = (2, 300)  # where the mouse points at nothing


def link(race):
    return "compare?" + "&".join(f"{name}={text}" for name, text in race.items())


def address(page):
    """What the browser's own address says at this moment."""
    return dict(parse_qsl(page.evaluate("location.search.slice(1)")))


@pytest.fixture(scope="module")
def heard():
    """What the shared page complains about, and the sizes of what it sends."""
    return [], []


@pytest.fixture(scope="module")
def laptop(browser, server, heard):
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    listen(context, *heard)
    yield context.new_page()
    context.close()


@pytest.fixture
def race(laptop, server, heard):
    """The page with a race of three; what a test has changed is taken back after it."""
    complaints, sent = heard
    if laptop.url == "about:blank" or address(laptop) != RACE:
        laptop.goto(f"{server.url}/{link(RACE)}")
        laptop.wait_for_selector(READY)
        laptop.wait_for_selector(".map-plot .main-svg")
    rest(laptop, sent)
    yield laptop
    laptop.keyboard.press("Escape")
    laptop.mouse.move(*ASIDE)
    undo = laptop.get_by_role("button", name="Undo")
    for _ in range(MOST_UNDONE):
        if not undo.is_enabled():
            break
        undo.click()
        rest(laptop, sent)
    row(laptop, "b").get_by_role("radio").check()
    laptop.mouse.move(*ASIDE)
    rest(laptop, sent)
    told = list(complaints)
    complaints.clear()
    assert not told


def row(page, letter):
    return page.locator(f".row[data-runner={letter}]")


def cells(page) -> dict[str, dict[str, str]]:
    """What each row says of its own runner, by its letter."""
    frames(page)
    return {
        each.get_attribute("data-runner"): {name: each.locator(f".{kind}").inner_text() for name, kind in CELLS.items()}
        for each in page.locator(".row").all()
    }


def ink(page, name) -> float:
    """How much there is on a canvas, in pixels."""
    return page.get_by_role("img", name=name, exact=True).evaluate(
        """(canvas) => {
            const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
            return data.reduce((sum, value, at) => (at % 4 === 3 ? sum + value : sum), 0) / 255;
        }"""
    )


def sentence(page):
    return page.locator(".race-sentence").inner_text()


def more_of(page, letter):
    """Open the menu of a row."""
    row(page, letter).locator(".row-more").click()
    return row(page, letter).locator(".row-sheet")


def test_explores_run_comes_along_as_the_first_runner(stage):
    page = stage("?optimizer=adam&alpha=0.3&landscape=himmelblau&steps=50")
    page.get_by_role("link", name="Compare this run").click()
    page.wait_for_selector(".row")
    expect(page).to_have_url(re.compile(r"/compare\?"))
    here = address(page)
    assert here.items() >= {"optimizer": "adam", "alpha": "0.3", "landscape": "himmelblau", "steps": "50"}.items()
    assert here["b.optimizer"] == "gradient_descent"
    assert [own["name"] for own in cells(page).values()] == ["Adam", "Gradient descent"]
    assert cells(page)["a"]["rate"] == "α 0.3"


def test_a_dragged_rate_bends_one_path_before_anything_is_sent(race, heard):
    _, sent = heard
    before, drawn, curves, said = cells(race), picture(race), picture(race, LOSSES), sentence(race)
    quiet = len(sent)
    drag(race, slider(race, ALPHA), 0.2, hold=True)
    frames(race)
    held = cells(race)
    assert picture(race) != drawn
    assert picture(race, LOSSES) != curves
    assert held["b"]["rate"] != before["b"]["rate"]
    assert held["b"]["finish"] != before["b"]["finish"]
    assert {letter: held[letter] for letter in "ac"} == {letter: before[letter] for letter in "ac"}
    assert sentence(race) != said
    race.wait_for_timeout(600)  # longer than any pause before a wish
    assert len(sent) == quiet
    shown, places = sentence(race), race.locator(".row-place").all_inner_texts()
    race.mouse.up()
    until(lambda: address(race)["b.alpha"] != RACE["b.alpha"])
    rest(race, sent)
    assert sentence(race) == shown  # what was said under the hand is what is then said of the race
    assert race.locator(".row-place").all_inner_texts() == places
    assert cells(race)["b"]["finish"] == held["b"]["finish"]


def test_one_slider_for_all_moves_every_path_and_sends_nothing(race, heard):
    _, sent = heard
    race.get_by_role("radio", name="One α for all").check()
    expect(race).to_have_url(re.compile("together=alpha"))
    rest(race, sent)
    before, drawn, quiet = cells(race), picture(race), len(sent)
    drag(race, race.locator(".controls input[type=range]"), 0.6, hold=True)
    frames(race)
    held = cells(race)
    assert len({own["rate"] for own in held.values()}) == 1
    assert all(held[letter]["rate"] != before[letter]["rate"] for letter in "abc")
    assert picture(race) != drawn
    race.wait_for_timeout(600)
    assert len(sent) == quiet
    race.mouse.up()
    until(lambda: len({address(race)[name] for name in ("alpha", "b.alpha", "c.alpha")}) == 1)


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


def test_after_six_nobody_can_be_added_or_doubled(race, heard):
    _, sent = heard
    adding = race.get_by_role("button", name="Add", exact=True)
    for count in (4, 5, 6):
        expect(adding).to_be_enabled()
        adding.click()
        expect(race.locator(".row")).to_have_count(count)
        rest(race, sent)
    expect(adding).to_be_disabled()
    assert len({own["name"] for own in cells(race).values()}) == 6
    sheet = more_of(race, "a")
    expect(sheet.get_by_role("button", name="Duplicate", exact=True)).to_be_disabled()
    expect(sheet.get_by_role("button", name="Remove", exact=True)).to_be_enabled()
    race.keyboard.press("Escape")


ADD_AND_GO_ON = """() => {
    [...document.querySelectorAll(".race button")].find(({ textContent }) => textContent === "Add").click();
    const map = document.querySelector(".map-ink");
    const { left, top } = map.getBoundingClientRect();
    const click = new MouseEvent("click", { bubbles: true, clientX: left + 300, clientY: top + 100 });
    setTimeout(() => map.dispatchEvent(click), 20);
}"""


def test_who_goes_on_before_the_answer_has_added_one(race, heard):
    _, sent = heard
    race.evaluate(ADD_AND_GO_ON)
    until(lambda: "x" in address(race))
    rest(race, sent)
    assert race.locator(".row").count() == 4


def test_of_two_none_can_be_removed_and_who_stays_keeps_the_colour(race, heard):
    _, sent = heard
    colours = "element => getComputedStyle(element).getPropertyValue('--runner')"
    before = row(race, "b").locator(".row-mark").evaluate("canvas => canvas.toDataURL()")
    more_of(race, "a").get_by_role("button", name="Remove", exact=True).click()
    expect(race.locator(".row")).to_have_count(2)
    rest(race, sent)
    assert row(race, "a").locator(".row-mark").evaluate("canvas => canvas.toDataURL()") == before
    assert race.locator(".menu-button").first.evaluate(colours) is not None
    expect(more_of(race, "b").get_by_role("button", name="Remove", exact=True)).to_be_disabled()
    race.keyboard.press("Escape")


def test_each_is_tuned_says_so_and_undo_takes_it_back(race, heard):
    _, sent = heard
    before = cells(race)
    note = race.locator(".race-words .note")
    expect(note).to_contain_text("Each at its best of 81 rates")
    race.get_by_role("button", name="Tune each").click()
    until(lambda: address(race)["b.alpha"] != RACE["b.alpha"])
    expect(note).to_contain_text("Each has its best of 81 rates")
    rest(race, sent)
    tuned = cells(race)
    assert all(tuned[letter]["rate"] != before[letter]["rate"] for letter in "abc")
    assert all(own["verdict"] == "converged" for own in tuned.values())
    assert [own["width"] for own in tuned.values()] == [own["width"] for own in before.values()]
    race.keyboard.press("Control+z")
    until(lambda: address(race) == RACE)
    rest(race, sent)
    assert cells(race) == before


def test_where_each_has_a_start_anothers_can_be_dragged(race, heard):
    _, sent = heard
    race.get_by_label("each its own start").check()
    expect(race).to_have_url(re.compile("starts=own"))
    rest(race, sent)
    start = {name: text for name, text in address(race).items() if name[-1] in "xy"}
    other = race.get_by_role("button", name=re.compile("^Start point of ")).last
    assert race.locator(".start-handle.other").count() == 2
    drawn = picture(race)
    box = other.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    race.mouse.move(x, y)
    race.mouse.down()
    race.mouse.move(x + 90, y - 60, steps=6)
    until(lambda: race.wait_for_timeout(50) or picture(race) != drawn)
    race.mouse.up()
    until(lambda: {name: text for name, text in address(race).items() if name[-1] in "xy"} != start)
    rest(race, sent)
    moved = {name for name, text in address(race).items() if name[-1] in "xy" and start.get(name) != text}
    assert moved in ({"x", "y"}, {"c.x", "c.y"})  # of one runner, and it is selected
    letter = "c" if "c.x" in moved else "a"
    expect(row(race, letter).get_by_role("radio")).to_be_checked()


def test_who_is_pointed_at_is_lit_everywhere(race):
    charts = [MAP, LOSSES, "Learning rate per step"]
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


def test_two_tabs_with_different_races_do_not_mix(race, heard, server):
    _, sent = heard
    before = cells(race)
    other = race.context.new_page()
    other.goto(f"{server.url}/compare?landscape=bowl&optimizer=lion&b.optimizer=rmsprop&steps=30")
    other.wait_for_selector(READY)
    rest(other, sent)
    other.get_by_role("button", name="Add", exact=True).click()
    expect(other.locator(".row")).to_have_count(3)
    drag(race, slider(race, ALPHA), 0.3)
    until(lambda: address(race)["b.alpha"] != RACE["b.alpha"])
    rest(other, sent)
    now = cells(race)
    assert {letter: now[letter] for letter in "ac"} == {letter: before[letter] for letter in "ac"}
    assert [own["name"] for own in cells(other).values()][:2] == ["Lion", "RMSprop"]
    assert address(other)["landscape"] == "bowl"
    assert address(race)["landscape"] == "himmelblau"
    other.close()


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
