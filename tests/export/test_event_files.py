"""The runs taken home for TensorBoard: its own reader finds in them what `descend` gives, in float32."""

import io
import json
import zipfile

import numpy as np
import pytest
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.plugins.hparams import metadata

from export import tensorboard
from export.shown import Shown, TooMuchError
from export.tensorboard import write_runs
from export.walks import ABREAST
from take_home.kinds import KINDS

RACE = (
    "https://host/compare?landscape=overfit&optimizer=momentum&alpha=0.1&b.optimizer=adam&b.alpha=0.2&noise=0.2&seed=5"
)
OVERFLOWS = "landscape=rosenbrock&optimizer=gradient_descent&alpha=1&steps=30"


def runs_of(folder, *links, slider=""):
    """What TensorBoard reads of each run, by the name of its directory."""
    packed = b"".join(write_runs([Shown.at(link) for link in links], slider))
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        archive.extractall(folder)
    files = sorted(folder.rglob("events.out.tfevents.*"))
    runs = {file.parent.relative_to(folder).as_posix(): EventAccumulator(str(file.parent)) for file in files}
    for run in runs.values():
        run.Reload()
    return runs


def values_of(run, name):
    return np.array([scalar.value for scalar in run.Scalars(name)])


def hparams_of(run):
    """What the plugin itself reads of a run's row, and of the table's columns."""
    found = run.summary_metadata
    row = metadata.parse_session_start_info_plugin_data(found[metadata.SESSION_START_INFO_TAG].plugin_data.content)
    table = metadata.parse_experiment_plugin_data(found[metadata.EXPERIMENT_TAG].plugin_data.content)
    return {name: getattr(value, value.WhichOneof("kind")) for name, value in row.hparams.items()}, table


def test_each_runner_is_a_run_with_the_scalars_of_its_steps(tmp_path):
    runs, setting = runs_of(tmp_path, RACE), Shown.at(RACE).visit.setting
    assert list(runs) == ["01_momentum_alpha-0.1", "02_adam_alpha-0.2"]
    for place, run in enumerate(runs.values()):
        way = setting.course_of(place).run(setting.runners[place])
        x, y = way.positions[..., 0].T
        expected = {
            "loss": way.losses[:, 0],
            "gradient_norm": np.hypot(*way.gradients[..., 0].T),
            "learning_rate": way.rates[:, 0],
            "validation_loss": setting.course.landscape.validation_loss(x, y),
        }
        assert sorted(run.Tags()["scalars"]) == sorted(expected)
        for name, numbers in expected.items():
            np.testing.assert_array_equal(values_of(run, name), numbers.astype(np.float32))
            assert [scalar.step for scalar in run.Scalars(name)] == list(range(len(numbers)))


def test_each_notch_of_a_slider_is_a_run_whose_name_says_which(tmp_path):
    link = "landscape=bowl&optimizer=adam&steps=10"
    runs, shown = runs_of(tmp_path, link, slider="beta1"), Shown.at(link)
    course, (runner,) = shown.visit.setting.course, shown.visit.setting.runners
    assert len(runs) > ABREAST
    assert list(runs) == sorted(runs)
    for name, run in list(runs.items())[::8]:
        row, _ = hparams_of(run)
        assert name.endswith(f"_adam_beta1-{row['beta1']:.6g}")
        way = course.run(runner.moved(beta1=row["beta1"]))
        np.testing.assert_array_equal(values_of(run, "loss"), way.losses[:, 0].astype(np.float32))


def test_what_is_not_finite_is_written_as_such(tmp_path):
    (run,) = runs_of(tmp_path, OVERFLOWS).values()
    losses = values_of(run, "loss")
    assert np.isinf(losses).any()
    assert np.isnan(losses).any()
    assert hparams_of(run)[0]["verdict"] == "diverged"


def test_settings_are_hyperparameters_in_one_table(tmp_path):
    runs = runs_of(tmp_path, RACE, OVERFLOWS)
    rows, tables = zip(*map(hparams_of, runs.values()), strict=True)
    assert rows[0]["momentum"] == 0.9
    assert rows[1]["optimizer"] == "Adam"
    assert rows[1]["learning_rate"] == 0.2
    assert rows[1]["seed"] == 5
    assert rows[2]["landscape"] == "Rosenbrock valley"
    for table in tables:  # each with the columns and results of all
        assert {"momentum", "beta2", "batch_size", "verdict"} <= {column.name for column in table.hparam_infos}
        assert [result.name.tag for result in table.metric_infos] == ["loss", "validation_loss"]


def test_a_text_says_what_became_of_it_and_opens_the_picture(tmp_path):
    run = runs_of(tmp_path, RACE)["01_momentum_alpha-0.1"]
    (told,) = (event.tensor_proto.string_val[0].decode() for event in run.Tensors("about/text_summary"))
    assert RACE in told
    assert "this run: " in told
    assert all(line.startswith("    ") for line in told.splitlines())  # which TensorBoard shows as it is written


def test_a_file_has_an_end():
    shown = Shown.at("landscape=bowl&optimizer=adam&steps=1000")
    with pytest.raises(TooMuchError, match=r"steps, and one file holds 200,000 at most: take"):
        next(write_runs([shown] * 3, "alpha"))


def test_an_order_becomes_a_zip_file():
    order = {"pictures": [{"link": OVERFLOWS}], "options": {"slider": "alpha"}}
    paused = []
    pieces = list(KINDS["tensorboard"].make(json.dumps(order).encode(), lambda: paused.append(0)))
    names = zipfile.ZipFile(io.BytesIO(b"".join(pieces))).namelist()
    assert len(pieces) == len(names) + 1
    assert names[0].startswith("01_gradient-descent_alpha-")
    assert len(paused) > 31 * len(names)  # between the steps, which take longest


def test_a_command_makes_a_zip_file_or_a_folder_or_says_why_not(tmp_path, capsys):
    folder, packed = tmp_path / "runs", tmp_path / "runs.zip"
    for target in (folder, packed):
        assert tensorboard.main([OVERFLOWS, "-o", str(target)]) == 0
    (file,) = folder.rglob("events*")
    assert [name.split("/")[0] for name in zipfile.ZipFile(packed).namelist()] == [file.parent.name]
    assert file.parent.name == "01_gradient-descent_alpha-1"
    for link, *more in [(OVERFLOWS,), (OVERFLOWS, "--notches", "gamma"), ("landscape=nowhere",)]:
        assert tensorboard.main([link, "-o", str(folder), *more]) == 2
        (sentence,) = capsys.readouterr().err.splitlines()
        assert sentence.endswith(".")
    assert sorted(tmp_path.iterdir()) == [folder, packed]
