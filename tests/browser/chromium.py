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
    return playwright.chromium.launch(executable_path=find_program(playwright), args=FLAGS)


def launch_at(playwright, profile):
    """As `launch`, with a context whose files and compiled scripts stay in the folder `profile`."""
    return playwright.chromium.launch_persistent_context(profile, executable_path=find_program(playwright), args=FLAGS)


def find_program(playwright):
    program = next(filter(None, map(shutil.which, NAMES)), playwright.chromium.executable_path)
    if not Path(program).exists():
        raise FileNotFoundError(
            "The browser tests need Chromium: `apt-get install chromium`, `.venv/bin/playwright install chromium`, "
            "or name one in the environment: CHROMIUM=/path/to/chrome."
        )
    return program
