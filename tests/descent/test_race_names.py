"""What runners are called: as shortly as tells them apart. In every race names are read too (`fitting`)."""

from dataclasses import replace

from races import runner_of

from descent.figures import capital
from descent.race_names import label_runners, name_builds, name_runners
from descent.setting import Course
from landscapes import LANDSCAPES
from optimizers import OPTIMIZERS
from schedules import SCHEDULES


def test_names_are_as_short_as_tells_apart():
    landscape = LANDSCAPES["bowl"]
    course, other = Course(landscape, (1.0, 2.0), 50, 0.1), Course(landscape, (0.0, 3.0), 50, 0.1)

    def name(*pairs, **more):
        return name_runners([runner for _, runner in pairs], [own for own, _ in pairs], **more)

    def made(key="adam", schedule="constant", rate=0.1, **knobs):
        return runner_of(course, key, schedule, rate, **knobs)

    assert name((course, made()), (course, made("lion"))) == ["Adam", "Lion"]
    assert name((course, made()), (other, made())) == ["the run from (1, 2)", "the run from (0, 3)"]
    assert name((course, made()), (other, made()), (course, made("lion"))) == [
        "Adam from (1, 2)",
        "Adam from (0, 3)",
        "Lion",
    ]
    assert name((course, made()), (replace(course, seed=3), made())) == ["seed 0", "seed 3"]
    assert name((course, made()), (course, made(rate=0.30001))) == ["α = 0.1", "α = 0.3"]
    close = name((course, made(rate=0.3)), (course, made(rate=0.300001)))
    assert close == ["α = 0.3", "α = 0.300001"]
    betas = (course, made()), (course, made(beta1=0.5, rate=0.3))
    assert name(*betas) == ["the run with β₁ = 0.9", "the run with β₁ = 0.5"]
    assert name(betas[0], *betas) == [
        "the first run with β₁ = 0.9",
        "the second run with β₁ = 0.9",
        "the run with β₁ = 0.5",
    ]
    cosine = [(course, made(schedule="cosine", final=final)) for final in (0.1, 0.05)]
    assert name((course, made()), *cosine) == ["Constant", "the run with decay ×1/10", "the run with decay ×1/20"]
    assert name((course, made()), cosine[0]) == ["Constant", "Cosine annealing"]
    plain = [(course, made(beta1=beta)) for beta in (0.9, 0.5)]
    mixed = [*plain, *[(course, made(schedule="cosine", beta2=0.99))] * 2]
    assert name(*mixed) == [
        "Constant with β₁ = 0.9",
        "the run with β₁ = 0.5",
        "the first run under Cosine annealing",
        "the second run under Cosine annealing",
    ]
    grid = [(replace(course, seed=seed), made(beta1=beta)) for seed in (0, 3) for beta in (0.9, 0.5)]
    assert name(*grid[:3], grid[0]) == [
        "the first run with seed 0 and β₁ = 0.9",
        "the run with β₁ = 0.5",
        "seed 3",
        "the second run with seed 0 and β₁ = 0.9",
    ]
    assert name(*grid)[3] == "seed 3 and β₁ = 0.5"
    twins = [(course, made(rate=rate)) for rate in (0.1, 0.1, 0.2)]
    assert name(*twins, (course, made("lion"))) == [
        "the first Adam at α = 0.1",
        "the second Adam at α = 0.1",
        "Adam at α = 0.2",
        "Lion",
    ]


def test_while_rates_move_none_is_called_by_its_rate():
    landscape = LANDSCAPES["bowl"]
    course = Course(landscape, (1.0, 2.0), 50)
    adams = [runner_of(course, "adam", rate=rate) for rate in (0.1, 0.2)]
    lion, cosine = runner_of(course, "lion"), runner_of(course, "adam", "cosine")

    def both(*runners):
        courses = [course] * len(runners)
        return name_builds(runners, courses), label_runners(runners, courses)

    assert both(*adams) == (["Adam", "Adam"], [None, None])
    assert both(*adams, lion) == (["Adam", "Adam", "Lion"], [None, None, "Lion"])
    assert both(adams[0], cosine) == (["Constant", "Cosine annealing"], ["Constant", "Cosine annealing"])
    assert both(*adams, cosine) == (["Constant", "Constant", "Cosine annealing"], [None, None, "Cosine annealing"])
    betas = [adams[0], adams[1].moved(beta1=0.5)]
    assert both(*betas)[1] == ["The run with β₁ = 0.9", "The run with β₁ = 0.5"]


def test_a_sentence_begins_with_a_capital_but_alpha_stays_alpha():
    assert list(map(capital, ("seed 3", "the run from (1, 2)", "Adam"))) == ["Seed 3", "The run from (1, 2)", "Adam"]
    assert capital("α = 0.1 and seed 3") == "α = 0.1 and seed 3"


def test_no_schedule_and_no_method_breaks_a_list_of_names():
    for item in (*OPTIMIZERS.values(), *SCHEDULES.values()):
        assert not {" needs", "; ", ". "} & {part for part in (" needs", "; ", ". ") if part in item.title}
