"""Points that are too many for a link: they go where the visit goes, and nowhere else."""

import re

from hands import READY, address, choose, rest, until
from playwright.sync_api import expect

WORDS = "150 points train, 50 are held back."
HELD = re.compile("held-[0-9a-f]+")


def many(slope):
    return "\n".join(f"{row / 7:.12f} {slope * row / 3 + 1:.12f}" for row in range(200))


def paste(page, text):
    """Give the landscape these points; how the address names them."""
    before = address(page).get("data")
    page.get_by_role("button", name="Your own points…").click()
    page.get_by_role("dialog").get_by_role("textbox").fill(text)
    page.keyboard.press("Control+Enter")
    until(lambda: address(page).get("data") != before)
    expect(page.get_by_role("dialog")).to_be_hidden()
    return address(page)["data"]


def second_target(page):
    """The target of the second point that is shown in the dialog."""
    page.get_by_role("button", name="Your own points…").click()
    text = page.get_by_role("dialog").get_by_role("textbox").input_value()
    page.keyboard.press("Escape")
    return float(text.splitlines()[1].split(",")[1])


def test_they_go_along_into_a_race_and_back(stage):
    page = stage("?landscape=line_raw")
    assert HELD.fullmatch(name := paste(page, many(1)))
    page.get_by_role("link", name="Compare this run").click()
    page.wait_for_url("**/compare?**")
    expect(page.locator(".points-told")).to_contain_text(WORDS)
    assert address(page) == {"landscape": "line_raw", "data": name, "b.optimizer": "adam"}
    page.go_back()
    page.wait_for_url(lambda url: "compare" not in url)
    page.wait_for_selector(READY)
    expect(page.locator(".points-told")).to_contain_text(WORDS)
    assert address(page) == {"landscape": "line_raw", "data": name}
    expect(page.get_by_test_id("stAlert")).to_have_count(0)


def test_back_and_undo_show_those_of_the_address(stage):
    page = stage("?landscape=line_raw")
    first, second = paste(page, many(1)), paste(page, many(2))
    assert first != second
    until(lambda: second_target(page) == 1.66666666667)
    page.go_back()
    until(lambda: address(page)["data"] == first)
    until(lambda: second_target(page) == 1.33333333333)
    page.go_forward()
    until(lambda: second_target(page) == 1.66666666667)
    page.get_by_role("button", name="Undo").click()
    until(lambda: address(page)["data"] == first)
    until(lambda: second_target(page) == 1.33333333333)


def test_in_another_window_it_is_said_that_they_are_gone(stage):
    page = stage("?landscape=line_raw")
    paste(page, many(1))
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Compare this run").click(modifiers=["Control"])
    expect(opened.value.get_by_test_id("stAlert")).to_contain_text("are here no longer")
    opened.value.close()


def test_a_file_that_nobody_can_read_leaves_what_was_typed(stage):
    page = stage("?landscape=line_raw")
    page.get_by_role("button", name="Your own points…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox").fill("1, 2\n2, 3")
    for content, complaint in ((b" \n", "This file is empty"), (b"1,2\n\0", "not plain text")):
        dialog.locator("[type=file]").set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": content})
        expect(dialog.get_by_role("alert")).to_contain_text(complaint)
        expect(dialog.get_by_role("textbox")).to_have_value("1, 2\n2, 3")


def test_what_is_said_of_points_that_stay_behind_goes_with_the_model(stage, sent):
    page = stage("?landscape=line_raw&data=1,2;2,3;3,5;4,6;5,6")
    choose(page, "Landscape", re.compile("^Classes that overlap"))
    said = page.get_by_test_id("stAlert")
    expect(said).to_contain_text("Your own points are not for this model")
    rest(page, sent)  # nobody goes back before he has read it
    page.go_back()
    until(lambda: address(page)["landscape"] == "line_raw")
    expect(said).to_have_count(0)
    expect(page.locator(".points-told")).to_contain_text("4 points train, 1 is held back")
