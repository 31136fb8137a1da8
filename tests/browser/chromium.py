"""Which Chromium the tests and the benchmarks start, and with which flags."""

import os
import shutil
from pathlib import Path

NAMES = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-unsafe-swiftshader",
)


def launch(playwright):
    """The system's Chromium, else Playwright's own. Raises FileNotFoundError where there is neither."""
    program = next(filter(None, map(shutil.which, NAMES)), playwright.chromium.executable_path)
    if not Path(program).exists():
        raise FileNotFoundError(
            "The browser tests need Chromium: `apt-get install chromium`, `.venv/bin/playwright install chromium`, "
            "or name one in the environment: CHROMIUM=/path/to/chrome."
        )
    return playwright.chromium.launch(executable_path=program, args=FLAGS)
