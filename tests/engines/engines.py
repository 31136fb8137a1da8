"""Two other engines, as far as a hand needs them: Firefox over WebDriver BiDi, WebKitGTK over WebDriver.

Both take the same actions, see https://www.w3.org/TR/webdriver2/#actions. Neither needs more than Debian's packages.
"""

import itertools
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import ExitStack, contextmanager
from pathlib import Path

from websockets.sync.client import connect

PATIENCE = 60  # seconds that a busy machine may need for anything
SIZE = (1280, 900)
SOCKETS = Path("/tmp/.X11-unix")  # where every X server has one, named for its number
PREFERENCES = {
    "app.update.disabledForTesting": True,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "ui.prefersReducedMotion": 1,
}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(act, patience=PATIENCE):
    """What `act` returns once that is true; what kept it from it, if it never is."""
    deadline, failure = time.monotonic() + patience, None
    while time.monotonic() < deadline:
        try:
            if found := act():
                return found
        except (OSError, urllib.error.URLError) as error:
            failure = error
        time.sleep(0.05)
    raise TimeoutError(failure)


@contextmanager
def running(*command: str, **environment: str):
    """A program, ended with all that it started."""
    silent = subprocess.DEVNULL
    process = subprocess.Popen(
        command, stdout=silent, stderr=silent, env=os.environ | environment, start_new_session=True
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(PATIENCE)


class Firefox:
    """`errors` is what the pages complained about."""

    def __init__(self, channel):
        self.channel, self.numbers, self.errors = channel, itertools.count(1), []
        self.ask("session.new", capabilities={})
        self.ask("session.subscribe", events=["log.entryAdded"])
        self.page = self.ask("browsingContext.getTree")["contexts"][0]["context"]

    @classmethod
    @contextmanager
    def start(cls):
        with ExitStack() as stack:
            folder, port = stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)), free_port()
            lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items()]
            Path(folder, "user.js").write_text("".join(lines))
            width, height = map(str, SIZE)
            program = cls.programs()[0]
            assert program
            command = [program, "--headless", "--no-remote", "--profile", folder, f"--remote-debugging-port={port}"]
            stack.enter_context(running(*command, "--width", width, "--height", height, HOME=folder))
            address = f"ws://127.0.0.1:{port}/session"
            yield cls(stack.enter_context(until(lambda: connect(address, max_size=None, ping_interval=None))))

    @staticmethod
    def programs() -> list[str | None]:
        return [shutil.which("firefox-esr") or shutil.which("firefox")]

    def ask(self, method: str, **params):
        number = next(self.numbers)
        self.channel.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            told = json.loads(self.channel.recv(PATIENCE))
            if told.get("method") == "log.entryAdded" and told["params"]["level"] == "error":
                self.errors.append(told["params"]["text"])
            if told.get("id") == number:
                assert told["type"] == "success", told
                return told["result"]

    def open(self, address: str):
        self.ask("browsingContext.navigate", context=self.page, url=address, wait="complete")

    def read(self, expression: str):
        target = {"context": self.page}
        said = self.ask(
            "script.evaluate", expression=f"JSON.stringify({expression})", target=target, awaitPromise=False
        )
        assert said["type"] == "success", said
        return json.loads(said["result"].get("value", "null"))

    def act(self, *sources: dict):
        self.ask("input.performActions", context=self.page, actions=list(sources))


class WebKit:
    """`errors` stays empty: this driver hears nothing of the page's console."""

    def __init__(self, driver: str, browser: str):
        self.driver, self.errors = driver, []
        options = {"binary": browser, "args": ["--automation"]}
        wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        self.session = f"/session/{until(lambda: self.ask('/session', **wanted))['sessionId']}"
        width, height = SIZE
        self.ask(f"{self.session}/window/rect", x=0, y=0, width=width, height=height)

    @classmethod
    @contextmanager
    def start(cls):
        driver, browser, display = cls.programs()
        assert driver
        assert browser
        assert display
        with ExitStack() as stack:
            folder, port = stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)), free_port()
            settings = Path(folder, "gtk-3.0", "settings.ini")
            settings.parent.mkdir()
            settings.write_text("[Settings]\ngtk-enable-animations=0\n")  # as for those who want little motion
            free = next(n for n in range(90, 999) if not SOCKETS.joinpath(f"X{n}").exists())
            number = f":{free}"
            stack.enter_context(running(display, number, "-screen", "0", "1400x1000x24", "-nolisten", "tcp"))
            until(SOCKETS.joinpath(f"X{free}").exists)
            around = {"DISPLAY": number, "HOME": folder, "XDG_CONFIG_HOME": folder}
            stack.enter_context(running(driver, f"--port={port}", **around))
            engine = cls(f"http://127.0.0.1:{port}", browser)
            yield engine
            engine.ask(engine.session, "DELETE")

    @staticmethod
    def programs() -> list[str | None]:
        browsers = sorted(Path("/usr").glob("lib*/**/webkit2gtk-4.1/MiniBrowser"))
        return [shutil.which("WebKitWebDriver"), str(browsers[0]) if browsers else None, shutil.which("Xvfb")]

    def ask(self, path: str, method: str = "POST", **params):
        body = json.dumps(params).encode() if method == "POST" else None
        asked = urllib.request.Request(self.driver + path, body, {"Content-Type": "application/json"}, method=method)
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
            return json.load(answer)["value"]

    def open(self, address: str):
        self.ask(f"{self.session}/url", url=address)

    def read(self, expression: str):
        said = self.ask(f"{self.session}/execute/sync", script=f"return JSON.stringify({expression})", args=[])
        return json.loads(said or "null")

    def act(self, *sources: dict):
        self.ask(f"{self.session}/actions", actions=list(sources))


ENGINES = {"Firefox": Firefox, "WebKitGTK": WebKit}


def is_here(name: str) -> bool:
    return all(ENGINES[name].programs())
