"""The Explore page: choose a landscape and an optimizer, see the run, read what is behind it, take it home."""

import math
from typing import NamedTuple

import streamlit as st

from address import Visit, write
from address.only import wants
from address.race import with_rival
from app_pages.code import show_code
from app_pages.compare import COMPARE
from app_pages.page import Page
from app_pages.session import Session, take_wish
from app_pages.stage import open_visit, show_notices, show_stage
from descent.figures import number
from descent.setting import Course, Runner
from landscapes import LANDSCAPES, Landscape
from landscapes.curvature import curvature_range
from libraries import LIBRARIES
from memory import remember
from paper import describe_sight, fill_in
from stage.picture import picture_of

PANEL, PANEL_LABEL = "step_panel", "The step with its numbers"


class Description(NamedTuple):
    """What is said of an item: its menu's key, its title, what it is and teaches, its formula in LaTeX, and notes."""

    menu: str
    title: str
    lesson: str
    latex: str
    notes: tuple[str, ...] = ()


def explore():
    """Choose, compute, show."""
    Session.enter(EXPLORE.path).arrive(st.query_params.to_dict())
    visit, _ = open_visit()
    Session.mine().described = descriptions = descriptions_of(visit)
    show_picture()
    if descriptions:
        for column, description in zip(st.columns([1.5, 1, 1], gap="large"), descriptions, strict=True):
            with column:
                show_description(description)


@st.fragment
def show_picture():
    """All that a wish of the stage can change: a wish runs this alone, so the address is opened anew here.

    What is said of the items seldom changes, and stays as it is until it does: then the whole page follows.
    """
    visit, notices = open_visit()
    if not Session.mine().trial and Session.mine().described != descriptions_of(visit):
        st.rerun()
    course, (runner,) = visit.setting.course, visit.setting.runners
    show_notices(notices)
    show_stage(visit, tells_step=True, compare=COMPARE.link(Session.mine().held.fold(with_rival(write(visit)))))
    if Session.mine().take_code():
        show_code(course, runner)
    if wants(visit.only, "numbers"):
        step = Session.mine().step
        write_out_step(course, runner, int(visit.look.step) if step is None else step)


def descriptions_of(visit: Visit) -> tuple[Description, ...]:
    """What is behind the picture: formula and lesson of the landscape, rule of the optimizer, shape of the schedule.

    Nothing where a picture leaves that out.
    """
    if not wants(visit.only, "formula"):
        return ()
    landscape, (runner,) = visit.setting.course.landscape, visit.setting.runners
    optimizer, schedule, library = runner.optimizer, runner.schedule, LIBRARIES[visit.convention]
    of_optimizer = [tell_symbols(landscape)]
    if not optimizer.native(visit.convention, runner.learning_rate):
        of_optimizer.append(f"{library} does not come with {optimizer.title}: shown is its published rule.")
    of_schedule = []
    if decay := runner.knobs.get("final"):
        of_schedule.append(f"Here t counts the steps done, T is all of them, and f is {decay.title}: {decay.help}.")
    if not schedule.native(visit.convention):
        of_schedule.append(f"{library} has no class for this schedule: a program writes it out.")
    return (
        Description(
            "landscape",
            landscape.title,
            f"Landscape. {landscape.lesson}",
            f"f({', '.join(landscape.axes_latex)}) = {landscape.latex}",
            tuple(filter(None, [tell_curvature(landscape)])),
        ),
        Description(
            "optimizer",
            optimizer.title,
            f"Optimizer, {optimizer.family.lower()}. {optimizer.lesson}",
            optimizer.latex,
            tuple(of_optimizer),
        ),
        Description(
            "schedule",
            schedule.title,
            f"Schedule. {schedule.lesson}",
            rf"\alpha_t / \alpha = {schedule.latex}",
            tuple(of_schedule),
        ),
    )


def tell_symbols(landscape: Landscape) -> str:
    """What stands in an optimizer's rule. Its w is the point, though on losses made of data a weight has that name."""
    x, y = landscape.axes
    point = f"the point ({x}, {y})" if landscape.data is None else f"both parameters at once, ({x}, {y})"
    return (
        f"Here w is {point}, g the gradient ∇f(w) and t counts the steps. Elsewhere on the page λ is the "
        "curvature of f: how fast its slope grows along the way."
    )


def tell_curvature(landscape: Landscape) -> str:
    """How differently the ground curves at its lowest minimum, where it curves at all."""
    if not landscape.global_minima:
        return ""
    sharpest, flattest = map(float, curvature_range(landscape.hessian(*landscape.global_minima[0])))
    if not (math.isfinite(sharpest) and flattest > 0):
        return ""
    return (
        f"At the lowest minimum λ goes from {number(flattest)} to {number(sharpest)}: "
        f"the condition number κ is {number(sharpest / flattest)}."
    )


def show_description(of: Description):
    st.markdown(f"##### {of.title}")
    st.caption(of.lesson)
    st.latex(of.latex)
    for note in of.notes:
        st.caption(note)
    label, wish = f"Show {of.title} at its best", {"best": of.menu}
    st.button(label, key=f"best_{of.menu}", on_click=take_wish, args=(wish,))


def write_out_step(course: Course, runner: Runner, step: int):
    """The update rule with the numbers of the step that the stage rests at, while somebody looks."""
    step = min(step, course.steps - 1)
    panel = st.expander(PANEL_LABEL, key=PANEL, on_change="rerun")  # with another label it is a new one
    if panel.open:
        panel.caption(f"Step {step} → {step + 1}. {describe_sight(course, step)}".removesuffix(". "))
        panel.latex(working_of(course, runner, step))


@remember(megabytes=4, apart=LANDSCAPES.values())  # 2 kB each
def working_of(course: Course, runner: Runner, step: int) -> str:
    """The written-out step, in LaTeX."""
    lines = fill_in(course, runner, picture_of(course, runner).memoir, step)
    return r"\begin{gathered}" + r"\\".join(lines) + r"\end{gathered}"


EXPLORE = Page("explore", "Explore", explore)
