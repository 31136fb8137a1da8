"""Upkeep of a server that runs for months: what the first visitors would wait for, and the garbage."""

import asyncio
import gc
import logging
import sys
from importlib import import_module

from streamlit.runtime import get_instance

import assets
from descent.together import ground_at, ground_notches
from door.turns import Turns
from landscapes import LANDSCAPES
from translations import SOURCE

log = logging.getLogger("overshoot")

# Objects made until Python looks through the young ones, young ones until the middle-aged, and those until all: never.
THRESHOLDS = (20_000, 20, 1_000_000)
TURN = 0.0005  # seconds that one thread computes before another may: messages must not wait for a picture's rows
EVERY = 60.0  # seconds between two collections
CALM = 0.2  # seconds without a run, in which nobody notices one
AT_LATEST = 30.0  # seconds that a collection waits for that


async def warm_up() -> bool:
    """Do once what the first page needs, and see it run; returns whether it does."""
    import_module("pandas")  # Streamlit would, amid the first visits
    import_module("app_pages")  # and with it all of our own; not earlier: components are registered with the server
    works, reason = await get_instance().does_script_run_without_error()
    if not works:
        log.error("The first page does not run (%s): the messages above say why.", reason)
    gc.set_threshold(*THRESHOLDS)
    sys.setswitchinterval(TURN)
    return works


async def warm_the_rest():
    """In a thread of its own; what goes wrong is in the log, and each visitor pays for his own page."""
    try:
        await asyncio.to_thread(prepare)
    except Exception:
        log.exception("What later pages need could not be done in advance.")


def prepare():
    """Do, beside the first visits, what the later ones need; put all of it out of the garbage collector's way.

    Sessions that come later are not put there: see `collect_garbage`.
    """
    assets.prepare()
    for landscape in LANDSCAPES.values():
        landscape.loss_and_gradient(*landscape.start)
        landscape.hessian(*landscape.start)
        for name in landscape.parameters:
            for value in ground_notches(landscape, name).tolist():
                ground_at(landscape, name, value)  # to find its minima anew takes as long as a whole picture
    import_module("app_pages.glossary").write_words(SOURCE)  # its pictures take a second
    gc.collect()
    gc.freeze()


async def collect_garbage(turns: Turns):
    """Collect all garbage once in a while, when nobody waits.

    Streamlit would after each run, and look through all sessions each time: with two hundred, longer than a run takes.
    """
    while True:
        await asyncio.sleep(EVERY)
        deadline = turns.clock() + AT_LATEST
        while not turns.is_quiet(CALM) and turns.clock() < deadline:
            await asyncio.sleep(CALM / 4)
        gc.collect()
