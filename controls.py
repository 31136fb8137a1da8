"""Every native widget and every parameter of the address: what the visitor chose, checked.

The address is the truth. A widget or a slider that moves writes its value there, and every run of the script reads the
whole setting from there; so a link, a reload, the browser's back button and a dropped connection all show the same
picture. What is not usable falls back to its default, with a sentence that says so. A value at its default is left out.
"""

import math
import sys
from dataclasses import replace

import streamlit as st

import optimizers
import schedules
from descent.sweep import FINAL, LEARNING_RATE, NO_DECAY
from knobs import Knob, knobs_of
from landscapes import LANDSCAPES
from libraries import LIBRARIES
from stage.scene import Setting, Window, suggest_rate

FIRST = {
    "landscape": next(iter(LANDSCAPES)),
    "optimizer": next(iter(optimizers.OPTIMIZERS)),
    "schedule": "exponential",
    "convention": "pytorch",
}

STEPS = Knob(100, low=10, high=1000, title="Steps", help="how many steps the optimizer takes")
FAMILY = "family: "
MENU_WIDTH = {"landscape": 172, "optimizer": 186, "schedule": 176}
CATALOGUES = {"optimizer": optimizers.OPTIMIZERS, "schedule": schedules.SCHEDULES}
CONVENTION_HELP = "Whose version of an optimizer or schedule is shown, where PyTorch, Keras and Optax differ."

NOISE = Knob(0.0, low=0.0, high=1000.0, title="Noise", help="standard deviation of the gradient's noise, 0 for none")
SEED = Knob(0, low=0, high=999_999, title="Seed", help="which draw of the noise: same seed, same noise")
RANGE_TEST = Knob(0, low=0, high=1, title="Range test", help="1 shows it")
RATE = Knob(1.0, low=1e-12, high=1e6, symbol="α", title="Learning rate")
START = Knob(0.0, low=-1e9, high=1e9, title="Start")

VARIANTS = (*optimizers.CONVENTIONS.values(), *schedules.CONVENTIONS.values())
ON_STAGE = {LEARNING_RATE, "range_test"}.union(
    *(knobs_of(part) for catalogue in VARIANTS for part in catalogue.values())
)
ADDRESS_NAMES = {LEARNING_RATE: "alpha", FINAL: "decay"}  # other knobs go by the names of their fields


def choose_setting(notices: list[str]) -> Setting:
    """Draw the native widgets in a row and read the address. Each refused value adds a sentence to `notices`."""
    landscape = LANDSCAPES[choose_item("landscape", titles(LANDSCAPES), notices)]
    optimizer_place, schedule_place = st.empty(), st.empty()
    values = {name: choose_number(name, knob, notices) for name, knob in landscape.parameters.items()}
    steps = choose_number("steps", STEPS, notices)
    noise = choose_number("noise", NOISE, notices)
    with st.popover("More", width=86):
        seed = choose_number("seed", SEED, notices)
        convention = choose_item("convention", LIBRARIES, notices, hint=CONVENTION_HELP)
    optimizer_menu, schedule_menu = optimizers.CONVENTIONS[convention], schedules.CONVENTIONS[convention]
    with optimizer_place:
        optimizer = optimizer_menu[choose_item("optimizer", titles(optimizer_menu, in_families=True), notices)]()
    with schedule_place:
        schedule = schedule_menu[choose_item("schedule", titles(schedule_menu), notices)]
    if values:
        landscape = landscape.with_parameters(**values)
    return Setting(
        landscape,
        read_knobs(optimizer, notices),
        read_knobs(first_schedule(schedule, steps), notices),
        start=tuple(
            read_number(name, replace(START, default=float(default)), notices)
            for name, default in zip("xy", landscape.start, strict=True)
        ),
        learning_rate=read_number("alpha", replace(RATE, default=suggest_rate(optimizer, landscape)), notices),
        steps=steps,
        noise=noise,
        seed=seed,
    )


def first_schedule(schedule, steps: int):
    """A schedule over the whole run. The first one starts without decay, so that the first picture is plain descent."""
    plain = {"final": NO_DECAY} if schedule is schedules.SCHEDULES[FIRST["schedule"]] else {}
    return schedule(horizon=steps, **plain)


def titles(catalogue, in_families: bool = False) -> dict[str, str]:
    """The lines of a menu, by key. A family's name is a line of its own and chooses the family's first member."""
    lines = {}
    for key, item in catalogue.items():
        if in_families:
            lines.setdefault(f"{FAMILY}{item.family}", f"— {item.family} —")
        lines[key] = item.title
    return lines


def choose_item(name: str, lines: dict[str, str], notices: list[str], hint: str | None = None) -> str:
    """A menu of a catalogue's titles, by key in the address."""
    key = st.query_params.get(name, FIRST[name])
    if key not in lines or key.startswith(FAMILY):
        notices.append(f"The link asks for a {name} that is not in the catalogue, so {lines[FIRST[name]]} is shown.")
        key = FIRST[name]
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
    return key


def choose_number(name: str, knob: Knob, notices: list[str]) -> float:
    """A number field; between the knob's ends."""
    value = read_number(name, knob, notices)
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
    return value


def follow_address(name: str, value):
    """Let the widget show what the address says."""
    if st.session_state.get(name) != value:
        st.session_state[name] = value


def choose_range_test(notices: list[str]) -> bool:
    """Whether the stage's range test is switched on."""
    return bool(read_number("range_test", RANGE_TEST, notices))


def take_item(name: str, keys: tuple[str, ...]):
    """A menu moved: forget what belongs to the item that was there, then tell the address."""
    chosen = st.session_state[name]
    if chosen.startswith(FAMILY):
        chosen = keys[keys.index(chosen) + 1]
    if name == "landscape":  # another landscape has another scale: its own rate, start, parameters and view
        forgotten = {"alpha", "x", "y"}.union(*(landscape.parameters for landscape in LANDSCAPES.values()))
        st.session_state.pop("view", None)
    elif name in CATALOGUES:
        forgotten = set().union(*map(knobs_of, CATALOGUES[name].values())) - set(knobs_of(CATALOGUES[name][chosen]))
    else:
        forgotten = set()
    for key in forgotten:
        st.query_params.pop(key, None)
    write(name, chosen, FIRST[name])


def take_number(name: str, knob: Knob):
    value = st.session_state[name]
    write(name, knob.default if value is None else value, knob.default)


def take_wish(wish):
    """The stage reports: values that were let go, a start, the part of the plane that is now shown."""
    if not isinstance(wish, dict):
        return
    st.session_state["seq"] = wish["seq"] if isinstance(wish.get("seq"), int) else 0
    start = read_point(wish.get("start"))
    st.session_state["preview"] = start if wish.get("preview") else None  # one that was never drawn is not wanted now
    if start and not wish.get("preview"):
        for name, value in zip("xy", start, strict=True):
            st.query_params[name] = f"{value:.12g}"
    values = wish.get("values")
    for name, value in values.items() if isinstance(values, dict) else ():
        if name in ON_STAGE and is_number(value):
            st.query_params[ADDRESS_NAMES.get(name, name)] = repr(value)
    if isinstance(wish.get("step"), int):
        st.session_state["step"] = max(wish["step"], 0)
    if view := read_view(wish.get("view")):
        st.session_state["view"] = view


def read_knobs(part, notices: list[str]):
    """The optimizer or schedule with the knobs that the address sets."""
    knobs = {name: replace(knob, default=getattr(part, name)) for name, knob in knobs_of(part).items()}
    return replace(part, **{n: read_number(ADDRESS_NAMES.get(n, n), knob, notices) for n, knob in knobs.items()})


def read_number(name: str, knob: Knob, notices: list[str]) -> float:
    """A number in the address, or the knob's default."""
    text = st.query_params.get(name)
    if text is None:
        return knob.default
    try:
        value = int(text) if knob.whole else float(text)
    except ValueError:
        value = math.nan
    if value == knob.default:
        del st.query_params[name]
    if knob.low <= value <= knob.high:
        return value
    notices.append(
        f"The link's value of “{name}” is not a {'whole ' if knob.whole else ''}number from {knob.low:g} to "
        f"{knob.high:g}, so {knob.default:g} is used."
    )
    return knob.default


def read_point(point) -> tuple[float, float] | None:
    """A pair of finite numbers from the browser, or None."""
    if isinstance(point, list) and len(point) == 2 and all(map(is_number, point)):
        return tuple(min(max(float(value), START.low), START.high) for value in point)
    return None


def read_view(view) -> Window | None:
    sides = [read_point(side) for side in view] if isinstance(view, list) and len(view) == 2 else []
    return tuple(sides) if len(sides) == 2 and all(side and side[0] < side[1] for side in sides) else None


def is_number(value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= sys.float_info.max


def write(name: str, value, default):
    if value == default:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = str(value)
