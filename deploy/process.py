"""One of several processes behind nginx: `python -m deploy.process --port 8511`, at the top of the repository.

It listens only once it is warm: until then nginx is refused and sends visitors elsewhere. `streamlit run` listens
first and answers seconds later: who came back after a restart would wait. All else is as Streamlit starts uvicorn.
"""

import argparse
import os

import uvicorn
from streamlit.web import bootstrap

PING = 30  # seconds, also that an answer may take
MESSAGE_LIMIT = 1_000_000  # bytes that are read of a message at all; the door takes far fewer
GRACE = 3  # seconds for what is under way when the process is told to end


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--host", default="127.0.0.1", help="whence nginx may ask; only itself, if not said otherwise")
    path = os.environ.get("OVERSHOOT_PATH", "")
    parser.add_argument("--path", default=path, help="serve below a path: /over; else OVERSHOOT_PATH")
    asked = parser.parse_args()
    bootstrap.load_config_options({"server.baseUrlPath": asked.path.strip("/")})
    uvicorn.run(
        "app:app",
        host=asked.host,
        port=asked.port,
        ws="websockets-sansio",
        ws_ping_interval=PING,
        ws_ping_timeout=PING,
        ws_max_size=MESSAGE_LIMIT,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=GRACE,
        log_level="warning",  # below that, uvicorn tells who came from where
        access_log=False,
    )


if __name__ == "__main__":
    main()
