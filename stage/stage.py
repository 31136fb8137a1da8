"""The stage on the page: mounts the live picture and returns what the visitor wishes.

Streamlit carries the messages of a scene to the browser; the modules in `frontend/` are fetched over HTTP, so
they are cached and never travel with the data.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st
from streamlit.components import v2 as components

from assets import STAGE_URL
from stage.scene import Scene

_part = components.component(
    "overshoot_part",
    js=f"""
const page = import(new URL("{STAGE_URL}/streamlit.js", document.baseURI));
export default async function ({{ data }}) {{
  (await page).receive(data);
}}
""",
    isolate_styles=False,
)

_stage = components.component(
    "overshoot_stage",
    js=f"""
const href = new URL("{STAGE_URL}/stage.css", document.baseURI).href;
const styled = new Promise((resolve) => {{
  const link = Object.assign(document.createElement("link"), {{ rel: "stylesheet", href }});
  link.onload = link.onerror = resolve;
  document.head.append(link);
}});
const ready = Promise.all([import(new URL("{STAGE_URL}/streamlit.js", document.baseURI)), styled]);
export default function (component) {{
  let cleanup = null;
  let gone = false;
  ready.then(([{{ render }}]) => {{
    if (!gone) cleanup = render(component);
  }});
  return () => {{
    gone = true;
    cleanup?.();
  }};
}}
""",
    isolate_styles=False,
)


def mount_stage(scene: Scene, key: str, on_wish: Callable[[Any], None], resent: int = 0):
    """Show a scene. `on_wish` is called before the rerun that a wish causes.

    A wish is a dict from the browser and may hold anything: {"seq": 3, "values": {"a": {"learning_rate": 0.1}},
    "start": [x, y], "preview": True, "step": 7, "view": [[x0, x1], [y0, y1]], "range_test": True,
    "explain": [id of a run, ...], "lost": [id, ...], "chosen": {"optimizer": "adam", "steps": 60}, "reset": True,
    "best": "optimizer", "undo": 3, "code": True};
    only "seq" is always meant to be there. Another number of `resent` makes all parts travel again.
    """

    def hear():
        report = st.session_state.get(key)  # None where the page was left; any text in a forged report
        on_wish(getattr(report, "wish", None))

    with st.container(key=f"{key}-parts", gap=None):
        for name, part in scene.parts.items():
            _part(data=part.message, key=f"{key}-{resent}-{name}", height="content")
    _stage(data=scene.message, key=key, on_wish_change=hear)
