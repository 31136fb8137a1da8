"""The data taken home: what others' readers find in it is what `descend` gives, to the last digit."""

import csv
import io
import json
from urllib.parse import urlencode

import numpy as np
import pandas
import pytest

from address.held import Held
from descent import descend
from export import table
from export.arrays import write_arrays
from export.shown import Shown, TooMuchError
from export.table import cell, write_table
from export.walks import ABREAST, walks_of
from take_home.kinds import KINDS

OWN = "starts=own&draws=own&b.x=1&b.y=-2"
LINKS = {
    "one": "landscape=himmelblau&optimizer=adam&schedule=cosine&decay=0.1&steps=50",
    "overflows": "landscape=rosenbrock&optimizer=gradient_descent&alpha=1&steps=30",
    "undefined": "f=log(x)%2By%5E2&optimizer=gradient_descent&alpha=3&steps=20",
    "finds its rate": "landscape=bowl&optimizer=backtracking&steps=20",
    "race": f"https://host/compare?landscape=bowl&optimizer=adam&b.optimizer=lion&noise=0.5&seed=3&{OWN}&steps=30",
    "data": "landscape=overfit&optimizer=adam&batch_size=4&label_noise=0.2&seed=5&steps=30",
}
NUMBERS = ["x", "y", "loss", "gradient_x", "gradient_y", "learning_rate"]


def file_of(*links, write=write_table, slider=""):
    return b"".join(write([Shown.at(link) for link in links], slider))


def table_of(*links, slider=""):
    text = file_of(*links, slider=slider).decode()
    return pandas.read_csv(io.StringIO(text), comment="#")


def alone(course, runner):
    """The run as a program would do it that knows the engine alone."""
    return descend(
        course.landscape,
        runner.optimizer,
        runner.schedule,
        course.start,
        runner.learning_rate,
        course.steps,
        course.noise,
        course.seed,
        batch_size=course.batch_size or None,
        label_noise=course.label_noise,
    )


def numbers_of(run):
    """One run as the columns of a table."""
    rates = np.append(run.rates[:, 0], np.nan)
    return np.column_stack([run.positions[..., 0], run.losses[:, 0], run.gradients[..., 0], rates])


@pytest.mark.parametrize("link", LINKS.values(), ids=LINKS)
def test_pandas_reads_the_runs_to_the_last_digit(link):
    setting = Shown.at(link).visit.setting
    rows = table_of(link)
    assert list(rows.runner.unique()) == ["a", "b"][: len(setting.runners)]
    for place, (_, own) in enumerate(rows.groupby("runner")):
        run = alone(setting.course_of(place), setting.runners[place])
        np.testing.assert_array_equal(own[NUMBERS].to_numpy(), numbers_of(run))
        assert list(own.step) == list(range(setting.course.steps + 1))
        assert set(own.optimizer) == {setting.runners[place].optimizer.title}


def test_what_is_not_finite_is_written_as_its_readers_write_it():
    rows, text = table_of(LINKS["overflows"]), file_of(LINKS["overflows"]).decode()
    assert np.isinf(rows.loss).any()
    assert np.isnan(rows.loss).any()
    assert ",inf," in text
    assert ",nan," in text


@pytest.mark.parametrize("slider", ["learning_rate", "alpha", "beta1", "final"])
def test_each_notch_of_a_slider_is_the_run_that_has_this_value(slider):
    link, field = LINKS["one"], {"alpha": "learning_rate"}.get(slider, slider)
    column = {"learning_rate": "alpha", "final": "decay"}.get(field, field)
    rows, setting = table_of(link, slider=slider), Shown.at(link).visit.setting
    assert rows[column].nunique() > ABREAST
    for value, own in list(rows.groupby(column))[::7]:
        run = alone(setting.course, setting.runners[0].moved(**{field: value}))
        np.testing.assert_array_equal(own[NUMBERS].to_numpy(), numbers_of(run))


def test_who_lacks_a_slider_is_there_once():
    rows = table_of("http://h/compare?landscape=bowl&optimizer=momentum&b.optimizer=adam&steps=10", slider="momentum")
    assert rows[rows.runner == "a"].momentum.nunique() > ABREAST
    assert rows[rows.runner == "b"].momentum.isna().all()
    assert len(rows[rows.runner == "b"]) == 11


def test_one_slider_for_all_moves_all():
    race = "http://h/compare?landscape=ravine&optimizer=momentum&b.optimizer=adam&steps=10&together="
    rows = table_of(f"{race}alpha", slider="alpha")
    notches = {letter: list(own.alpha.unique()) for letter, own in rows.groupby("runner")}
    assert notches["a"] == notches["b"]
    first = rows[rows.step == 0]
    np.testing.assert_array_equal(first.alpha, first.learning_rate)  # the schedule is constant

    rows, setting = table_of(f"{race}angle", slider="angle"), Shown.at(f"{race}angle").visit.setting
    for angle, own in rows[rows.runner == "b"].groupby("angle"):
        run = descend(
            setting.course.landscape.with_parameters(angle=angle),
            setting.runners[1].optimizer,
            setting.runners[1].schedule,
            setting.course.start,
            setting.runners[1].learning_rate,
            setting.course.steps,
        )
        np.testing.assert_array_equal(own[NUMBERS].to_numpy(), numbers_of(run))


def test_where_there_is_data_the_validation_loss_is_there_too():
    rows, landscape = table_of(LINKS["data"]), Shown.at(LINKS["data"]).visit.setting.course.landscape
    np.testing.assert_array_equal(rows.validation_loss, landscape.validation_loss(rows.x.to_numpy(), rows.y.to_numpy()))
    assert "validation_loss" not in table_of(LINKS["one"])
    both = table_of(LINKS["one"], LINKS["data"])
    assert list(both.groupby("picture").validation_loss.count()) == [0, 31]


@pytest.mark.parametrize("slider", ["", "alpha"])
def test_numpy_loads_the_same(tmp_path, slider):
    path = tmp_path / "taken.npz"
    path.write_bytes(file_of(LINKS["race"], write=write_arrays, slider=slider))
    taken, rows = np.load(path, allow_pickle=False), table_of(LINKS["race"], slider=slider)
    for letter, own in rows.groupby("runner"):
        positions, rates = taken[f"{letter}/positions"], taken[f"{letter}/rates"]
        steps, runs = rates.shape
        assert positions.shape == (steps + 1, 2, runs)
        np.testing.assert_array_equal(positions[:, 1].T.ravel(), own.y)
        np.testing.assert_array_equal(taken[f"{letter}/losses"].T.ravel(), own.loss)
        np.testing.assert_array_equal(taken[f"{letter}/gradients"][:, 0].T.ravel(), own.gradient_x)
        np.testing.assert_array_equal(rates.T.ravel(), own.learning_rate.dropna())
        assert (f"{letter}/values" in taken) == bool(slider)
        assert not slider or list(taken[f"{letter}/values"]) == list(own.alpha.unique())
    told = json.loads(str(taken["settings"]))
    assert told["noise"] == 0.5
    assert [own["seed"] for own in told["runners"].values()] == [3, 4]
    assert told["runners"]["b"]["start"] == [1.0, -2.0]


def test_the_comment_says_what_was_set_and_what_came_of_it():
    text = file_of(LINKS["data"]).decode()
    head = "".join(line for line in text.splitlines(keepends=True) if line.startswith("#"))
    for words in ("(x*u + y*sin(4*pi*u) - v)^2/2", "beta1 = 0.9", "mini-batches of 4", "seed 5", "PyTorch", "x is a"):
        assert words in head
    assert LINKS["data"] in head
    assert "pandas.read_csv" in head


def test_a_link_that_will_not_open_for_ever_says_so():
    points = ";".join(f"{u / 7:.17f},{u % 7:.17f}" for u in range(150))
    held = Held()
    link = urlencode(held.fold({"landscape": "overfit", "steps": "10", "data": points}))
    assert "it opens as long as the app still has them" in file_of(link).decode()
    assert "it opens as long as" not in file_of(LINKS["data"]).decode()


def test_nothing_in_it_is_a_formula_for_a_spreadsheet_or_breaks_a_line():
    hostile = "landscape=bowl&utm_a=,=cmd|'/C calc'!A0%0A\n,\"@SUM(1)&steps=10"
    rows = list(csv.reader(io.StringIO(file_of(hostile).decode())))
    for row in rows:
        for text in row:
            is_number = text in ("", "nan", "inf", "-inf") or text.strip("-")[:1].isdigit()
            assert is_number or text[0] not in "=+-@", row
    assert len(pandas.read_csv(io.StringIO(file_of(hostile).decode()), comment="#")) == 11
    assert cell("=1+1") == "1+1"
    assert cell('@a, "b"\n#c') == "a   b   c"


def test_a_letter_that_a_formula_has_can_be_no_name_of_another_column():
    rows = table_of("f=a*x%5E2%2Bb*y%5E2&a=2&b=3&steps=10")
    assert len(rows.columns) == len(set(rows.columns)) == 9


def test_a_file_has_an_end():
    six = "&".join(["landscape=bowl&optimizer=adam", *(f"{letter}.optimizer=lion" for letter in "bcdef"), "steps=1000"])
    race = Shown.at(f"http://h/compare?{six}")
    assert len(walks_of(race, "alpha")) > 6  # one alone is fine
    with pytest.raises(TooMuchError, match=r"steps, and one file holds 600,000 at most: take"):
        next(write_table([race, race], "alpha"))
    with pytest.raises(TooMuchError, match="has a slider “gamma”: choose among learning_rate, final, beta1"):
        next(write_table([race], "gamma"))


def test_it_is_made_in_small_pieces_between_which_others_go_first():
    paused = 0

    def pause():
        nonlocal paused
        paused += 1

    shown = Shown.at("landscape=bowl&optimizer=adam&steps=1000")
    pieces = list(write_table([shown], "alpha", pause))
    assert max(map(len, pieces)) < 200_000
    assert paused > 5000  # between the steps


@pytest.mark.parametrize("kind", ["csv", "npz"])
def test_an_order_becomes_the_same_file(kind):
    order = {"pictures": [{"link": LINKS["one"]}], "options": {"slider": "beta1"}}
    made = b"".join(KINDS[kind].make(json.dumps(order).encode(), lambda: None))
    write = write_table if kind == "csv" else write_arrays
    assert made == file_of(LINKS["one"], write=write, slider="beta1")


def test_a_command_makes_the_file_or_says_why_not(tmp_path, capsys):
    target = tmp_path / "taken.csv"
    assert table.main([LINKS["one"], "-o", str(target), "--notches", "alpha"]) == 0
    assert target.read_bytes() == file_of(LINKS["one"], slider="alpha")
    refused = ["landscape=nowhere", f"landscape=bowl&f={'x' * 20_000}", "http://[", "landscape=overfit&data=held-1"]
    for link, *more in [*zip(refused, strict=True), (LINKS["one"], "--notches", "gamma")]:
        assert table.main([link, "-o", str(tmp_path / "none.csv"), *more]) == 2
        (sentence,) = capsys.readouterr().err.splitlines()
        assert sentence.endswith(".")
    assert table.main([LINKS["one"], "-o", str(tmp_path / "no" / "none.csv")]) == 2
    assert "cannot be written: No such file or directory." in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [target]
