"""What the browser fetches: Streamlit's scripts, the stage's modules, plotly.js, and the picture that links show.

Each address holds a version or a hash of what stands there, so that a browser asks once and keeps the answer for good.
Text is compressed once, not once for every visitor. Addresses are relative, to be resolved against `document.baseURI`.
"""

import gzip
import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import distribution
from os.path import normpath
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.staticfiles import NotModifiedResponse

HOUSE = Path(__file__).parent
FRONTEND = HOUSE / "stage" / "frontend"
PREVIEW = HOUSE / "app_pages" / "preview.jpg"
PAGE_STYLE = HOUSE / "app_pages" / "page.css"
EMBEDDED_STYLE = HOUSE / "app_pages" / "embedded.css"
LOGO = HOUSE / "app_pages" / "logo.svg"
PLOTLY = distribution("plotly")
PLOTLY_FILE = Path(str(PLOTLY.locate_file("plotly/package_data/plotly.min.js")))
STREAMLIT = Path(str(distribution("streamlit").locate_file("streamlit/static/static")))
(FONT,) = STREAMLIT.glob("media/SourceSansVF-Upright.*.woff2")


def hash_of(*files: Path) -> str:
    """Changes with the name and the text of any of them."""
    said = [part for file in files for part in (file.name.encode(), file.read_bytes())]
    return hashlib.sha256(b"\0".join(said)).hexdigest()[:12]


MODULES = sorted(FRONTEND.rglob("*.js"))
ENTRY = FRONTEND / "streamlit.js"
STYLES = sorted(FRONTEND.rglob("*.css"))
SHEETS = FRONTEND / "stage.css"
STAGE_URL = f"stage/{hash_of(*MODULES, *STYLES)}"
PLOTLY_URL = f"plotly/{PLOTLY.version}/{PLOTLY_FILE.name}"
PREVIEW_URL = f"preview/{hash_of(PREVIEW)}/{PREVIEW.name}"

# Not asked of the system: what Windows takes a script for depends on what was installed there.
TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".gif": "image/gif",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".woff2": "font/woff2",
}
TEXT = {".css", ".js", ".json", ".svg"}  # the others are compressed already

KEPT = {"Cache-Control": "public, max-age=31536000, immutable"}
STREAMLIT_FILES = sorted(path for path in STREAMLIT.rglob("*.*") if path.suffix in TYPES)
FILES = {
    PLOTLY_URL: PLOTLY_FILE,
    PREVIEW_URL: PREVIEW,
    **{f"{STAGE_URL}/{path.relative_to(FRONTEND).as_posix()}": path for path in (*MODULES, *STYLES)},
    **{f"static/{path.relative_to(STREAMLIT).as_posix()}": path for path in STREAMLIT_FILES},
}

# Streamlit's page asks for its icons' font, 375 kB, before it draws anything, by a text that is one blank: a font that
# has none is asked for once an icon is shown.
ICON_FONT = "font-family:Material Symbols Rounded;"
WITHOUT_BLANK = ICON_FONT + "unicode-range:U+21-10FFFF;"

# Parts of Streamlit's page that it asks for once it is connected. They and what they import can come before that.
FIRST_PARTS = ("BidiComponent",)
SHEET = re.compile(r'@import url\("(.*?)"\)')
IMPORT = re.compile(r'(?:from|import)\s*"(\.{1,2}/[\w./-]+\.js)"')


class Shelf:
    """A middleware that hands out the files itself; it knows them all by their addresses, and looks for no others."""

    def __init__(self, application, prefixes: Iterable[str] = ("",)):
        self.application = application
        self.files = {f"{prefix}/{address}": path for prefix in prefixes for address, path in FILES.items()}
        self.places = tuple({f"{prefix}/{address.split('/')[0]}/" for prefix in prefixes for address in FILES})

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http" or not scope["path"].startswith(self.places):
            respond = self.application
        elif scope["method"] not in {"GET", "HEAD"}:
            respond = PlainTextResponse("Method not allowed", 405, headers={"Allow": "GET, HEAD"})
        elif path := self.files.get(scope["path"]):
            respond = answer(path, Headers(scope=scope))
        else:
            respond = PlainTextResponse("Not found", 404)
        await respond(scope, receive, send)


def answer(path: Path, asked: Headers) -> Response:
    """A file, as the browser takes it; 304 without it to one that has it."""
    is_text = path.suffix in TEXT
    packs = is_text and "gzip" in asked.get("Accept-Encoding", "")
    headers = KEPT | {"ETag": f'"{written(path):x}{"-gzip" if packs else ""}"'}
    headers |= {"Vary": "Accept-Encoding"} if is_text else {}
    headers |= {"Content-Encoding": "gzip"} if packs else {}
    if headers["ETag"] in asked.get("If-None-Match", ""):
        return NotModifiedResponse(Headers(headers))
    body = read_packed(path) if is_text else path.read_bytes()
    body = gzip.decompress(body) if is_text and not packs else body
    return Response(body, media_type=TYPES[path.suffix], headers=headers)


@cache
def written(path: Path) -> int:
    """When a file was written, as it was known first: a server goes on with the files that it began with."""
    return path.stat().st_mtime_ns


@cache
def read_packed(path: Path) -> bytes:
    """A text, compressed. Its file may be replaced while the server runs; what fits together stays together."""
    text = path.read_bytes()
    if STREAMLIT in path.parents:
        text = text.replace(ICON_FONT.encode(), WITHOUT_BLANK.encode())
    return gzip.compress(text, mtime=0)


@cache
def first_scripts() -> list[str]:
    """The names of the first parts' scripts, those included that they import, in Streamlit's folder."""
    parts = [path for part in FIRST_PARTS for path in sorted((STREAMLIT / "js").glob(f"{part}.*.js"))]
    return [path.name for path in with_imported(parts)]


@cache
def first_modules() -> set[Path]:
    """Those of the stage that it imports before it draws: what is taken home comes when somebody asks for it."""
    return set(with_imported([ENTRY]))


@cache
def first_styles() -> set[Path]:
    """Those that the stage's list names; a page without a stage, and one of a room, have lists of their own."""
    named = SHEET.findall(SHEETS.read_text(encoding="utf-8"))
    return {SHEETS, *(FRONTEND / name for name in named)}


def with_imported(scripts: list[Path]) -> list[Path]:
    """Some scripts, and those that they import as they are read."""
    found = list(scripts)
    for script in found:  # grows
        imported = [Path(normpath(script.parent / name)) for name in IMPORT.findall(script.read_text(encoding="utf-8"))]
        found += [path for path in dict.fromkeys(imported) if path not in found]
    return found


def preloads() -> Iterator[tuple[str, str]]:
    """(address, kind of link) of all that the first picture needs beside what Streamlit's page itself names."""
    first = {STREAMLIT / "js" / name for name in first_scripts()}
    for address, path in FILES.items():
        if path in first or path in first_modules():
            yield address, "modulepreload"
        elif path in first_styles():
            yield address, "preload"


def prepare():
    """Compress what a first visit asks for."""
    index = (STREAMLIT.parent / "index.html").read_text(encoding="utf-8")
    addresses = [address for address, _ in preloads()]
    for address, path in FILES.items():
        if address in index or address in addresses or address == PLOTLY_URL:
            written(path)
            read_packed(path)
