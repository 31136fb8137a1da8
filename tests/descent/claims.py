"""Every claim that is made of a setting's runs, read and checked: what `python -m bench claims` and the tests count."""

from dataclasses import dataclass, field

import claims_at_rest  # noqa: F401 -- each of these registers its clauses
import claims_in_motion
import claims_in_remarks  # noqa: F401
import claims_of_limits  # noqa: F401
import claims_of_notches  # noqa: F401
from evidence import Case, Ground, Run, Slider, check_limits, check_text

from descent import narrate, narrate_sweep
from descent.control import controls_for
from descent.setting import LEARNING_RATE, Setting, suggest_rate

LONGEST = 300  # characters of a sentence
LONGEST_REMARK = 200


@dataclass
class Tally:
    """How many texts and claims were checked, what was false, and which checks and verdicts were met."""

    sentences: int = 0
    remarks: int = 0
    of_others: int = 0  # claims about other notches
    false: list[str] = field(default_factory=list)
    met: set = field(default_factory=set)
    limits: dict = field(default_factory=dict)  # what pushes at a limit did, by limit


def check_setting(setting: Setting, tally: Tally):
    """All that is said of a setting's own run."""
    sliders = sliders_of(setting)
    lead = sliders["α"]
    told = narrate(setting)
    case = Case(lead[lead.control.index], lead, lead.control.index, sliders)
    check_narration(told, case, setting, tally)


def check_sweep(setting: Setting, name: str, tally: Tally, every: int = 1, remarks: bool = True):
    """All that is said of every so-many-th notch of a slider; the remarks only of these too."""
    sliders = sliders_of(setting)
    (slider,) = (slider for slider in sliders.values() if slider.control.name == name)
    values, notches = narrate_sweep(setting, name)
    assert list(values) == list(slider.values)
    for notch in range(0, len(values), every):
        case = Case(slider[notch], slider, notch, sliders)
        check_narration(notches[notch], case, setting, tally, remarks)


def sliders_of(setting: Setting) -> dict[str, Slider]:
    """The sliders of its runner, by their symbol."""
    course, runner = setting.course, setting.runners[0]
    controls = controls_for(runner, suggest_rate(runner.optimizer, course.landscape))
    ground = Ground(course.landscape)
    sliders = [Slider(course, runner, control, ground) for control in controls]
    return {slider.symbol: slider for slider in sliders}


def check_narration(told, case: Case, setting: Setting, tally: Tally, remarks: bool = True):
    optimizer = case.run.runner.optimizer
    tally.sentences += 1
    tally.met.add(told.verdict)
    with reported(tally, told.headline, case, setting):
        claims_in_motion.check_headline(told.headline, case.run, told.verdict)
    for text in (told.sentence, *(told.remarks if remarks else [])):
        case.limits, case.said = [], {}
        with reported(tally, text, case, setting):
            tally.met.update(check_text(text, case))
            check_limits(case.limits, optimizer, case.run.landscape, tally.limits)
            assert len(text) <= (LONGEST if text is told.sentence else LONGEST_REMARK), "too long"
    tally.remarks += len(told.remarks) if remarks else 0
    tally.of_others += case.of_others
    case.of_others = 0


class reported:
    """What is false is written out and counted, and the next claim has its turn."""

    def __init__(self, tally, text, case, setting):
        self.tally, self.text, self.case, self.setting = tally, text, case, setting

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if not isinstance(error, AssertionError | StopIteration | IndexError | KeyError | TypeError | ValueError):
            return False
        while trace.tb_next:
            trace = trace.tb_next
        why = str(error).split("\n")[0] or f"{trace.tb_frame.f_code.co_name}, line {trace.tb_lineno}"
        course, runner = self.setting.course, self.setting.runners[0]
        name = self.case.slider.control.name
        where = f"{course.landscape.key or course.landscape.formula}, {runner.optimizer}, {runner.schedule}, "
        where += f"α {runner.learning_rate}, {course.start}, {course.steps} steps, noise {course.noise}, "
        where += f"{name} {self.case.slider.values[self.case.notch]:.6g}" if name != LEARNING_RATE else ""
        where += f"notch α {self.case.slider.values[self.case.notch]:.6g}" if name == LEARNING_RATE else ""
        self.tally.false.append(f"{kind.__name__}: {why}\n    {self.text}\n    {where}")
        return True
