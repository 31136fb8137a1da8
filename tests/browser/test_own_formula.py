"""A formula of one's own: typed by keys, drawn as it is typed, its letters under a hand, its window chosen or found."""

import re

import pytest
from hands import READY, address, choose, drag, frames, picture, rest, slider, until
from playwright.sync_api import expect
from test_accessibility import grave_findings

NAME = "Formula f(x, y)"
BOWL, RANGED = "x^2 + 3y^2", "a*x^2 + y^2"


def field(page):
    return page.get_by_role("textbox", name=NAME)


def link(text, **more):
    return "?" + "&".join(f"{name}={value.replace('+', '%2B')}" for name, value in ({"f": text} | more).items())


def retype(page, text):
    """What a hand does: all is selected, and typed over."""
    field(page).press("Control+a")
    page.keyboard.type(text)


def drawn(page, text):
    """Wait until the address says that this formula is drawn."""
    until(lambda: address(page).get("f") == text)
    page.wait_for_selector(READY)
    frames(page)


def complaint(page):
    return page.locator(".formula-complaint")


def test_it_is_chosen_in_the_menu_and_typed_at_once(stage):
    page = stage()
    expect(field(page)).to_be_hidden()
    choose(page, "Landscape", re.compile("^Your own formula…"))
    expect(field(page)).to_be_focused()
    expect(field(page)).to_have_value("x^4 - 3*x^2 + x + y^2")
    before = picture(page)
    page.keyboard.type(BOWL)  # all of it is selected
    drawn(page, BOWL)
    until(lambda: picture(page) != before)
    mathematics = page.get_by_role("group", name="The formula and its gradient")
    expect(mathematics.locator("math")).to_have_count(2)
    expect(mathematics.locator("math").first).to_contain_text("3")
    expect(page.get_by_role("button", name="1 minimum")).to_be_visible()
    page.get_by_role("button", name="Undo").click()  # all that was typed is one change
    until(lambda: "f" not in address(page))
    expect(field(page)).to_have_value("x^4 - 3*x^2 + x + y^2")


def test_a_mistake_is_marked_and_the_last_good_surface_stays(stage):
    page = stage(link(BOWL))
    before = picture(page)
    field(page).press("End")
    page.keyboard.type(" + foo")
    expect(complaint(page)).to_contain_text("foo")
    expect(complaint(page)).to_contain_text("At character 14")
    expect(field(page)).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".formula-underlay mark")).to_have_text("f")
    expect(page.locator(".formula-math")).to_have_class(re.compile("stale"))
    frames(page)
    assert picture(page) == before
    assert address(page)["f"] == BOWL
    page.keyboard.press("Escape")  # back to what is drawn
    expect(field(page)).to_have_value(BOWL)
    expect(complaint(page)).to_be_empty()
    expect(field(page)).not_to_have_attribute("aria-invalid", "true")


def test_an_emptied_field_stays_empty_until_it_is_left(stage, sent):
    page = stage(link(BOWL))
    rest(page, sent)
    retype(page, "")
    page.keyboard.press("Delete")
    expect(page.locator(".formula-hint")).to_contain_text("There is no formula yet")
    rest(page, sent)
    expect(field(page)).to_have_value("")
    assert address(page)["f"] == BOWL
    page.keyboard.press("Enter")
    expect(field(page)).to_have_value(BOWL)
    expect(page.locator(".formula-hint")).not_to_contain_text("There is no formula yet")


def test_a_letter_gets_a_slider_under_which_the_picture_changes(stage, sent):
    page = stage(link(RANGED))
    rest(page, sent)
    before, numbers = picture(page), page.url
    thumb = slider(page, "Parameter a")
    drag(page, thumb, 0.9, hold=True)
    until(lambda: picture(page) != before)
    page.wait_for_selector(READY)
    assert page.url == numbers
    page.mouse.up()
    until(lambda: address(page).get("a") == "4")
    expect(page.get_by_label("Exact value of a")).to_have_value("4")
    expect(page.get_by_role("button", name="Undo")).to_be_enabled()
    page.keyboard.press("Control+z")
    until(lambda: "a" not in address(page))
    expect(page.get_by_label("Exact value of a")).to_have_value("1")


def test_a_letters_range_follows_what_is_typed(stage):
    page = stage(link(RANGED))
    exact = page.get_by_label("Exact value of a")
    exact.fill("8")
    exact.press("Enter")
    until(lambda: address(page).get("a") == "8")
    assert address(page)["range_a"] == "-5,8"
    lowest = page.get_by_label("Lowest a")
    expect(lowest).to_have_value("−5")
    lowest.fill("-4")
    lowest.press("Enter")
    expect(lowest).to_have_value("−4")
    until(lambda: address(page).get("range_a") == "-4,8")
    lowest.fill("−3")
    lowest.press("Enter")
    until(lambda: address(page).get("range_a") == "-3,8")
    lowest.fill("0")
    lowest.press("Enter")
    until(lambda: address(page).get("range_a") == "0,8")
    field(page).fill(BOWL)
    drawn(page, BOWL)
    expect(slider(page, "Parameter a")).to_have_count(0)
    assert not {"a", "range_a"} & address(page).keys()


def test_the_maps_view_becomes_the_window_and_another_is_found(stage, sent):
    page = stage(link(BOWL))
    rest(page, sent)
    borders = page.get_by_role("button", name=re.compile("^Window"))
    expect(borders).to_contain_text("auto")
    page.get_by_role("button", name="Zoom in").click()
    rest(page, sent)
    borders.click()
    page.get_by_role("button", name="Use this view").click()
    until(lambda: "window" in address(page))
    expect(borders).to_contain_text("yours")
    _, _, low, high = map(float, address(page)["window"].split(","))
    assert 0 < high - low < 10  # as high as the window that was found
    borders.click()
    right = page.get_by_label("x to", exact=True)
    right.fill("7.5")
    right.press("Enter")
    until(lambda: address(page)["window"].split(",")[1] == "7.5")
    page.get_by_role("button", name="Find", exact=True).click()
    until(lambda: "window" not in address(page))
    expect(borders).to_contain_text("auto")


def test_its_sheets_end_where_the_page_does(stage):
    page = stage(link(RANGED), viewport=(1280, 800))
    for name in ("Window", "minim"):
        page.get_by_role("button", name=re.compile(name)).click()
        ends = [page.locator(box).bounding_box() for box in (".sheet:popover-open", ".stage")]
        assert ends[0]["x"] + ends[0]["width"] <= ends[1]["x"] + ends[1]["width"], name
        page.keyboard.press("Escape")


def test_mathematics_that_goes_on_fades_there(stage):
    page = stage(link("a*x^4 - 3x^2 + x + sin(y)exp(x) + y^2"), viewport=(390, 844), has_touch=True)
    fades = page.locator(".formula-math")
    expect(fades).to_have_class(re.compile(r"\bafter\b"))
    fades.evaluate("math => math.scrollTo({ left: math.scrollWidth, behavior: 'instant' })")
    expect(fades).to_have_class("formula-math before")


@pytest.mark.parametrize(("page_of", "least"), [("", 310), ("compare", 270)])
def test_it_leaves_the_map_and_a_panel_their_room(stage, page_of, least):
    page = stage(page_of + link("a*x^2 + b*y^2"), viewport=(1280, 800))
    assert page.locator(".map-box").bounding_box()["height"] >= least
    expect(page.locator(".panels [aria-pressed=true]")).to_have_count(1)


def test_where_there_is_no_loss_the_map_is_hatched_and_says_so(stage):
    page = stage(link("log(x) + y^2"))
    expect(page.locator(".legend")).to_contain_text("hatched: no loss there")
    retype(page, BOWL)
    drawn(page, BOWL)
    expect(page.locator(".legend")).not_to_contain_text("hatched")


def test_a_link_opens_the_very_same_picture_elsewhere(stage):
    page = stage(link(RANGED, range_a="0,3", a="2.5", window="-2,2,-3,3", alpha="0.05"))
    other = stage(page.url, own_window=True)
    assert picture(other) == picture(page)
    expect(field(other)).to_have_value(RANGED)
    expect(other.get_by_label("Exact value of a")).to_have_value("2.5")
    expect(other.get_by_label("Highest a")).to_have_value("3")
    expect(other.get_by_role("button", name=re.compile("^Window"))).to_contain_text("yours")


def test_answers_do_not_overwrite_what_is_typed_meanwhile(stage, sent):
    page = stage(link("x^2"))
    rest(page, sent)
    page.get_by_label(NAME).press("End")
    for part in (" + y^2", " + x*y", " + sin(3x)", "/2 +", " 1"):
        page.keyboard.type(part)
        page.wait_for_timeout(200)  # it is sent then, and what comes next is typed before the answer
    text = "x^2 + y^2 + x*y + sin(3x)/2 + 1"
    expect(field(page)).to_have_value(text)
    drawn(page, text)
    rest(page, sent)
    expect(field(page)).to_have_value(text)
    assert field(page).evaluate("field => field.selectionStart") == len(text)
    expect(complaint(page)).to_be_empty()


def test_keys_alone_are_enough(stage):
    page = stage(link(RANGED))
    field(page).focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" + 1")
    page.keyboard.press("Enter")
    drawn(page, f"{RANGED} + 1")
    slider(page, "Parameter a").focus()
    page.keyboard.press("ArrowRight")
    until(lambda: address(page).get("a") == "1.1")
    page.keyboard.press("Shift+Tab")
    page.get_by_role("button", name=re.compile("^Window")).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Window")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Window")).to_be_hidden()
    page.get_by_role("button", name="saddle").focus()
    page.keyboard.press("Enter")
    drawn(page, "x^2 - y^2")


@pytest.mark.parametrize(
    ("scheme", "options"),
    [
        ("light", {"viewport": (390, 844), "has_touch": True, "is_mobile": True}),
        ("dark", {"viewport": (1280, 800)}),
    ],
)
def test_it_is_for_everyone_and_finds_room(stage, sent, scheme, options):
    page = stage(link("a*x^2 + b*y^2 + c*sin(3x)cos(2y)/(1 + x^2 + y^2)"), color_scheme=scheme, **options)
    rest(page, sent)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0
    assert grave_findings(page) == []
    field(page).press("End")
    page.keyboard.type(" + foo")
    expect(complaint(page)).to_contain_text("foo")
    assert grave_findings(page) == []
    page.get_by_role("button", name=re.compile("minim")).click()
    expect(page.get_by_role("dialog", name="Minima")).to_be_visible()
    assert grave_findings(page) == []


@pytest.mark.parametrize(("formula", "word"), [("sqrt(x)%2By^2", "no loss there"), ("-x^2-y^2", "out of the window")])
def test_the_curve_says_why_it_ends(stage, formula, word):
    page = stage(f"?f={formula}&steps=100&alpha=0.3&x=1&y=1")
    page.get_by_role("button", name="Curves", exact=True).click()
    expect(page.locator(".curves .curve canvas").first).to_have_attribute("data-leaving", word)
