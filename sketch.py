"""A sketch: what an address shows, as a map of the size of a stamp with the paths of its runners.

    sketch(read({"landscape": "booth"})[0])      ->  an SVG picture, as text

Heights are coloured as on the app's maps, few and smoothed by the browser; a path begins at a ring and ends at a dot.
"""

import base64
from collections.abc import Iterator
from io import BytesIO

import numpy as np
from PIL import Image

from address import Visit
from descent import Trajectory
from landscapes import Landscape

SIDE = 128  # units of the picture
GRAIN = 36  # heights along a side
SHORT = 1.2  # units: what is nearer to the point before is not seen
FAR = 20  # sides: a run that leaves is followed no farther
COLOURS = (  # viridis, lightened as on the app's light pages
    "#936c9c", "#957fb4", "#9696bb", "#88a7bd", "#81b5b8", "#7dc7bb", "#8ad5b0", "#acdfa0", "#d4e685", "#fdee80",
)  # fmt: skip
SHADES = 64
OF_RUNNERS = ("#10131a", "#d55e00", "#0072b2", "#cc79a7", "#009e73", "#e69f00")  # of a single one, and of others


def reach(landscape: Landscape) -> np.ndarray:
    """What a small map shows, ((left, right), (bottom, top)): the window, on equal axes unless it is a narrow one."""
    window = np.array(landscape.window)
    sides = window[:, 1] - window[:, 0]
    if sides.max() <= 2.5 * sides.min():
        sides = np.full(2, sides.max())
    return window.mean(axis=1, keepdims=True) + np.outer(sides, (-0.5, 0.5))


def heights(landscape: Landscape, count: int) -> np.ndarray:
    """The loss at the middles of so many cells a side, on the scale of the app's maps, (count, count), from the top."""
    (left, right), (bottom, top) = reach(landscape)
    middles = (np.arange(count) + 0.5) / count
    x, y = np.meshgrid(left + middles * (right - left), top - middles * (top - bottom))
    floor, scale = landscape.height_scale["floor"], landscape.height_scale["scale"]
    return np.log10(1 + np.maximum(landscape.loss(x, y) - floor, 0) / scale)


def follow(trajectory: Trajectory, landscape: Landscape, side: float) -> np.ndarray:
    """The first run until it is far away, as places on a map of this side, (points, 2), y downwards."""
    (left, right), (bottom, top) = reach(landscape)
    x, y = trajectory.positions[:, :, 0].T
    places = side * np.stack([(x - left) / (right - left), (top - y) / (top - bottom)], axis=1)
    gone = ~(np.abs(places) < FAR * side).all(axis=1)
    return np.round(places[: gone.argmax() if gone.any() else None], 1)


def sketch(visit: Visit) -> str:
    """The picture, 1 to 4 kB; as all its colours are its own, it suits any page.

    Where the visit begins with a picture that rests at a step, the paths end there.
    """
    setting = visit.setting
    ground = base64.b64encode(draw_ground(setting.course.landscape)).decode()
    steps = None if visit.look.play else int(visit.look.step)
    paths = []
    for place, runner in enumerate(setting.runners):
        course = setting.course_of(place)
        path = follow(course.run(runner), course.landscape, SIDE)
        paths.append(draw_path(path[: None if steps is None else steps + 1], OF_RUNNERS[place]))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}" width="{SIDE}" height="{SIDE}">'
        f'<image href="data:image/png;base64,{ground}" width="{SIDE}" height="{SIDE}"/>{"".join(paths)}</svg>'
    )


def draw_ground(landscape: Landscape) -> bytes:
    """The heights in colours, as PNG."""
    height = heights(landscape, GRAIN)
    low, high = height.min(), height.max()
    shade = np.round((SHADES - 1) * (height - low) / (high - low or 1)).astype(np.uint8)
    picture = Image.fromarray(shade, mode="L")
    given = np.array([list(bytes.fromhex(colour[1:])) for colour in COLOURS])
    at = np.linspace(0, len(COLOURS) - 1, SHADES)
    palette = np.stack([np.interp(at, range(len(COLOURS)), channel) for channel in given.T], axis=1)
    picture.putpalette(palette.round().astype(np.uint8).tobytes())
    file = BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()


def draw_path(path: np.ndarray, colour: str) -> str:
    """A runner's line, with a ring where it begins and a dot where it ends."""
    (x0, y0), (x1, y1) = path[0], path[-1]
    points = " ".join(f"{x:g},{y:g}" for x, y in thin_out(path))
    return (
        f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.6" stroke-linejoin="round"/>'
        f'<circle cx="{x0:g}" cy="{y0:g}" r="4" fill="none" stroke="{colour}" stroke-width="2"/>'
        f'<circle cx="{x1:g}" cy="{y1:g}" r="3.6" fill="#d55e00" stroke="#fff"/>'
    )


def thin_out(path: np.ndarray) -> Iterator[np.ndarray]:
    """The points of a path that can be told apart."""
    last = path[0]
    yield last
    for point in path[1:]:
        if np.abs(point - last).max() >= SHORT:
            last = point
            yield point
