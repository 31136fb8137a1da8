"""A visitor without a browser: opens the page at an address and reads what it sends to the stage."""

import re
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from app_pages import PAGES
from app_pages.explore import PANEL
from stage.encoding import decode

FRAME = Path(__file__).parent.parent / "app_pages" / "frame.py"
FRONT = next(iter(PAGES))
PATIENCE = 60  # seconds, for a busy machine


def visit(path: str = FRONT, reads_step: bool = True, **address) -> AppTest:
    """A page as it stands after its first run with these parameters in its address; the front page in its frame.

    `reads_step`: whether the panel with the written-out step is open, as it is not at first.
    """

    def script(path):
        from app_pages import PAGES

        PAGES[path].show()

    front = AppTest.from_file(FRAME, default_timeout=PATIENCE)
    page = front if path == FRONT else AppTest.from_function(script, args=(path,), default_timeout=PATIENCE)
    page.session_state[PANEL] = reads_step
    for name, value in address.items():
        page.query_params[name] = value
    return page.run()


def wished(*wishes: Any, **address) -> AppTest:
    """Explore at an address, after the browser reported these wishes one after the other, whatever they are."""

    def script(wishes):
        from app_pages.explore import explore
        from app_pages.session import take_wish

        for wish in wishes:
            take_wish(wish)
        explore()

    page = AppTest.from_function(script, args=(wishes,), default_timeout=PATIENCE)
    page.session_state[PANEL] = True
    for name, value in address.items():
        page.query_params[name] = value
    return page.run()


def scene(page: AppTest) -> dict:
    """The header of the scene that the page sends to the stage."""
    (proto,) = [part.proto for part in page.get("bidi_component") if part.proto.component_name == "overshoot_stage"]
    header, _ = decode(proto.bytes)
    return header


def controls(page: AppTest) -> dict[str, dict]:
    """The sliders of the only runner, by name."""
    (runner,) = scene(page)["runners"]
    return {control["name"]: control for control in runner["controls"]}


def present(page: AppTest, name: str) -> float:
    control = controls(page)[name]
    return control["values"][control["index"]]


def warning(page: AppTest) -> str:
    """What the page says of its address, as it is read."""
    return " ".join(re.sub(r"\\(.)", r"\1", box.value) for box in page.warning)


def address(page: AppTest) -> dict[str, str]:
    """What stands in the address, the last one of values that are given twice."""
    return {name: text if isinstance(text, str) else text[-1] for name, text in page.query_params.items()}
