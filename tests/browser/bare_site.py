"""A bare page without Streamlit: the stage's files, plotly.js and what a test adds, served from this process."""

import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import assets

PLOTLY = "/plotly.min.js"


@contextmanager
def serve_bare(files: dict[str, bytes]) -> Iterator[str]:
    """Serve `files` by path ("/index.html") beside the stage's own under /stage/; the address ends without a slash."""

    class Answer(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            path = self.path.partition("?")[0]
            body = read(path, files)
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Type", mimetypes.guess_type(path)[0] or "application/octet-stream")
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_):
            """Says nothing."""

    with ThreadingHTTPServer(("localhost", 0), Answer) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


def read(path: str, files: dict[str, bytes]) -> bytes | None:
    if path == PLOTLY:
        return assets.PLOTLY_FILE.read_bytes()
    own = assets.FRONTEND / path.removeprefix("/stage/")
    if path.startswith("/stage/") and own.is_file():
        return own.read_bytes()
    return files.get(path, b"" if path == "/favicon.ico" else None)
