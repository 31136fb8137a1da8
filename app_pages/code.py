"""Take it home as code: the run as a program for PyTorch, Keras and Optax, to read, copy or download."""

import streamlit as st

from export import program
from libraries import LIBRARIES


@st.dialog("Take it home as code", width="large")
def show_code(setting):
    """One tab a library. Each program runs by itself and prints the final point."""
    st.caption("Run in its library, a program prints the final point of the run on the page (in double precision).")
    if setting.noise:
        st.caption("The programs leave the noise out: every library draws its own.")
    for tab, (library, title) in zip(st.tabs(list(LIBRARIES.values())), LIBRARIES.items(), strict=True):
        text = program(
            library,
            setting.landscape,
            setting.optimizer,
            setting.schedule,
            setting.start,
            setting.learning_rate,
            setting.steps,
        )
        with tab:
            st.code(text, language="python", height=430)
            st.download_button(
                f"Download for {title}",
                text,
                file_name=f"overshoot_{setting.landscape.key}_{library}.py",
                mime="text/x-python",
                on_click="ignore",
            )
