"""Every claim that is made of a setting's runs, read and checked: what `python -m bench claims` and the tests count."""

from dataclasses import dataclass, field
from functools import cache

import claims_at_rest  # noqa: F401 -- each of these registers its clauses
import claims_in_motion
import claims_in_remarks  # noqa: F401
import claims_of_limits  # noqa: F401
import claims_of_notches  # noqa: F401
from ground import Ground
from pushes import check_limits
from reading import Case, Slider, check_text

from descent import narrate, narrate_sweep
from descent.control import controls_for
from descent.narrate import Narration
from descent.setting import LEARNING_RATE, Course, Runner, Setting, suggest_rate
from descent.study import study
from landscapes import LANDSCAPES
from landscapes.landscape import Landscape
from optimizers import OPTIMIZERS
from schedules import SCHEDULES

FORMULAS = (  # of valleys, kinks, ridges and edges
    "(1 - x*y)^2/2",
    "(2*x + y - 2)^2/2",
    "(1 - 0.5*x^2 - y^2)^2",
    "x^2",
    "(y - sin(2*x))^2 + 0.3*(x^2 - 1)^2",
    "abs(y - 2*x) + 0.1*abs(x)",
    "4*abs(y - 2*x) + abs(x + y - 1)",
    "8*abs(x^2 - y) + (1 - x)^2",
    "sqrt(x^2 + y^2)",
    "abs(x) + y^2",
    "sqrt(x + 4) + y^2",
    "log(1 + x^2 + 10*y^2)",
    "x^2 - y^2",
)
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
    narration = narrate(setting)
    case = Case(lead[lead.control.index], lead, lead.control.index, sliders)
    check_narration(narration, case, setting, tally)


def check_sweep(setting: Setting, name: str, tally: Tally, some: int = 0, random=None, remarks: bool = True):
    """All that is said of some notches of a slider, drawn at random, or of every notch."""
    sliders = sliders_of(setting)
    (slider,) = (slider for slider in sliders.values() if slider.control.name == name)
    values, notches = narrate_sweep(setting, name) if remarks else told(setting, name)
    assert list(values) == list(slider.values)
    chosen = random.choice(len(values), min(some, len(values)), replace=False) if some else range(len(values))
    for notch in map(int, chosen):
        case = Case(slider[notch], slider, notch, sliders)
        check_narration(notches[notch], case, setting, tally)


def told(setting: Setting, name: str):
    """As `narrate_sweep`, without the remarks, which take much longer."""
    studied = study(setting.course, setting.runners[0])
    (control,) = (control for control in studied.controls if control.name == name)
    stories = studied.stories.of(studied.slices[name])
    columns = zip(stories.verdicts, stories.headlines, stories.sentences, stories.bounds, strict=True)
    return control.values, [
        Narration(verdict, headline, sentence, [], bound) for verdict, headline, sentence, bound in columns
    ]


def sliders_of(setting: Setting) -> dict[str, Slider]:
    """The sliders of its runner, by their symbol."""
    course, runner = setting.course, setting.runners[0]
    controls = controls_for(runner, suggest_rate(runner.optimizer, course.landscape))
    ground = Ground(course.landscape)
    sliders = [Slider(course, runner, control, ground) for control in controls]
    return {slider.symbol: slider for slider in sliders}


def check_narration(narration, case: Case, setting: Setting, tally: Tally):
    optimizer = case.run.runner.optimizer
    tally.sentences += 1
    tally.met.add(narration.verdict)
    with Reported(tally, narration.headline, case, setting):
        claims_in_motion.check_headline(narration.headline, case.run, narration.verdict)
    for text in (narration.sentence, *narration.remarks):
        case.limits, case.said = [], {}
        with Reported(tally, text, case, setting):
            tally.met.update(check_text(text, case))
            check_limits(case.limits, optimizer, case.run.landscape, tally.limits)
            assert len(text) <= (LONGEST if text is narration.sentence else LONGEST_REMARK), "too long"
    tally.remarks += len(narration.remarks)
    tally.of_others += case.of_others
    case.of_others = 0


class Reported:
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
        print(self.tally.false[-1], flush=True)
        return True


def any_of(catalogue, random):
    return catalogue[random.choice(list(catalogue))]


@cache
def typed(formula: str) -> Landscape:
    return Landscape.from_formula(formula)


def draw(random) -> Setting:
    """A setting anywhere in the catalogues: ground, method, schedule, knobs, rate, noise, start and steps."""
    landscape = typed(str(random.choice(FORMULAS))) if random.random() < 0.2 else any_of(LANDSCAPES, random)
    optimizer = any_of(OPTIMIZERS, random)()
    steps = int(random.choice([1, 10, 40, 100, 200], p=[0.02, 0.08, 0.3, 0.5, 0.1]))
    schedule = SCHEDULES[random.choice(list(SCHEDULES) if random.random() < 0.5 else ["constant"])]
    schedule = schedule(final=float(random.choice([1.0, 0.3, 0.01])), horizon=steps)
    rate = suggest_rate(optimizer, landscape)
    if random.random() < 0.7:
        rate = float(f"{rate * 10 ** random.uniform(-1.5, 1.5):.3g}")
    runner = Runner(optimizer, schedule, rate)
    for name, knob in runner.knobs.items():
        if name != "final" and random.random() < 0.2:
            notches = knob.notches()
            runner = runner.moved(**{name: type(knob.default)(random.choice(notches))})
    start = landscape.start
    if random.random() < 0.5:
        start = tuple(float(f"{random.uniform(low, high):.3g}") for low, high in landscape.window)
    ground = Ground(landscape)
    slope = ground.height / ground.sides.max()
    noise = float(random.choice([0.0, 0.0, 0.0, 0.01, 0.3])) * float(f"{slope:.2g}")
    return Setting(Course(landscape, start, steps, noise, int(random.integers(9))), (runner,))
