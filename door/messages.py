"""Streamlit's messages, as far as the door reads them: what may pass, what replaces what, where a run ends."""

import json
import re
from typing import Any

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

LARGEST = 32_768  # bytes; a wish has 1,000
MOST_WIDGETS = 64  # on one page
MOST_EVENTS = 8  # of one component in one wish; the stage sends one
MOST_DIGITS = 400  # of a whole number; a double has 309
DEEPEST = 12  # brackets in brackets; a wish has four
SHORT = 512  # bytes; what says that a run has ended is shorter

PREVIEW = re.compile(r'"start":\[.*"preview":true')  # as browsers write it
BRACKETS = re.compile(r"[\[\]{}]")
WIDGET = "$$"  # how the ids of widgets begin
PASSING = {"app_heartbeat", "stop_script"}  # what a page may say beside its wishes
EVENTS = ("trigger_value", "string_trigger_value", "json_trigger_value", "chat_input_value")  # heard once


def read(data: bytes) -> BackMsg | None:
    """A message of the browser; None for what the app's own page would not send."""
    message = BackMsg()
    try:
        message.ParseFromString(data)
    except DecodeError:
        return None
    if is_wish(message):
        states = message.rerun_script.widget_states.widgets
        return message if len(states) <= MOST_WIDGETS and all(map(is_sound, states)) else None
    return message if message.WhichOneof("type") in PASSING else None


def is_wish(message: BackMsg) -> bool:
    """Whether a message makes the script run."""
    return message.WhichOneof("type") == "rerun_script"


def is_same(one: BackMsg | None, other: BackMsg) -> bool:
    """Whether two wishes ask for the same: a page tells one again that has no answer yet."""
    return one is not None and essence(one) == essence(other)


def essence(message: BackMsg) -> tuple:
    asked = message.rerun_script
    return asked.query_string, asked.fragment_id, asked.page_script_hash, asked.widget_states


def is_preview(message: BackMsg) -> bool:
    """Whether a wish is for a start that is still being dragged, which costs a few milliseconds."""
    return any(PREVIEW.search(state.json_trigger_value) for state in message.rerun_script.widget_states.widgets)


def is_sound(state: Any) -> bool:
    """Whether this is a widget of Streamlit's, and its JSON, if it has any, can be read at little cost."""
    name = state.WhichOneof("value")
    if not state.id.startswith(WIDGET):
        return False
    if name not in {"json_value", "json_trigger_value"}:
        return True
    text = getattr(state, name)
    try:
        value = json.loads(text, parse_int=read_digits) if depth(text) <= DEEPEST else None
    except ValueError:
        return False
    return value is not None and not (isinstance(value, list) and len(value) > MOST_EVENTS)


def read_digits(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise ValueError("a number longer than any that a page sends")
    return int(digits)


def depth(text: str) -> int:
    """How deep brackets stand in brackets at most, those in strings counted in."""
    level = 0
    return max((level := level + (1 if bracket in "[{" else -1) for bracket in BRACKETS.findall(text)), default=0)


def merge(older: BackMsg | None, newer: BackMsg) -> BackMsg:
    """One wish for two that wait: the newer one, with what happened once and is not in it.

    Where the two are about different pieces of the page, the whole page runs.
    """
    if older is None:
        return newer
    merged = BackMsg()
    merged.CopyFrom(newer)
    before, after = older.rerun_script, merged.rerun_script
    told = {state.id for state in after.widget_states.widgets}
    for state in before.widget_states.widgets:
        if state.WhichOneof("value") in EVENTS and state.id not in told and len(told) < MOST_WIDGETS:
            told.add(state.id)
            after.widget_states.widgets.append(state)
    if before.fragment_id != after.fragment_id:
        after.fragment_id = ""
    after.is_history_navigation |= before.is_history_navigation
    return merged


def glance(data: bytes) -> ForwardMsg | None:
    """A message to the browser, if it is a short one: those that say something of the run itself are."""
    return ForwardMsg.FromString(data) if len(data) <= SHORT else None


def ends_run(message: ForwardMsg) -> bool:
    """Whether a message to the browser says that the script has run, and does not run again at once."""
    finished = message.WhichOneof("type") == "script_finished"
    return finished and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
