"""A lesson on a stick, done as a student would, with the network off: a wrong answer, its reason, a goal reached."""

from example_lesson import example_lesson
from hands import READY, frames, slider
from playwright.sync_api import expect

from export.page import page
from export.page.lesson import of_lesson


def test_a_lesson_is_done_without_a_network(new_page, tmp_path):
    file = tmp_path / "lesson.html"
    file.write_bytes(b"".join(page(of_lesson(example_lesson(), "en"), with_3d=False)))
    opened = new_page(offline=True, reduced_motion="reduce")
    opened.goto(file.as_uri())
    opened.wait_for_selector(READY)
    lesson = opened.get_by_role("article", name="Lesson")

    def turn(title):
        lesson.get_by_role("button", name="Next").click()
        expect(lesson.get_by_role("heading", level=2)).to_contain_text(title)

    turn("Where will it rest?")
    lesson.get_by_role("button", name="learning rate").click()
    expect(opened.get_by_role("note", name="Learning rate")).to_be_visible()
    opened.keyboard.press("Escape")
    lesson.get_by_label("In the left valley").check()
    turn("See")
    turn("And you?")
    expect(lesson).to_contain_text("It never sees the left valley")
    turn("Over the ridge")
    expect(lesson).to_contain_text("Not reached yet.")
    rate = slider(opened, "Learning rate α")
    for _ in range(12):
        rate.press("ArrowRight")
        frames(opened)
        if "Reached" in lesson.inner_text():
            break
    expect(lesson).to_contain_text("Your best: ")
    expect(lesson.get_by_role("button", name="All lessons")).to_have_count(0)
