"""The page's first word: what a visitor reads whose page gets nothing from the server for `PATIENCE` seconds.

A filter between the two may keep websockets out, and nothing that comes over one could say so. It stands behind the
document of every page, and needs no script.
"""

from starlette.datastructures import MutableHeaders

PATIENCE = 10  # seconds

# Streamlit's page shows a skeleton until the server has said the first thing, and nothing until its scripts are here.
WORD = f"""<style>
.first-word {{
  color-scheme: light dark;
  position: fixed;
  inset: auto 1rem 2rem;
  z-index: 1;
  box-sizing: border-box;
  width: fit-content;
  max-width: 42rem;
  margin: auto;
  padding: 0.6rem 1rem;
  border: 1px solid;
  border-radius: 6px;
  background: Canvas;
  color: CanvasText;
  font: 1rem/1.5 system-ui, sans-serif;
  text-wrap: balance;
  visibility: hidden;
  animation: first-word 0s {PATIENCE}s forwards;
}}
@keyframes first-word {{ to {{ visibility: visible }} }}
body:not(:has(#root:empty, [data-testid=stAppSkeleton])) .first-word {{ display: none }}
@media (scripting: none) {{ .first-word {{ display: none }} }}
</style>
<p class="first-word" role="status">Still waiting for the server. If this stays, reload the page. The server may be
full, or a filter in this network may keep websockets out; whoever runs the server finds the reason in its log.</p>
""".encode()

# Neither is the document's own any more; and what is compressed cannot be added to.
STALE = ("etag", "last-modified")
PACKED = b"accept-encoding"


async def with_first_word(application, scope, receive, send):
    """Have the application answer a request; a page gets the first word."""
    if "." in scope["path"].rpartition("/")[2]:
        await application(scope, receive, send)  # a file
        return
    is_page = False

    async def send_more(message):
        nonlocal is_page
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            is_page = message["status"] == 200 and headers.get("content-type", "").startswith("text/html")
            if is_page:
                lengthen(headers)
        elif is_page and not message.get("more_body") and scope["method"] != "HEAD":
            message = message | {"body": message.get("body", b"") + WORD}
        await send(message)

    asked = [(name, value) for name, value in scope["headers"] if name != PACKED]
    await application(scope | {"headers": asked}, receive, send_more)


def lengthen(headers: MutableHeaders):
    if "content-length" in headers:
        headers["content-length"] = str(int(headers["content-length"]) + len(WORD))
    for name in STALE:
        del headers[name]
