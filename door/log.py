"""A log that cannot be flooded, and that holds no word of what a sender broke in his own page.

Of messages that say the same, some are written a minute, then how many were not.
"""

import logging
import os
import re
import time
import traceback

from status import REFUSED

MOST, MOST_NEWS, MINUTE = 5, 600, 60.0  # of warnings and errors, of news, in so many seconds
NUMBERS = re.compile(r"\d+")
NO_SUCH_WIDGET = 'has no key "$$'
READING = {  # where the values of widgets are read, as they come: in these files, by these functions
    ("session_state.py", "__getitem__"),
    ("session_state.py", "get_serialized"),
    ("serialization.py", "deserialize"),
}


class FloodFilter(logging.Filter):
    """Lets pass the first of a kind in each minute; a kind is a logger, a level and a text without its values."""

    def __init__(self):
        super().__init__()
        self.kinds: dict[tuple, list] = {}  # kind -> [beginning of its minute, how many in it]

    def filter(self, record: logging.LogRecord) -> bool:
        now = time.monotonic()
        kind = (record.name, record.levelno, NUMBERS.sub("", str(record.msg))[:80])
        begun, count = self.kinds.get(kind, (now, 0))
        most = MOST if record.levelno > logging.INFO else MOST_NEWS
        if now - begun >= MINUTE:
            if count > most:
                record.msg = f"{record.msg} (and {count - most} more of this kind before)"
            begun, count = now, 0
        self.kinds[kind] = [begun, count + 1]
        if len(self.kinds) > 1000:
            self.kinds.clear()
        return count < most


def is_senders_fault(record: logging.LogRecord) -> bool:
    """Whether a run failed at reading what its own browser said of a widget: no page of the app says such a thing."""
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, KeyError) and NO_SUCH_WIDGET in str(error):
        return True
    unreadable = isinstance(error, TypeError | ValueError | RecursionError)
    frames = traceback.extract_tb(error.__traceback__) if unreadable else []
    return any((os.path.basename(frame.filename), frame.name) in READING for frame in frames)


def skip_senders(record: logging.LogRecord) -> bool:
    """A filter that drops what a sender did to himself, and counts it."""
    if is_senders_fault(record):
        REFUSED.labels("garbled").inc()
        return False
    return True


def calm_all():
    """Put the filters before every handler there is."""
    calm = FloodFilter()
    loggers = [logging.getLogger(name) for name in logging.root.manager.loggerDict]
    for logger in (logging.root, *loggers):
        for handler in logger.handlers:
            handler.addFilter(skip_senders)
            handler.addFilter(calm)
    if logging.lastResort:
        logging.lastResort.addFilter(calm)
