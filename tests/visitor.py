"""A visitor without a browser: opens the page at an address and reads what it sends to the stage."""

import re
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from app_pages import PAGES
from app_pages.explore import PANEL
from stage.encoding import decode
from stage.parts import ID_BYTES

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


def wished(*wishes: Any, path: str = FRONT, **address) -> AppTest:
    """A page at an address, after the browser reported these wishes one after the other, whatever they are."""

    def script(path, wishes):
        from app_pages import PAGES
        from app_pages.session import take_wish

        for wish in wishes:
            take_wish(wish)
        PAGES[path].show()

    page = AppTest.from_function(script, args=(path, wishes), default_timeout=PATIENCE)
    page.session_state[PANEL] = True
    for name, value in address.items():
        page.query_params[name] = value
    return page.run()


def asked(wish: Any, **address) -> AppTest:
    """The front page after a wish that runs its picture alone, as in the browser, where the whole page may follow."""

    def script(wish):
        import streamlit as st

        from app_pages.explore import EXPLORE, descriptions_of, show_picture
        from app_pages.session import Session, take_wish
        from app_pages.stage import open_visit

        session = Session.enter(EXPLORE.path)
        session.described = descriptions_of(open_visit()[0])
        if "asked" not in st.session_state:
            st.session_state["asked"] = True
            take_wish(wish)
        show_picture()

    page = AppTest.from_function(script, args=(wish,), default_timeout=PATIENCE)
    for name, value in address.items():
        page.query_params[name] = value
    return page.run()


def scene(page: AppTest) -> dict:
    """The header of the scene that the page sends to the stage."""
    (proto,) = [part.proto for part in page.get("bidi_component") if part.proto.component_name == "overshoot_stage"]
    header, _ = decode(proto.bytes)
    return header


def parts(page: AppTest) -> dict[str, tuple[dict, dict]]:
    """Header and arrays of every part that the page sends, by its id."""
    sent = [part.proto.bytes for part in page.get("bidi_component") if part.proto.component_name == "overshoot_part"]
    return {message[:ID_BYTES].hex(): decode(message[ID_BYTES:]) for message in sent}


def ids(page: AppTest) -> dict[str, str]:
    """The ids of the parts that a race's scene is made of, by their places in it."""
    header = scene(page)
    found = {name: header[name] for name in ("surface", "surroundings", "lines", "signs", "ground", "data")}
    found["race"] = header["race"]["told"]
    for runner in header["runners"]:
        found[f"{runner['key']}/run"] = runner["run"]
        for control in runner["controls"]:
            found[f"{runner['key']}/{control['name']}"] = control["sweep"]
    return {name: own for name, own in found.items() if own}


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
