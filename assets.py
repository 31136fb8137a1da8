"""What the browser fetches beside Streamlit's own files: the stage's modules, and plotly.js out of the installed wheel.

Both addresses are relative, to be resolved against `document.baseURI`. The stage's files are revalidated at every load
(ETag, 304); plotly.js carries its version in its address and is never asked for again.
"""

import gzip
from collections.abc import Iterable
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

FRONTEND = Path(__file__).parent / "stage" / "frontend"
PLOTLY = distribution("plotly")
PLOTLY_URL = f"plotly/{PLOTLY.version}/plotly.min.js"


class RevalidatedFiles(StaticFiles):
    """Files that a browser may keep, but asks about before it uses them."""

    def file_response(self, *args, **kwargs):
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = "no-cache"
        return response


@cache
def read_plotly() -> tuple[bytes, bytes]:
    """plotly.js as it is, and compressed: once here, not once for every visitor."""
    plain = Path(str(PLOTLY.locate_file("plotly/package_data/plotly.min.js"))).read_bytes()
    return plain, gzip.compress(plain, mtime=0)


async def serve_plotly(request) -> Response:
    zipped = "gzip" in request.headers.get("Accept-Encoding", "")
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable",
        "ETag": f'"plotly-{PLOTLY.version}{"-gzip" if zipped else ""}"',
        "Vary": "Accept-Encoding",
    }
    if headers["ETag"] in request.headers.get("If-None-Match", ""):
        return Response(status_code=304, headers=headers)
    if zipped:
        headers["Content-Encoding"] = "gzip"
    return Response(read_plotly()[zipped], media_type="text/javascript", headers=headers)


def routes(prefixes: Iterable[str] = ("",)) -> list[Mount]:
    """Both addresses, once below each prefix."""
    files = RevalidatedFiles(directory=FRONTEND)
    plotly = Route(PLOTLY_URL.removeprefix("plotly"), serve_plotly)
    return [
        mount
        for prefix in prefixes
        for mount in (Mount(f"{prefix}/stage", files), Mount(f"{prefix}/plotly", routes=[plotly]))
    ]
