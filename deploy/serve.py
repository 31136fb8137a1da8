"""Several processes behind nginx on this machine, until Ctrl-C: `python -m deploy.serve --processes 2`.

A process that ends is started again. For a server that must outlive a log-out, see README.md: systemd or Compose.
"""

import argparse
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from deploy.processes import write_processes

HERE = Path(__file__).parent
FIRST = 8511  # the port of the first process; the others follow
PUBLIC = "8501"  # where nginx.conf listens
RESTART = 0.5  # seconds before a process that ended is started again
PATIENCE = 10  # seconds for an orderly end
MISSING = "nginx is missing: `apt-get install nginx-light`, `dnf install nginx` or `brew install nginx`."


def configure(folder: Path, ports: list[int], listen: str = PUBLIC, path: str = "", log: bool = False):
    """Write into `folder` what nginx reads: nginx.conf for these processes, this address and this path, if any."""
    changes = {
        f"listen {PUBLIC};": f"listen {listen};",
        "location / {": f"location {path or ''}/ {{",
        "access_log    off;": f"access_log    {'access.log overshoot' if log else 'off'};",
    }
    text = (HERE / "nginx.conf").read_text()
    for old, new in changes.items():
        if text.count(old) != 1:
            raise ValueError(f"nginx.conf must say once: {old}")
        text = text.replace(old, new)
    shutil.copytree(HERE / "overshoot", folder / "overshoot")
    (folder / "nginx.conf").write_text(text)
    (folder / "overshoot" / "processes.conf").write_text(write_processes([f"127.0.0.1:{port}" for port in ports]))


def list_commands(folder: Path, ports: list[int], path: str = "") -> list[list[str]]:
    """nginx, then the processes."""
    nginx = ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf"), "-g", "daemon off;"]
    app = [sys.executable, "-m", "deploy.process", "--path", path]
    return [nginx, *([*app, "--port", str(port)] for port in ports)]


def start(command: list[str]) -> subprocess.Popen:
    process = subprocess.Popen(command, cwd=HERE.parent)
    print(f"Started {process.pid}: {' '.join(command)}", flush=True)
    return process


def keep_running(commands: list[list[str]]):
    """Start them, and again whichever ends, until SIGTERM or SIGINT ends all of them."""
    running = [start(command) for command in commands]
    try:
        while True:
            time.sleep(0.1)
            for place, process in enumerate(running):
                if process.poll() is not None:
                    print(f"Ended {process.pid} with {process.returncode}.", flush=True)
                    time.sleep(RESTART)
                    running[place] = start(commands[place])
    finally:
        for process in running:
            process.terminate()
        for process in running:
            with suppress(subprocess.TimeoutExpired):
                process.wait(PATIENCE)
            process.kill()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--processes", type=int, default=2, help="one for every processor is a good number")
    parser.add_argument("--listen", default=PUBLIC, help="port, or address:port, where visitors arrive")
    parser.add_argument("--first", type=int, default=FIRST, help="port of the first process")
    parser.add_argument("--path", default="", help="serve below a path: /over")
    parser.add_argument("--folder", type=Path, help="an empty folder for nginx's files, with a log of who served what")
    asked = parser.parse_args()
    if shutil.which("nginx") is None:
        sys.exit(MISSING)
    ports = list(range(asked.first, asked.first + asked.processes))
    path = f"/{asked.path.strip('/')}".rstrip("/")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    with tempfile.TemporaryDirectory() as passing, suppress(KeyboardInterrupt):
        folder = (asked.folder or Path(passing)).resolve()
        folder.chmod(0o755)  # started by root, nginx works as somebody else
        configure(folder, ports, asked.listen, path, log=bool(asked.folder))
        subprocess.run(["nginx", "-q", "-t", "-p", folder, "-c", folder / "nginx.conf"], check=True)
        keep_running(list_commands(folder, ports, path))


if __name__ == "__main__":
    main()
