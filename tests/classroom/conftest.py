"""A PostgreSQL of the tests' own, where one is installed."""

import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import pytest

INSTALLED = Path("/usr/lib/postgresql")  # where Debian puts the programs, out of PATH
NOT_INSTALLED = "PostgreSQL is not installed: `apt-get install postgresql` brings initdb and pg_ctl."


@pytest.fixture(scope="session")
def postgres():
    """The URL of an empty database."""
    path = os.pathsep.join([os.environ["PATH"], *map(str, INSTALLED.glob("*/bin"))])
    initdb, pg_ctl = (shutil.which(program, path=path) for program in ("initdb", "pg_ctl"))
    if not (initdb and pg_ctl):
        pytest.skip(NOT_INSTALLED)
    nobody = {"user": "nobody"} if os.geteuid() == 0 else {}  # it refuses to serve root
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        if nobody:
            shutil.chown(folder, nobody["user"])
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()

        def run(*command: str):
            quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            subprocess.run(command, check=True, cwd=folder, **quiet, **nobody)

        run(initdb, "-D", "cluster", "-U", "overshoot", "-A", "trust", "--no-sync")
        options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories="
        run(pg_ctl, "-D", "cluster", "-w", "-l", "log", "-o", options, "start")
        try:
            yield f"postgresql://overshoot@127.0.0.1:{port}/postgres"
        finally:
            run(pg_ctl, "-D", "cluster", "-m", "immediate", "stop")
