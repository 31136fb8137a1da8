"""The addresses of rooms: who is let in, what is taken, what is told to whom, and what is left after a restart."""

import asyncio
import json

import pytest
from loops import in_a_loop
from served_rooms import BOWL, TRAPPED, served, token

from classroom import entrance, pictures, rooms, route
from classroom.limits import Limit
from classroom.place import NO_FILE
from classroom.room import hash_secret
from classroom.sentences import tell
from classroom.store import Store
from classroom.told import name_picture


async def ask(school, key="verdict"):
    assert (await school.move("ask", key=key)).status == 200


@in_a_loop
async def test_an_answer_is_told_to_the_teacher_and_to_who_comes_late_and_is_there_after_a_restart(tmp_path):
    async with served(tmp_path) as school:
        await school.open(BOWL)
        teacher = await school.listen("teacher")
        await teacher.state(version=1)
        await ask(school)
        assert json.loads((await school.answer("ann", 2)).content) == {"number": 1, "round": 1, "answer": 2}
        await teacher.until(lambda told: told["state"]["tally"] and told["state"]["tally"]["rounds"][0]["groups"])
        (group,) = teacher.told["state"]["tally"]["rounds"][0]["groups"]
        assert (group["answer"], group["count"]) == (2, 1)
        late = await school.listen("student", token("ann"))
        await late.until(lambda told: told.keys() >= {"state", "mine"})
        assert late.told["state"]["question"]["number"] == 1
        assert late.told["mine"] == {"number": 1, "round": 1, "answer": 2, "places": []}
        code, secret = school.code, school.secret
    async with served(tmp_path) as school:
        school.code, school.secret = code, secret
        page = await school.listen("student", token("ann"))
        await page.until(lambda told: told.keys() >= {"state", "mine"})
        assert page.told["mine"]["answer"] == 2
        assert (await school.move("lock", (1, 1))).status == 200


@in_a_loop
async def test_nothing_is_taken_that_is_not_asked_now_or_is_no_answer(tmp_path):
    async with served(tmp_path) as school:
        await school.open(BOWL)
        assert (await school.answer("ann", 0)).status == 409  # nothing is asked
        await ask(school)
        for wrong in (True, "0", 99, -1, None, [0], {"a": "<b>"}, 1e308):
            assert (await school.answer("ann", wrong)).status == 422
        assert (await school.answer("ann", 0, at=(1, 2))).status == 409
        for body in (b"{", b"[]", b"NaN", b"[" * 4000, b'{"a": "\\ud800"}'):
            answer = await school.send("POST", f"/room/{school.code}/answer", body, token("bob"))
            assert answer.status == 422
            assert json.loads(answer.content)["said"]
        assert (
            await school.send("POST", f"/room/{school.code}/answer", {}, {"X-Overshoot-Student": "short"})
        ).status == 422
        await school.move("lock", (1, 1))
        assert (await school.answer("ann", 0)).status == 409


@in_a_loop
async def test_only_who_has_the_secret_is_a_teacher(tmp_path):
    async with served(tmp_path) as school:
        await school.open(BOWL)
        for asked in (
            {},
            {"Authorization": "Bearer guessed"},
            {"Authorization": f"Bearer {hash_secret(school.secret)}"},
        ):
            for method, path in (("POST", "move"), ("GET", "table"), ("DELETE", "")):
                address = f"/room/{school.code}/{path}".rstrip("/")
                assert (await school.send(method, address, {"move": "pause", "on": True}, asked)).status == 401
            page = await school.listen("teacher", asked)
            await page.task
            assert page.status == 401
        assert (await school.move("pause", on=True)).status == 200


@in_a_loop
async def test_the_projector_is_told_nothing_secret(tmp_path):
    async with served(tmp_path) as school:
        await school.open(TRAPPED)
        projector = await school.listen("projector")
        teacher = await school.listen("teacher")
        own = next(ask["key"] for ask in (await teacher.state(version=1))["asks"] if ask["ask"] == "choice")
        await ask(school, own)
        for student, answer in (("ann", 0), ("bob", 1)):
            await school.answer(student, answer)
        await teacher.until(lambda told: told["counts"]["answered"] == 2)
        state = await projector.state(version=2)
        hidden = [school.secret, hash_secret(school.secret)]
        hidden += [part for name in ("ann", "bob") for part in token(name).values()]
        hidden += [entrance.hash_token(part) for name in ("ann", "bob") for part in token(name).values()]
        assert not [secret for secret in hidden if secret.encode() in projector.seen]
        assert state["question"]["truth"] is None
        assert not [option for option in state["question"]["options"] if {"right", "reason"} & option.keys()]
        assert state["tally"]["rounds"][0]["groups"] == []
        assert not {"notes", "asks", "trouble", "controls"} & state.keys()
        groups = teacher.told["state"]["tally"]["rounds"][0]["groups"]
        await school.move("pick", (1, 1), id=groups[1]["id"], on=True)
        await projector.until(lambda told: told["state"]["tally"]["rounds"][0]["groups"])
        assert [group["id"] for group in projector.told["state"]["tally"]["rounds"][0]["groups"]] == [groups[1]["id"]]
        await school.move("lock", (1, 1))
        await school.move("reveal", (1, 1))
        await projector.until(lambda told: told["state"]["question"]["revealed"])
        told = projector.told["state"]
        assert len(told["tally"]["rounds"][0]["groups"]) == 2
        assert any(option["right"] for option in told["question"]["options"])


@in_a_loop
async def test_what_is_too_large_is_not_read(tmp_path):
    async with served(tmp_path) as school:
        await school.open(BOWL)
        read, sent = [], []

        async def receive():
            read.append(1000)
            return {"type": "http.request", "body": b"x" * 1000, "more_body": True}

        async def send(message):
            sent.append(message)

        headers = [(name.lower().encode(), value.encode()) for name, value in token("ann").items()]
        scope = {"type": "http", "method": "POST", "path": f"/room/{school.code}/answer", "headers": headers}
        await school.app(scope | {"query_string": b""}, receive, send)
        assert sent[0]["status"] == 413
        assert sum(read) <= 2 * route.MOST_SAID
        assert (await school.move("follow", on=True, values="x" * 70_000)).status == 413


@in_a_loop
async def test_who_tries_codes_has_to_wait_and_who_is_in_does_not(tmp_path, monkeypatch):
    async with served(tmp_path) as school:
        code = await school.open(BOWL)
        await ask(school)
        await school.answer("ann", 1)
        school.rooms.entrance.tries = Limit(0.001, 3)
        wrong = [await school.send("GET", f"/room/{guess}") for guess in ("BBBB", "CCCC", "DDDD", "FFFF")]
        assert [answer.status for answer in wrong] == [404, 404, 404, 200]  # a page alone, for right and wrong ones
        here = {"Accept-Language": "de"}
        picture = name_picture(await school.rooms.keeper.ask(Store.find, code))
        for path in ("", "/feed?as=projector", f"/picture/{picture[::-1]}"):  # nothing tells that there is such a room
            told = [await school.send("GET", f"/room/{each}{path}", asked=here) for each in (code, "GZWX")]
            right, wrong = [
                (answer.status, answer.content.replace(each.encode(), b""))
                for answer, each in zip(told, (code, "GZWX"), strict=True)
            ]
            assert right == wrong
        assert (await school.send("GET", f"/room/{code}/picture/{picture}")).status == 200
        assert (await school.answer("bob", 1)).status == 429
        assert (await school.answer("ann", 2)).status == 200
        assert (await school.move("lock", (1, 1))).status == 200


@in_a_loop
async def test_a_german_room_speaks_german_to_every_browser_but_not_to_one_that_tries_codes(tmp_path, monkeypatch):
    english = {"Accept-Language": "en"}
    async with served(tmp_path) as school:
        code = await school.open(TRAPPED | {"language": "de"})
        late = await school.answer("ann", 0)
        wrong = await school.send("POST", f"/room/{code}/move", {"move": "?"}, school.teacher | english)
        refused = await school.send("POST", "/room", {"lesson": "trapped", "screen": 99, "language": "de"}, english)
        said = [json.loads(answer.content)["said"] for answer in (late, wrong, refused)]
        assert [word in text for word, text in zip(("weiter", "Server", "Lektion"), said, strict=True)] == [True] * 3
        school.rooms.keeper.store.trouble = NO_FILE
        teacher = await school.listen("teacher")
        await teacher.until(lambda told: "Arbeitsspeicher" in told.get("state", {}).get("trouble", ""))
        monkeypatch.setattr(school.rooms.entrance.tries, "has", lambda network: False)
        tried = await school.send("GET", f"/room/{code}/picture/1", None, english)
        assert (tried.status, json.loads(tried.content)["said"]) == (429, tell("tried", "en"))


@in_a_loop
async def test_one_student_says_no_more_than_a_hand_can(tmp_path):
    async with served(tmp_path) as school:
        await school.open(BOWL)
        await ask(school)
        school.rooms.entrance.posts = Limit(0.001, 2)
        assert [(await school.answer("ann", 0)).status for _ in range(3)] == [200, 200, 429]
        assert (await school.answer("bob", 0)).status == 200
        await school.send("POST", f"/room/{'x' * 9000}/answer", {}, token("ann"))
        assert len(school.rooms.entrance.posts.used) == 2  # what is no code is not kept


@in_a_loop
async def test_strangers_do_not_fill_a_room(tmp_path, monkeypatch):
    monkeypatch.setattr(rooms, "MOST_ANSWERS", 1)
    monkeypatch.setattr(rooms, "MOST_RUNS", 1)
    async with served(tmp_path) as school:
        await school.open(BOWL)
        await ask(school)
        assert [(await school.answer(name, 0)).status for name in ("ann", "bob", "ann")] == [200, 422, 200]
        page = await school.listen("student", token("cat"))
        await page.state(version=2)
        assert (await school.answer("cat", 0)).status == 200
        await school.move("close", (1, 1))
        await school.move("collect", control="learning_rate")
        said = [{"number": 2, "place": place} for place in (0, 1)]
        told = [await school.send("POST", f"/room/{school.code}/run", each, token("cat")) for each in said]
        assert [answer.status for answer in told] == [200, 422]


@in_a_loop
async def test_rooms_are_opened_so_often_and_so_many(tmp_path, monkeypatch):
    async with served(tmp_path) as school:
        for said in ({"lesson": "nothing"}, {"lesson": "trapped", "screen": 99}, {"picture": "nonsense?alpha=x"}, {}):
            assert (await school.send("POST", "/room", said)).status == 422
        school.rooms.entrance.openings = Limit(0.001, 1)
        assert [(await school.send("POST", "/room", BOWL)).status for _ in range(2)] == [201, 429]
        school.rooms.entrance.openings, wishes = Limit(0.001, 9), school.rooms.entrance.wishes
        school.rooms.entrance.wishes = Limit(0.001, 1)
        assert [(await school.send("POST", "/room", {})).status for _ in range(2)] == [422, 429]
        school.rooms.entrance.wishes = wishes
        school.rooms.entrance.openings = Limit(0.001, 9)
        monkeypatch.setattr(rooms, "MOST_ROOMS", 1)
        assert (await school.send("POST", "/room", BOWL)).status == 503


@in_a_loop
async def test_a_room_that_was_deleted_tells_everybody_and_is_gone(tmp_path):
    async with served(tmp_path) as school:
        code = await school.open(BOWL | {"language": "de"})
        page = await school.listen("student", token("ann"))
        await page.state(version=1)
        assert (await school.send("DELETE", f"/room/{code}", asked=school.teacher)).status == 200
        await asyncio.wait_for(page.task, 5)
        assert page.told["ended"]["said"]
        assert (await school.move("pause", on=True)).status == 404
        answer = await school.send("GET", f"/room/{code}")
        assert (answer.status, code in answer.text) == (404, True)


@in_a_loop
async def test_a_picture_is_drawn_once_for_all_phones_and_only_while_it_is_in_front(tmp_path, monkeypatch):
    drawn = []
    draw = pictures.scene_of
    monkeypatch.setattr(pictures, "scene_of", lambda *said, **more: drawn.append(said) or draw(*said, **more))
    async with served(tmp_path) as school:
        await school.open({"picture": "/?landscape=bowl&alpha=0.0123"})  # which nobody has drawn before
        page = await school.listen("student", token("ann"))
        url = "/" + (await page.state(version=1))["picture"]["url"]
        answers = await asyncio.gather(*(school.send("GET", url) for _ in range(20)))
        assert {(answer.status, len(answer.content) > 1000) for answer in answers} == {(200, True)}
        assert "immutable" in answers[0].headers["cache-control"]
        assert len(drawn) == 1
        await school.move("picture", picture="/?landscape=ravine")
        assert (await school.send("GET", url)).status == 404


@in_a_loop
@pytest.mark.parametrize("prefix", ["", "/over"])
async def test_pages_say_where_one_is_and_name_no_address_of_their_own(prefix, tmp_path):
    async with served(tmp_path) as school:
        code = await school.open(BOWL | {"language": "de"})
        for path, depth in ((f"/room/{code}", 1), (f"/room/{code}/projector", 2), (f"/room/{code}/teacher", 2)):
            page = await school.send("GET", prefix + path)
            assert page.status == 200
            assert f'<base href="{"../" * depth}">' in page.text
            assert '<html lang="de">' in page.text
            assert code in page.text
            assert "content-disposition" in page.headers  # or the door would dress it as Streamlit's
            assert school.secret not in page.text
        lower = await school.send("GET", f"{prefix}/room/{code.lower()}/projector")
        assert (lower.status, lower.headers["location"]) == (307, f"../{code}/projector")
        wrong = await school.send("GET", f"{prefix}/room/%3Cb%3E")
        assert (wrong.status, "<b>" in wrong.text) == (404, False)
        assert (await school.send("GET", f"{prefix}/room")).status == 200
