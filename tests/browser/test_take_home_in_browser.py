"""*Take home* as hands use it: keys, what is saved under which name, what is said where it cannot be, a way to stop."""

import io

import numpy as np
import pandas
from hands import READY, take_home
from playwright.sync_api import expect

from address import read
from tests.export.pages import Opened

ADAM = {"landscape": "himmelblau", "optimizer": "adam", "alpha": "0.11", "steps": "40"}


def save(page):
    """What the browser keeps, and its name."""
    with page.expect_download() as started:
        page.get_by_role("dialog", name="Take home").get_by_role("button", name="Save", exact=True).click()
    download = started.value
    return download.suggested_filename, download.path().read_bytes()


def test_keys_go_in_and_out_and_a_table_holds_the_run_to_the_last_digit(stage):
    page = stage("?" + "&".join(f"{name}={text}" for name, text in ADAM.items()))
    button = page.get_by_role("button", name="Take home", exact=True)
    button.press("Enter")
    dialog = page.get_by_role("dialog", name="Take home")
    first = dialog.get_by_role("button").first
    expect(first).to_be_focused()
    data = dialog.get_by_role("button", name="Data")
    data.press("Enter")
    expect(dialog.get_by_role("button", name="Back to the menu")).to_be_focused()
    page.keyboard.press("Enter")
    expect(data).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(button).to_have_attribute("aria-expanded", "false")

    take_home(page, "Data")
    name, content = save(page)
    assert name == "overshoot_himmelblau_adam_alpha-0.11.csv"
    table = pandas.read_csv(io.BytesIO(content), comment="#")
    setting = read(ADAM)[0].setting
    positions = setting.course.run(setting.runners[0]).positions[:, :, 0]
    assert np.array_equal(table[["x", "y"]].to_numpy(), positions)
    expect(dialog.get_by_role("status")).to_contain_text(name)


def test_a_server_that_is_gone_is_said_and_nothing_is_lost(stage, complaints):
    page = stage("?alpha=nonsense&stranger=1")  # what is shown instead can be taken home
    page.route("**/take_home/*/csv", lambda route: route.abort())
    take_home(page, "Data")
    dialog = page.get_by_role("dialog", name="Take home")
    dialog.get_by_role("button", name="Save", exact=True).click()
    expect(dialog.get_by_role("status")).to_contain_text("cannot be reached")
    complaints.clear()
    page.unroute("**/take_home/*/csv")
    name, _ = save(page)
    assert name.endswith(".csv")


def test_what_takes_long_can_be_stopped(stage):
    page = stage()
    held = []
    page.route("**/take_home/*/csv", lambda route: held.append(route))
    take_home(page, "Data")
    dialog = page.get_by_role("dialog", name="Take home")
    start = dialog.get_by_role("button", name="Save", exact=True)
    start.click()
    expect(dialog.get_by_role("progressbar")).to_be_visible()
    expect(start).to_be_disabled()
    dialog.get_by_role("button", name="Cancel").click()
    expect(dialog.get_by_role("status")).to_have_text("Stopped: nothing was saved.")
    expect(start).to_be_enabled()
    assert len(held) == 1


def test_a_lecture_is_put_together_kept_and_saved_in_its_order(stage, complaints):
    page = stage("?landscape=ravine&steps=20", viewport=(390, 844))  # its sheet opens from another one there
    page.get_by_role("button", name="Tools").click()
    take_home(page, "Page on a stick")
    dialog = page.get_by_role("dialog", name="Take home")
    dialog.get_by_role("combobox", name="What").select_option("lecture")
    dialog.get_by_role("textbox", name="Caption", exact=True).fill("the first")
    dialog.get_by_role("button", name="Add this picture").click()
    for link in ("landscape=nowhere", "landscape=bowl&steps=20"):
        dialog.get_by_label("Link to add").fill(link)
        dialog.get_by_role("button", name="Add the link").click()
    dialog.get_by_role("button", name="Save", exact=True).click()
    expect(dialog.get_by_role("status")).to_contain_text("Picture 2: The link's “landscape” is not in the catalogue")
    complaints.clear()
    dialog.get_by_role("button", name="Remove picture 2").click()
    expect(dialog.get_by_role("button", name="Remove picture 2")).to_be_focused()
    dialog.get_by_role("button", name="Picture 2 earlier").click()
    page.reload()
    page.wait_for_selector(READY)
    page.get_by_role("button", name="Tools").click()
    take_home(page, "Page on a stick")
    dialog.get_by_role("combobox", name="What").select_option("lecture")
    dialog.get_by_label("with the 3D surface").uncheck()
    name, content = save(page)
    assert name == "overshoot_lecture-of-2.html"
    assert len(content) < 600_000
    opened = Opened.of(content)
    assert [picture["caption"] for picture in opened.read("pictures")] == ["", "the first"]
    assert [opened.scene(place)["landscape"]["key"] for place in range(2)] == ["bowl", "ravine"]
