"""What is deployed fits together: nginx, the processes behind it, and the two ways of starting both."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from deploy.processes import write_processes
from deploy.serve import FIRST, MISSING, configure, list_commands

DEPLOY = Path(__file__).parent.parent / "deploy"
PORTS = [FIRST, FIRST + 1]
HERE = "127.0.0.1:8501"


def test_the_list_of_processes_is_the_one_that_is_written():
    written = (DEPLOY / "overshoot" / "processes.conf").read_text()
    assert written == write_processes([f"127.0.0.1:{port}" for port in PORTS])


def test_each_process_comes_first_in_its_own_group_and_the_others_step_in():
    groups = dict(re.findall(r"upstream (\w+) \{(.*?)\}", write_processes(["a:1", "b:2", "c:3"]), re.S))
    assert set(groups) == {"overshoot", "overshoot_1", "overshoot_2", "overshoot_3"}
    for port, group in ((port, groups[f"overshoot_{port}"]) for port in "123"):
        first, *others = re.findall(r"server \w:(\d) ([^;]*);", group)
        assert first[0] == port
        assert "backup" not in first[1]
        assert {other for other, _ in others} == set("123") - {port}
        assert all(kind.endswith("backup") for _, kind in others)


def test_processes_that_the_cookie_could_not_tell_apart_are_refused():
    with pytest.raises(ValueError, match="their port"):
        write_processes(["app1:8501", "app2:8501"])


@pytest.mark.parametrize(("count", "listen", "path"), [(1, HERE, ""), (2, HERE, "/over"), (4, HERE, "")])
def test_nginx_accepts_what_is_written_and_passes_on_to_what_is_started(tmp_path, count, listen, path):
    ports = list(range(FIRST, FIRST + count))
    configure(tmp_path, ports, listen, path)
    nginx, *apps = list_commands(tmp_path, ports, path)
    site = (tmp_path / "nginx.conf").read_text()
    assert f"listen {listen};" in site
    assert f"location {path}/ {{" in site
    passed_on = set(re.findall(r"server 127\.0\.0\.1:(\d+)", (tmp_path / "overshoot" / "processes.conf").read_text()))
    assert passed_on == {command[command.index("--port") + 1] for command in apps} == set(map(str, ports))
    if shutil.which("nginx") is None:
        pytest.skip(MISSING)
    checked = subprocess.run([*nginx[:5], "-t"], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr
