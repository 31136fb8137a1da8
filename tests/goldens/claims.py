"""What a program says of itself before it is run, and what it is known by."""

import hashlib
import re

from export import Program

LONG_NUMBER = re.compile(r"\d+\.\d{6,}(?:e[-+]\d+)?")


def claim(made: Program) -> str:
    """What a program says of itself: that it will "agree" with the page's run, "differ", "tremble", or is "refused"."""
    if made.text.startswith("raise SystemExit"):
        return "refused"
    if "Rounding decides" in made.remark:
        return "tremble"
    return "differ" if made.remark else "agree"


def digest(made: Program) -> str:
    """The same wherever it is computed: numbers count by their first digits, and what trembles does not count."""
    text = made.text
    if claim(made) == "tremble":
        text = text.split('"""')[2].split("\nend = ")[0]
    text = LONG_NUMBER.sub(lambda found: f"{float(found[0]):.6g}", text)
    return hashlib.sha256(text.encode()).hexdigest()[:10]
