"""What the stage is sent: the very runs of `descent`, under names that change only when the content does."""

from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from descent import descend, examine, explain, headlines, judge
from descent.sweep import FINAL, LEARNING_RATE, controls_for
from knobs import knobs_of
from landscapes import LANDSCAPES
from optimizers import OPTIMIZERS
from schedules import SCHEDULES
from stage.encoding import decode
from stage.scene import GRID, ID_BYTES, REACH, Setting, draw, pack_preview, pack_scene, pack_surface, suggest_rate

KILO = 1000
PLAIN = Setting(
    LANDSCAPES["ravine"],
    OPTIMIZERS["momentum"](),
    SCHEDULES["exponential"](final=1.0, horizon=40),
    start=(-4.0, -0.5),
    learning_rate=0.05,
    steps=40,
    noise=0.0,
    seed=0,
)


def random_setting(name: str, random) -> Setting:
    """Any landscape with any parameters, any schedule, any knobs at any notch; now and then noise."""
    landscape = LANDSCAPES[random.choice(list(LANDSCAPES))]
    if landscape.parameters:
        values = {name: random.choice(knob.notches(15)) for name, knob in landscape.parameters.items()}
        landscape = landscape.with_parameters(**values)
    steps = int(random.integers(1, 9))  # few: what differs in a last bit soon differs altogether where runs are chaotic
    shuffled = {
        part: replace(part, **{name: random.choice(knob.notches(9)).item() for name, knob in knobs_of(part).items()})
        for part in (OPTIMIZERS[name](), SCHEDULES[random.choice(list(SCHEDULES))](horizon=steps))
    }
    optimizer, schedule = shuffled.values()
    return Setting(
        landscape,
        optimizer,
        schedule,
        start=tuple(random.uniform(*side) for side in landscape.window),
        learning_rate=suggest_rate(optimizer, landscape) * 10 ** random.uniform(-1.5, 1.5),
        steps=steps,
        noise=float(random.choice([0.0, 0.3])),
        seed=int(random.integers(1000)),
    )


@pytest.fixture(params=OPTIMIZERS)
def setting(request):
    """A random setting for each optimizer, the same one at every run of the tests."""
    return random_setting(request.param, np.random.default_rng(list(request.param.encode())))


def open_scene(setting: Setting):
    """(header, arrays) of the scene and, by name of their slider, of its sweeps."""
    picture = draw(setting)
    header, arrays = decode(pack_scene(setting, picture, pack_surface(setting.landscape, None)[0], seq=7))
    parts = {part: decode(message[ID_BYTES:]) for part, message in picture.sweeps}
    return header, arrays, {control["name"]: parts[control["part"]] for control in header["controls"]}


def test_the_scene_holds_the_present_run_unrounded(setting):
    header, arrays, _ = open_scene(setting)
    run = descend(**vars(setting))
    compare = partial(
        np.testing.assert_allclose, rtol=1e-9, atol=1e-12
    )  # numpy's powers of arrays differ in a last bit
    compare(arrays["positions"], run.positions.transpose(1, 2, 0))
    compare(arrays["losses"], run.losses.T)
    compare(arrays["gradients"], run.gradients.transpose(1, 2, 0))
    compare(arrays["rates"], run.rates.T)
    findings = examine(run, setting.landscape)
    assert header["verdicts"] == judge(run, setting.landscape).tolist()
    assert header["headlines"] == headlines(findings)
    assert header["sentences"] == explain(run, findings, setting.landscape, setting.optimizer, setting.noise)
    assert header["seq"] == 7
    assert header["start"] == list(setting.start)
    assert header["steps"] == setting.steps
    assert header["title"] == f"{setting.optimizer.title} on {setting.landscape.title}"


def test_every_notch_of_every_slider_is_its_own_run_rounded(setting):
    header, _, sweeps = open_scene(setting)
    owners = {control.name: control.owner for control in controls_for(setting.optimizer, setting.schedule, 1.0, 1.0)}
    assert [control["name"] for control in header["controls"]] == list(owners)
    for control in header["controls"]:
        told, arrays = sweeps[control["name"]]
        count = len(control["values"])
        assert arrays["positions"].shape == (2, count, setting.steps + 1)
        assert arrays["rates"].shape == (count, setting.steps)
        assert all(len(told[name]) == count for name in ("verdicts", "headlines", "sentences", "bounds"))
        for index in {0, control["index"], count - 1}:
            run = descend(**vars(moved(setting, owners[control["name"]], control["name"], control["values"][index])))
            assert told["verdicts"][index] == judge(run, setting.landscape)[0]
            compare = partial(np.testing.assert_allclose, rtol=2.0**-8, atol=1e-37)
            with np.errstate(over="ignore"):
                compare(arrays["positions"][:, index], run.positions[..., 0].T.astype(np.float32))
                compare(arrays["losses"][index], run.losses[:, 0].astype(np.float32))
                compare(arrays["gradients"][:, index], run.gradients[..., 0].T.astype(np.float32))
                compare(arrays["rates"][index], run.rates[:, 0].astype(np.float32))


def moved(setting: Setting, owner: str, name: str, value: float) -> Setting:
    """The setting with one slider somewhere else."""
    if owner == "rate":
        return replace(setting, learning_rate=value)
    return replace(setting, **{owner: replace(getattr(setting, owner), **{name: value})})


def test_the_landscape_is_described_as_it_is():
    for landscape in LANDSCAPES.values():
        setting = replace(PLAIN, landscape=landscape, start=landscape.start)
        header, _, _ = open_scene(setting)
        told = header["landscape"]
        assert told["key"] == landscape.key
        assert told["window"] == [list(side) for side in landscape.window]
        assert told["minima"][: told["globals"]] == [list(minimum) for minimum in landscape.global_minima]
        assert told["floor"] == pytest.approx(landscape.minimum_value)


VIEWS = [None, ((-1.0, 3.0), (-2.0, 0.5)), ((-1e9, 1e9), (-1e9, 1e9)), ((0.1, 0.1 + 1e-9), (0.1, 0.1 + 1e-9))]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("key", LANDSCAPES)
def test_the_surface_is_the_loss_over_what_is_shown(key, view):
    landscape = LANDSCAPES[key]
    part, message = pack_surface(landscape, view)
    header, arrays = decode(message[ID_BYTES:])
    sides = [np.linspace(*header[axis], count) for axis, count in zip("xy", GRID, strict=True)]
    assert message[:ID_BYTES].hex() == part
    assert arrays["rises"].shape == GRID[::-1]
    expected = landscape.loss(*np.meshgrid(*sides))
    rises = expected - header["lowest"]
    assert header["lowest"] == expected.min()
    with np.errstate(over="ignore"):
        np.testing.assert_allclose(arrays["rises"], rises.astype(np.float32), rtol=2.0**-12, atol=1e-37)
    if view is None:
        for axis, side, reach in zip("xy", landscape.window, REACH, strict=True):
            assert np.ptp(header[axis]) == pytest.approx(reach * np.ptp(side))
            assert np.mean(header[axis]) == pytest.approx(np.mean(side))
    else:
        assert (tuple(header["x"]), tuple(header["y"])) == view
    assert header["floor"] <= landscape.minimum_value + 1e-9
    assert header["scale"] > 0


def names_of_parts(setting: Setting) -> dict[str, str]:
    header, _, _ = open_scene(setting)
    return {control["name"]: control["part"] for control in header["controls"]} | {"surface": header["surface"]}


def notch(setting: Setting, name: str, index: int) -> float:
    suggested = suggest_rate(setting.optimizer, setting.landscape)
    controls = controls_for(setting.optimizer, setting.schedule, setting.learning_rate, suggested)
    return float(next(control for control in controls if control.name == name).values[index])


@pytest.fixture(scope="module")
def on_notches():
    """A setting whose learning rate lies on a notch of its slider, as every dragged one does."""
    return replace(PLAIN, learning_rate=notch(PLAIN, LEARNING_RATE, 30))


@pytest.mark.parametrize(
    ("owner", "name", "index"),
    [("rate", LEARNING_RATE, 10), ("schedule", FINAL, 8), ("optimizer", "momentum", 4)],
)
def test_a_moved_slider_renews_the_others_sweeps_but_not_its_own(on_notches, owner, name, index):
    before = names_of_parts(on_notches)
    after = names_of_parts(moved(on_notches, owner, name, notch(on_notches, name, index)))
    assert kept(before, after) == {name, "surface"}


def kept(before: dict[str, str], after: dict[str, str]) -> set[str]:
    """The parts that need not travel again."""
    return {part for part in before if before[part] == after.get(part)}


@pytest.mark.parametrize(
    "change",
    [
        {"start": (-3.0, -0.5)},
        {"steps": 41},
        {"noise": 0.5},
        {"optimizer": OPTIMIZERS["nesterov"]()},
        {"schedule": SCHEDULES["cosine"](final=0.5, horizon=40)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_changes_every_run_renews_every_sweep_but_not_the_surface(on_notches, change):
    assert kept(names_of_parts(on_notches), names_of_parts(replace(on_notches, **change))) == {"surface"}


def test_another_landscape_renews_everything(on_notches):
    turned = LANDSCAPES["ravine"].with_parameters(angle=0)
    assert kept(names_of_parts(on_notches), names_of_parts(replace(on_notches, landscape=turned))) == set()


def test_without_noise_the_seed_changes_nothing(on_notches):
    assert names_of_parts(on_notches) == names_of_parts(replace(on_notches, seed=5))
    noisy = replace(on_notches, noise=0.5)
    assert names_of_parts(noisy)[LEARNING_RATE] != names_of_parts(replace(noisy, seed=5))[LEARNING_RATE]


def test_another_view_is_another_surface():
    landscape = LANDSCAPES["ravine"]
    names = {pack_surface(landscape, view)[0] for view in (None, ((0.0, 1.0), (0.0, 1.0)), ((0.0, 1.0), (0.0, 2.0)))}
    assert len(names) == 3


def test_a_preview_is_one_run_from_elsewhere():
    header, arrays = decode(pack_preview(PLAIN, (1.0, 2.0), seq=3))
    run = descend(**vars(PLAIN) | {"start": (1.0, 2.0)})
    np.testing.assert_array_equal(arrays["positions"], run.positions.transpose(1, 2, 0))
    assert header["preview"]
    assert header["seq"] == 3
    assert header["verdicts"] == judge(run, PLAIN.landscape).tolist()


@pytest.mark.parametrize("optimizer", ["gradient_descent", "adam"])
def test_a_scene_is_light_enough_for_a_classroom(optimizer):
    optimizer = OPTIMIZERS[optimizer]()
    setting = replace(
        PLAIN,
        optimizer=optimizer,
        schedule=SCHEDULES["exponential"](final=1.0, horizon=200),
        steps=200,
        learning_rate=suggest_rate(optimizer, PLAIN.landscape),
    )
    picture, surface = draw(setting), pack_surface(setting.landscape, None)
    scene = pack_scene(setting, picture, surface[0])
    sweeps = [len(message) for _, message in picture.sweeps]
    assert len(scene) < 30 * KILO
    assert len(scene) + len(surface[1]) + sum(sweeps) <= 250 * KILO
    assert len(scene) + sum(sweeps) - min(sweeps) <= 200 * KILO
