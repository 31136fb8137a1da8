"""The language of a visitor: the one that the address asks for, else the one that the browser speaks."""

import streamlit as st

from lessons import LANGUAGE
from translations import SOURCE, choose_language


def language_of_visitor(written: str = SOURCE) -> str:
    """One that there is, English at last; `written` is the language of what the page is about."""
    accepted = st.context.locale or st.context.headers.get("Accept-Language")
    return choose_language(st.query_params.get(LANGUAGE), accepted, written)
