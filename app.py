"""The server: Streamlit's script behind the door, the stage's files, plotly.js, and the upkeep while it runs.

Start it with `streamlit run app.py`.
"""

import asyncio
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware

import assets
from door.door import TURNS, Door
from door.flood import calm_all
from door.room import make_room
from upkeep import collect_garbage, warm_up


@asynccontextmanager
async def lifespan(app):
    """From the start of the server to its end."""
    make_room()
    await warm_up()
    calm_all()
    collecting = asyncio.create_task(collect_garbage(TURNS))
    yield
    collecting.cancel()


def apologise(error: Exception) -> bool:
    """Show a sentence instead of a traceback, which Streamlit has already logged; True means that it is shown."""
    st.error("Something went wrong on our side. Reload the page to try again, or start over with the first example.")
    st.html('<a href="./">Start over</a>')  # a plain link: it opens in the same tab, without the address's settings
    return True


app = st.App(
    "app_pages/frame.py",
    lifespan=lifespan,
    routes=assets.routes(),
    middleware=[Middleware(Door)],
    on_script_error=apologise,
)
