"""What is deployed fits together: nginx, the processes behind it, and the ways of starting both."""

import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from deploy.processes import write_processes
from deploy.serve import FIRST, MISSING, PUBLIC, TRIES, Child, configure, list_commands

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
PORTS = [FIRST, FIRST + 1]
PATIENCE = 120  # seconds that a busy machine may need for a start

needs_nginx = pytest.mark.skipif(shutil.which("nginx") is None, reason=MISSING)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def read_addresses(name: str) -> list[str]:
    """The processes that a written list begins with, in its order."""
    return (DEPLOY / name).read_text().splitlines()[0].rstrip("`.").split()[6:]


@pytest.mark.parametrize("name", ["overshoot/processes.conf", "compose-processes.conf"])
def test_a_list_of_processes_is_the_one_that_is_written(name):
    assert (DEPLOY / name).read_text() == write_processes(read_addresses(name))


def test_all_ways_of_starting_name_the_same_processes():
    assert read_addresses("overshoot/processes.conf") == [f"127.0.0.1:{port}" for port in PORTS]
    assert re.findall(r"overshoot@(\d+)\.service", (DEPLOY / "overshoot.target").read_text()) == [*map(str, PORTS)]
    compose = (DEPLOY / "compose.yaml").read_text()
    services = re.findall(r'"--port", "(\d+)".*?ipv4_address: ([\d.]+)', compose, re.S)
    assert [f"{host}:{port}" for port, host in services] == read_addresses("compose-processes.conf")
    assert re.findall(r":(\d+)/ready", compose) == [port for port, _ in services]
    (proxy,) = re.findall(r"  nginx:.*?ipv4_address: ([\d.]+)", compose, re.S)
    assert re.findall(r"FORWARDED_ALLOW_IPS: (.*)", compose) == [proxy]
    assert f":-{PUBLIC}}}:{PUBLIC}" in compose


def test_each_process_comes_first_in_its_own_group_and_the_others_step_in():
    groups = dict(re.findall(r"upstream (\w+) \{(.*?)\}", write_processes(["a:1", "b:2", "c:3"]), re.S))
    assert set(groups) == {"overshoot", "overshoot_1", "overshoot_2", "overshoot_3"}
    for port in "123":
        first, *others = re.findall(r"server \w:(\d) ([^;]*);", groups[f"overshoot_{port}"])
        assert first[0] == port
        assert "backup" not in first[1]
        assert {other for other, _ in others} == set("123") - {port}
        assert all(kind.endswith("backup") for _, kind in others)


def test_processes_that_the_cookie_could_not_tell_apart_are_refused():
    with pytest.raises(ValueError, match="their port"):
        write_processes(["app1:8501", "app2:8501"])


@pytest.mark.parametrize(("count", "path"), [(1, ""), (2, "/over"), (4, "")])
def test_nginx_passes_on_to_what_is_started(tmp_path, count, path):
    ports = list(range(FIRST, FIRST + count))
    configure(tmp_path, ports, "127.0.0.1:8600", path)
    nginx, *apps = list_commands(tmp_path, ports, path)
    assert "listen 127.0.0.1:8600;" in (tmp_path / "nginx.conf").read_text()
    assert f"location {path}/ {{\n            set $overshoot_path {path}/;" in (tmp_path / "nginx.conf").read_text()
    passed_on = set(re.findall(r"server 127\.0\.0\.1:(\d+)", (tmp_path / "overshoot" / "processes.conf").read_text()))
    assert passed_on == {command[command.index("--port") + 1] for command in apps} == set(map(str, ports))
    if shutil.which("nginx"):
        subprocess.run([*nginx[:5], "-q", "-t"], check=True)


@needs_nginx
def test_the_system_s_nginx_accepts_the_site(tmp_path):
    shutil.copytree(DEPLOY / "overshoot", tmp_path / "overshoot")
    site = re.sub(r"listen .*80;", f"listen 127.0.0.1:{free_port()};", (DEPLOY / "site.conf").read_text(), count=1)
    (tmp_path / "site.conf").write_text(re.sub(r"listen .*80;", "", site).replace("/var/log/nginx/", ""))
    temporary = "".join(f"{kind}_temp_path {kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    main = f"pid nginx.pid; error_log stderr; events {{}} http {{ {temporary} include site.conf; }}"
    (tmp_path / "nginx.conf").write_text(main)
    subprocess.run(["nginx", "-q", "-t", "-p", tmp_path, "-c", tmp_path / "nginx.conf"], check=True)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is missing")
def test_systemd_has_nothing_to_say_about_the_units(tmp_path):
    for name in ("overshoot@.service", "overshoot.target"):
        text = (DEPLOY / name).read_text().replace("/srv/overshoot/.venv/bin/python", sys.executable)
        (tmp_path / name).write_text(text.replace("/srv/overshoot", str(ROOT)))
    command = ["systemd-analyze", "verify", "./overshoot.target", f"./overshoot@{FIRST}.service"]
    checked = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")


class Echo(BaseHTTPRequestHandler):
    """Stands in for a process: says on which port it was asked, and what nginx told it."""

    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        told = [self.server.server_port, self.path, *map(self.headers.get, ("Host", "Origin", "X-Forwarded-For"))]
        self.wfile.write("|".join(map(str, told)).encode())

    def log_message(self, *_):
        pass


@pytest.fixture
def behind_nginx(tmp_path):
    """(ask, processes): `ask(path, **headers) -> (status, cookie, told)` through nginx, and what stands behind it."""
    processes = [ThreadingHTTPServer(("127.0.0.1", 0), Echo) for _ in range(2)]
    for process in processes:
        threading.Thread(target=process.serve_forever, daemon=True).start()
    public = free_port()
    tmp_path.chmod(0o755)
    configure(tmp_path, [process.server_port for process in processes], f"127.0.0.1:{public}", "/over")
    nginx, *_ = list_commands(tmp_path, [])

    def ask(path="/over/", **headers):
        request = urllib.request.Request(f"http://127.0.0.1:{public}{path}", headers=headers)
        try:
            answer = urllib.request.urlopen(request)
        except urllib.error.HTTPError as refused:
            answer = refused
        with answer:
            cookie, _, manner = (answer.headers["Set-Cookie"] or "").partition("; ")
            assert manner == ("Path=/over/; HttpOnly; SameSite=Lax" if cookie else "")
            return answer.status, cookie, answer.read().decode().split("|")

    with subprocess.Popen(nginx) as running:
        deadline = time.monotonic() + PATIENCE
        with socket.socket() as probe:
            while probe.connect_ex(("127.0.0.1", public)) and time.monotonic() < deadline:
                time.sleep(0.05)
        yield ask, processes
        running.terminate()
    for process in processes:
        process.shutdown()
        process.server_close()


@needs_nginx
def test_visitors_take_turns_and_each_keeps_his_process(behind_nginx):
    ask, processes = behind_nginx
    arrivals = [ask() for _ in range(6)]
    assert Counter(told[0] for _, _, told in arrivals) == {str(process.server_port): 3 for process in processes}
    for _, cookie, told in arrivals:
        assert cookie == f"overshoot={told[0]}"
        for _ in range(3):
            assert ask("/over/file.js", Cookie=cookie) == (200, "", [told[0], *ask("/over/file.js")[2][1:]])


@needs_nginx
def test_the_other_process_steps_in_and_keeps_whom_it_served(behind_nginx):
    ask, (dead, alive) = behind_nginx
    home, shelter = (f"overshoot={process.server_port}" for process in (dead, alive))
    dead.shutdown()
    dead.server_close()
    status, cookie, told = ask(Cookie=home)
    assert (status, cookie, told[0]) == (200, shelter, str(alive.server_port))
    assert ask(Cookie=shelter)[:2] == (200, "")
    alive.shutdown()
    alive.server_close()
    status, _, told = ask(Cookie=shelter)
    assert status == 503
    for said in ('<meta charset="utf-8">', "<title>Overshoot", 'name="viewport"', "comes back by itself"):
        assert said in told[0]


@needs_nginx
def test_host_and_origin_arrive_as_sent_and_no_claim_of_an_address_does(behind_nginx):
    ask, _ = behind_nginx
    sent = {
        "Host": "overshoot.school.example:8443",
        "Origin": "https://elsewhere.example",
        "X-Forwarded-For": "10.0.0.5",
    }
    _, _, told = ask("/over/page?alpha=0.1", **sent)
    assert told[1:] == ["/over/page?alpha=0.1", sent["Host"], sent["Origin"], "127.0.0.1"]
    assert [ask(path)[0] for path in ("/over/metrics", "/over/_stcore/metrics")] == [404, 404]


@needs_nginx
def test_a_visitor_is_led_to_the_path_whatever_name_he_came_by(behind_nginx):
    ask, _ = behind_nginx
    status, _, told = ask("/over", Host="elsewhere.invalid")
    assert (status, told[1]) == (200, "/over/")


def run_module(name: str, *arguments: str, **environment: str) -> tuple[int, list[str]]:
    """(exit code, lines of what it complained about)"""
    command = [sys.executable, "-m", f"deploy.{name}", *arguments]
    ended = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, timeout=PATIENCE
    )
    return ended.returncode, ended.stderr.splitlines()


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("processes", [], "HOST:PORT"),
        ("processes", ["a", "b"], "'a'"),
        ("processes", ["1.1.1.1:1", "2.2.2.2:1"], "its own"),
        ("serve", ["--processes", "0"], "between 1 and"),
        ("serve", ["--processes", "-1"], "between 1 and"),
        ("serve", ["--folder", "nowhere"], "empty folder"),
        ("serve", ["--folder", "deploy"], "empty folder"),
        ("serve", ["--listen", "here"], "'here' is no port"),
        ("serve", ["--listen", str(FIRST)], "--first"),
    ],
)
def test_what_cannot_be_meant_is_answered_with_a_sentence(name, arguments, said):
    code, lines = run_module(name, *arguments)
    assert code == 2
    assert not [line for line in lines if "Traceback" in line]
    assert said in lines[-1]


@needs_nginx
@pytest.mark.parametrize("taken", ["public", "process"])
def test_a_port_in_use_ends_all_with_a_sentence(taken):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port, free = other.getsockname()[1], free_port()
        public, first = (port, free) if taken == "public" else (free, port)
        listen = f"127.0.0.1:{public}"
        code, (line,) = run_module("serve", "--processes", "1", "--listen", listen, "--first", str(first))
    assert code == 1
    assert line.startswith(f"Port {port} cannot be had (Address already in use): ")


@needs_nginx
def test_a_process_that_cannot_start_ends_all_with_a_sentence():
    listen, first = f"127.0.0.1:{free_port()}", free_port()
    arguments = ["--processes", "1", "--listen", listen, "--first", str(first)]
    code, lines = run_module("serve", *arguments, OVERSHOOT_METRICS="nonsense")
    assert code == 1
    assert lines[-1].startswith(f"What was to listen on port {first} ended")


def test_what_listened_is_started_again_and_given_up_after_three_failures_in_a_row(monkeypatch):
    monkeypatch.setattr("deploy.serve.RESTART", 0)
    child = Child([sys.executable, "-c", ""], "127.0.0.1", free_port(), "", listens=True)
    child.process = subprocess.Popen(child.command)
    for _ in range(TRIES):
        child.process.wait()
        child.watch()
    child.process.wait()
    with pytest.raises(SystemExit, match="ended before"):
        child.watch()


@needs_nginx
def test_the_path_of_the_environment_is_served_and_told():
    listen = f"127.0.0.1:{free_port()}"
    command = [sys.executable, "-m", "deploy.serve", "--processes", "1", "--listen", listen]
    command += ["--first", str(free_port())]
    environment = {**os.environ, "OVERSHOOT_PATH": "/over"}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        limit = threading.Timer(PATIENCE, process.terminate)
        limit.start()
        try:
            assert process.stdout
            assert f"Overshoot is at http://{listen}/over/\n" in process.stdout
            assert urllib.request.urlopen(f"http://{listen}/over/").status == 200
        finally:
            limit.cancel()
            process.terminate()


def test_a_process_listens_only_once_it_is_warm():
    port, path = free_port(), "/over"
    command = [sys.executable, "-m", "deploy.process", "--port", str(port), "--path", path]
    refusals, status = [], None
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        deadline = time.monotonic() + PATIENCE
        while status is None and process.poll() is None and time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}/ready") as answer:
                    status = answer.status
            except urllib.error.URLError as refused:
                refusals.append(refused.reason)
                time.sleep(0.02)
        process.terminate()
        assert process.stderr.read() == ""
    assert status == 200
    assert {type(reason) for reason in refusals} == {ConnectionRefusedError}
