"""The picture of the data beside the map: it follows hand and time, and is there on every kind of screen."""

import pytest
from hands import address, choose, drag, frames, middle, rest, slider, until
from playwright.sync_api import expect
from test_accessibility import grave_findings

ALPHA = "Learning rate α"


def ink(page):
    """What is drawn of the data, as a string that is equal only for equal pictures."""
    return page.locator(".data canvas").evaluate("canvas => canvas.toDataURL()")


def colours_of(page):
    return page.locator(".map-colours").evaluate("canvas => canvas.toDataURL()")


def told(page):
    return page.locator(".data .which").inner_text().replace("\u00a0", " ")


def test_the_curve_follows_the_learning_rate_before_it_is_let_go_of(stage, sent):
    page = stage("?landscape=tanh_neuron")
    slider(page, "Step").fill("5")
    rest(page, sent)
    before, count = (ink(page), told(page)), len(sent)
    drag(page, slider(page, ALPHA), 0.3, hold=True)
    frames(page)
    assert len(sent) == count
    assert before[0] != ink(page)
    assert before[1] != told(page)
    page.mouse.up()


def test_the_curve_follows_time_and_a_dragged_start(stage):
    page = stage("?landscape=line_scaled")
    slider(page, "Step").fill("0")
    frames(page)
    assert told(page) == "w = −1.1, b = 5.1"
    name = page.locator(".data canvas").get_attribute("aria-label")
    assert name.startswith("Data and the model's curve at step 0: w = −1.1")
    at_first = ink(page)
    slider(page, "Step").fill("3")
    frames(page)
    assert ink(page) != at_first
    slider(page, "Step").fill("0")
    frames(page)
    assert ink(page) == at_first
    box = page.get_by_role("button", name="Start point").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 90, y + 40, steps=5)
    until(lambda: told(page) != "w = −1.1, b = 5.1")  # by a preview
    assert ink(page) != at_first
    page.mouse.up()


def test_each_place_of_the_map_is_one_curve(stage, sent):
    page = stage("?landscape=sine_fit")
    meaning = page.locator(".data .meaning")
    expect(meaning).to_have_text("Each place on the map is one pair (ω,\u00a0φ), so one curve.")
    rest(page, sent)
    at_first, count = ink(page), len(sent)
    x, y = middle(page, page.locator(".map-ink"), 0.3)
    drawn = []
    for away in (0, 60):
        page.mouse.move(x + away, y)
        frames(page)
        drawn.append(ink(page))
    assert len({at_first, *drawn}) == 3
    expect(meaning).to_have_text("the curve of the place that you point at")
    page.mouse.move(1, 1)
    frames(page)
    assert ink(page) == at_first
    assert len(sent) == count


def test_of_a_curve_that_cannot_be_seen_it_is_said_where_it_runs(stage):
    page = stage("?landscape=line_raw")
    meaning, box = page.locator(".data .meaning"), page.locator(".map-ink").bounding_box()
    for x, y, where in ((5, 5, "below"), (5, box["height"] - 5, "below"), (box["width"] - 5, 5, "above")):
        page.mouse.move(box["x"] + x, box["y"] + y)
        expect(meaning).to_have_text(f"There the curve runs {where} this picture.")
    expect(page.locator(".data.pointed")).to_have_count(0)


def test_the_start_has_its_curve_while_keys_are_on_it(stage, sent):
    page = stage("?landscape=sine_fit")
    rest(page, sent)
    at_first, handle = ink(page), page.get_by_role("button", name="Start point")
    slider(page, "Step").focus()
    page.keyboard.press("Shift+Tab")
    while not handle.evaluate("handle => handle === document.activeElement"):
        page.keyboard.press("Shift+Tab")
    frames(page)
    focused, count = ink(page), len(sent)
    assert focused != at_first
    handle.evaluate("handle => handle.blur()")
    frames(page)
    assert ink(page) == at_first
    assert len(sent) == count


def test_a_finger_that_holds_the_start_sees_its_curve(stage, sent):
    page = stage("?landscape=sine_fit", viewport=(390, 844), has_touch=True)
    rest(page, sent)
    expect(page.locator(".data .meaning")).to_be_visible()
    x, y = middle(page, page.get_by_role("button", name="Start point"))
    devtools = page.context.new_cdp_session(page)
    devtools.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    expect(page.locator(".data.pointed")).to_be_visible()
    devtools.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x + 30, "y": y}]})
    expect(page.locator(".data.pointed")).to_be_visible()
    devtools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(page.locator(".data.pointed")).to_have_count(0)


def test_where_the_numbers_end_so_does_the_curve(stage):
    page = stage("?landscape=line_scaled&alpha=90&steps=400")
    slider(page, "Step").fill("400")
    expect(page.locator(".data-told")).to_have_text("No curve: the parameters have overflowed.")
    slider(page, "Step").fill("0")
    expect(page.locator(".data-told")).to_be_empty()


def test_data_take_the_place_of_the_relief_and_give_it_back(stage):
    page = stage("?landscape=overfit", viewport=(1280, 900))
    relief = page.get_by_role("button", name="3D surface")
    expect(page.locator(".data")).to_be_visible()
    expect(relief).to_have_attribute("aria-pressed", "false")
    relief.click()
    expect(page.locator(".relief-box")).to_be_visible()
    expect(page.locator(".data")).to_be_visible()
    relief.click()
    choose(page, "Landscape", "Himmelblau")
    expect(page.locator(".data")).to_be_hidden()
    expect(page.get_by_role("button", name="Data", exact=True)).to_be_hidden()
    expect(page.get_by_role("radiogroup", name="Loss on")).to_be_hidden()
    expect(page.locator(".relief-box")).to_be_visible()
    choose(page, "Landscape", "A fit that goes too far")
    expect(page.locator(".data")).to_be_visible()
    expect(page.locator(".relief-box")).to_be_hidden()


def test_a_step_sees_labels_that_noise_has_moved(stage):
    page = stage("?landscape=line_scaled&label_noise=0.5&alpha=0.00001")  # the curve hardly moves
    expect(page.locator(".data .key.training")).to_have_text("training, noisy")
    drawn = []
    for step in "345":
        slider(page, "Step").fill(step)
        frames(page)
        drawn.append(ink(page))
    assert len(set(drawn)) == 3


def test_where_both_find_no_room_curves_and_data_take_turns(stage):
    page = stage("?landscape=overfit", viewport=(1280, 800))
    data, curves = page.locator(".data"), page.locator(".curves")
    for chip, shown, hidden in (("Curves", curves, data), ("Data", data, curves)):
        page.get_by_role("button", name=chip, exact=True).click()
        expect(hidden).to_be_hidden()
        assert shown.locator("canvas").first.bounding_box()["height"] >= 120


@pytest.mark.parametrize(("viewport", "scheme"), [((1024, 768), "dark"), ((390, 844), "light"), ((844, 390), "light")])
def test_the_data_are_seen_at_first_on_every_screen_and_keep_nobody_out(stage, sent, viewport, scheme):
    page = stage("?landscape=overfit", viewport=viewport, color_scheme=scheme)
    box = page.locator(".data canvas").bounding_box()
    assert box["height"] >= 70
    assert box["width"] >= 200
    if viewport != (844, 390):
        assert box["y"] + box["height"] <= viewport[1]
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    if viewport != (844, 390):
        rest(page, sent)
        assert grave_findings(page) == []


def test_both_losses_are_told(stage):
    page = stage("?landscape=overfit", viewport=(1280, 900))
    expect(page.locator(".verdict .fit")).to_have_text("overfits")
    expect(page.locator(".fit-sentence")).to_contain_text("validation loss")
    slider(page, "Step").fill("13")
    expect(page.locator(".numbers .validation dd")).to_have_text("0.03776")
    expect(page.locator(".numbers dt").first).to_have_text("a, c")
    page.get_by_text("Text version of the picture").click()
    expect(page.locator(".twin thead")).to_have_text("stepactraining lossvalidation lossgradient normlearning rate")


def test_in_a_race_each_has_its_curve_and_its_word(stage):
    page = stage("compare?landscape=overfit&b.optimizer=adam", viewport=(1280, 900))
    expect(page.locator(".data")).to_be_visible()
    expect(page.locator(".row-schedule").first).to_contain_text("fits")
    alone = ink(page)
    page.locator("[data-runner=b] input").check()  # its errors are shown instead
    until(lambda: ink(page) != alone)


def test_the_map_shows_the_loss_on_the_points_held_back(stage):
    page = stage("?landscape=overfit", viewport=(1280, 900))
    page.wait_for_selector(".map-axes[data-ranges]")
    losses = page.get_by_role("radiogroup", name="Loss on")
    expect(losses.get_by_role("radio", name="training")).to_be_checked()
    scale = page.locator(".scale-box")
    before = colours_of(page), scale.inner_html()
    losses.get_by_text("validation").click()
    until(lambda: colours_of(page) != before[0])
    until(lambda: scale.inner_html() != before[1])
    assert address(page)["surface"] == "validation"
    page.reload()
    expect(losses.get_by_role("radio", name="validation")).to_be_checked()
    losses.get_by_role("radio", name="validation").focus()
    page.keyboard.press("ArrowLeft")
    until(lambda: "surface" not in address(page))
    until(lambda: scale.inner_html() == before[1])


def test_on_a_phone_the_curves_have_room_beside_the_data(stage):
    page = stage("?landscape=overfit", viewport=(390, 844), has_touch=True)
    page.get_by_role("button", name="Curves", exact=True).tap()
    expect(page.locator(".curves")).to_be_visible()
    frames(page)
    lowest = page.locator(".curves .curve").last.bounding_box()
    below = page.get_by_role("heading", name="What every value would do").bounding_box()
    assert lowest["y"] + lowest["height"] <= below["y"]


def test_a_table_that_is_pasted_takes_the_place_of_the_drawn_points(stage):
    page = stage("?landscape=line_raw")
    page.get_by_role("button", name="Your own points…").click()
    field = page.get_by_role("dialog").get_by_role("textbox")
    expect(field).to_be_focused()
    page.keyboard.insert_text("a;b\n1,5;2\n2,5;3\n4;7")
    expect(field).to_have_value("a;b\n1,5;2\n2,5;3\n4;7")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Your own points…").click()
    page.keyboard.insert_text("u")  # what was typed is not marked, so that no key wipes it out
    expect(field).to_have_value("ua;b\n1,5;2\n2,5;3\n4;7")
