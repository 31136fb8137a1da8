"""Loss curves, and the track of a slider to put a mark on, on paper."""

import math
from collections.abc import Sequence
from html import escape
from typing import Any

from handouts.ink import decades, path, svg, text

Curve = Sequence[float | None]

WIDTH, HEIGHT = 400, 270  # tenths of a millimetre
MARGIN = 14
UP, DOWN = 3, 8  # powers of ten above and below the start, as on the page (`stage/frontend/lesson/loss_chart.js`)
TRACK, ENDS, LINE = 1650, 40, 44  # a slider's length, what is left of it beside its track, and its height
ROOM = 95  # from the middle of a number on it to that of the next


def draw_curves(curves: Sequence[Curve], labels: Sequence[str], steps: Sequence[int]) -> list[str]:
    """A figure for each, all on one scale: the loss above its lowest, by powers of ten, over so many steps."""
    starts = [math.log10(curve[0]) for curve in curves if curve[0]] or [0.0]
    heights = [math.log10(loss) for curve in curves for loss in curve if loss and loss > 0] or [0.0]
    low, high = max(min(heights), min(starts) - DOWN), min(max(heights), max(starts) + UP)
    scale = low, max(high, low + 1)
    shares = [count / max(*steps, 1) for count in steps]
    return [draw_curve(*each, *scale) for each in zip(curves, map(escape, labels), shares, strict=True)]


def draw_curve(curve: Curve, label: str, share_of_width: float, low: float, high: float) -> str:
    """`low` and `high` are powers of ten."""
    points = []
    for step, loss in enumerate(curve):
        if loss is None:
            break
        share = (min(max(math.log10(loss) if loss > 0 else low, low), high + 0.1) - low) / (high - low)
        across = share_of_width * step / max(len(curve) - 1, 1)
        points.append((MARGIN + across * (WIDTH - 2 * MARGIN), HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN)))
    frame = f'<path class="edge" d="M{MARGIN} 4V{HEIGHT - MARGIN}H{WIDTH - 4}"/>'
    return svg(WIDTH, HEIGHT, label, f'{frame}<path class="way" d="{path(points)}"/>', "curve")


def draw_track(control: dict[str, Any], truth: float | None, label: str) -> str:
    """A slider's track with its numbers, and with the mark where that is to be shown."""
    values = control["values"]

    def place(value: float) -> float:
        """Notches are equally far apart, on paper as on the page."""
        after = next((index for index, notch in enumerate(values) if is_past(notch, value, values)), len(values) - 1)
        if after == 0:
            return ENDS
        before, notch = values[after - 1], values[after]
        share = (value - before) / (notch - before)
        return ENDS + (after - 1 + share) / (len(values) - 1) * (TRACK - 2 * ENDS)

    drawn, free = [f'<path class="track" d="M{ENDS} {LINE}H{TRACK - ENDS}"/>'], 0.0
    for value in marks(values):
        drawn.append(f'<path class="edge" d="M{place(value):.1f} {LINE - 12}v24"/>')
        if place(value) >= free:
            drawn.append(text(place(value), LINE + 44, value, 'class="middle"'))
            free = place(value) + ROOM
    if truth is not None and math.isfinite(truth):
        drawn.append(f'<path class="mark" d="M{place(truth):.1f} {LINE - 4}l-14 -30h28z"/>')
    return svg(TRACK, LINE + 56, escape(label), "".join(drawn), "slider")


def is_past(notch: float, value: float, values: Sequence[float]) -> bool:
    """Whether a notch is at a value or beyond, in the order of the track."""
    return notch >= value if values[0] < values[-1] else notch <= value


def marks(values: Sequence[float]) -> list[float]:
    """The numbers that a track shows: powers of ten with 2 and 5 between them, else every so many notches."""
    low, high = min(values), max(values)
    if low > 0 and high / low >= 100:
        rounds = [digit * power for power in decades(low / 10, high) for digit in (1, 2, 5)]
        return [value for value in rounds if low <= value <= high]
    every = max(1, (len(values) - 1) // 8)
    return list(values[::every])
