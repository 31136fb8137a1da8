"""The server is told to end, hangs, or cannot write: SIGTERM under load, SIGSTOP, a full disk, a read-only one."""

import asyncio
import itertools
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from unittest import SkipTest

from bench.faults.ground import ROOT, is_answered, line, open_page, seconds_until, serving, tail, visiting
from bench.load.tab import Tab
from tests.browser.hands import drag, slider

LOAD = 8
QUERIES = [f"optimizer={name}&alpha=0.0{n}" for n in range(1, 9) for name in ("adam", "momentum", "bfgs")]
END = 5.0  # seconds


def ended_under_load() -> str:
    """SIGTERM while eight visitors keep asking"""
    with serving() as server, visiting(server.url) as (page,):
        asking = threading.Thread(target=lambda: asyncio.run(load(server.url)), daemon=True)
        asking.start()
        page.wait_for_timeout(3000)
        began = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        code = server.process.wait(60)
        seconds = time.monotonic() - began
        seconds_until(lambda: line(page), 5, lambda: page.wait_for_timeout(20))
        told = line(page)
        asking.join(10)
        tracebacks = server.log.read_text().count("Traceback")
        assert seconds <= END, f"it took {seconds:.1f} s"
        assert code in {0, -signal.SIGTERM}, f"exit code {code}"  # ended, or by the very signal: both are in good order
        assert tracebacks == 0, f"{tracebacks} tracebacks in the log: {tail(server.log)}"
        assert "away" in told
        return f"ended after {seconds:.1f} s with exit code {code} and no traceback; the page: “{told[:23]}”"


async def load(url: str):
    await asyncio.gather(*(keep_asking(url) for _ in range(LOAD)), return_exceptions=True)


async def keep_asking(url: str):
    """Ask for one picture after another until the connection ends."""
    async with Tab.open(url) as tab:
        for tab.query in itertools.cycle(QUERIES):
            await tab.run()


def hung_for_a_while() -> str:
    """the server hangs for 12 s"""
    with serving() as server, visiting(server.url) as (page,):
        server.process.send_signal(signal.SIGSTOP)
        try:
            drag(page, slider(page, "Learning rate α"), 0.7)
            told_after = seconds_until(lambda: line(page), 10, lambda: page.wait_for_timeout(20))
            told = line(page)
            page.wait_for_timeout(round(1000 * (12 - told_after)))
        finally:
            server.process.send_signal(signal.SIGCONT)
        answered = seconds_until(lambda: is_answered(page), 30)
        assert answered <= END, f"the answer came {answered:.1f} s after the hang"
        return f"“{told}” after {told_after:.1f} s; answered {answered:.2f} s after the hang"


def full_disk() -> str:
    """the disk of the log is full, from the start

    Streamlit's greeting alone, which is printed and not logged, would end the server: it is left out.
    """
    if not Path("/dev/full").exists():
        raise SkipTest("no /dev/full here")
    with serving("--logger.hideWelcomeMessage=true", log=Path("/dev/full")) as server:
        seconds = [asyncio.run(open_page(server.url, query)) for query in ["", "alpha=nonsense", *QUERIES[:3]]]
        return f"every page came, the slowest after {max(seconds):.1f} s"


def nothing_to_write_on() -> str:
    """a read-only file system, and a home that is not there"""
    read_only = 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && mount -o ro -t tmpfs none "$2" && shift 2'
    before = ("unshare", "--mount", "--propagation", "private", "sh", "-ec", f'{read_only} && exec "$@"', "sh")
    with tempfile.TemporaryDirectory() as home:
        mounts = (str(ROOT), home)
        if not shutil.which("unshare") or subprocess.run([*before, *mounts, "true"], check=False).returncode:
            raise SkipTest("needs Linux, and root to mount")
        with serving(before=(*before, *mounts, "env", f"HOME={home}", "PYTHONDONTWRITEBYTECODE=")) as server:
            seconds = [asyncio.run(open_page(server.url, query)) for query in ["", *QUERIES[:3]]]
            assert "Traceback" not in server.log.read_text()
            return f"started, and every page came, the slowest after {max(seconds):.1f} s"


def cases():
    return [ended_under_load, hung_for_a_while, full_disk, nothing_to_write_on]
