"""What is computed is computed once: a picture for all who look at it, a step only while somebody reads it."""

import pytest
from visitor import visit

import descent.setting
from app_pages import explore
from app_pages.session import Session
from paper import fill_in
from stage.picture import picture_of


@pytest.fixture
def calls(monkeypatch):
    """The names of what was computed, in order; no picture is known beforehand."""
    made = []

    def watched(name, work):
        def count(*arguments, **options):
            made.append(name)
            return work(*arguments, **options)

        return count

    monkeypatch.setattr(descent.setting, "descend", watched("descend", descent.setting.descend))
    monkeypatch.setattr(explore, "fill_in", watched("fill in", fill_in))
    for remembered in (picture_of, explore.working_of):
        remembered.cache_clear()
    return made


def test_a_picture_is_one_descent_and_the_step_is_written_out_of_it(calls):
    visit(optimizer="adam", steps="20")
    assert calls == ["descend", "fill in"]


def test_another_step_and_another_visitor_descend_no_more(calls):
    page = visit(optimizer="adam", steps="20")
    page.run()
    page.session_state["overshoot"] = Session(step=7)
    page.run()
    visit(optimizer="adam", steps="20")
    assert calls.count("descend") == 1
    assert any(line.value == "Step 7 → 8" for line in page.caption)


def test_a_closed_panel_has_no_step_written_out(calls):
    page = visit(optimizer="adam", steps="20", reads_step=False)
    page.session_state["overshoot"] = Session(step=7)
    page.run()
    assert calls == ["descend"]
    page.session_state[explore.PANEL] = True
    page.run()
    assert calls == ["descend", "fill in"]


def test_a_step_is_written_out_once(calls):
    page = visit(optimizer="adam", steps="20")
    page.run()
    visit(optimizer="adam", steps="20")
    assert calls == ["descend", "fill in"]
    visit(optimizer="adam", steps="20", step="7")
    assert calls == ["descend", "fill in", "fill in"]


def test_a_start_that_is_dragged_is_one_run_more(calls):
    page = visit(steps="20")
    page.session_state["overshoot"] = Session(preview=(1.0, 2.0))
    page.run()
    assert calls.count("descend") == 2
