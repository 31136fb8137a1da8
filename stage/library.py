"""The library on the page: mounts the list of lessons and returns which one is opened.

What a student has done of them only the browser knows, so the browser draws the list.
"""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st
from streamlit.components import v2 as components

from assets import STAGE_URL

_library = components.component(
    "overshoot_library",
    js=f"""
const styled = new Promise((resolve) => {{
  const href = new URL("{STAGE_URL}/library.css", document.baseURI).href;
  const link = Object.assign(document.createElement("link"), {{ rel: "stylesheet", href }});
  link.onload = link.onerror = resolve;
  document.head.append(link);
}});
const ready = Promise.all([import(new URL("{STAGE_URL}/library/library.js", document.baseURI)), styled]);
export default function (component) {{
  let gone = false;
  ready.then(([{{ render }}]) => {{
    if (!gone) render(component);
  }});
  return () => {{
    gone = true;
  }};
}}
""",
    isolate_styles=False,
)


def mount_library(data: Mapping[str, Any], key: str, on_wish: Callable[[Any], None]):
    """Show the lessons. `on_wish` is called before the rerun that opens one, with {"lesson": key, "screen": 3}.

    A wish comes from a browser and may hold anything.
    """

    def hear():
        on_wish(getattr(st.session_state.get(key), "wish", None))

    _library(data=data, key=key, on_wish_change=hear)
