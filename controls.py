"""The native widgets above the stage: menus and number fields. They show what the address says, and write it there."""

from collections.abc import Mapping

import streamlit as st

import optimizers
import schedules
from address import NOISE, SEED, STEPS, Visit, changed, chosen_in
from knobs import Knob
from landscapes import LANDSCAPES
from libraries import LIBRARIES

FAMILY = "family: "
MENU_WIDTH = {"landscape": 172, "optimizer": 186, "schedule": 176}
CONVENTION_HELP = "Whose version of an optimizer or schedule is shown, where PyTorch, Keras and Optax differ."


def show_controls(visit: Visit):
    """The row of widgets for a visit with one runner."""
    course, (landscape, convention, ((optimizer, schedule),)) = visit.setting.course, chosen_in(visit)
    show_menu("landscape", titles(LANDSCAPES), landscape)
    show_menu("optimizer", titles(optimizers.CONVENTIONS[convention], in_families=True), optimizer)
    show_menu("schedule", titles(schedules.CONVENTIONS[convention]), schedule)
    values = dict(course.landscape.values)
    for name, knob in course.landscape.parameters.items():
        show_number(name, knob, values[name])
    show_number("steps", STEPS, course.steps)
    show_number("noise", NOISE, course.noise)
    with st.popover("More", width=86):
        show_number("seed", SEED, course.seed)
        show_menu("convention", LIBRARIES, convention, hint=CONVENTION_HELP)


def titles(catalogue: Mapping, in_families: bool = False) -> dict[str, str]:
    """The lines of a menu, by key. A family's name is a line of its own and chooses the family's first member."""
    lines = {}
    for key, item in catalogue.items():
        if in_families:
            lines.setdefault(f"{FAMILY}{item.family}", f"— {item.family} —")
        lines[key] = item.title
    return lines


def show_menu(name: str, lines: Mapping[str, str], key: str, hint: str | None = None):
    follow_address(name, key)
    st.selectbox(
        name.capitalize(),
        list(lines),
        format_func=lines.__getitem__,
        key=name,
        on_change=take_item,
        args=(name, tuple(lines)),
        help=hint,
        width=MENU_WIDTH.get(name, "stretch"),
    )


def show_number(name: str, knob: Knob, value: float):
    """A number field; between the knob's ends."""
    follow_address(name, value)
    st.number_input(
        knob.label,
        min_value=knob.low,
        max_value=knob.high,
        key=name,
        step=1 if knob.whole else None,
        format=None if knob.whole else "%.6g",
        on_change=take_number,
        args=(name, knob),
        width=84,
    )


def follow_address(name: str, value):
    """Let the widget show what the address says."""
    if st.session_state.get(name) != value:
        st.session_state[name] = value


def take_item(name: str, keys: tuple[str, ...]):
    """A menu moved. A family's heading stands for the item below it; what is no line of the menu is forged."""
    key = st.session_state[name]
    if key not in keys:
        return
    go_to(name, keys[keys.index(key) + 1] if key.startswith(FAMILY) else key)


def take_number(name: str, knob: Knob):
    """A field was typed into; an empty one goes back to its default."""
    value = st.session_state[name]
    go_to(name, str(knob.default if value is None else value))


def go_to(name: str, text: str):
    """The address after one value was changed, and all that depended on it forgotten."""
    st.query_params.from_dict(changed(st.query_params.to_dict(), name, text))
