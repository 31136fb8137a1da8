"""The map of a picture on paper: lines of equal loss, the starts, and on the page of answers the ways of its runs."""

import hashlib
import re
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

import numpy as np

from descent.setting import LETTERS
from handouts.contours import contour_lines, join
from handouts.ink import DASHES, path, svg, text, ticks
from landscapes import Landscape
from lessons.run import Run

WIDTH = 680  # tenths of a millimetre, as all here
NARROW = 2.5  # times longer than the other may a side be, and axes are still equal
LEFT, BELOW, MARGIN = 70, 60, 12
GRID = 84  # cells along the longer side
LEVELS = 11
FAR = 4  # widths of the map: a run that goes farther is not followed
SIZE = 11  # of a start
LINES = re.compile(r'<g id="(lines-\w+)".*?</g>')


class Frame(NamedTuple):
    """Where the window of a landscape lies on the paper."""

    landscape: Landscape
    width: float
    height: float

    def place(self, x, y) -> np.ndarray:
        """(…, 2)"""
        (left, right), (bottom, top) = self.landscape.window
        across = LEFT + (np.asarray(x) - left) / (right - left) * self.width
        return np.stack([across, MARGIN + (top - np.asarray(y)) / (top - bottom) * self.height], axis=-1)


def frame_of(landscape: Landscape) -> Frame:
    (left, right), (bottom, top) = landscape.window
    width, ratio = WIDTH - LEFT - MARGIN, (top - bottom) / (right - left)
    if not 1 / NARROW < ratio < NARROW:
        ratio = 1
    return Frame(landscape, width / max(ratio, 1), width * min(ratio, 1))


def draw_map(runs: Sequence[Run], label: str, answers: bool = False, minima: bool = True, dark: bool = False) -> str:
    """The figure; `answers`: with the ways. What is `dark` has no lines."""
    frame = frame_of(runs[0].course.landscape)
    parts = [
        "" if dark else draw_lines(frame),
        draw_minima(frame) if minima and not dark else "",
        "".join(draw_way(frame, run) for run in runs) if answers else "",
        draw_starts(frame, runs),
    ]
    clip = f'<svg x="{LEFT}" y="{MARGIN}" width="{frame.width:.0f}" height="{frame.height:.0f}" '
    clip += f'viewBox="{LEFT} {MARGIN} {frame.width:.0f} {frame.height:.0f}">{"".join(parts)}</svg>'
    height = frame.height + MARGIN + BELOW
    return svg(frame.width + LEFT + MARGIN, height, escape(label), clip + draw_axes(frame), "map")


def draw_axes(frame: Frame) -> str:
    (left, right), (bottom, top) = frame.landscape.window
    across, up = (escape(name) for name in frame.landscape.axes)
    floor = MARGIN + frame.height
    drawn = [f'<rect class="edge" x="{LEFT}" y="{MARGIN}" width="{frame.width:.0f}" height="{frame.height:.0f}"/>']
    for value in ticks(left, right):
        x, _ = frame.place(value, bottom)
        drawn += [f'<path class="edge" d="M{x:.1f} {floor:.1f}v8"/>', text(x, floor + 34, value, 'class="middle"')]
    for value in ticks(bottom, top):
        _, y = frame.place(left, value)
        drawn += [f'<path class="edge" d="M{LEFT} {y:.1f}h-8"/>', text(LEFT - 12, y + 9, value, 'class="end"')]
    drawn += [
        text(LEFT + frame.width, floor + 58, across, 'class="end name"'),
        text(4, MARGIN + 24, up, 'class="name"'),
    ]
    return "".join(drawn)


def draw_lines(frame: Frame) -> str:
    """Lines of equal loss on the scale of the app's maps; the lower, the darker. A group with a name."""
    landscape = frame.landscape
    (left, right), (bottom, top) = landscape.window
    across = max(2, round(GRID * min(1, frame.width / frame.height)))
    down = max(2, round(GRID * min(1, frame.height / frame.width)))
    x, y = np.meshgrid(np.linspace(left, right, across + 1), np.linspace(top, bottom, down + 1))
    floor, scale = landscape.height_scale["floor"], landscape.height_scale["scale"]
    with np.errstate(all="ignore"):
        heights = np.log10(1 + np.maximum(landscape.loss(x, y) - floor, 0) / scale)
    finite = heights[np.isfinite(heights)]
    if not len(finite) or finite.min() == finite.max():
        return ""
    drawn = []
    for place, level in enumerate(np.linspace(finite.min(), finite.max(), LEVELS + 1)[1:-1]):
        ends = contour_lines(heights, level) * (frame.width / across, frame.height / down) + (LEFT, MARGIN)
        segments = [(tuple(one), tuple(other)) for one, other in ends.round(1).tolist()]
        strokes = "".join(path(line) for line in join(segments))
        grey = 90 + 110 * place // (LEVELS - 1)
        drawn.append(f'<path stroke="rgb({grey},{grey},{grey})" d="{strokes}"/>')
    lines = "".join(drawn)
    name = f"lines-{hashlib.blake2b(lines.encode(), digest_size=6).hexdigest()}"
    return f'<g id="{name}" fill="none" stroke-width="2">{lines}</g>'  # no style sheet reaches what is used again


def draw_once(body: str) -> str:
    """A page whose later maps use the lines of the first like them."""
    drawn: set[str] = set()

    def use(match: re.Match) -> str:
        name = match[1]
        if name in drawn:
            return f'<use href="#{name}"/>'
        drawn.add(name)
        return match[0]

    return LINES.sub(use, body)


def draw_minima(frame: Frame) -> str:
    """A star for a global one, a ring for another."""
    landscape = frame.landscape
    drawn = []
    for minimum in landscape.minima:
        x, y = frame.place(*minimum)
        if minimum in landscape.global_minima:
            turns = np.arange(10) * np.pi / 5
            reach = np.where(np.arange(10) % 2, 0.45, 1.0) * 17
            points = np.stack([x + reach * np.sin(turns), y - reach * np.cos(turns)], axis=1)
            drawn.append(f'<path class="star" d="{path(points)}Z"/>')
        else:
            drawn.append(f'<circle class="ring" cx="{x:.1f}" cy="{y:.1f}" r="9"/>')
    return "".join(drawn)


def draw_starts(frame: Frame, runs: Sequence[Run]) -> str:
    drawn = []
    for place in dict.fromkeys((run.x_at(0), run.y_at(0)) for run in runs):
        x, y = frame.place(*place)
        drawn.append(f'<circle class="start" cx="{x:.1f}" cy="{y:.1f}" r="{SIZE}"/>')
        drawn.append(f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="3"/>')
    return "".join(drawn)


def draw_way(frame: Frame, run: Run) -> str:
    """A run's points, joined, up to where it is far outside; a cross where it ends within sight."""
    points = frame.place(*run.trajectory.positions[:, :, run.index].T)
    far = ~(np.abs(points) < FAR * WIDTH).all(axis=1)
    kept = points[: far.argmax() + 1 if far.any() else None]
    kept = np.clip(np.nan_to_num(kept, posinf=FAR * WIDTH, neginf=-FAR * WIDTH), -FAR * WIDTH, FAR * WIDTH)
    kept = kept[np.isfinite(points[: len(kept)]).all(axis=1)]
    dash = f'stroke-dasharray="{DASHES[run.place % len(DASHES)]}"' if run.place else ""
    dots = "".join(f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="4"/>' for x, y in kept[1:61])
    drawn = f'<path class="way" {dash} d="{path(kept)}"/>{dots}'
    if not far.any():
        x, y = points[-1]
        drawn += f'<path class="cross" d="M{x - 12:.1f} {y - 12:.1f}l24 24m0-24l-24 24"/>'
        if len(run.visit.setting.runners) > 1:
            drawn += text(x + 18, y + 10, LETTERS[run.place].upper(), 'class="letter"')
    return drawn
