"""The document of every page: Streamlit's own, made such that something is seen of it at once.

    head    title, description and picture, for those who are handed a link; the names of all that is needed first
    body    the frame of the page, to look at until the app draws its own; then Streamlit's style sheet, since a browser
            draws nothing that stands behind one before it has come, and ours, which has the last say; at the end the
            first word

Neither the frame nor the first word needs a script.
"""

import gzip
import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders

from door.first_word import WORD
from door.origins import origin_of

TITLE = "Overshoot"
DESCRIPTION = (
    "Feel what the learning rate does to gradient descent: drag it, and the path over the loss landscape crawls, "
    "settles, overshoots or flies off, and one sentence says why."
)
PICTURE_SAYS = "A path that overshoots across a ravine, and the sentence that says why"
WIDTH, HEIGHT = 1200, 630  # of the picture, in pixels

FRAME = Template(Path(__file__).with_name("frame.html").read_text(encoding="utf-8"))
FONT = re.compile(r'<link\s[^>]*?as="font"[^>]*>\s*')
EMBEDDED = ("1", "true")  # what `embed=` says in the address of a page that another one shows in a frame
STYLE = re.compile(r'<link rel="stylesheet"[^>]*>\s*')
AS = {"modulepreload": "", "preload": ' as="style"'}
ROOT = '<div id="root">'

# None is the document's own any more.
STALE = ("accept-ranges", "content-length", "etag", "last-modified")
PACKED = b"accept-encoding"


class Document:
    """What is added. All addresses are relative, but the picture's is one below the server's own.

    `preloads` pairs what is needed first with the kind of its link, `picture` is shown with links, `logo` is SVG,
    `colours` are $background and $place of the frame's style, and both with `_dark`, and `style` is that of the page:
    one that the app brought itself would come after the first picture and move it. `embedded` is one more, of a page
    that shows the stage alone.
    """

    def __init__(
        self,
        preloads: Iterable[tuple[str, str]] = (),
        picture: str = "",
        logo: str = "",
        colours: dict[str, str] | None = None,
        style: str = "",
        embedded: str = "",
    ):
        self.preloads, self.picture = list(preloads), picture
        self.style = f"<style>{style}</style>" if style else ""
        self.embedded = f"<style>{embedded}</style>" if embedded else ""
        self.frame = FRAME.safe_substitute(colours or {}, logo=logo)
        self.dress = lru_cache(maxsize=16)(self.dress)

    def dress(self, page: str, origin: str, embedded: bool = False) -> tuple[bytes, bytes]:
        """A page with all that is added, as it is and compressed."""
        late = "".join(FONT.findall(page)).replace("<link", '<link fetchpriority="low"')
        styles = "".join(STYLE.findall(page))
        page = STYLE.sub("", FONT.sub("", page))
        page = re.sub(r"<title>.*?</title>", "\n".join(self.introduce(origin)), page, count=1)
        page = page.replace("</head>", "\n".join([*self.links(page), late, "</head>"]), 1)
        own = self.style + (self.embedded if embedded else "")
        page = page.replace(ROOT, f"{self.frame}{styles}{own}{ROOT}", 1)
        dressed = page.encode() + WORD
        return dressed, gzip.compress(dressed, mtime=0)

    def introduce(self, origin: str) -> Iterable[str]:
        """The page to those who are handed its address: chats and search engines, which run no script."""
        yield f"<title>{TITLE}</title>"
        yield f'<meta name="description" content="{DESCRIPTION}">'
        yield '<meta property="og:type" content="website">'
        yield f'<meta property="og:site_name" content="{TITLE}">'
        yield f'<meta property="og:title" content="{TITLE}">'
        yield f'<meta property="og:description" content="{DESCRIPTION}">'
        if not (origin and self.picture):
            return
        yield f'<meta property="og:image" content="{escape(origin + self.picture)}">'
        yield f'<meta property="og:image:width" content="{WIDTH}">'
        yield f'<meta property="og:image:height" content="{HEIGHT}">'
        yield f'<meta property="og:image:alt" content="{PICTURE_SAYS}">'
        yield '<meta name="twitter:card" content="summary_large_image">'

    def links(self, page: str) -> Iterable[str]:
        """Of all that is needed first and that the page does not name itself."""
        for address, kind in self.preloads:
            if address not in page:
                yield f'<link rel="{kind}"{AS[kind]} fetchpriority="low" href="./{address}">'

    async def answer(self, application, scope, receive, send):
        """Have the application answer a request; a page is dressed."""
        if "." in scope["path"].rpartition("/")[2] or scope["method"] not in {"GET", "HEAD"}:
            await application(scope, receive, send)  # a file, or what a page has asked for
            return
        begin, body = None, b""

        async def send_more(message):
            nonlocal begin, body
            if message["type"] == "http.response.start" and is_page(message):
                begin = message
            elif begin is None:
                await send(message)
            else:
                body += message.get("body", b"")
                if not message.get("more_body"):
                    await self.send_dressed(begin, body.decode(), scope, send)

        asked = [(name, value) for name, value in scope["headers"] if name != PACKED]  # what is packed cannot be read
        method = "GET" if scope["method"] == "HEAD" else scope["method"]  # nor dressed, what is not there
        await application(scope | {"headers": asked, "method": method}, receive, send_more)

    async def send_dressed(self, begin, page: str, scope, send):
        packs = "gzip" in Headers(scope=scope).get("accept-encoding", "")
        body = self.dress(page, origin_of(scope), is_embedded(scope))[packs]
        headers = MutableHeaders(scope=begin)
        for name in STALE:
            del headers[name]
        headers["content-length"] = str(len(body))
        if "Accept-Encoding" not in headers.get("vary", ""):
            headers.add_vary_header("Accept-Encoding")
        if packs:
            headers["content-encoding"] = "gzip"
        await send(begin)
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


def is_embedded(scope) -> bool:
    """Whether the address asks for the stage alone, to be shown in a frame of another page."""
    return parse_qs(scope.get("query_string", b"").decode("latin-1")).get("embed", [""])[-1].lower() in EMBEDDED


def is_page(message) -> bool:
    """Whether this begins the answer to a browser that opens a page of the app; what has a name is a file."""
    headers = Headers(raw=message["headers"])
    is_html = headers.get("content-type", "").startswith("text/html")
    return message["status"] == 200 and is_html and "content-disposition" not in headers
