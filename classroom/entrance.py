"""The entrance of the rooms: who may come in, and who is told to wait.

Codes have four letters, so that many could be tried: who sends wrong ones too often waits. With them wait others of
the same network, which may be a whole school; but who has sent something to a room, or has the teacher's secret, is let
in always, and so is whoever asks for the picture in front by its name.
"""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from typing import Any, Self

from starlette.requests import HTTPConnection

from classroom.channel import mine_of
from classroom.hub import Hub
from classroom.keeper import Keeper
from classroom.limits import Limit, network_of
from classroom.room import Room, hash_secret
from classroom.sentences import WORDS, tell
from classroom.store import Store
from classroom.told import name_picture
from translations import choose_language, translator

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"  # of codes: no vowels, so that they are no words
CODE = re.compile(f"[{LETTERS}]{{4}}")
TOKEN = re.compile(r"[\w-]{22}", re.ASCII)
TRIES, TRIES_BURST = 1.0, 60.0  # wrong codes of one network, a second and at once
ALL_TRIES, ALL_TRIES_BURST = 10.0, 600.0  # of all together
POSTS, POSTS_BURST = 4.0, 20.0  # of one student, a second and at once
MOVES, MOVES_BURST = 10.0, 60.0  # of the teachers of a room
ROOMS, ROOMS_BURST = 20 / 3600, 20.0  # opened from one network
WISHES, WISHES_BURST = 0.5, 20.0  # to open one, from one network: to look at what it should show takes a while


class RefusalError(Exception):
    """An answer that is none: its status, and a sentence for whoever asked."""

    def __init__(self, status: int, said: str):
        super().__init__(said)
        self.status, self.said = status, said


@dataclass
class Guest:
    """Who asks, as far as a room knows: `student` is a short hash, `secret` what a teacher's link holds.

    `language` is the browser's until the room is found, and then the room's.
    """

    code: str
    language: str
    network: str
    student: str = ""
    secret: str = ""

    @classmethod
    def of(cls, request: HTTPConnection) -> Self:
        token = request.headers.get("X-Overshoot-Student", "")
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        return cls(
            request.path_params.get("code", "").upper(),
            choose_language(request.query_params.get("language"), request.headers.get("Accept-Language")),
            network_of(request.client.host if request.client else ""),
            hash_token(token) if TOKEN.fullmatch(token) else "",
            secret if scheme.lower() == "bearer" else "",
        )

    def refuse(self, status: int, name: str) -> RefusalError:
        return RefusalError(status, tell(name, self.language, code=self.code))

    def repeat(self, status: int, said: Exception) -> RefusalError:
        """What an error says, in the guest's language."""
        return RefusalError(status, translator(self.language, WORDS)(str(said)))


class Entrance:
    def __init__(self, keeper: Keeper, hub: Hub):
        self.keeper, self.hub = keeper, hub
        self.tries, self.all_tries = Limit(TRIES, TRIES_BURST), Limit(ALL_TRIES, ALL_TRIES_BURST)
        self.posts, self.moves = Limit(POSTS, POSTS_BURST), Limit(MOVES, MOVES_BURST)
        self.openings, self.wishes = Limit(ROOMS, ROOMS_BURST), Limit(WISHES, WISHES_BURST)

    async def find(self, guest: Guest, picture: str = "") -> Room:
        """The room of a code. `picture` is a name that only those know who are told of the room.

        Raises RefusalError, and what the store does.
        """
        if not CODE.fullmatch(guest.code):
            raise guest.refuse(404, "no_code")
        waits = not (self.tries.has(guest.network) and self.all_tries.has(""))
        room = await self.keeper.ask(Store.find, guest.code)
        if waits and not (room and await self.belongs(room, guest, picture)):
            raise guest.refuse(429, "tried")
        if room is None:
            self.tries.take(guest.network)
            self.all_tries.take("")
            raise guest.refuse(404, "no_room")
        guest.language = room.language  # not for who only tries codes: that would tell that there is a room
        return room

    async def belongs(self, room: Room, guest: Guest, picture: str) -> bool:
        if is_teacher(room, guest) or (picture and picture == await self.hub.work.tell(name_picture, room)):
            return True
        if not guest.student:
            return False
        channel = self.hub.channels.get(room.code)
        if channel and guest.student in channel.known:
            return True
        mine: dict[str, Any] = await self.keeper.ask(mine_of, room, guest.student)
        return mine["answer"] is not None or bool(mine["places"])

    async def find_as_teacher(self, guest: Guest) -> Room:
        room = await self.find(guest)
        if not is_teacher(room, guest):
            raise guest.refuse(401, "secret")
        return room

    async def find_as_student(self, guest: Guest) -> Room:
        """Raises RefusalError also for who says more than a hand can."""
        if not guest.student:
            raise guest.refuse(422, "garbled")
        if not CODE.fullmatch(guest.code):
            raise guest.refuse(404, "no_code")  # before it is kept among those who have posted
        if not self.posts.take((guest.code, guest.student)):
            raise guest.refuse(429, "often")
        return await self.find(guest)


def is_teacher(room: Room, guest: Guest) -> bool:
    return bool(guest.secret) and hmac.compare_digest(hash_secret(guest.secret), room.secret)


def hash_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()[:20]


def draw_code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(4))


def draw_secret() -> str:
    return secrets.token_urlsafe(16)
