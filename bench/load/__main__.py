"""A school at work: `python -m bench.load --sessions 300 --links 20`, and an empty Streamlit page beside it: `--empty`.

    python -m bench.load --sessions 300 --processes 2 --seconds 60
    python -m bench.load --sessions 30 --url http://localhost:8501 --process 1234
    python -m bench.load --sessions 60 --minutes 60 --table bench/load_hour.md

Each visitor is one websocket that says what a browser would say, and lets go of the slider of the learning rate once
per interval. A release lasts until the new scene is here with all its parts. What the empty page is asked for comes
after, not at the same time. Percentiles are of what was answered; what was not within 30 s is an error, and the program
ends with 1. Processor time and memory are known on Linux alone.
"""

import argparse
import ipaddress
import os
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bench.figure import align, busy
from bench.load.links import LINKS
from bench.load.school import Result, School, allow_sockets, app, empty_app, measure_school

MOST_SESSIONS, MOST_SECONDS, MOST_MINUTES, MOST_PROCESSES = 1000, 600, 120, 8
LEAVING = 0.1  # of the visitors, each minute of a long time


class Formatter(argparse.RawDescriptionHelpFormatter, argparse.ArgumentDefaultsHelpFormatter):
    """Examples as they are written, and defaults."""


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.load", description=__doc__, formatter_class=Formatter)
    add = parser.add_argument
    add("--sessions", **between(1, MOST_SESSIONS), default=30, help="how many visitors there are at a time")
    add("--links", **between(1, len(LINKS)), default=1, help="how many addresses they open, round robin")
    add("--seconds", **between(1, MOST_SECONDS), default=60, help="how long it lasts")
    add("--interval", **between(1, 60), default=10, help="seconds between a visitor's releases")
    add("--arrival", **between(0, 60), default=10, help="seconds in which all come")
    add("--processes", **between(1, MOST_PROCESSES), default=1, help="how many servers are started")
    add("--url", action="append", type=loopback, help="a server that runs already on this machine; may be repeated")
    add("--process", action="append", type=int, default=[], help="its process id, to see what it uses; may be repeated")
    add("--empty", action="store_true", help="measure an empty Streamlit page beside it")
    add("--minutes", **between(1, MOST_MINUTES), help="instead of --seconds: a line for each minute")
    add("--leaving", type=float, default=LEAVING, help="share of visitors replaced each minute, with --minutes")
    add("--remarks", action="store_true", help="ask for remarks after each release, as the stage does")
    add("--once", action="store_true", help="do not repeat what is not answered, unlike the stage")
    add("--table", type=Path, help="a file for the lines of the minutes")
    add("--seed", type=int, default=0, help="of who lets go when, and where")
    return parser.parse_args()


def between(low: int, high: int) -> dict[str, Any]:
    """How an option takes and shows a whole number with limits."""
    return {"type": within(low, high), "metavar": f"{low}..{high}"}


def within(low: int, high: int):
    def number(text: str) -> int:
        if not low <= (value := int(text)) <= high:
            raise argparse.ArgumentTypeError(f"{value} is not between {low} and {high}")
        return value

    return number


def loopback(url: str) -> str:
    """An address of this machine; others are not for us to put under load."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme != "http" or (host != "localhost" and not is_loopback(host)):
        raise argparse.ArgumentTypeError(f"{url} is not an http address of this machine")
    return url.rstrip("/")


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def write_minute(minute: dict, asked: argparse.Namespace):
    """One line of a Markdown table, on the screen and in the file, as soon as it is known."""
    lines = [row(minute.values())]
    if minute["minute"] == 1:
        lines = [row(minute), row("--:" for _ in minute), *lines]
    print(*lines, sep="\n", flush=True)
    if asked.table:
        try:
            with asked.table.open("w" if minute["minute"] == 1 else "a", encoding="utf-8") as file:
                file.writelines(f"{line}\n" for line in lines)
        except OSError as why:  # the lines on the screen remain
            print(why, file=sys.stderr)


def row(cells) -> str:
    return f"| {' | '.join(map(word, cells))} |"


def word(value) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f}" if isinstance(value, float | int) else str(value)


def line_of(result: Result) -> dict[str, str]:
    opening, release = result.opening.percentiles, result.release.percentiles
    memory = [usage and usage.memory / 1e6 for usage in (result.before, result.after)]
    return {
        "": result.school.name,
        "sessions": word(result.sessions),
        "links": word(result.school.links or None),
        "processes": word(len(result.school.urls)),
        "opened p50 / p95 ms": f"{word(opening.get(50))} / {word(opening.get(95))}",
        "releases": word(result.release.answered),
        "p50 ms": word(release.get(50)),
        "p95": word(release.get(95)),
        "p99": word(release.get(99)),
        "max": word(release.get(100)),
        "runs/s": f"{result.runs_per_second:.1f}",
        "errors": word(result.faults.total()),
        "CPU ms/run": word(result.milliseconds_per_run),
        "memory MB": f"{word(memory[0])} → {word(memory[1])}",
        "visitors' CPU": f"{result.own:.0%}",
    }


def main() -> int:
    asked = read_arguments()
    how = {"interval": asked.interval, "arrival": asked.arrival, "seed": asked.seed, "remarks": asked.remarks}
    hour = {"leaving": asked.leaving, "tell": lambda minute: write_minute(minute, asked)} if asked.minutes else {}
    seconds = 60 * asked.minutes if asked.minutes else asked.seconds
    print(f"{os.cpu_count()} processors, {busy()} at the start", flush=True)
    allow_sockets()
    given = School("Overshoot", asked.url, asked.process, asked.links, not asked.once) if asked.url else None
    with nullcontext(given) if given else app(asked.processes, asked.links, not asked.once) as school:
        results = [measure_school(school, asked.sessions, seconds, **how, **hour)]
    if asked.empty:
        with empty_app() as school:
            results.append(measure_school(school, asked.sessions, asked.seconds, **how))
    lines = [line_of(result) for result in results]
    print(f"{busy()} at the end\n")
    print(align([list(lines[0]), *(list(line.values()) for line in lines)]))
    for result in results:
        for fault, times in result.faults.most_common():
            print(f"{result.school.name}: {fault}, {times} times")
    if asked.empty and all(result.release.answered for result in results):
        ours, theirs = (result.release.percentiles[95] for result in results)
        print(f"p95: {ours / theirs:.2f} × the empty page's")
    return 1 if results[0].faults else 0


if __name__ == "__main__":
    sys.exit(main())
