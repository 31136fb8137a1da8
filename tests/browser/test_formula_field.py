"""A formula of one's own, under hands: what is being typed is left alone, and what stands below stays where it is."""

import pytest
from hands import choose, drag, frames, slider, until
from playwright.sync_api import expect

WELLS, BOWL, TALL = "x^4-3x^2+x+y^2", "a*x^2+b*y^2", "(x^2+y-11)^2+(x+y^2-7)^2"
TWO_WELLS = "?f=a*x^4-3x^2%2Bx%2By^2"


def field(page):
    return page.get_by_role("textbox", name="Formula f(x, y)")


def below(page):
    """Where the map begins."""
    return page.locator(".map-box").bounding_box()["y"]


def minima(page):
    return page.locator(".formula-head > .text-button").last


def test_a_field_that_was_emptied_waits_and_one_that_is_left_so_shows_what_is_drawn(stage):
    page = stage("?f=" + WELLS.replace("+", "%2B"))
    field(page).fill("")
    page.wait_for_timeout(1200)
    expect(field(page)).to_have_value("")
    field(page).press_sequentially("x")
    expect(minima(page)).to_have_text("0 minima")
    field(page).fill("  ")
    field(page).press("Tab")
    expect(field(page)).to_have_value("x")


def test_a_mistake_is_told_with_its_place_only_to_those_who_do_not_see_the_mark(stage):
    page = stage(TWO_WELLS)
    field(page).fill("1/2x")
    complaint = page.locator(".formula-complaint")
    expect(complaint).to_contain_text("At character 3: Is 2 alone")
    assert complaint.locator(".unseen").inner_text().strip() == "At character 3:"
    expect(page.locator(".formula-underlay mark")).to_have_text("2")


def test_while_somebody_types_the_map_is_pushed_down_but_never_jumps_back(stage):
    page = stage("?f=x^2%2By^2")
    places = [below(page)]
    field(page).focus()
    for text in (TALL, BOWL, "x^2+y^2"):
        field(page).fill(text)
        until(
            lambda text=text: (
                field(page).input_value() == text and page.locator(".parameter").count() == (text == BOWL) * 2
            )
        )
        page.wait_for_timeout(600)
        places.append(below(page))
    assert places == sorted(places)


def test_the_map_keeps_its_size_when_a_parameter_that_is_dragged_takes_the_minima_away(stage):
    page = stage(TWO_WELLS)
    expect(minima(page)).to_have_text("2 minima")
    box = page.locator(".map-box").bounding_box()
    drag(page, slider(page, "Parameter a"), 0.05, hold=True)
    expect(minima(page)).to_have_text("0 minima")
    frames(page)
    assert page.locator(".map-box").bounding_box() == box
    page.mouse.up()


@pytest.mark.parametrize("viewport", [(1280, 800), (1366, 768)])
def test_a_formula_takes_height_and_panels_beside_the_map_make_room_for_it(stage, viewport):
    page = stage(viewport=viewport)
    choose(page, "Landscape", "Your own formula")
    expect(field(page)).to_be_focused()
    until(lambda: page.locator(".more").bounding_box()["y"] + 10 < viewport[1])
    assert (
        page.locator(".stage-side").bounding_box()["height"] <= page.locator(".stage-main").bounding_box()["height"] + 4
    )
