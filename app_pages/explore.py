"""The Explore page: choose a landscape and an optimizer, see the run, read what is behind it."""

import streamlit as st

import assets
from controls import choose_setting, take_wish
from stage.scene import draw, pack_preview, pack_scene, pack_surface
from stage.stage import mount_stage


def explore():
    """Choose, compute, show."""
    notices: list[str] = []
    setting = choose_setting(notices)
    for notice in notices:
        st.warning(notice)

    picture = draw(setting)
    surface = pack_surface(setting.landscape, st.session_state.get("view"))
    facts = {"seq": st.session_state.get("seq", 0), "plotly": assets.PLOTLY_URL}
    if start := st.session_state.pop("preview", None):
        scene = pack_preview(setting, start, **facts)
    else:
        scene = pack_scene(setting, picture, surface[0], **facts)
    mount_stage(scene, [surface, *picture.sweeps], key="stage", on_wish=take_wish)
    explain_parts(setting)


def explain_parts(setting):
    """What is behind the picture: formula and lesson of the landscape, rule of the optimizer, shape of the schedule."""
    for column, (kind, part, latex) in zip(
        st.columns([1.5, 1, 1], gap="large"),
        (
            ("Landscape", setting.landscape, f"f(x, y) = {setting.landscape.latex}"),
            ("Optimizer", setting.optimizer, setting.optimizer.latex),
            ("Schedule", setting.schedule, rf"\alpha_t = \alpha \cdot {setting.schedule.latex}"),
        ),
        strict=True,
    ):
        with column:
            st.markdown(f"##### {part.title}")
            st.caption(f"{kind}. {part.lesson}")
            st.latex(latex)
