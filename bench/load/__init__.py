"""A class at work: thirty visitors, beside as many of an empty Streamlit page. `python -m bench.load` asks for more."""

from bench.figure import Figure
from bench.load.school import app, empty_app, measure_school

SESSIONS, SECONDS = 30, 20
ANSWER = 150.0  # ms


def measure():
    with app(processes=1, links=1) as school:
        ours = measure_school(school, SESSIONS, SECONDS)
    with empty_app() as school:
        empty = measure_school(school, SESSIONS, SECONDS)
    yield Figure(f"{SESSIONS} visitors, a release every 10 s each: p95", ours.release.percentiles.get(95), "ms", ANSWER)
    yield Figure("  an empty Streamlit page: p95", empty.release.percentiles.get(95), "ms")
    yield Figure("  processor time of one release", ours.milliseconds_per_run, "ms", note="known on Linux alone")
    yield Figure("  processor time, the empty page", empty.milliseconds_per_run, "ms", note="known on Linux alone")
    yield Figure("  first scene, all coming within 10 s: p95", ours.opening.percentiles.get(95), "ms")
    yield Figure("  errors (budget: none)", ours.faults.total(), "")
