"""Remarks on their way to the page: made when a run is looked at for a while, one run at a time on the whole server.

They cost ten times what a picture costs and can wait: who asks while others are being made gets none, and asks again.
"""

import threading
from collections import OrderedDict

from descent.narrate import remark
from descent.setting import Course, Runner
from descent.witness import Memoir
from stage.parts import Part, make_part

MOST = 1024  # remarks that are remembered, about 1 kB each

_made: OrderedDict[tuple[Course, Runner], Part] = OrderedDict()
_making = threading.Lock()


def remarks_of(course: Course, runner: Runner, memoir: Memoir) -> Part | None:
    """The remarks on a run, once made the same for all visitors; None while others' are being made."""
    key = (course, runner)
    if known := _made.get(key):
        _made.move_to_end(key)
        return known
    if not _making.acquire(blocking=False):
        return None
    try:
        _made[key] = part = make_part({"remarks": remark(course, runner, memoir)}, {})
        while len(_made) > MOST:
            _made.popitem(last=False)
        return part
    finally:
        _making.release()
