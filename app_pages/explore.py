"""The Explore page: choose a landscape and an optimizer, see the run, read what is behind it, take it home."""

import re
from dataclasses import asdict, replace

import streamlit as st

import assets
from address import Visit, read
from app_pages.code import show_code
from app_pages.page import Page
from app_pages.session import Session, take_wish
from controls import show_controls
from descent.setting import Course, Runner
from libraries import LIBRARIES
from paper import fill_in
from stage.picture import picture_of
from stage.scene import pack_preview, pack_scene
from stage.stage import mount_stage

VIEWS = (
    "sliders",
    "map",
    "legend",
    "playbar",
    "share",
    "card",
    "relief",
    "curves",
    "response",
    "microscope",
    "twin",
)
PANEL = "step_panel"  # the key of the written-out step


def explore():
    """Choose, compute, show."""
    visit, notices = read(st.query_params.to_dict())
    course, (runner,) = visit.setting.course, visit.setting.runners
    with st.container(horizontal=True, key="choices", gap="small", vertical_alignment="bottom"):
        show_controls(visit)
        code = st.button("Show code", help="This run as a program for PyTorch, Keras or Optax", width=106)
    if notices:
        st.warning(plain(" ".join(notices)))
    session = Session.mine()
    show_stage(visit, session)
    describe_parts(course, runner, visit.convention)
    write_out_step(course, runner, visit.look.step if session.step is None else session.step)
    if code:
        show_code(course, runner)


def show_stage(visit: Visit, session: Session):
    """The live picture, or only its paths while a start is being dragged."""
    setting, landscape = visit.setting, visit.setting.course.landscape
    facts = {"seq": session.seq, "plotly": assets.PLOTLY_URL}
    scene = pack_scene(
        setting,
        view=session.view_of(landscape),
        with_test=visit.range_test,
        views=VIEWS,
        look=asdict(visit.look),
        link={field: field for field in asdict(visit.look)},  # the address has them by the same names
        tells_step=st.session_state.get(PANEL, True),
        **facts,
    )
    if start := session.take_preview():
        dragged = replace(setting, course=replace(setting.course, start=start))
        scene = scene._replace(message=pack_preview(dragged, **facts))
    mount_stage(scene, key="stage", on_wish=take_wish, resent=session.resent)


def describe_parts(course: Course, runner: Runner, library: str):
    """What is behind the picture: formula and lesson of the landscape, rule of the optimizer, shape of the schedule."""
    landscape, optimizer, schedule = st.columns([1.5, 1, 1], gap="large")
    with landscape:
        describe(course.landscape, "Landscape", f"f(x, y) = {course.landscape.latex}")
    with optimizer:
        describe(runner.optimizer, f"Optimizer, {runner.optimizer.family.lower()}", runner.optimizer.latex)
        st.caption("Here w is the point (x, y), g the gradient ∇f(w) and t counts the steps.")
        if not runner.optimizer.native(library, runner.learning_rate):
            st.caption(
                f"{LIBRARIES[library]} does not come with {runner.optimizer.title}: shown is its published rule."
            )
    with schedule:
        describe(runner.schedule, "Schedule", rf"\alpha_t / \alpha = {runner.schedule.latex}")
        st.caption("Here t counts the steps done, T is all of them, and f is the share of α left at the end: Decay.")
        if not runner.schedule.native(library):
            st.caption(f"{LIBRARIES[library]} has no class for this schedule: a program writes it out.")


def describe(part, kind: str, latex: str):
    st.markdown(f"##### {part.title}")
    st.caption(f"{kind}. {part.lesson}")
    st.latex(latex)


def write_out_step(course: Course, runner: Runner, step: int):
    """The update rule with the numbers of the step that the stage rests at, while somebody looks."""
    step = min(step, course.steps - 1)
    panel = st.expander(f"Step {step} → {step + 1}, with its numbers", expanded=True, key=PANEL, on_change="rerun")
    if panel.open:
        lines = fill_in(course, runner, picture_of(course, runner).memoir, step)
        panel.latex(r"\begin{gathered}" + r"\\".join(lines) + r"\end{gathered}")


def plain(text: str) -> str:
    """Text that Markdown takes as it stands: it may quote a link."""
    return re.sub(r"([\\`*_\[\]<>#!|~$:&])", r"\\\1", text)


EXPLORE = Page("explore", "Explore", explore)
