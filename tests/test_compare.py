"""The Compare page without a browser: every preset has its picture, and what it sends is what was run."""

import math

import numpy as np
import pytest
from visitor import address, ids, parts, scene, visit

from address import read
from address.presets import PRESETS
from app_pages.compare import COMPARE
from app_pages.racing import MOST
from descent import examine
from descent.control import rate_notches
from descent.setting import LEARNING_RATE, LETTERS, Setting, suggest_rate

PATH = COMPARE.path
FIRST = next(iter(PRESETS))
RACE = {
    "landscape": "himmelblau",
    "steps": "120",
    "optimizer": "momentum",
    "alpha": "0.01",
    "b.optimizer": "adam",
    "b.alpha": "0.2512",
    "c.optimizer": "gradient_descent",
    "c.alpha": "0.01122",
    "selected": "b",
}
ROUNDING = 1e-12  # of the landscape's height: what two final losses differ by when they are equal


def opened(params):
    return visit(PATH, **params)


def setting_of(params) -> Setting:
    visit, notices = read(params, MOST)
    assert notices == []
    return visit.setting


def told(page) -> dict:
    """What is said of the race."""
    return parts(page)[scene(page)["race"]["told"]][0]


def outcome(facts, run, at: int) -> tuple:
    """What counts in the standings, the less the better: when it arrives, else how high it ends, else nothing."""
    if facts.verdict[at] == "converged":
        return (0, int(facts.reached[at]))
    loss = float(run.losses[-1, at])
    return (1, loss) if facts.verdict[at] != "diverged" and math.isfinite(loss) else (2, 0.0)


def places(outcomes, height: float) -> list[str]:
    """1st, 2nd =, 2nd =, 4th."""

    def ahead(one, other):
        return one[0] < other[0] or (
            one[0] == other[0] and one[1] < other[1] - (ROUNDING * height if one[0] == 1 else 0)
        )

    words = []
    for own in outcomes:
        place = 1 + sum(ahead(other, own) for other in outcomes)
        tied = sum(not ahead(other, own) and not ahead(own, other) for other in outcomes)
        words.append({1: "1st", 2: "2nd", 3: "3rd"}.get(place, f"{place}th") + (" =" if tied > 1 else ""))
    return words


@pytest.fixture(scope="module")
def first():
    return opened(RACE)


def test_a_bare_address_is_the_first_preset():
    page = visit(PATH)
    assert not page.exception
    assert address(page) == {}
    assert scene(page)["chosen"]["preset"] == FIRST
    assert scene(page)["runners"] == scene(opened(PRESETS[FIRST].params))["runners"]


def test_one_runner_alone_gets_another_beside_it():
    page = visit(PATH, optimizer="adam", alpha="0.3")
    assert not page.exception
    assert not page.warning
    assert address(page) == {"optimizer": "adam", "alpha": "0.3"}
    assert [runner["title"] for runner in scene(page)["runners"]] == ["Adam", "Gradient descent"]


@pytest.mark.parametrize("key", PRESETS)
def test_every_preset_has_its_picture_and_each_run_is_the_one_made_alone(key):
    params = PRESETS[key].params
    page, setting = opened(params), setting_of(params)
    assert not page.exception
    assert not page.warning
    assert address(page) == params
    header, sent = scene(page), parts(page)
    assert header["chosen"]["preset"] == key
    assert set(ids(page).values()) == set(sent)
    assert [runner["key"] for runner in header["runners"]] == list(LETTERS[: len(setting.runners)])
    landscape, outcomes, widths, finishes = setting.course.landscape, [], [], []
    for place, (described, runner) in enumerate(zip(header["runners"], setting.runners, strict=True)):
        course = setting.course_of(place)
        run = course.run(runner)
        facts = examine(run, landscape)
        facts_sent, arrays = sent[described["run"]]
        np.testing.assert_array_equal(arrays["positions"][:, 0], run.positions[:, :, 0].T)
        np.testing.assert_array_equal(arrays["losses"][0], run.losses[:, 0])
        assert facts_sent["verdicts"] == [facts.verdict[0]]
        assert described["rate"] == runner.learning_rate
        assert described["start"] == list(course.start)
        outcomes.append(outcome(facts, run, 0))
        rates = rate_notches(suggest_rate(runner.optimizer, landscape))
        arrive = examine(course.run(runner.moved(**{LEARNING_RATE: rates})), landscape).verdict == "converged"
        widths.append(f"{arrive.sum()} of 81 arrive")
        when = facts.reached[0] if facts.verdict[0] == "converged" else -1
        looks = when if when >= 0 else course.steps  # all these look at one gradient a step
        finishes.append(f"{'no arrival' if when < 0 else f'step {when}'} · {looks} ∇f")
    said = told(page)
    assert said["present"]["places"] == places(outcomes, landscape.height)
    assert said["present"]["finishes"] == finishes
    assert said["widths"] == widths


@pytest.mark.parametrize(("key", "words"), [("starts", "(0.2, −0.15) arrives"), ("draws", "seed 3 arrives")])
def test_who_differs_in_start_or_draw_alone_is_called_by_it(key, words):
    assert words in told(opened(PRESETS[key].params))["present"]["sentence"].replace("\xa0", " ")


def test_at_each_notch_of_the_selected_slider_stands_who_would_stand_there(first):
    setting, said = setting_of(RACE), told(first)
    landscape, outcomes = setting.course.landscape, []
    (control,) = [it for it in scene(first)["runners"][1]["controls"] if it["name"] == "learning_rate"]
    for place, runner in enumerate(setting.runners):
        run = setting.course.run(runner.moved(learning_rate=np.array(control["values"])) if place == 1 else runner)
        facts = examine(run, landscape)
        outcomes.append([outcome(facts, run, at if place == 1 else 0) for at in range(len(control["values"]))])
    along = said["along"]["b"]["learning_rate"]
    assert {slider: its["of_rates"] for slider, its in said["along"]["b"].items()} == {
        slider: slider == "learning_rate" for slider in said["along"]["b"]
    }
    shown = [[along["places"][rank] for rank in ranks] for ranks in along["ranks"]]
    assert shown == [places(at, landscape.height) for at in zip(*outcomes, strict=True)]
    assert len(set(map(tuple, shown))) > 2
    assert shown[control["index"]] == said["present"]["places"]
    assert along["sentences"][control["index"]] == said["present"]["sentence"]
    assert list(along["finishes"]) == ["b"]


@pytest.mark.parametrize("letter", "abc")
def test_only_the_selected_runner_has_sweeps(letter):
    page = opened(RACE | {"selected": letter})
    for runner in scene(page)["runners"]:
        swept = {control["name"] for control in runner["controls"] if control["sweep"]}
        own = {control["name"] for control in runner["controls"]}
        assert swept == (own if runner["key"] == letter else set())
    (moved,) = told(page)["along"].items()
    controls = scene(page)["runners"][LETTERS.index(letter)]["controls"]
    assert (moved[0], set(moved[1])) == (letter, {control["name"] for control in controls})
    assert scene(page)["chosen"]["optimizer"] == {"a": "momentum", "b": "adam", "c": "gradient_descent"}[letter]


@pytest.mark.parametrize("name", ["alpha", "multiple", "angle"])
def test_where_one_slider_moves_all_everybodys_runs_at_it_travel_and_no_others(name):
    page = opened(PRESETS["rotation"].params | {"together": name, "steps": "40"})
    assert not page.exception
    for runner in scene(page)["runners"]:
        assert [(control["name"], bool(control["sweep"])) for control in runner["controls"]] == [(name, True)]
    (along,) = told(page)["along"].items()
    assert (along[0], list(along[1])) == ("all", [name])
    assert along[1][name]["of_rates"] == (name != "angle")
    assert bool(scene(page)["ground"]) == (name == "angle")
    assert set(ids(page).values()) == set(parts(page))
