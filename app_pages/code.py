"""Take it home as code: the run as a program for PyTorch, Keras and Optax, to read, copy or download."""

import streamlit as st

from descent.setting import Course, Runner
from export import programs
from export.log import LOGS
from export.names import name_program
from landscapes import LANDSCAPES
from libraries import LIBRARIES
from memory import remember

programs_of = remember(megabytes=4, apart=LANDSCAPES.values())(programs)  # 4 to 40 kB, for up to 130 ms of runs
NO_LOG = ""
TARGETS = {NO_LOG: "nothing"} | {key: log.title for key, log in LOGS.items()}


@st.dialog("Take it home as code", width="large")
def show_code(course: Course, runner: Runner):
    """One tab a library. Each program runs by itself; what differs from the run shown stands beside its button."""
    st.caption("Run in its library, a program prints where it ends, where the run on the page ends, and if they agree.")
    log = st.radio("Log loss and learning rate to", TARGETS, format_func=TARGETS.__getitem__, horizontal=True)
    made = programs_of(course, runner, log)
    tabs = st.tabs([LIBRARIES[library] for library in made])
    for tab, (library, (text, remark)) in zip(tabs, made.items(), strict=True):
        with tab:
            st.code(text, language="python", height=430)
            button, beside = st.columns([1, 3], vertical_alignment="center")
            button.download_button(
                f"Download for {LIBRARIES[library]}",
                text,
                file_name=f"{name_program(course, runner, library)}.py",
                mime="text/x-python",
                on_click="ignore",
            )
            if remark:
                beside.caption(remark)
