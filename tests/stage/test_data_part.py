"""What the browser is sent of the data that a loss is made of: its points, its model and its mini-batches."""

from dataclasses import replace

import numpy as np
import pytest

from descent.batches import glimpses
from descent.setting import Course, Runner, Setting
from landscapes import LANDSCAPES
from optimizers import OPTIMIZERS
from schedules import SCHEDULES
from stage.data import pack_data, turns_of, write_out
from stage.encoding import decode
from stage.parts import ID_BYTES
from stage.scene import pack_scene

OF_DATA = [landscape for landscape in LANDSCAPES.values() if landscape.data]
LINE = LANDSCAPES["line_raw"]
RUNNER = Runner(OPTIMIZERS["gradient_descent"](), SCHEDULES["constant"](), 0.1)


def course(landscape=LINE, steps=30, **more) -> Course:
    return Course(landscape, landscape.start, steps, **more)


def opened(part):
    return decode(part.message[ID_BYTES:])


def run_program(program: dict, x: float, y: float, inputs: np.ndarray) -> np.ndarray:
    """As the browser does it, with numpy's functions by their names."""
    own = {"smooth_step": lambda u: 1 / (1 + np.exp(-u)), "smooth_ramp": lambda u: np.logaddexp(0, u)}
    slots = [np.full(inputs.shape, x), np.full(inputs.shape, y), inputs, *program["constants"]]
    slots += [None] * (program["size"] - len(slots))
    for name, read, target in program["operations"]:
        slots[target] = (own.get(name) or getattr(np, name))(*(slots[slot] for slot in read))
    return slots[program["results"][0]]


@pytest.mark.parametrize("landscape", OF_DATA, ids=lambda landscape: landscape.key)
def test_points_travel_exactly_and_the_model_is_the_landscapes(landscape):
    header, arrays = opened(pack_data(course(landscape)))
    data, (x, y) = landscape.data, landscape.start
    for name in ("inputs", "targets", "validation_inputs", "validation_targets"):
        np.testing.assert_array_equal(arrays[name], getattr(data, name))
    assert header["turns"] is None
    assert "batches" not in arrays
    np.testing.assert_allclose(run_program(header["model"], x, y, data.inputs), landscape.predict(x, y, data.inputs))


@pytest.mark.parametrize("size", [1, 7, 20, 39])
def test_every_steps_points_are_told(size):
    held = course(batch_size=size, seed=3)
    header, arrays = opened(pack_data(held))
    turns, taken = header["turns"], arrays["batches"]
    assert turns == turns_of(held) == -(-40 // size)
    for step, chosen in enumerate(LINE.data.batches(held.steps, size, seed=3)):
        assert np.flatnonzero(taken[step // turns] == step % turns).tolist() == sorted(chosen.tolist())


@pytest.mark.parametrize("size", [0, 8])
def test_every_steps_labels_are_told_to_a_sixteenth_of_their_noise(size):
    held = course(steps=70, label_noise=0.4, seed=3, batch_size=size)
    header, arrays = opened(pack_data(held))
    told = LINE.data.targets + header["move"]["unit"] * (arrays["moves"] - header["move"]["zero"])
    seen = glimpses(LINE, 70, size or None, 0.4, 3).targets
    np.testing.assert_allclose(told, seen, rtol=0, atol=0.4 / 16 + 1e-6)
    assert ("batches" in arrays) == (size > 0)


def test_labels_of_many_points_and_steps_are_not_sent():
    most = pack_data(course(steps=1000, label_noise=0.4))
    assert len(most.message) < 45_000
    assert "moves" in opened(most)[1]
    more = pack_data(course(steps=1001, label_noise=0.4))
    assert more.id == pack_data(course()).id
    assert opened(more)[0]["move"] is None


def test_the_part_is_another_one_only_when_what_it_holds_is():
    part, batched = pack_data(course()), pack_data(course(batch_size=5))
    assert part.id == pack_data(course(steps=50, seed=9, noise=0.3, batch_size=40)).id
    assert part.id != batched.id != pack_data(course(batch_size=5, seed=1)).id
    assert batched.id != pack_data(course(batch_size=4)).id
    assert batched.id == pack_data(replace(course(batch_size=5), start=(0.0, 0.0), noise=0.1)).id


def test_the_largest_one_is_small():
    sizes = [len(pack_data(course(steps=1000, batch_size=size)).message) for size in (1, 5, 20, 39)]
    assert max(sizes) < 20_000


def test_the_axis_says_which_numbers_are_scaled():
    names = {
        key: opened(pack_data(course(LANDSCAPES[key])))[0]["names"] for key in ("line_raw", "line_scaled", "overfit")
    }
    assert names == {"line_raw": ["u", "v"], "line_scaled": ["u, scaled", "v"], "overfit": ["u and v, scaled", "v"]}


def test_a_scene_has_it_where_there_is_data():
    scene = pack_scene(Setting(course(batch_size=8), (RUNNER,)))
    header, _ = decode(scene.message)
    assert header["data"] == scene.parts["data"].id
    assert header["course"]["epoch"] == 5
    assert header["landscape"]["axes"] == ["w", "b"]
    plain = pack_scene(Setting(course(LANDSCAPES["bowl"]), (RUNNER,)))
    header, _ = decode(plain.message)
    assert header["data"] is header["course"]["epoch"] is None
    assert "data" not in plain.parts


@pytest.mark.parametrize(
    ("model", "read"),
    [
        ("x*u + y", "w·u + b"),
        ("2*sigmoid(x*u + y) - 1", "2·σ(w·u + b) − 1"),
        ("x*exp(-y*u)", "w·exp(−b·u)"),
        ("x*u**2 + y*u^-3 + u^0.5", "w·u² + b·u⁻³ + u^0.5"),
        ("x*sin(4*pi*u)", "w·sin(4·π·u)"),
    ],
)
def test_a_model_is_written_in_the_axes_names(model, read):
    assert write_out(model, ("w", "b")) == read
