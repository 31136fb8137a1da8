"""The language of a visitor: the one that the address asks for, else the one that the browser speaks."""

import streamlit as st

from lessons import LANGUAGE
from translations import choose_language


def language_of_visitor() -> str:
    """One that there is, English at last."""
    context = st.context
    return choose_language(st.query_params.get(LANGUAGE), context.locale or context.headers.get("Accept-Language"))
