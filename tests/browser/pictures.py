"""What is kept of a failed browser test: a picture of each of its pages, what they said and complained about."""

import re
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Error, Page

PIECE = 3000  # characters of a page
LONGEST = 120  # characters of a file's name
PATIENCE = 30_000  # milliseconds, for a busy machine; a page that hangs leaves no picture


def keep_pictures(folder: Path, test: str, pages: Iterable[Page], complaints: list[str]):
    """Write `<test>-0.png`, `<test>-1.png` … and, if there are complaints, `<test>.txt` into `folder`."""
    folder.mkdir(exist_ok=True)
    name = re.sub(r"[^\w-]+", "_", test)[:LONGEST]
    for number, page in enumerate(pages):
        try:
            page.screenshot(path=folder / f"{name}-{number}.png", timeout=PATIENCE)
        except Error as error:
            complaints = [*complaints, f"There is no picture of page {number}: {error}"]
    if complaints:
        (folder / f"{name}.txt").write_text("\n".join(complaints) + "\n")


def read_pages(pages: Iterable[Page]) -> str:
    """Where each page is and what stands on it, for a report of a test that nobody can look at."""
    told = []
    for page in pages:
        try:
            text = page.locator("body").inner_text(timeout=PATIENCE)[:PIECE]
        except Error as error:
            text = f"It cannot be read: {error}"
        told.append(f"{page.url}\n{text}")
    return "\n\n".join(told)
