"""What a browser reports, read with care: it may be garbled, and anybody may have written it."""

import sys
from typing import Any

from address import PLACE
from landscapes.plane import Point, Window
from stage.parts import ID_BYTES


def read_whole(value: Any, most: int) -> int | None:
    """A whole number from the browser, brought between 0 and `most`, or None."""
    return min(max(value, 0), most) if isinstance(value, int) and not isinstance(value, bool) else None


def read_point(point: Any) -> Point | None:
    """A pair of finite numbers from the browser, or None."""
    if isinstance(point, list) and len(point) == 2 and all(map(is_number, point)):
        x, y = (min(max(float(value), PLACE.low), PLACE.high) for value in point)
        return x, y
    return None


def read_window(window: Any) -> Window | None:
    if not isinstance(window, list) or len(window) != 2:
        return None
    across, up = map(read_point, window)
    return (across, up) if across and up and across[0] < across[1] and up[0] < up[1] else None


def is_id(text: Any) -> bool:
    """Whether this could be a part's id."""
    return isinstance(text, str) and len(text) == 2 * ID_BYTES


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= sys.float_info.max
