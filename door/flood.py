"""A log that cannot be flooded: of messages that say the same, some are written a minute, then how many were not."""

import logging
import time

MOST, MOST_NEWS, MINUTE = 5, 600, 60.0  # of warnings and errors, of news, in so many seconds


class FloodFilter(logging.Filter):
    """Lets pass the first of a kind in each minute; a kind is a logger, a level and a text without its values."""

    def __init__(self):
        super().__init__()
        self.kinds: dict[tuple, list] = {}  # kind -> [beginning of its minute, how many in it]

    def filter(self, record: logging.LogRecord) -> bool:
        now = time.monotonic()
        kind = (record.name, record.levelno, str(record.msg)[:80])
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


def calm_all():
    """Put one filter before every handler there is."""
    calm = FloodFilter()
    loggers = [logging.getLogger(name) for name in logging.root.manager.loggerDict]
    for logger in (logging.root, *loggers):
        for handler in logger.handlers:
            handler.addFilter(calm)
    if logging.lastResort:
        logging.lastResort.addFilter(calm)
