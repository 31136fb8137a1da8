"""A start on Windows, as far as it can be tried elsewhere: without the modules that Windows does not have."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
MISSING = ("_posixsubprocess", "fcntl", "grp", "pwd", "resource", "termios", "uvloop")

# What `streamlit run app.py` imports, and then what the first page does.
START = f"""
import sys
import asyncio, multiprocessing, subprocess, tempfile  # the system's own ones may know where they are
sys.modules |= dict.fromkeys({MISSING})
import app, app_pages
from door import room
assert room.resource is None
room.make_room()
assert not room.is_full(arriving=10**7)
print("started")
"""


def test_it_starts_without_what_windows_does_not_have():
    ended = subprocess.run([sys.executable, "-c", START], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert ended.stdout == "started\n", ended.stderr


def test_no_text_is_read_as_the_system_likes():
    """Where no encoding is said, Windows takes its own, and Greek letters come out as others."""
    for path in sorted(ROOT.rglob("*.py")):
        place = path.relative_to(ROOT).parts
        if place[0] in {"tests", "bench", "deploy", "docs", "node_modules"} or place[0].startswith("."):
            continue
        text = path.read_text(encoding="utf-8")
        opened = r"(?<!archive\.)(?<!Image\.)(?<!\bos\.)\bopen\((?![^)]*(?:encoding|\"[rw]b\"))"  # those open no text
        assert not re.findall(rf"(?:read_text|write_text)\(\)|{opened}", text), path


def test_the_commands_for_windows_do_what_the_others_do():
    """README has the three plain commands twice; they differ in the names that the two systems have for the same."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (plain,) = re.findall(r"```sh\n(python3 -m venv .venv\n.*?)```", readme, re.S)
    (windows,) = re.findall(r"```powershell\n(.*?)```", readme, re.S)
    translated = windows.replace("py -m venv", "python3 -m venv").replace("\\", "/").replace("/Scripts/", "/bin/")
    commands = [re.sub(r"\s*#.*", "", line) for line in translated.splitlines()]
    assert commands == [re.sub(r"\s*#.*", "", line) for line in plain.splitlines()][: len(commands)]
    assert len(commands) == 3
