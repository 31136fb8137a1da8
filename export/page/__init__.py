"""A page on a stick: the stage with some pictures in one HTML file, for a machine without Python, server or network.

    b"".join(page([Shown.at(link, "What to look for")]))     the file, a piece at a time
    frame("landscape=ravine&optimizer=adam")                 the same in a notebook's cell

All that is not markup is in base 64, so that nothing which a link says can be taken for markup. The page may load
nothing from anywhere: its policy allows its own script, by its hash, and what that unpacks.
"""

import base64
import hashlib
import html
import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from string import Template

from assets import FONT, LOGO, PLOTLY_FILE, read_packed
from export.page.modules import LEVEL, pack_modules, pack_styles
from export.page.scenes import check_size, scene_of
from export.shown import Pause, Shown, go_on
from stage.parts import ID_BYTES
from stage.scene import describe_setting

HERE = Path(__file__).parent
SURFACE = "relief"  # the view that needs plotly.js
ALWAYS = ("terms", "pictures", "note", "take_home", "share", "sliders", "map", "legend", "playbar")
ALONE = (*ALWAYS, "card", "panels", "data", SURFACE, "curves", "slice", "more", "response", "microscope", "twin")
RACE = (*ALWAYS, "race", "panels", "data", "curves", SURFACE, "more", "response", "twin")
LESSON = "lesson"  # the view of a lesson's screen; it turns the pictures itself
TURNING = "pictures"
POLICY = (
    "default-src 'none'; script-src '{}' blob:; style-src 'unsafe-inline'; img-src data: blob:; "
    "base-uri 'none'; form-action 'none'"
)
FRAME = '<iframe srcdoc="{}" style="width: 100%; height: {}px; border: 0" allow="fullscreen" title="{}"></iframe>'


def page(pictures: Sequence[Shown], with_3d: bool = True, title: str = "", pause: Pause = go_on) -> Iterator[bytes]:
    """The file, in pieces. Raises TooMuchError before the first one."""
    check_size(pictures)
    views = tuple(dict.fromkeys(view for shown in pictures for view in views_of(shown) if with_3d or view != SURFACE))
    script = (HERE / "loader.js").read_text(encoding="utf-8")
    yield head(script, title or title_of(pictures)).encode()
    yield block("styles", pack_styles())
    yield block("modules", pack_modules(views))
    listed, sent = [], set()
    for place, shown in enumerate(pictures):
        scene = scene_of(shown, tuple(view for view in views_of(shown) if view in views), pause)
        ids = [part.id for part in scene.parts.values()]
        for part in scene.parts.values():
            if part.id not in sent:
                yield block(part.id, part.message[:ID_BYTES] + deflate(part.message[ID_BYTES:]))
                sent.add(part.id)
                pause()
        yield block(f"scene-{place}", deflate(scene.message))
        titled = shown.caption if shown.lesson else describe_setting(shown.visit.setting)
        listed.append({"title": titled, "caption": shown.caption, "scene": f"scene-{place}", "parts": ids})
    yield block("pictures", zlib.compress(json.dumps(listed).encode(), LEVEL))
    if with_3d:  # one without is for mail: it does with the device's font
        yield block("font", FONT.read_bytes())
        yield block("plotly", read_packed(PLOTLY_FILE))
    yield f"<script>{script}</script>\n</body>\n</html>\n".encode()


def views_of(shown: Shown) -> tuple[str, ...]:
    """Those of a picture, if it has all."""
    own = RACE if len(shown.visit.setting.runners) > 1 else ALONE
    return (LESSON, *(view for view in own if view != TURNING)) if shown.lesson else own


def head(script: str, title: str) -> str:
    """The file up to its blocks."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return Template((HERE / "page.html").read_text(encoding="utf-8")).substitute(
        policy=POLICY.format(f"sha256-{digest}"),
        title=html.escape(title),
        icon=base64.b64encode(LOGO.read_bytes()).decode(),
        style=(HERE / "page.css").read_text(encoding="utf-8"),
    )


def title_of(pictures: Sequence[Shown]) -> str:
    first = pictures[0].caption or describe_setting(pictures[0].visit.setting)
    others = len(pictures) - 1
    return f"{first} · Overshoot" if not others else f"{first} and {others} more · Overshoot"


def block(name: str, content: bytes) -> bytes:
    """Bytes in a script element that no browser runs, and no parser looks into."""
    return b'<script type="text/plain" id="%s">%s</script>\n' % (name.encode(), base64.b64encode(content))


def deflate(message: bytes) -> bytes:
    """A message as small as it goes: on its way to a visitor it must be quick."""
    return zlib.compress(zlib.decompress(message), LEVEL)


@dataclass(frozen=True)
class Frame:
    """What a notebook shows as a page within its own."""

    page: str = field(repr=False)
    height: int
    title: str

    def _repr_html_(self) -> str:
        return FRAME.format(html.escape(self.page), self.height, html.escape(self.title))


def frame(link: str, height: int = 720, with_3d: bool = False) -> Frame:
    """A picture, live in a notebook's cell: the last line of a cell, or `IPython.display.display(frame(link))`.

    Raises UnreadableError for a link that would not show just what it says, and TooMuchError.
    """
    shown = Shown.at(link)
    return Frame(b"".join(page([shown], with_3d)).decode(), height, describe_setting(shown.visit.setting))
