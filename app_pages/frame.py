"""The frame around every page: title, icon, navigation. Streamlit runs this script for every visitor."""

import re

import streamlit as st

import assets
from app_pages import PAGES

# A valley, and a path that overshoots its floor; the logo has the name beside it, in a colour for light and dark pages.
LOGO = assets.LOGO.read_text(encoding="utf-8")
ICON = re.sub("<text.*</text>", "", LOGO, flags=re.DOTALL).replace("160", "32")

st.set_page_config(page_title="Overshoot", page_icon=ICON, layout="wide", initial_sidebar_state="collapsed")

st.logo(LOGO, size="large")

front, *others = PAGES.values()
navigation = [
    st.Page(front.show, title=front.title, default=True),
    *(st.Page(page.show, title=page.title, url_path=page.path) for page in others),
]
st.navigation(navigation, position="top").run()
