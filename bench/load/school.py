"""A school: servers, a crowd of visitors for them, and what the work cost. The visitors live in this process alone."""

import asyncio
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from bench.load.crowd import OPENING, RELEASE, Crowd, Summary, sleep_until
from bench.load.links import LINKS
from bench.load.usage import Usage
from bench.load.visitor import EMPTY_PAGE, EmptyVisitor, Visitor
from tests.conftest import run_server

SOCKETS = 4096  # that one process may need, a thousand sessions and the rest
MINUTE = 60.0

# What keeps a server with Streamlit's defaults from asking for an e-mail address and for its address on the internet.
QUIET = ("--server.headless", "true", "--browser.gatherUsageStats", "false", "--browser.serverAddress", "localhost")


@dataclass(frozen=True)
class School:
    """Servers by their addresses and process ids; `links` is how many of LINKS are opened, none on the empty page.

    `repeats`: whether its visitors tell again what is not answered.
    """

    name: str
    urls: Sequence[str]
    processes: Sequence[int]
    links: int
    repeats: bool = True

    def visitor(self, number: int) -> Visitor | EmptyVisitor:
        """The visitor of this number: servers are taken in turn, and then the links."""
        turn, server = divmod(number, len(self.urls))
        url = self.urls[server]
        return Visitor(url, LINKS[turn % self.links], repeats=self.repeats) if self.links else EmptyVisitor(url)


@dataclass(frozen=True)
class Result:
    """`runs` are all that was answered in so many seconds; `before` and `after` are the servers' usage around them.

    `faults` counts by kind what was not answered, `own` is the share of a processor that the visitors took.
    """

    school: School
    sessions: int
    opening: Summary
    release: Summary
    faults: Counter
    runs: int
    seconds: float
    before: Usage | None
    after: Usage | None
    own: float

    @property
    def runs_per_second(self) -> float:
        return self.runs / self.seconds

    @property
    def milliseconds_per_run(self) -> float | None:
        return milliseconds_per_run(self.before, self.after, self.runs)


def milliseconds_per_run(before: Usage | None, after: Usage | None, runs: int) -> float | None:
    """Of processor time, where it is known."""
    return 1000 * (after.seconds - before.seconds) / runs if before and after and runs else None


@contextmanager
def app(processes: int, links: int, repeats: bool = True) -> Iterator[School]:
    """The app, as so many processes."""
    with ExitStack() as stack:
        servers = []
        for _ in range(processes):
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            servers.append(stack.enter_context(run_server("app.py", folder)))
        urls, pids = zip(*((server.url, server.pid) for server in servers), strict=True)
        yield School("Overshoot", urls, pids, links, repeats)


@contextmanager
def empty_app() -> Iterator[School]:
    """A page with one slider, served with Streamlit's defaults."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "empty.py"
        script.write_text(EMPTY_PAGE)
        with run_server(script, Path(folder), *QUIET, top=Path(folder)) as server:
            yield School("empty Streamlit page", [server.url], [server.pid], 0)


def allow_sockets():
    """As many as the system lets us have, here and in the servers that are started."""
    if sys.platform != "win32":
        resource = import_module("resource")
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        enough = SOCKETS if most == resource.RLIM_INFINITY else min(SOCKETS, most)
        resource.setrlimit(resource.RLIMIT_NOFILE, (enough, most))


def measure_school(school: School, sessions: int, seconds: float, *, tell: Callable[[dict], None] | None = None, **how):
    """Let a crowd work for so long. `tell` hears of every minute; `how` is the crowd's."""
    return asyncio.run(measure_crowd(school, Crowd(school.visitor, sessions, **how), seconds, tell))


async def measure_crowd(school: School, crowd: Crowd, seconds: float, tell: Callable[[dict], None] | None) -> Result:
    await crowd.gather()
    came = len(crowd.events)
    before, began, own = Usage.of(school.processes), time.perf_counter(), time.process_time()
    await asyncio.gather(crowd.work(seconds), *([watch(school, crowd, seconds, tell)] if tell else []))
    after, ended, own = Usage.of(school.processes), time.perf_counter(), time.process_time() - own
    await crowd.part()
    worked = crowd.events[came:]
    return Result(
        school,
        crowd.size,
        Summary.of(crowd.events, OPENING),
        Summary.of(worked, RELEASE),
        Counter(f"{event.what}: {event.fault}" for event in crowd.events if event.fault),
        sum(not event.fault for event in worked),
        ended - began,
        before,
        after,
        own / (ended - began),
    )


async def watch(school: School, crowd: Crowd, seconds: float, tell: Callable[[dict], None]):
    """Tell of each minute what happened in it."""
    began, runs, before = time.perf_counter(), 0, Usage.of(school.processes)
    seen = len(crowd.events)
    for minute in range(1, int(seconds // MINUTE) + 1):
        await sleep_until(began + MINUTE * minute)
        events = crowd.events[seen:]
        seen += len(events)
        answered = sum(not event.fault for event in events)
        runs += answered
        release, after = Summary.of(events, RELEASE), Usage.of(school.processes)
        tell(
            {
                "minute": minute,
                "sessions": crowd.open,
                "runs so far": runs,
                "p50 ms": release.percentiles.get(50),
                "p95 ms": release.percentiles.get(95),
                "max ms": release.percentiles.get(100),
                "errors": len(events) - answered,
                "CPU ms/run": milliseconds_per_run(before, after, answered),
                "memory MB": after.memory / 1e6 if after else None,
            }
        )
        before = after
