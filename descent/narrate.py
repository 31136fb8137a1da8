"""Narrate: all that is said of a run in one call, and of every notch of a slider in another.

    narrate(setting)                              Narration(verdict, headline, sentence, remarks, bound)
    narrate_sweep(setting, "learning_rate")       values, and a Narration for each

The sentence says what the batch of the sliders shows; the remarks come of the experiments (`remarks`). What is said of
a notch is said beside the other notches of that slider.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from descent.diagnosis import diagnose
from descent.experiments import experiment
from descent.findings import Verdict
from descent.remarks import Remarks
from descent.setting import Course, Runner, Setting
from descent.study import Stories, study
from descent.witness import Memoir


@dataclass(frozen=True)
class Narration:
    verdict: Verdict
    headline: str
    sentence: str
    remarks: list[str]
    bound: float  # the learning rate above which its minimum cannot hold it, nan where there is none


@dataclass(frozen=True, eq=False)
class SweepNarration:
    """`values` are the slider's notches from left to right; the other five have an entry for each of them."""

    values: np.ndarray
    notches: list[Narration]

    def __iter__(self):
        return iter((self.values, self.notches))

    @property
    def verdict(self) -> list[Verdict]:
        return [notch.verdict for notch in self.notches]

    @property
    def headline(self) -> list[str]:
        return [notch.headline for notch in self.notches]

    @property
    def sentence(self) -> list[str]:
        return [notch.sentence for notch in self.notches]

    @property
    def remarks(self) -> list[list[str]]:
        return [notch.remarks for notch in self.notches]

    @property
    def bound(self) -> np.ndarray:
        return np.array([notch.bound for notch in self.notches])


def narrate(setting: Setting) -> Narration:
    """What is said of the first runner of a setting."""
    course, runner = setting.course, setting.runners[0]
    studied = study(course, runner)
    return _narration(studied.story, 0, remark(course, runner, studied.memoir))


def narrate_sweep(setting: Setting, name: str) -> SweepNarration:
    """What is said of the first runner at each notch of a slider: "learning_rate", "final" or another knob of its own.

    Raises KeyError for a slider that it does not have.
    """
    course, runner = setting.course, setting.runners[0]
    runner.value_of(name)
    studied = study(course, runner)
    (control,) = (control for control in studied.controls if control.name == name)
    runs = studied.slices[name]
    moved: dict[str, Any] = {name: control.values}
    remarks = remarks_on(course, runner.moved(**moved), starts=False)
    told = [_narration(studied.stories, runs.start + notch, remarks.of(notch)) for notch in range(len(control.values))]
    return SweepNarration(control.values, told)


def remark(course: Course, runner: Runner, memoir: Memoir) -> list[str]:
    """The remarks on one run; `memoir` is what its optimizer went through."""
    remarks = remarks_on(course, runner)
    return [
        text for text in (*remarks.of(0), diagnose(course, runner, memoir, remarks.experiments.findings, 0)) if text
    ]


def remarks_on(course: Course, runner: Runner, starts: bool = True) -> Remarks:
    bound = runner.optimizer.stability_bound
    made = experiment(course, runner, starts)
    return Remarks(made, runner, np.broadcast_to(np.nan if bound is None else bound, made.runs))


def _narration(stories: Stories, run: int, remarks: list[str]) -> Narration:
    return Narration(
        Verdict(stories.verdicts[run]),
        stories.headlines[run],
        stories.sentences[run],
        remarks,
        float(stories.bounds[run]),
    )
