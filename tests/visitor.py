"""A visitor without a browser: opens the page at an address and reads what it sends to the stage."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from stage.encoding import decode

FRAME = Path(__file__).parent.parent / "app_pages" / "frame.py"
PATIENCE = 60  # seconds, for a busy machine


def visit(**address) -> AppTest:
    """The page as it stands after its first run with these parameters in its address."""
    page = AppTest.from_file(FRAME, default_timeout=PATIENCE)
    for name, value in address.items():
        page.query_params[name] = value
    return page.run()


def scene(page: AppTest) -> dict:
    """The header of the scene that the page sends to the stage."""
    (proto,) = [part.proto for part in page.get("bidi_component") if "stage" in part.proto.component_name]
    header, _ = decode(proto.bytes)
    return header


def control(page: AppTest, name: str) -> dict:
    return next(control for control in scene(page)["controls"] if control["name"] == name)


def present(page: AppTest, name: str) -> float:
    return control(page, name)["values"][control(page, name)["index"]]


def address(page: AppTest) -> dict[str, str]:
    """What stands in the address, the last one of values that are given twice."""
    return {name: text if isinstance(text, str) else text[-1] for name, text in page.query_params.items()}
