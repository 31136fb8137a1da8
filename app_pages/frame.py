"""The frame around every page: title, icon, navigation. Streamlit runs this script for every visitor."""

from pathlib import Path

import streamlit as st

from app_pages import PAGES

# A valley, and a path that overshoots its floor.
ICON = """<svg viewBox="0 0 32 32">
<path d="M3 5 C8 34 24 34 29 5" fill="none" stroke="#2E8BC9" stroke-width="3" stroke-linecap="round"/>
<path d="M5 9 L25 15 L10 21 L18 25" fill="none" stroke="#E69F00" stroke-width="2" stroke-linejoin="round"/>
<circle cx="18" cy="25" r="3.2" fill="#D55E00"/>
</svg>"""

# The same with the name; its colours stand out on light and dark pages alike.
LOGO = f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 32" width="160" height="32">
{ICON.partition(">")[2].rpartition("<")[0]}
<text x="38" y="23" font-family="Source Sans, Helvetica, Arial, sans-serif" font-size="22" font-weight="600"
 fill="#2E8BC9">Overshoot</text>
</svg>"""

st.set_page_config(page_title="Overshoot", page_icon=ICON, layout="wide", initial_sidebar_state="collapsed")

st.logo(LOGO, size="large")
st.html(Path(__file__).with_name("page.css"))

front, *others = PAGES.values()
navigation = [
    st.Page(front.show, title=front.title, default=True),
    *(st.Page(page.show, title=page.title, url_path=page.path) for page in others),
]
st.navigation(navigation, position="top").run()
