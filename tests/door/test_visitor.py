"""One visitor's websocket, with a stand-in for Streamlit behind it and one for the browser before it."""

import asyncio
import contextlib
import time

import pytest
from streamlit import get_option
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NewSession_pb2 import NewSession

from door.messages import LARGEST, SPARE
from door.turns import Turns
from door.visitor import BURST, PREVIEW, RATE, TOO_BIG, WISH, Bucket, Visitor

FINISHED = ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY).SerializeToString()
AGAIN = ForwardMsg(script_finished=ForwardMsg.FINISHED_EARLY_FOR_RERUN).SerializeToString()
HEARTBEAT = BackMsg(app_heartbeat=True).SerializeToString()


def wish(text: str, event: str = "", fragment: str = "") -> bytes:
    message = BackMsg()
    message.rerun_script.query_string = text
    message.rerun_script.fragment_id = fragment
    if event:
        message.rerun_script.widget_states.widgets.add(id="$$stage", json_trigger_value=event)
    return message.SerializeToString()


class Connection:
    """A browser that says what it is told to say, and a Streamlit that answers when it is told to."""

    def __init__(self):
        self.said: asyncio.Queue = asyncio.Queue()
        self.to_browser, self.to_streamlit = [], []
        self.reads = asyncio.Event()
        self.reads.set()
        self.turns = Turns()
        self.visitor = Visitor(self.said.get, self.take, self.turns)

    async def take(self, message):
        await self.reads.wait()
        self.to_browser.append(message)

    async def streamlit(self, scope, receive, send):
        self.send = send
        while True:
            message = await receive()
            if message["type"] == "websocket.disconnect":
                return
            self.to_streamlit.append(message["bytes"])

    async def say(self, *messages: bytes):
        for data in messages:
            self.said.put_nowait({"type": "websocket.receive", "bytes": data})
        await settle()

    async def answer(self, *messages: bytes):
        for data in messages:
            await self.send({"type": "websocket.send", "bytes": data})
        await settle()

    @property
    def computed(self) -> list[str]:
        """The wishes that Streamlit got."""
        return [BackMsg.FromString(data).rerun_script.query_string for data in self.to_streamlit]


async def settle():
    for _ in range(20):
        await asyncio.sleep(0)


@contextlib.asynccontextmanager
async def connected():
    connection = Connection()
    talking = asyncio.create_task(connection.visitor.attend(connection.streamlit, {}))
    await settle()
    yield connection
    connection.reads.set()
    connection.said.put_nowait({"type": "websocket.disconnect", "code": 1001})
    await asyncio.wait_for(talking, 5)


def run(test):
    return lambda: asyncio.run(test())


@run
async def test_one_wish_at_a_time_and_the_newest_of_those_that_wait():
    async with connected() as connection:
        await connection.say(wish("1"))
        await connection.say(wish("2"), wish("3"), wish("4"))
        assert connection.computed == ["1"]
        await connection.answer(FINISHED)
        assert connection.computed == ["1", "4"]


@run
async def test_a_wish_told_again_while_it_is_computed_is_computed_once():
    async with connected() as connection:
        await connection.say(wish("1"))
        await connection.say(wish("1"))
        await connection.answer(FINISHED)
        assert connection.computed == ["1"]
        await connection.say(wish("1"))
        assert connection.computed == ["1", "1"], "the answer may have been lost"


@run
async def test_the_end_of_a_run_that_an_earlier_connection_asked_for_is_kept_back():
    """Streamlit drops the pieces of a run whose connection is lost, and not its end, at which a page tidies up."""
    async with connected() as connection:
        await connection.answer(b"", AGAIN, FINISHED)
        assert [message["bytes"] for message in connection.to_browser] == [b"", AGAIN]
        await connection.say(wish("1"))
        await connection.answer(FINISHED)
        assert connection.to_browser[-1]["bytes"] == FINISHED


@run
async def test_so_is_one_that_comes_after_the_first_wish():
    def of_run(name: str, *pieces: str, **said) -> bytes:
        message = ForwardMsg(**said)
        message.metadata.run.script_run_id = name
        message.metadata.run.fragment_ids.extend(pieces)
        return message.SerializeToString()

    begins, ends = {"new_session": NewSession()}, {"script_finished": ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY}
    earlier = [of_run("earlier", "stage", **said) for said in (begins, ends)]
    cut = [of_run("cut", "stage", **said) for said in (begins, ends)]
    own = [of_run("own", **said) for said in (begins, ends)]
    later = [of_run("later", "stage", **said) for said in (begins, ends)]
    async with connected() as connection:
        connection.visitor.fragments.add("stage")
        await connection.answer(*earlier)
        await connection.say(wish("1"))
        await connection.answer(*cut)
        await connection.say(wish("2", fragment="stage"))
        assert connection.computed == ["1"], "it still runs"
        await connection.answer(*own)
        assert connection.computed == ["1", "2"]
        await connection.answer(*later)
        passed = [message["bytes"] for message in connection.to_browser]
        assert passed == [earlier[0], cut[0], *own, *later]


@run
async def test_a_script_that_starts_again_at_once_is_still_running():
    async with connected() as connection:
        await connection.say(wish("1"))
        await connection.say(wish("2"))
        await connection.answer(AGAIN)
        assert connection.computed == ["1"]
        await connection.answer(FINISHED)
        assert connection.computed == ["1", "2"]


@run
async def test_nothing_is_computed_for_one_who_does_not_take_the_answers():
    async with connected() as connection:
        connection.reads.clear()
        await connection.say(wish("1"))
        await connection.answer(b"x" * 1000, FINISHED)
        assert not connection.turns.running, "others go on meanwhile"
        await connection.say(wish("2"), wish("3"))
        assert connection.computed == ["1"]
        connection.reads.set()
        await settle()
        assert connection.computed == ["1", "3"]


@run
async def test_what_costs_nothing_passes_at_once():
    async with connected() as connection:
        await connection.say(wish("1"))
        await connection.say(wish("2"), HEARTBEAT)
        assert connection.to_streamlit == [wish("1"), HEARTBEAT]


@run
async def test_a_message_that_is_too_big_ends_the_connection():
    async with connected() as connection:
        await connection.say(wish("x" * LARGEST))
        await asyncio.sleep(0.01)
        assert connection.computed == []
        assert [(message["type"], message["code"]) for message in connection.to_browser] == [
            ("websocket.close", TOO_BIG)
        ]


@pytest.mark.parametrize("data", [b"", b"\xff\xff", BackMsg(clear_cache=True).SerializeToString()])
def test_what_no_page_says_is_dropped(data):
    @run
    async def test():
        async with connected() as connection:
            await connection.say(data)
            assert connection.to_streamlit == []

    test()


@pytest.mark.parametrize(
    ("text", "tokens"), [("", WISH), ('[{"event":"wish","value":{"start":[1,2],"preview":true}}]', PREVIEW)]
)
def test_a_flood_is_computed_at_a_hands_pace(text, tokens):
    @run
    async def test():
        begun = time.monotonic()
        async with connected() as connection:
            for number in range(int(2 * BURST)):
                await connection.say(wish(str(number), text))
                await connection.answer(FINISHED)
            most = (BURST + RATE * (time.monotonic() - begun)) / tokens
            assert most / 2 < len(connection.computed) <= most + 2

    test()


@run
async def test_a_piece_of_the_page_that_was_not_sent_makes_the_whole_page_run():
    message = BackMsg.FromString(wish("1"))
    message.rerun_script.fragment_id = "piece"
    async with connected() as connection:
        await connection.say(message.SerializeToString())
        assert BackMsg.FromString(connection.to_streamlit[0]).rerun_script.fragment_id == ""
        sent = ForwardMsg()
        sent.delta.fragment_id = "piece"
        await connection.answer(sent.SerializeToString(), FINISHED)
        await connection.say(message.SerializeToString())
        assert BackMsg.FromString(connection.to_streamlit[1]).rerun_script.fragment_id == "piece"


@run
async def test_one_who_left_while_waiting_costs_nothing():
    async with connected() as connection:
        holders = [connection.turns.ask(connection.turns.open_account()) for _ in range(10)]
        await connection.say(wish("1"))
        assert connection.computed == []
    assert len(connection.turns.waiting) == sum(not turn.granted.done() for turn in holders)


@run
async def test_a_turn_ends_with_its_visitor():
    async with connected() as connection:
        await connection.say(wish("1"))
        assert connection.turns.running
    assert not connection.turns.running


@run
async def test_what_the_browser_forgets_while_a_wish_waits_is_sent_again():
    """A page that is reminded of what it has forgotten stops for good."""
    part = ForwardMsg(hash="part")
    part.metadata.cacheable = True

    def who_has_it(text: str) -> bytes:
        message = BackMsg.FromString(wish(text))
        message.rerun_script.cached_message_hashes.append("part")
        return message.SerializeToString()

    lasting = get_option("global.maxCachedMessageAge") - SPARE
    async with connected() as connection:
        connection.visitor.wishes = Bucket(1e9, 1e9)
        await connection.say(wish("first"))
        await connection.answer(part.SerializeToString(), FINISHED)
        for number in range(lasting - 1):
            await connection.say(wish(str(number)))
            await connection.answer(FINISHED)
        await connection.say(who_has_it("at once"))
        await connection.say(who_has_it("after it"))
        await connection.answer(FINISHED)
        assert connection.computed[-2:] == ["at once", "after it"]
        at_once, after_it = (BackMsg.FromString(data).rerun_script for data in connection.to_streamlit[-2:])
        assert at_once.cached_message_hashes == ["part"]
        assert after_it.cached_message_hashes == []
