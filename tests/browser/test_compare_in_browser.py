"""Hands on a race: runners come and go, are moved, tuned and dragged, and no more is sent and done than was meant."""

import re

from hands import READY, address, drag, frames, picture, rest, slider, until
from playwright.sync_api import expect
from race_hands import ALPHA, LOSSES, RACE, cells, more_of, row, sentence


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


def test_with_one_rate_for_all_the_one_selected_is_told_of_and_no_rate_shows_until_all_have_it(race, heard):
    _, sent = heard
    race.get_by_role("radio", name="One α for all").check()
    expect(race).to_have_url(re.compile("together=alpha"))
    row(race, "c").click()
    until(lambda: address(race).get("selected") == "c")
    rest(race, sent)
    expect(race.get_by_role("button", name="Optimizer")).to_contain_text("Gradient descent")
    typed = race.locator(".controls .typed")
    expect(typed).to_have_value("")
    typed.fill(RACE["c.alpha"])  # where this one stands already, and others do not
    typed.press("Enter")
    until(lambda: address(race)["b.alpha"] == address(race)["c.alpha"] == RACE["c.alpha"])
    expect(typed).to_have_value(RACE["c.alpha"])
    rest(race, sent)
    race.get_by_role("radio", name="Sliders of C").check()
    expect(race.get_by_role("slider", name="Decay")).to_be_visible()
    rest(race, sent)
    row(race, "a").click()
    row(race, "c").click()  # before the answer to the first
    rest(race, sent)
    expect(row(race, "c").get_by_role("radio")).to_be_checked()
    assert address(race)["selected"] == "c"


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
    before = row(race, "b").locator(".row-mark").evaluate("canvas => canvas.toDataURL()")
    more_of(race, "a").get_by_role("button", name="Remove", exact=True).click()
    expect(race.locator(".row")).to_have_count(2)
    rest(race, sent)
    assert row(race, "a").locator(".row-mark").evaluate("canvas => canvas.toDataURL()") == before
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


def test_two_tabs_with_different_races_do_not_mix(race, new_page, sent, server):
    before = cells(race)
    other = new_page(reduced_motion="reduce")
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
