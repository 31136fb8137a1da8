"""The Explore page: choose a landscape and an optimizer, see the run, read what is behind it, take it home."""

import streamlit as st

from app_pages.code import show_code
from app_pages.page import Page
from app_pages.session import Session, take_wish
from app_pages.stage import open_visit, show_notices, show_stage
from descent.setting import Course, Runner
from landscapes import LANDSCAPES
from libraries import LIBRARIES
from memory import remember
from paper import fill_in
from stage.picture import picture_of

PANEL, PANEL_LABEL = "step_panel", "The step with its numbers"


def explore():
    """Choose, compute, show."""
    show_picture()


@st.fragment
def show_picture():
    """All that a wish of the stage can change: a wish runs this alone, so the address is opened anew here."""
    visit, notices = open_visit()
    course, (runner,) = visit.setting.course, visit.setting.runners
    show_notices(notices)
    show_stage(visit, tells_step=True)
    if Session.mine().take_code():
        show_code(course, runner)
    describe_parts(course, runner, visit.convention)
    step = Session.mine().step
    write_out_step(course, runner, int(visit.look.step) if step is None else step)


def describe_parts(course: Course, runner: Runner, library: str):
    """What is behind the picture: formula and lesson of the landscape, rule of the optimizer, shape of the schedule."""
    landscape, optimizer, schedule = st.columns([1.5, 1, 1], gap="large")
    with landscape:
        describe(course.landscape, "Landscape", f"f(x, y) = {course.landscape.latex}")
        offer_best("landscape", course.landscape.title)
    with optimizer:
        describe(runner.optimizer, f"Optimizer, {runner.optimizer.family.lower()}", runner.optimizer.latex)
        st.caption(
            "Here w is the point (x, y), g the gradient ∇f(w) and t counts the steps. Elsewhere on the page λ is the "
            "curvature of f: how fast its slope grows along the way."
        )
        if not runner.optimizer.native(library, runner.learning_rate):
            st.caption(
                f"{LIBRARIES[library]} does not come with {runner.optimizer.title}: shown is its published rule."
            )
        offer_best("optimizer", runner.optimizer.title)
    with schedule:
        describe(runner.schedule, "Schedule", rf"\alpha_t / \alpha = {runner.schedule.latex}")
        if decay := runner.knobs.get("final"):
            st.caption(f"Here t counts the steps done, T is all of them, and f is {decay.title}: {decay.help}.")
        if not runner.schedule.native(library):
            st.caption(f"{LIBRARIES[library]} has no class for this schedule: a program writes it out.")
        offer_best("schedule", runner.schedule.title)


def offer_best(menu: str, title: str):
    st.button(f"Show {title} at its best", key=f"best_{menu}", on_click=take_wish, args=({"best": menu},))


def describe(part, kind: str, latex: str):
    st.markdown(f"##### {part.title}")
    st.caption(f"{kind}. {part.lesson}")
    st.latex(latex)


def write_out_step(course: Course, runner: Runner, step: int):
    """The update rule with the numbers of the step that the stage rests at, while somebody looks."""
    step = min(step, course.steps - 1)
    panel = st.expander(PANEL_LABEL, expanded=True, key=PANEL, on_change="rerun")  # with another label it is a new one
    if panel.open:
        panel.caption(f"Step {step} → {step + 1}")
        panel.latex(working_of(course, runner, step))


@remember(megabytes=4, apart=LANDSCAPES.values())  # 2 kB each
def working_of(course: Course, runner: Runner, step: int) -> str:
    """The written-out step, in LaTeX."""
    lines = fill_in(course, runner, picture_of(course, runner).memoir, step)
    return r"\begin{gathered}" + r"\\".join(lines) + r"\end{gathered}"


EXPLORE = Page("explore", "Explore", explore)
