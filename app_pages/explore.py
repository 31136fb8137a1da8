"""The Explore page: choose a landscape and an optimizer, see the run, read what is behind it, take it home."""

import streamlit as st

import assets
from app_pages.code import show_code
from controls import choose_range_test, choose_setting, take_wish
from descent.setting import Course, Runner
from libraries import LIBRARIES
from paper import fill_in
from stage.scene import draw, pack_preview, pack_scene, pack_surface
from stage.stage import mount_stage


def explore():
    """Choose, compute, show."""
    notices: list[str] = []
    with st.container(horizontal=True, key="choices", gap="small", vertical_alignment="bottom"):
        setting = choose_setting(notices)
        with_range_test = choose_range_test(notices)
        code = st.button("Show code", help="This run as a program for PyTorch, Keras or Optax", width=106)
    if notices:
        st.warning(" ".join(notices))

    picture = draw(setting)
    surface = pack_surface(setting.landscape, st.session_state.get("view"))
    facts = {"seq": st.session_state.get("seq", 0), "plotly": assets.PLOTLY_URL}
    if start := st.session_state.pop("preview", None):
        scene = pack_preview(setting, start, **facts)
    else:
        scene = pack_scene(setting, picture, surface[0], with_range_test, **facts)
    mount_stage(scene, [surface, *picture.sweeps], key="stage", on_wish=take_wish)
    explain_parts(setting)
    write_out_step(setting, min(st.session_state.get("step", 0), setting.steps - 1))
    if code:
        course = Course(setting.landscape, setting.start, setting.steps, setting.noise, setting.seed)
        show_code(course, Runner(setting.optimizer, setting.schedule, setting.learning_rate))


def explain_parts(setting):
    """What is behind the picture: formula and lesson of the landscape, rule of the optimizer, shape of the schedule."""
    library = st.session_state["convention"]
    landscape, optimizer, schedule = st.columns([1.5, 1, 1], gap="large")
    with landscape:
        explain(setting.landscape, "Landscape", f"f(x, y) = {setting.landscape.latex}")
    with optimizer:
        explain(setting.optimizer, f"Optimizer, {setting.optimizer.family.lower()}", setting.optimizer.latex)
        st.caption("Here w is the point (x, y), g the gradient ∇f(w) and t counts the steps.")
        if not setting.optimizer.native(library, setting.learning_rate):
            st.caption(
                f"{LIBRARIES[library]} does not come with {setting.optimizer.title}: shown is its published rule."
            )
    with schedule:
        explain(setting.schedule, "Schedule", rf"\alpha_t / \alpha = {setting.schedule.latex}")
        st.caption("Here t counts the steps done, T is all of them, and f is the share of α left at the end: Decay.")
        if not setting.schedule.native(library):
            st.caption(f"{LIBRARIES[library]} has no class for this schedule: a program writes it out.")


def explain(part, kind: str, latex: str):
    st.markdown(f"##### {part.title}")
    st.caption(f"{kind}. {part.lesson}")
    st.latex(latex)


def write_out_step(setting, step: int):
    """The update rule with the numbers of the step that the stage rests at."""
    with st.expander(f"Step {step} → {step + 1}, with its numbers", expanded=True):
        run = vars(setting) | {"steps_done": step}
        del run["steps"]
        st.latex(r"\begin{gathered}" + r"\\".join(fill_in(**run)) + r"\end{gathered}")
