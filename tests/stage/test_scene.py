"""What the stage is sent: the very runs of `descent`, under names that change only when the content does."""

from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from descent import examine, headlines, judge, narrate
from descent.control import controls_for
from descent.range_test import range_test
from descent.setting import LEARNING_RATE, Course, Runner, Setting, suggest_rate
from knobs import knobs_of
from landscapes import LANDSCAPES, Landscape
from optimizers import OPTIMIZERS
from schedules import SCHEDULES
from stage.encoding import decode
from stage.parts import ID_BYTES
from stage.scene import CURVE_PRECISION, describe_landscape, draw_curve, pack_preview, pack_scene

KILO = 1000
FINAL = "final"
RAVINE = LANDSCAPES["ravine"]
COURSE = Course(RAVINE, start=(-4.0, -0.5), steps=40)
MOMENTUM = Runner(OPTIMIZERS["momentum"](), SCHEDULES["exponential"](final=1.0, horizon=40), 0.05)
ADAM = Runner(OPTIMIZERS["adam"](), SCHEDULES["constant"](), 0.2)
PLAIN = Setting(COURSE, (MOMENTUM,))


def random_setting(name: str, random) -> Setting:
    """Any landscape with any parameters, any schedule, any knobs at any notch; now and then noise."""
    landscape = LANDSCAPES[random.choice(list(LANDSCAPES))]
    if landscape.parameters:
        values = {name: random.choice(knob.notches(15)) for name, knob in landscape.parameters.items()}
        landscape = landscape.with_parameters(**values)
    steps = int(random.integers(1, 9))  # few: what differs in a last bit soon differs altogether where runs are chaotic
    optimizer, schedule = (
        replace(part, **{name: random.choice(knob.notches(9)).item() for name, knob in knobs_of(part).items()})
        for part in (OPTIMIZERS[name](), SCHEDULES[random.choice(list(SCHEDULES))](horizon=steps))
    )
    start = tuple(random.uniform(*side) for side in landscape.window)
    noise, seed = float(random.choice([0.0, 0.3])), int(random.integers(1000))
    rate = suggest_rate(optimizer, landscape) * 10 ** random.uniform(-1.5, 1.5)
    return Setting(Course(landscape, start, steps, noise, seed), (Runner(optimizer, schedule, rate),))


@pytest.fixture(params=OPTIMIZERS)
def setting(request):
    """A random setting for each optimizer, the same one at every run of the tests."""
    return random_setting(request.param, np.random.default_rng(list(request.param.encode())))


def open_scene(setting: Setting, **facts):
    """(header, parts by name), every part as (header, arrays)."""
    scene = pack_scene(setting, **facts)
    header, arrays = decode(scene.message)
    assert arrays == {}
    return header, {name: decode(part.message[ID_BYTES:]) for name, part in scene.parts.items()}


def open_sweeps(setting: Setting):
    """(descriptions of the first runner's controls, sweeps by slider)."""
    header, parts = open_scene(setting)
    controls = header["runners"][0]["controls"]
    return controls, {control["name"]: parts[f"a/{control['name']}"] for control in controls}


def test_the_present_run_travels_unrounded(setting):
    header, parts = open_scene(setting, seq=7)
    told, arrays = parts["a/run"]
    course, (runner,) = setting.course, setting.runners
    run = course.run(runner)
    compare = partial(
        np.testing.assert_allclose, rtol=1e-9, atol=1e-12
    )  # numpy's powers of arrays differ in a last bit
    compare(arrays["positions"], run.positions.transpose(1, 2, 0))
    compare(arrays["losses"], run.losses.T)
    compare(arrays["gradients"], run.gradients.transpose(1, 2, 0))
    compare(arrays["rates"], run.rates.T)
    findings = examine(run, course.landscape)
    assert told["verdicts"] == judge(run, course.landscape).tolist()
    assert told["headlines"] == headlines(findings)
    assert told["sentences"] == [narrate(setting).sentence]
    assert header["seq"] == 7
    assert header["course"] == {"start": list(course.start), "steps": course.steps, "epoch": None}
    assert header["title"] == f"{runner.optimizer.title} on {course.landscape.title}"


def test_every_notch_of_every_slider_is_its_own_run_rounded(setting):
    controls, sweeps = open_sweeps(setting)
    course, (runner,) = setting.course, setting.runners
    assert [control["name"] for control in controls] == [control.name for control in controls_for(runner, 1.0)]
    for control in controls:
        told, arrays = sweeps[control["name"]]
        count = len(control["values"])
        assert arrays["positions"].shape == (2, count, course.steps + 1)
        assert arrays["rates"].shape == (count, course.steps)
        assert all(len(told[name]) == count for name in ("verdicts", "headlines", "sentences", "bounds"))
        for index in {0, control["index"], count - 1}:
            moved = setting.moved(0, control["name"], control["values"][index])
            run = course.run(moved.runners[0])
            assert told["verdicts"][index] == judge(run, course.landscape)[0]
            compare = partial(np.testing.assert_allclose, rtol=2.0**-8, atol=1e-37)
            with np.errstate(over="ignore"):
                compare(arrays["positions"][:, index], run.positions[..., 0].T.astype(np.float32))
                compare(arrays["losses"][index], run.losses[:, 0].astype(np.float32))
                compare(arrays["gradients"][:, index], run.gradients[..., 0].T.astype(np.float32))
                compare(arrays["rates"][index], run.rates[:, 0].astype(np.float32))


def test_a_control_tells_all_that_a_slider_is():
    (rate, decay, momentum), sweeps = open_sweeps(PLAIN)
    best = rate["values"][sweeps[LEARNING_RATE][0]["best"]]
    assert [control["lead"] for control in (rate, decay, momentum)] == [True, False, False]
    assert [control["painted"] for control in (rate, decay, momentum)] == [True, True, False]
    assert [control["reading"] for control in (rate, decay, momentum)] == ["number", "factor", "number"]
    told = [(control["default_name"], control["default"]) for control in (rate, decay, momentum)]
    assert told == [("best here", best), ("no decay", 1.0), ("default", 0.9)]
    assert rate["limits"] == {"low": 1e-12, "high": 1e6, "words": "above 0: from 10⁻¹² to a million"}
    assert momentum["limits"] == {"low": 0.0, "high": 0.99, "words": "between 0 and 0.99"}
    assert (rate["label"], rate["symbol"]) == ("Learning rate α", "α")


@pytest.mark.parametrize("noise", [0.0, 0.4])
def test_the_range_test_travels_exactly(noise):
    setting = replace(PLAIN, course=replace(COURSE, noise=noise, seed=5))
    header, parts = open_scene(setting, with_test=True)
    rate, *_ = controls_for(MOMENTUM, suggest_rate(MOMENTUM.optimizer, RAVINE))
    test = range_test(setting.course, MOMENTUM, rate.values[0], rate.values[-1])
    told, arrays = parts["a/test"]
    np.testing.assert_array_equal(arrays["test_rates"], test.rates)
    np.testing.assert_array_equal(arrays["test_losses"], test.losses[:-1])
    assert told["recommended"] == test.recommended
    assert told["note"].startswith("The test recommends")
    assert header["runners"][0]["test"]
    assert open_scene(setting)[0]["runners"][0]["test"] is None


def test_several_runners_travel_side_by_side():
    header, parts = open_scene(replace(PLAIN, runners=(MOMENTUM, ADAM)))
    assert [runner["key"] for runner in header["runners"]] == ["a", "b"]
    assert header["title"] == "Momentum, Adam on Ravine"
    for letter, runner in zip("ab", (MOMENTUM, ADAM), strict=True):
        alone = pack_scene(replace(PLAIN, runners=(runner,))).parts["a/run"]
        assert pack_scene(replace(PLAIN, runners=(MOMENTUM, ADAM))).parts[f"{letter}/run"] == alone
    assert {name for name in parts if name.startswith("b/")} == {"b/run", "b/learning_rate", "b/beta1", "b/beta2"}


def test_a_moved_runner_renews_none_of_the_others_parts():
    both = replace(PLAIN, runners=(MOMENTUM, ADAM))
    before, after = (
        pack_scene(both).parts,
        pack_scene(both.moved(1, "beta1", notch(Setting(COURSE, (ADAM,)), "beta1", 9))).parts,
    )
    assert {name for name in before if before[name] != after[name]} == {"b/run", "b/learning_rate", "b/beta2"}


def test_the_landscape_is_described_as_it_is():
    for landscape in LANDSCAPES.values():
        header, _ = open_scene(replace(PLAIN, course=replace(COURSE, landscape=landscape, start=landscape.start)))
        told = header["landscape"]
        assert told["key"] == landscape.key
        assert told["window"] == [list(side) for side in landscape.window]
        assert told["minima"][: told["globals"]] == [list(minimum) for minimum in landscape.global_minima]
        assert told["axes"] == list(landscape.axes)
        has_floor = landscape.minima or landscape.valleys
        assert told["floor"] == (pytest.approx(landscape.minimum_value) if has_floor else None)
        assert told["camera"] == (landscape.camera and list(landscape.camera))


GROUND = {"surface", "surroundings"}


def ids_of_parts(setting: Setting) -> dict[str, str]:
    return {name.removeprefix("a/"): part.id for name, part in pack_scene(setting).parts.items() if name != "a/run"}


def notch(setting: Setting, name: str, index: int) -> float:
    (runner,) = setting.runners
    controls = controls_for(runner, suggest_rate(runner.optimizer, setting.course.landscape))
    return float(next(control for control in controls if control.name == name).values[index])


@pytest.fixture(scope="module")
def on_notches():
    """A setting whose learning rate lies on a notch of its slider, as every dragged one does."""
    return PLAIN.moved(0, LEARNING_RATE, notch(PLAIN, LEARNING_RATE, 30))


@pytest.mark.parametrize(("name", "index"), [(LEARNING_RATE, 10), (FINAL, 8), ("momentum", 4)])
def test_a_moved_slider_renews_the_others_sweeps_but_not_its_own(on_notches, name, index):
    before = ids_of_parts(on_notches)
    after = ids_of_parts(on_notches.moved(0, name, notch(on_notches, name, index)))
    assert kept(before, after) == {name, *GROUND}


def kept(before: dict[str, str], after: dict[str, str]) -> set[str]:
    """The parts that need not travel again."""
    return {part for part in before if before[part] == after.get(part)}


@pytest.mark.parametrize("change", [{"start": (-3.0, -0.5)}, {"steps": 41}, {"noise": 0.5}], ids=str)
def test_what_changes_the_course_renews_every_sweep_but_not_the_surface(on_notches, change):
    moved = replace(on_notches, course=replace(on_notches.course, **change))
    assert kept(ids_of_parts(on_notches), ids_of_parts(moved)) == GROUND


@pytest.mark.parametrize(
    "change",
    [{"optimizer": OPTIMIZERS["nesterov"]()}, {"schedule": SCHEDULES["cosine"](final=0.5, horizon=40)}],
    ids=lambda change: next(iter(change)),
)
def test_what_changes_the_runner_renews_every_sweep_but_not_the_surface(on_notches, change):
    changed = replace(on_notches, runners=(replace(on_notches.runners[0], **change),))
    assert kept(ids_of_parts(on_notches), ids_of_parts(changed)) == GROUND


def test_another_landscape_renews_everything(on_notches):
    turned = replace(on_notches.course, landscape=RAVINE.with_parameters(angle=0))
    assert kept(ids_of_parts(on_notches), ids_of_parts(replace(on_notches, course=turned))) == set()


def test_without_noise_the_seed_changes_nothing(on_notches):
    def seeded(noise, seed):
        return ids_of_parts(replace(on_notches, course=replace(on_notches.course, noise=noise, seed=seed)))

    assert seeded(0.0, 0) == seeded(0.0, 5)
    assert seeded(0.5, 0)[LEARNING_RATE] != seeded(0.5, 5)[LEARNING_RATE]


def test_another_view_is_another_surface():
    views = (None, ((0.0, 1.0), (0.0, 1.0)), ((0.0, 1.0), (0.0, 2.0)))
    assert len({pack_scene(PLAIN, view=view).parts["surface"].id for view in views}) == 3


def test_a_preview_is_one_run_a_runner_from_elsewhere():
    course = replace(COURSE, start=(1.0, 2.0))
    header, arrays = decode(pack_preview(Setting(course, (MOMENTUM, ADAM)), seq=3))
    runs = [course.run(runner) for runner in (MOMENTUM, ADAM)]
    for place, run in enumerate(runs):
        np.testing.assert_array_equal(arrays["positions"][:, place], run.positions[..., 0].T)
        np.testing.assert_array_equal(arrays["rates"][place], run.rates[:, 0])
    assert header["preview"]
    assert header["seq"] == 3
    assert header["verdicts"] == [judge(run, RAVINE)[0] for run in runs]


@pytest.mark.parametrize("optimizer", ["gradient_descent", "adam"])
def test_a_scene_is_light_enough_for_a_classroom(optimizer):
    optimizer = OPTIMIZERS[optimizer]()
    runner = Runner(optimizer, SCHEDULES["exponential"](final=1.0, horizon=200), suggest_rate(optimizer, RAVINE))
    scene = pack_scene(Setting(replace(COURSE, steps=200), (runner,)))
    sizes = {name: len(part.message) for name, part in scene.parts.items()}
    sweeps = [sizes[f"a/{name}"] for name in (LEARNING_RATE, *runner.knobs)]
    assert len(scene.message) + sizes["a/run"] < 30 * KILO
    assert len(scene.message) + sum(sizes.values()) <= 250 * KILO
    assert len(scene.message) + sizes["a/run"] + sum(sweeps) - min(sweeps) <= 200 * KILO


def test_valleys_travel_as_short_curves_global_ones_first():
    landscape = Landscape.from_formula("(x^2 - 4)^2/16 + 0.12*x + 1/(1 + exp(-5*x))")
    message = describe_landscape(landscape)
    assert (message["minima"], message["globals"], message["global_valleys"]) == ([], 0, 1)
    assert message["floor"] == landscape.minimum_value
    lines = [
        [(round(valley[0][0], 4), valley[0][1]), (round(valley[-1][0], 4), valley[-1][1])]
        for valley in landscape.valleys
    ]
    assert [[(x, y) for x, y in curve] for curve in message["valleys"]] == lines  # straight ones are two points
    assert describe_landscape(RAVINE)["valleys"] == []


def test_a_curve_is_drawn_where_it_is_and_closes():
    (valley,) = Landscape.from_formula("(1 - 0.5x^2 - y^2)^2").valleys
    drawn = np.array(draw_curve(valley, ((-5.0, 5.0), (-5.0, 5.0))))
    assert 10 < len(drawn) < len(valley) / 2
    assert (drawn[0] == drawn[-1]).all()
    turn = np.linspace(0, 1, 20)[:, np.newaxis, np.newaxis]
    x, y = ((1 - turn) * drawn[:-1] + turn * drawn[1:]).reshape(-1, 2).T
    off = np.abs(0.5 * x**2 + y**2 - 1) / np.hypot(x, 2 * y)
    assert off.max() < 10 * 10 * CURVE_PRECISION
