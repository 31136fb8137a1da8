"""The real server for the tests that talk to it, once a session, on a free port; and what holds for all tests."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent
PATIENCE = 120  # seconds that a busy machine may need for the start
BROWSER = "tests/browser/"
LATE = f"{BROWSER}test_o"  # the files of tests/browser from here on by name, two fifths of its time

settings.register_profile("here", deadline=None)  # a busy machine is no fault
settings.load_profile("here")
if os.environ.get("CI"):
    settings.load_profile("ci")  # Hypothesis' own: the same examples at every run, so that only a change can fail one


@dataclass(frozen=True)
class Server:
    """`url` ends without a slash; `log` is the file that the server writes to; `pid` is its process."""

    url: str
    log: Path
    pid: int


def is_late(nodeid: str) -> bool:
    return nodeid.startswith(BROWSER) and nodeid >= LATE


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: is_late(item.nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Where several processes run the tests: file by file, and those with a browser in one of them, from the start.

    Each process would have a server and a browser of its own, more than two cores can serve beside all else. The late
    ones come last, file by file: that process runs them too, or shares them with one that has nothing else left to do.
    """
    from xdist.scheduler import LoadScopeScheduling

    class FileScheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            file = nodeid.split("::")[0]
            return BROWSER if file.startswith(BROWSER) and not is_late(file) else file

    config.option.loadscopereorder = False  # the order of the files: tests/browser is one of the first
    return FileScheduling(config, log)


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    with run_server("app.py", tmp_path_factory.mktemp("server")) as server:
        yield server


@pytest.fixture(scope="session")
def serve():
    """For a test that needs a server of its own: `with serve(script, folder) as server:`."""
    return run_server


@contextmanager
def run_server(script: str | Path, folder: Path, *options: str, top: Path = ROOT) -> Iterator[Server]:
    """`streamlit run script` from the top of the repository, with its settings; the log goes into `folder`."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port), *options]
    path = folder / "log.txt"
    own = os.environ | {"OVERSHOOT_ROOMS": str(folder / "rooms")}
    with path.open("wb") as log, subprocess.Popen(command, cwd=top, stdout=log, stderr=log, env=own) as process:
        server = Server(f"http://localhost:{port}", path, process.pid)
        try:
            wait_until_healthy(server, process)
            yield server
        finally:
            process.terminate()


def wait_until_healthy(server: Server, process: subprocess.Popen):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{server.url}/health"):
                return
        except urllib.error.URLError:
            time.sleep(0.05)
    pytest.fail(f"The server did not start within {PATIENCE} s. Its log:\n{server.log.read_text()}")
