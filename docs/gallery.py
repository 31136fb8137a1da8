"""The gallery: every landscape with the run that a visitor sees first, on one sheet, docs/gallery.svg.

    python -m docs.gallery        from the top of the repository, after a landscape or a default has changed

Bands of colour are heights on the scale of the app's maps, from the lowest, dark, to the highest.
"""

from collections.abc import Iterator
from html import escape
from pathlib import Path

import numpy as np

from address import read
from descent import judge
from landscapes import LANDSCAPES, Landscape
from sketch import COLOURS, follow, heights

FILE = Path(__file__).with_name("gallery.svg")
COLUMNS, TILE, GAP, TITLE = 6, 150, 16, 34  # pixels
CELL = 2  # pixels: the grain of the bands

STYLE = (
    "text { font: 12px sans-serif; fill: #1b2430 } .verdict { font-size: 11px; fill: #5f6772 } "
    ".bands { stroke-width: 2; shape-rendering: crispEdges } .run { fill: none; stroke: #10131a; stroke-width: 1.2 } "
    ".start { fill: none; stroke: #10131a; stroke-width: 2 } .end { fill: #d55e00; stroke: #fff }"
)


def bands(landscape: Landscape) -> Iterator[str]:
    """A path for each band of heights, made of the level runs of its cells."""
    height = heights(landscape, TILE // CELL)
    band = np.digitize(height, np.linspace(height.min(), height.max(), len(COLOURS) + 1)[1:-1])
    for index, colour in enumerate(COLOURS):
        strokes = []
        for row, inside in enumerate(band == index):
            ends = CELL * np.flatnonzero(np.diff(inside, prepend=False, append=False)).reshape(-1, 2)
            strokes += [f"M{start} {CELL * row + CELL // 2}h{stop - start}" for start, stop in ends]
        if strokes:
            yield f'<path stroke="{colour}" d="{"".join(strokes)}"/>'


def first_run(key: str) -> tuple[np.ndarray, str]:
    """The run of the landscape's own page, as pixels (points, 2) of its tile, y downwards, and its verdict."""
    visit, _ = read({"landscape": key})
    (runner,) = visit.setting.runners
    trajectory = visit.setting.course.run(runner)
    return follow(trajectory, LANDSCAPES[key], TILE), str(judge(trajectory, LANDSCAPES[key])[0])


def draw_tile(key: str) -> str:
    """A landscape's title, its bands of heights and its first run. The run's points stand in the polyline."""
    landscape = LANDSCAPES[key]
    run, verdict = first_run(key)
    decay = f", decay {landscape.decay:g}" if landscape.decay < 1 else ""
    points = " ".join(f"{x:g},{y:g}" for x, y in run)
    (x0, y0), (x1, y1) = run[0], run[-1]
    return f"""<text y="-20">{escape(landscape.title)}</text>
<text y="-6" class="verdict">{verdict}, α = {landscape.learning_rate:g}{decay}</text>
<svg width="{TILE}" height="{TILE}">
<g class="bands">{"".join(bands(landscape))}</g>
<polyline class="run" id="{key}" points="{points}"/>
<circle class="start" cx="{x0:g}" cy="{y0:g}" r="4"/><circle class="end" cx="{x1:g}" cy="{y1:g}" r="3.5"/>
</svg>"""


def draw_sheet() -> str:
    """All landscapes in the order of the catalogue."""
    rows = -(-len(LANDSCAPES) // COLUMNS)
    width, height = GAP + COLUMNS * (TILE + GAP), GAP + rows * (TITLE + TILE + GAP)
    tiles = []
    for number, key in enumerate(LANDSCAPES):
        row, column = divmod(number, COLUMNS)
        place = f"translate({GAP + column * (TILE + GAP)} {GAP + TITLE + row * (TITLE + TILE + GAP)})"
        tiles.append(f'<g transform="{place}">\n{draw_tile(key)}\n</g>')
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">
<style>{STYLE}</style>
<rect width="100%" height="100%" fill="#fff"/>
{"".join(tiles)}
</svg>
"""


if __name__ == "__main__":
    FILE.write_text(draw_sheet(), encoding="utf-8")
