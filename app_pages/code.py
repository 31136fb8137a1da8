"""Take it home as code: the run as a program for PyTorch, Keras and Optax, to read, copy or download."""

import streamlit as st

from descent.setting import Course, Runner
from export import programs
from libraries import LIBRARIES


@st.dialog("Take it home as code", width="large")
def show_code(course: Course, runner: Runner):
    """One tab a library. Each program runs by itself and prints the final point."""
    st.caption("Run in its library, a program prints the final point of the run on the page (in double precision).")
    if course.noise:
        st.caption("The programs leave the noise out: every library draws its own.")
    texts = programs(course, runner)
    for tab, (library, text) in zip(st.tabs([LIBRARIES[library] for library in texts]), texts.items(), strict=True):
        with tab:
            st.code(text, language="python", height=430)
            st.download_button(
                f"Download for {LIBRARIES[library]}",
                text,
                file_name=f"overshoot_{course.landscape.key}_{library}.py",
                mime="text/x-python",
                on_click="ignore",
            )
