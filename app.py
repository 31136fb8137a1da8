"""The server: Streamlit's script behind the door, the stage's files, plotly.js, and the upkeep while it runs.

Start it with `streamlit run app.py`.
"""

import asyncio
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

import assets
import classroom.route
import handouts.route
import maps.route
import status
import take_home.route
from classroom.rooms import Rooms
from door.document import Document
from door.door import TURNS, Door
from door.log import calm_all
from door.room import make_room
from invitation import invite
from upkeep import collect_garbage, warm_the_rest, warm_up


@asynccontextmanager
async def lifespan(app):
    """From the start of the server to its end."""
    make_room()
    works = await warm_up()
    calm_all()
    working = [asyncio.create_task(warm_the_rest()), asyncio.create_task(collect_garbage(TURNS))]
    status.READINESS.reason = "" if works else status.BROKEN
    if is_alone():
        invite(st.get_option("server.address"), st.get_option("server.port"), prefixes[-1])
    async with rooms.serve():
        yield
    status.READINESS.reason = status.STOPPING
    for task in working:
        task.cancel()


def is_alone() -> bool:
    """Whether this process was started as `streamlit run app.py`; of several behind another server, that is visited."""
    return Path(sys.argv[0]).name == Path(__file__).name


def apologise(error: Exception) -> bool:
    """Show a sentence instead of a traceback, which Streamlit has already logged; True means that it is shown."""
    st.error("Something went wrong on our side. Reload the page to try again, or start over with the first example.")
    st.html('<a href="./">Start over</a>')  # a plain link: it opens in the same tab, without the address's settings
    return True


# A server below a path of its own (server.baseUrlPath) is asked below it by browsers, and at the top by its keepers.
base = st.get_option("server.baseUrlPath").strip("/")
prefixes = ("", f"/{base}") if base else ("",)
rooms = Rooms(TURNS, st.get_option("server.address") or "")

COLOURS = {
    f"{name}{suffix}": st.get_option(f"theme.{theme}.{option}")
    for theme, suffix in (("light", ""), ("dark", "_dark"))
    for name, option in (("background", "backgroundColor"), ("place", "secondaryBackgroundColor"))
}
document = Document(
    assets.preloads(),
    f"{prefixes[-1]}/{assets.PREVIEW_URL}",
    assets.LOGO.read_text(encoding="utf-8"),
    COLOURS,
    assets.PAGE_STYLE.read_text(encoding="utf-8"),
    assets.EMBEDDED_STYLE.read_text(encoding="utf-8"),
)

app = st.App(
    "app_pages/frame.py",
    lifespan=lifespan,
    routes=[
        *status.routes(prefixes),
        *maps.route.routes(TURNS, prefixes),
        *take_home.route.routes(TURNS, prefixes),
        *handouts.route.routes(TURNS, prefixes),
        *classroom.route.routes(rooms, prefixes),
    ],
    middleware=[Middleware(Door, document=document), Middleware(assets.Shelf, prefixes=prefixes)],
    on_script_error=apologise,
)
