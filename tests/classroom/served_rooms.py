"""Rooms as a server serves them, with pages that listen, for tests that need no network."""

import asyncio
import json
from collections import defaultdict
from contextlib import asynccontextmanager
from typing import Any

from loops import Answer, Turns, send_request
from starlette.applications import Starlette

from classroom.rooms import Rooms
from classroom.route import routes

PATIENCE = 20  # seconds
BOWL = {"picture": "/?landscape=bowl&alpha=0.1"}
TRAPPED = {"lesson": "trapped", "screen": 1}


class School:
    """`app` answers; `code` and `teacher` are those of the room that was opened last."""

    def __init__(self, rooms: Rooms):
        self.rooms = rooms
        self.app = Starlette(routes=routes(rooms, ("", "/over")))
        self.code = self.secret = ""
        self.pages: list[Page] = []

    @property
    def teacher(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}"}

    async def send(self, method: str, path: str, said: Any = None, asked: dict[str, str] | None = None) -> Answer:
        body = said if isinstance(said, bytes) else json.dumps(said).encode()
        headers = {"Host": "localhost:8501"} | (asked or {})
        return await asyncio.wait_for(send_request(self.app, method, path, body, headers), PATIENCE)

    async def open(self, said: dict[str, Any]) -> str:
        told = json.loads((await self.send("POST", "/room", said)).content)
        self.code, self.secret = told["code"], told["secret"]
        return self.code

    async def move(self, name: str, at=(0, 0), **more: Any) -> Answer:
        said = {"move": name, "at": dict(zip(("number", "round"), at, strict=True)), **more}
        return await self.send("POST", f"/room/{self.code}/move", said, self.teacher)

    async def answer(self, student: str, answer: Any, at=(1, 1)) -> Answer:
        said = {"number": at[0], "round": at[1], "answer": answer}
        return await self.send("POST", f"/room/{self.code}/answer", said, token(student))

    async def listen(self, role: str, asked: dict[str, str] | None = None) -> "Page":
        page = Page(self.app, self.code, role, self.teacher if role == "teacher" and asked is None else asked or {})
        self.pages.append(page)
        await asyncio.sleep(0)
        return page


class Page:
    """A page that listens. `told` has the last of each kind of event, `seen` all bytes."""

    def __init__(self, app, code: str, role: str, asked: dict[str, str]):
        self.told: dict[str, Any] = {}
        self.times: dict[str, int] = defaultdict(int)
        self.status, self.seen = 0, b""
        self.left, self.news = asyncio.Event(), asyncio.Condition()
        headers = [
            (name.lower().encode(), value.encode()) for name, value in ({"Host": "localhost:8501"} | asked).items()
        ]
        scope = {"type": "http", "method": "GET", "path": f"/room/{code}/feed", "headers": headers, "scheme": "http"}
        self.task = asyncio.create_task(app(scope | {"query_string": f"as={role}".encode()}, self.receive, self.send))

    async def receive(self):
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def send(self, message):
        self.status = message.get("status", self.status)
        self.seen += message.get("body", b"")
        for event in message.get("body", b"").decode().split("\n\n"):
            if event.startswith("event: "):
                name, _, data = event.removeprefix("event: ").partition("\ndata: ")
                self.told[name] = json.loads(data)
                self.times[name] += 1
        async with self.news:
            self.news.notify_all()

    async def until(self, holds):
        """Wait until something holds of what was told."""
        async with asyncio.timeout(PATIENCE), self.news:
            await self.news.wait_for(lambda: holds(self.told))

    async def state(self, **facts: Any) -> dict[str, Any]:
        """The state, once it has these facts."""
        await self.until(lambda told: "state" in told and facts.items() <= told["state"].items())
        return self.told["state"]

    async def leave(self):
        self.left.set()
        await self.task


def token(student: str) -> dict[str, str]:
    return {"X-Overshoot-Student": student.ljust(22, "_")}


@asynccontextmanager
async def served(folder):
    rooms = Rooms(Turns(), setting=str(folder))  # pyright: ignore[reportArgumentType] -- only who runs is looked at
    async with rooms.serve():
        async with asyncio.timeout(PATIENCE):
            while rooms.keeper.store is None:
                await asyncio.sleep(0.01)
        school = School(rooms)
        yield school
        for page in school.pages:
            await page.leave()
