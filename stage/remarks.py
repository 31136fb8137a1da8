"""Remarks on their way to the page: made when a run is looked at for a while, one run at a time on the whole server.

They cost ten times what a picture costs and can wait: who asks while others are being made gets none, and asks again.
"""

from threading import Lock

from descent.narrate import remark
from descent.setting import Course, Runner
from descent.witness import Memoir
from landscapes import LANDSCAPES
from memory import Memory
from stage.parts import Part, make_part

_made = Memory(megabytes=4, apart=LANDSCAPES.values())  # about 1 kB each
_looking, _making = Lock(), Lock()


def remarks_of(course: Course, runner: Runner, memoir: Memoir) -> Part | None:
    """The remarks on a run, once made the same for all visitors; None while others' are being made."""
    key = (course, runner)
    with _looking:
        known = _made.get(key)
    if known or not _making.acquire(blocking=False):
        return known
    try:
        part = make_part({"remarks": remark(course, runner, memoir)}, {})
        with _looking:
            _made[key] = part
        return part
    finally:
        _making.release()
