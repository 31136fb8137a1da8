"""The tests in other engines, in those that are installed: `python -m tests.engines`, or `make engines`."""

import sys
from pathlib import Path

import pytest

from tests.engines.engines import ENGINES, is_here

HERE = [name for name in ENGINES if is_here(name)]
AWAY = [name for name in ENGINES if name not in HERE]

if __name__ == "__main__":
    print(f"Engines found: {', '.join(HERE) or 'none'}. Not installed: {', '.join(AWAY) or 'none'}.", flush=True)
    if not HERE:
        print("Nothing was tried. On Debian: apt-get install firefox-esr webkit2gtk-driver xvfb")
        sys.exit()
    sys.exit(pytest.main(["-q", str(Path(__file__).parent)]))
