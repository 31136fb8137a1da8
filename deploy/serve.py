"""Several processes behind nginx on this machine, until Ctrl-C: `python -m deploy.serve --processes 2`.

A process that ends is started again, unless it never came to listen: then all end, with a sentence that says why. For a
server that must outlive a log-out, see README.md: systemd or Compose.
"""

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from deploy.processes import write_processes

HERE = Path(__file__).parent
FIRST = 8511  # the port of the first process; the others follow
PUBLIC = "8501"  # where nginx.conf listens
RESTART = 0.5  # seconds before a process that ended is started again
TRIES = 3  # starts in a row after which what does not come to listen is given up; the very first must succeed
PATIENCE = 10  # seconds for an orderly end
MOST = 64  # processes, more than any one machine has use for
MISSING = "nginx is missing: `apt-get install nginx-light`, `dnf install nginx` or `brew install nginx`."


def configure(folder: Path, ports: list[int], listen: str = PUBLIC, path: str = "", log: bool = False):
    """Write into `folder` what nginx reads: nginx.conf for these processes, this address and this path, if any."""
    changes = {
        f"listen {PUBLIC};": f"listen {listen};",
        "location / {": f"location {path}/ {{",
        "set $overshoot_path /;": f"set $overshoot_path {path}/;",
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


@dataclass
class Child:
    """nginx or a process: what starts it, where it listens, and the option that moves it elsewhere."""

    command: list[str]
    host: str
    port: int
    option: str
    tries: int = 1
    listens: bool = False
    process: subprocess.Popen | None = None

    def start(self):
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host, self.port))
            except OSError as error:
                sys.exit(
                    f"Port {self.port} cannot be had ({error.strerror}): end what listens there, which `ss -ltnp` "
                    f"shows, or choose another with {self.option}."
                )
        self.listens = False
        self.process = subprocess.Popen(self.command, cwd=HERE.parent)
        print(f"Started {self.process.pid}: {' '.join(self.command)}", flush=True)

    def watch(self):
        """Start it again if it ended, and notice that it listens."""
        if self.process and self.process.poll() is not None:
            print(f"Ended {self.process.pid} with {self.process.returncode}.", flush=True)
            self.tries = TRIES if self.listens else self.tries - 1
            if not self.tries:
                sys.exit(f"What was to listen on port {self.port} ended before it did: the reason stands above.")
            time.sleep(RESTART)
            self.start()
        elif not self.listens:
            with suppress(OSError), socket.create_connection((self.host or "localhost", self.port), timeout=1):
                self.listens = True

    def end(self):
        if self.process:
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(PATIENCE)
            self.process.kill()


def keep_running(nginx: Child, processes: list[Child], url: str):
    """Start them, and again whichever ends, until SIGTERM or SIGINT ends them; say once when visitors may come."""
    children = [nginx, *processes]
    told = False
    try:
        for child in children:
            child.start()
        while True:
            time.sleep(0.1)
            for child in children:
                child.watch()
            if not told and nginx.listens and any(process.listens for process in processes):
                print(f"\nOvershoot is at {url}\nCtrl-C ends it.\n", flush=True)
                told = True
    finally:
        for child in children:
            if child.process:
                child.process.terminate()
        for child in children:
            child.end()


def read_port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 2**16:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: 1 to 65535.")
    return int(text)


def read_listen(text: str) -> tuple[str, int]:
    """Host, empty if only a port is said, and port."""
    host, _, port = text.rpartition(":")
    return host, read_port(port)


def read_path(text: str) -> str:
    """With a slash in front and none behind; empty for the top."""
    return f"/{text.strip('/')}".rstrip("/")


def read_folder(text: str) -> Path:
    folder = Path(text)
    if not folder.is_dir() or any(folder.iterdir()):
        raise argparse.ArgumentTypeError(f"{text!r} is no empty folder: make one with `mkdir`.")
    return folder


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m deploy.serve", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--processes", type=int, default=2, help="one for every processor is a good number")
    parser.add_argument(
        "--listen", type=read_listen, default=PUBLIC, help=f"port, or address:port, where visitors arrive; {PUBLIC}"
    )
    parser.add_argument("--first", type=read_port, default=FIRST, help=f"port of the first process; {FIRST}")
    path = os.environ.get("OVERSHOOT_PATH", "")
    parser.add_argument("--path", type=read_path, default=path, help="serve below a path: /over; else OVERSHOOT_PATH")
    parser.add_argument("--folder", type=read_folder, help="empty, for nginx's files, with a log of who served what")
    asked = parser.parse_args()
    if not 1 <= asked.processes <= MOST:
        parser.error(f"argument --processes: {asked.processes} is not between 1 and {MOST}.")
    asked.ports = list(range(asked.first, asked.first + asked.processes))
    if asked.listen[1] in asked.ports or asked.ports[-1] >= 2**16:
        parser.error(f"the processes take the ports {asked.first} to {asked.ports[-1]}: choose others with --first.")
    return asked


def main():
    asked = read_arguments()
    if shutil.which("nginx") is None:
        sys.exit(MISSING)
    host, port = asked.listen
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    with tempfile.TemporaryDirectory() as passing, suppress(KeyboardInterrupt):
        folder = (asked.folder or Path(passing)).resolve()
        folder.chmod(0o755)  # started by root, nginx works as somebody else
        configure(folder, asked.ports, f"{host}:{port}".lstrip(":"), asked.path, log=bool(asked.folder))
        nginx, *processes = list_commands(folder, asked.ports, asked.path)
        if subprocess.run([*nginx[:5], "-q", "-t"]).returncode:
            sys.exit("nginx refuses what is written for it: the reason stands above.")
        front = Child(nginx, host.strip("[]"), port, "`--listen`, or `make serve PORT=8600`")
        behind = [Child(app, "127.0.0.1", its, "`--first`") for app, its in zip(processes, asked.ports, strict=True)]
        keep_running(front, behind, f"http://{host or 'localhost'}:{port}{asked.path}/")


if __name__ == "__main__":
    main()
