"""What the door makes of a browser's message."""

import json

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from door.messages import MOST_EVENTS, MOST_WIDGETS, SPARE, Shown, is_preview, merge, read

FINISHED = ForwardMsg(script_finished=ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


def wish(fragment="", **values) -> BackMsg:
    """A rerun with widgets by id, their values as JSON that is heard once."""
    message = BackMsg()
    message.rerun_script.fragment_id = fragment
    for name, value in values.items():
        message.rerun_script.widget_states.widgets.add(
            id=f"$${name}", json_trigger_value=value if isinstance(value, str) else json.dumps(value)
        )
    return message


def events(message: BackMsg) -> dict:
    return {
        state.id.removeprefix("$$"): json.loads(state.json_trigger_value)
        for state in message.rerun_script.widget_states.widgets
    }


def test_a_wish_is_read():
    message = wish(stage=[{"event": "wish", "value": {"seq": 1, "values": {"a": {"learning_rate": 0.1}}}}])
    assert read(message.SerializeToString()) == message


@pytest.mark.parametrize(
    "json_text",
    [
        "{",
        "nonsense",
        "[" * 900 + "]" * 900,
        "[" * 20_000,
        '{"seq": ' + "7" * 5000 + "}",
        json.dumps([{"event": "wish"}] * (MOST_EVENTS + 1)),
    ],
    ids=lambda text: text[:20],
)
def test_json_that_costs_or_breaks_is_not_read(json_text):
    assert read(wish(stage=json_text).SerializeToString()) is None


def test_a_preview_is_known_as_browsers_write_it():
    text = json.dumps([{"event": "wish", "value": {"start": [1, 2], "preview": True}}], separators=(",", ":"))
    assert is_preview(wish(stage=text))
    assert not is_preview(wish(stage=text.replace("true", "false")))


def test_more_widgets_than_a_page_has_are_not_read():
    assert read(wish(**{f"w{i}": {} for i in range(MOST_WIDGETS + 1)}).SerializeToString()) is None


def test_the_newer_wish_keeps_what_happened_once():
    merged = merge(wish(stage=[1], button=[2]), wish(stage=[3]))
    assert events(merged) == {"stage": [3], "button": [2]}


def test_two_pieces_of_the_page_make_the_whole_page_run():
    assert merge(wish("one"), wish("one")).rerun_script.fragment_id == "one"
    assert merge(wish("one"), wish("")).rerun_script.fragment_id == ""
    assert merge(wish(""), wish("one")).rerun_script.fragment_id == ""


def test_merging_changes_neither():
    older, newer = wish(button=[2]), wish(stage=[3])
    merge(older, newer)
    assert events(older) == {"button": [2]}
    assert events(newer) == {"stage": [3]}


def test_merging_carries_no_more_than_a_page_has():
    merged = None
    for number in range(5 * MOST_WIDGETS):
        merged = merge(merged, wish(**{f"w{number}": {}}))
    assert len(events(merged)) <= MOST_WIDGETS


def test_what_is_no_widget_of_streamlits_is_not_read():
    message = BackMsg()
    message.rerun_script.widget_states.widgets.add(id="x", trigger_value=True)
    assert read(message.SerializeToString()) is None


def test_a_browser_still_has_what_it_showed_lately():
    shown, part, other = Shown(age=20), ForwardMsg(hash="part"), ForwardMsg(hash="other")
    part.metadata.cacheable = other.metadata.cacheable = True
    said = BackMsg()

    def still() -> list[str]:
        said.rerun_script.cached_message_hashes[:] = ["part", "other", "of an earlier connection"]
        shown.still(said)
        return list(said.rerun_script.cached_message_hashes)

    shown.show(part)
    shown.show(other)
    for _ in range(20 - SPARE):
        shown.show(FINISHED)
    assert still() == ["part", "other"]
    shown.show(ForwardMsg(ref_hash="part"))  # shown again, and not sent
    shown.show(ForwardMsg(script_finished=ForwardMsg.FINISHED_EARLY_FOR_RERUN))
    assert still() == ["part", "other"], "a run that begins again has not ended"
    shown.show(FINISHED)
    assert still() == ["part"]
