"""A picture's runs for TensorBoard: a directory of events for each runner, or for each notch of a slider.

    python -m export.tensorboard LINK… -o runs.zip                          the present runs; unzip them, and then
    python -m export.tensorboard LINK… -o runs --notches learning_rate      tensorboard --logdir runs

Scalars at each step: loss, gradient_norm, learning_rate (none after the last step) and, where there is data,
validation_loss; they are float32, as TensorBoard keeps them. What was set is there as hyperparameters, with the verdict
beside them, and in words as a text.
"""

import argparse
import re
import struct
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from tensorboardX.proto.event_pb2 import Event  # pyright: ignore[reportAttributeAccessIssue] -- made when imported
from tensorboardX.proto.summary_pb2 import Summary  # pyright: ignore[reportAttributeAccessIssue] -- the same
from tensorboardX.record_writer import masked_crc32c
from tensorboardX.summary import hparams, text

from descent.descend import Trajectory
from descent.examination import examine
from descent.headline import headlines
from descent.setting import LEARNING_RATE
from export.account import describe, lines_of
from export.archive import Member, pack
from export.command import carry_out, read_links, save, save_folder
from export.shown import Pause, Shown, go_on
from export.walks import Walk, check_length, slider_column, walks_of

MOST_STEPS = 200_000  # of all runs: each takes some 50 microseconds
EVENTS = "events.out.tfevents.{}.overshoot"
VERSION = "brain.Event:2"
NUMBER = "<Q", "<I"  # of a record's length, and of its checksums


def write_runs(pictures: Sequence[Shown], slider: str = "", pause: Pause = go_on) -> Iterator[bytes]:
    """A zip file, a piece for each run. Raises TooMuchError before the first piece."""
    yield from pack(run_files(pictures, slider, pause), compressed=True)


def run_files(pictures: Sequence[Shown], slider: str = "", pause: Pause = go_on) -> Iterator[Member]:
    """The files of all runs by their names, each with what writes it. Raises TooMuchError before the first."""
    walks, now = [walks_of(shown, slider) for shown in pictures], time.time()
    check_length(walks, MOST_STEPS)
    # TensorBoard takes the columns of its table from the first run that it reads: each names those of all
    everyone = [walk for own in walks for walk in own]
    told = (numbers_of(walk, run) for walk in everyone for run in range(walk.runs))
    columns = {name: value for numbers in told for name, value in (numbers | {"verdict": ""}).items()}
    results = ("loss", "validation_loss") if any(walk.has_validation for walk in everyone) else ("loss",)
    for place, (shown, own) in enumerate(zip(pictures, walks, strict=True), start=1):
        before = f"{place}_{shown.visit.setting.course.landscape.key}/" if len(pictures) > 1 else ""
        facts, names = describe(shown, pause), name_runs(own, slider)
        for walk in own:
            trajectory = walk.walk(pause)
            findings = examine(trajectory, walk.course.landscape)
            endings = zip(findings.verdict.tolist(), headlines(findings), strict=True)
            scalars = scalars_of(walk, trajectory)
            for run, (verdict, headline) in enumerate(endings):
                about = numbers_of(walk, run) | {"verdict": str(verdict)}
                words = text("about", _in_words(walk, headline, facts, about))
                first = [*describe_hparams(about, columns, results), words]
                values = {name: of_runs[:, run] for name, of_runs in scalars.items()}
                yield f"{before}{next(names)}/{EVENTS.format(int(now))}", partial(_write, first, values, now, pause)


def scalars_of(walk: Walk, trajectory: Trajectory) -> dict[str, np.ndarray]:
    """What is drawn at each step, (steps + 1, runs) or (steps, runs), in float32: what is too large there is inf."""
    with np.errstate(all="ignore"):
        scalars = {
            "loss": trajectory.losses,
            "gradient_norm": np.hypot(*trajectory.gradients.swapaxes(0, 1)),
            "learning_rate": trajectory.rates,
        }
        if walk.has_validation:
            scalars["validation_loss"] = walk.validate(trajectory)
        return {name: values.astype(np.float32) for name, values in scalars.items()}


def numbers_of(walk: Walk, run: int) -> dict[str, float | str]:
    """What one run was set to, as hyperparameters."""
    course, runner = walk.course, walk.runner
    own = {name: walk.value_of(name, run) for name in (LEARNING_RATE, *runner.knobs)}
    x, y = course.start
    rest = {"start_x": float(x), "start_y": float(y), "noise": course.noise, "seed": course.seed}
    if (data := course.landscape.data) is not None:
        rest |= {"batch_size": course.batch_size or len(data), "label_noise": course.label_noise}
    return {
        "optimizer": runner.optimizer.title,
        "schedule": runner.schedule.title,
        **own,
        "landscape": course.landscape.title,
        **dict(course.landscape.values),
        **rest,
    }


def describe_hparams(about: dict[str, Any], columns: dict[str, Any], results: Sequence[str]) -> list[Summary]:
    """The table's columns, and this run's row of it; its results are the last of these scalars."""
    metrics = dict.fromkeys(results)
    experiment, _, _ = hparams(columns, metrics)
    _, start, end = hparams(about, metrics)
    return [experiment, start, end]


def name_runs(walks: Sequence[Walk], slider: str) -> Iterator[str]:
    """Names that sort as the runs stand, and say what each is: 01_adam_alpha-0.11."""
    width = max(2, len(str(sum(walk.runs for walk in walks))))
    runs = ((walk, run) for walk in walks for run in range(walk.runs))
    for count, (walk, run) in enumerate(runs, start=1):
        name, value = LEARNING_RATE, walk.value_of(LEARNING_RATE, run)
        if len(walk.values):
            name, value = slider, float(walk.values[run])
        method = re.sub(r"[^a-z0-9]+", "-", walk.runner.optimizer.title.lower()).strip("-")
        yield f"{count:0{width}}_{method}_{slider_column(name)}-{value:.6g}"


def _in_words(walk: Walk, headline: str, facts: Mapping[str, Any], about: Mapping[str, Any]) -> str:
    """A block that stands as it is written: what this run was, and the picture that it is of."""
    own = [("this run", headline), *((name, f"{value}") for name, value in about.items() if name != "verdict")]
    lines = [*own, *lines_of(facts)]
    return "\n".join(f"    {name}: {words}" for name, words in lines)


def _write(first: Sequence[Summary], scalars: Mapping[str, np.ndarray], now: float, pause: Pause, file):
    """The records of one run: what is said once, then a record a step."""
    file.write(record(Event(wall_time=now, file_version=VERSION)))
    for summary in first:
        file.write(record(Event(wall_time=now, step=0, summary=summary)))
    columns = {name: values.tolist() for name, values in scalars.items()}
    for step in range(len(columns["loss"])):
        pause()
        values = [
            Summary.Value(tag=name, simple_value=column[step]) for name, column in columns.items() if step < len(column)
        ]
        file.write(record(Event(wall_time=now, step=step, summary=Summary(value=values))))


def record(event: Event) -> bytes:
    """An event as event files have it: its length, a checksum of that, itself, and its own checksum."""
    body = event.SerializeToString()
    length = struct.pack(NUMBER[0], len(body))
    sums = [struct.pack(NUMBER[1], masked_crc32c(part)) for part in (length, body)]
    return b"".join([length, sums[0], body, sums[1]])


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("python -m export.tensorboard", description="Pictures as runs for TensorBoard.")
    parser.add_argument("links", nargs="+", metavar="LINK", help="what Copy link gives")
    parser.add_argument("-o", "--output", required=True, metavar="FILE.zip or FOLDER")
    parser.add_argument("--notches", default="", metavar="SLIDER", help="at every notch of it: learning_rate, final …")
    chosen = parser.parse_args(arguments)
    target = Path(chosen.output)

    def write() -> int:
        pictures = read_links(chosen.links)
        if target.suffix.lower() == ".zip":
            return save(target, write_runs(pictures, chosen.notches))
        return save_folder(target, run_files(pictures, chosen.notches))

    return carry_out(target, write)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
