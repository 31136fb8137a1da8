"""What Copy link gives, as a lesson keeps it.

address_in("http://localhost:8501/?alpha=0.1")      "/?alpha=0.1"
"""

import re

ADDRESS = re.compile(r"(?:https?://[^\s/?#]+)?(?:/[\w.~-]+)*?/(compare)?(\?\S*)?")
NO_ADDRESS = "is an address, as Copy link gives it, of Explore (/?…) or of Compare (/compare?…)"


def address_in(said: str) -> str:
    """Without the host, and without a path that the app stands below; "" for what is no address of a picture."""
    match = ADDRESS.fullmatch(said)
    return f"/{match[1] or ''}{match[2] or ''}" if match else ""
