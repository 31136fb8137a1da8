"""What is typed in stands in the address: a formula, its window and ranges, or which points a loss is made of."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from visits import made_of_data, typed, visits

from address import Ground, changed, read, together_in, write
from landscapes import FORMULA, LANDSCAPES
from landscapes.columns import FEWEST, MOST, write_columns

FEW = settings(max_examples=40)  # each with a search for floors
BOWL = {"f": "a*x^2 + y^2"}
OWN = "1,2;2,3;4,5;6,7"
LOOKED = {"x": "1", "y": "2", "alpha": "0.01", "step": "7", "play": "0", "view": "0,0,2", "camera": "1,1,1,0,0,0"}
KEPT = {"steps": "50", "noise": "1", "seed": "3", "optimizer": "momentum", "momentum": "0.5"}


@FEW
@given(visits(most_runners=2, grounds=typed()))
def test_what_is_written_of_a_formula_is_read_back(visit):
    assert read(write(visit), most_runners=2) == (visit, [])


@FEW
@given(visits(most_runners=2, grounds=made_of_data()))
def test_what_is_written_of_data_is_read_back(visit):
    assert read(write(visit), most_runners=2) == (visit, [])


def test_a_formula_alone_opens_it():
    visit, notices = read({"f": "x^2 + 3*y^2"})
    assert notices == []
    landscape = visit.setting.course.landscape
    assert landscape.formula == "x^2 + 3*y^2"
    assert visit.setting.course.start == landscape.start
    assert visit.setting.runners[0].learning_rate == landscape.learning_rate
    assert landscape.minima == ((0.0, 0.0),)
    assert write(visit) == {"landscape": "formula", "f": "x^2 + 3*y^2"}


def test_the_first_formula_need_not_be_written():
    assert write(read({"f": FORMULA.formula})[0]) == {"landscape": "formula"}
    assert read({"landscape": "formula"})[0].setting.course.landscape is FORMULA


def test_seed_0_is_the_draw_that_a_landscape_comes_with():
    visit, notices = read({"landscape": "line_raw", "data_seed": "0"})
    assert notices == []
    assert visit.setting.course.landscape is LANDSCAPES["line_raw"]
    other = read({"landscape": "line_raw", "data_seed": "1"})[0].setting.course.landscape
    assert other.data != LANDSCAPES["line_raw"].data


def test_batches_of_all_points_are_none():
    count = str(len(LANDSCAPES["line_raw"].data))
    visit, notices = read({"landscape": "line_raw", "batch_size": count})
    assert notices == []
    assert not visit.setting.course.takes_batches
    assert write(visit) == {"landscape": "line_raw"}


def test_ones_own_points_are_trained_on_and_every_fourth_is_held_back():
    visit, notices = read({"landscape": "line_raw", "data": OWN, "batch_size": "2", "surface": "validation"})
    assert notices == []
    data = visit.setting.course.landscape.data
    assert (data.points, data.validation) == (((1, 2), (2, 3), (4, 5)), ((6, 7),))
    assert visit.setting.course.batch_size == 2
    assert visit.validates


@pytest.mark.parametrize(
    ("params", "name"),
    [
        ({"landscape": "ravine", "f": "x^2"}, "f"),
        ({"landscape": "ravine", "window": "0,1,0,1"}, "window"),
        ({"landscape": "ravine", "range_a": "0,1"}, "range_a"),
        (BOWL | {"range_b": "0,1"}, "range_b"),
        (BOWL | {"b": "1"}, "b"),
        (BOWL | {"data": OWN}, "data"),
        ({"landscape": "ravine", "batch_size": "3"}, "batch_size"),
        ({"landscape": "logistic", "data_seed": "3"}, "data_seed"),
        ({"landscape": "line_raw", "data": OWN, "data_seed": "3"}, "data_seed"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_its_picture_does_not_read_is_a_stranger(params, name):
    visit, (notice,) = read(params)
    assert f"“{name}”" in notice
    assert visit == read({other: text for other, text in params.items() if other != name})[0]


WRONG = {
    "f": [
        "",
        "x^2 +",
        "x^2 + foo",
        "5",
        "0*x + 1",
        "a",
        "log(-1 - x^2)",
        "<script>alert(1)</script>",
        "x" * 5000,
        "∫x",
    ],
    "window": [
        "",
        "0,1",
        "0,0,0,1",
        "1,0,0,1",
        "0,1,0,1,0",
        "0,nan,0,1",
        "0,1e10,0,1",
        "0,1,1,1.0000000001",
        "5,5.000001,0,1",
    ],
    "range_a": ["", "1", "1,1", "2,1", "0,inf", "0,1e10", "1,2,3", "a,b"],
    "a": ["nan", "6", "-6", "", "<b>"],
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in WRONG.items() for text in texts])
def test_a_wrong_text_is_one_sentence_and_the_rest_stays(name, text):
    rest = {"f": "a*x^2 + y^2", "window": "-3,1,-1,1", "range_a": "-4,4", "a": "2"} | {"x": "0.5", "steps": "20"}
    if name == "f":
        rest = {"landscape": "formula", "window": "-3,1,-1,1", "x": "0.5", "steps": "20"}
    rest.pop(name, None)
    visit, (notice,) = read(rest | {name: text})
    assert visit == read(rest)[0]
    assert f"“{name}”" in notice
    assert len(notice) < 250


@pytest.mark.parametrize(
    ("key", "text", "words"),
    [
        ("line_raw", "1,2", "at least 4"),
        ("line_raw", "1,2;1,3;1,4;1,5", "give inputs that differ"),
        ("line_raw", "1,2;x,3;1,4;1,5", "is not a number"),
        ("line_raw", "1,2;2,3;nan,4;1,5", "leave this row out"),
        ("line_raw", ";".join(["1,2"] * (MOST + 1)), "at most 200"),
        ("line_raw", "1,2;1,3;1,4;5,5", "are all the same"),
        ("logistic", OWN, "two classes"),
        ("two_weights", "1,0;2,0;3,0;4,5", "no product"),
    ],
)
def test_wrong_points_are_one_sentence_and_the_landscape_has_its_own(key, text, words):
    visit, (notice,) = read({"landscape": key, "data": text, "steps": "20"})
    assert visit == read({"landscape": key, "steps": "20"})[0]
    assert notice.startswith("The link's “data” is not used. ")
    assert words in notice


@pytest.mark.parametrize(
    ("name", "text"),
    [("batch_size", "0"), ("batch_size", "41"), ("batch_size", "2.5"), ("label_noise", "-1"), ("surface", "test")],
)
@pytest.mark.parametrize("more", [{}, {"data_seed": "4"}])
def test_a_wrong_number_of_data_is_one_sentence(name, text, more):
    visit, (notice,) = read({"landscape": "line_raw", name: text} | more)
    assert visit == read({"landscape": "line_raw"} | more)[0]
    assert f"“{name}”" in notice


def test_a_batch_is_no_larger_than_ones_own_points():
    visit, (notice,) = read({"landscape": "line_raw", "data": OWN, "batch_size": "4"})
    assert notice == "The link's value of “batch_size” is not a whole number from 1 to 3, so 3 is used."
    assert visit.setting.course.batch_size == 0


def test_a_window_is_refused_where_the_formula_has_no_loss():
    params = {"f": "log(x) + y^2", "window": "-3,-1,0,1"}
    visit, (notice,) = read(params)
    assert "“window”" in notice
    assert visit.ground.window is None
    assert read(params | {"window": "1,3,0,1"})[1] == []


def test_a_formula_need_only_have_a_loss_in_its_window():
    far = {"f": "sqrt(x - 1000) + y^2"}
    assert "has no finite value" in read(far)[1][0]
    visit, notices = read(far | {"window": "1000,1010,-5,5"})
    assert notices == []
    assert visit.setting.course.landscape.window == ((1000, 1010), (-5, 5))


@pytest.mark.parametrize("more", [{}, {"window": "-1,1,-1,1"}])
def test_a_range_is_refused_where_the_formula_has_no_loss_at_any_of_it(more):
    """A letter begins at 1 or as near to that as its range goes: here at 3, where there is nothing to show."""
    params = {"f": "sqrt(2 - a) + x^2 + y^2"} | more
    visit, (notice,) = read(params | {"range_a": "3,5"})
    assert "“range_a”" in notice
    assert visit == read(params)[0]


def test_another_formula_forgets_its_pictures_numbers_and_keeps_the_method_and_the_window():
    own = {"landscape": "formula", "f": "a*x^2 + b*y^2", "window": "-3,1,-1,1", "range_a": "0,3", "a": "2", "b": "3"}
    after = changed(own | LOOKED | KEPT, "f", "a*x^4 + y^2")
    kept = {name: text for name, text in own.items() if name != "b"}
    assert after == kept | KEPT | {"f": "a*x^4 + y^2"}


def test_another_window_forgets_how_it_was_looked_at_and_nothing_else():
    looked = {name: text for name, text in LOOKED.items() if name not in ("view", "camera")}
    assert changed(BOWL | LOOKED | KEPT, "window", "-1,1,-1,1") == BOWL | looked | KEPT | {"window": "-1,1,-1,1"}


def test_a_window_in_which_another_formula_has_no_loss_goes():
    before = {"f": "x^2 + y^2", "window": "-3,-1,0,1"}
    assert changed(before, "f", "log(x) + y^2") == {"f": "log(x) + y^2"}


def test_a_range_in_which_another_formula_has_no_loss_goes():
    before = {"f": "a*x^2 + y^2", "range_a": "3,5", "a": "4"}
    assert changed(before, "f", "sqrt(2 - a) + x^2") == {"f": "sqrt(2 - a) + x^2", "a": "4"}


def test_other_points_forget_the_pictures_numbers_and_keep_the_method():
    before = {"landscape": "line_raw", "data_seed": "4", "batch_size": "4", "label_noise": "1", "surface": "validation"}
    after = changed(before | LOOKED | KEPT, "data", OWN)
    assert after == {"landscape": "line_raw", "data": OWN, "surface": "validation"} | KEPT


def test_another_draw_keeps_everything():
    before = {"landscape": "line_raw", "batch_size": "4", "label_noise": "1", "surface": "validation"} | LOOKED | KEPT
    assert changed(before, "data_seed", "5") == before | {"data_seed": "5"}


@pytest.mark.parametrize("more", [{}, {"landscape": "formula"}])
def test_another_landscape_forgets_all_that_was_typed_in(more):
    own = BOWL | {"window": "-3,1,-1,1", "range_a": "0,3", "a": "2"} | more
    assert changed(own | {"seed": "3"}, "landscape", "bowl") == {"seed": "3", "landscape": "bowl"}
    points = {"landscape": "line_raw", "data": OWN, "batch_size": "2", "surface": "validation"}
    assert changed(points | {"seed": "3"}, "landscape", "bowl") == {"seed": "3", "landscape": "bowl"}


@pytest.mark.parametrize(
    ("name", "text"), [("f", "a*x^2 + y^2"), ("window", "-2,2,-2,2"), ("range_a", "0,3"), ("data", OWN)]
)
def test_each_run_of_an_address_is_the_very_same_landscape(name, text):
    """Nothing is searched for twice."""
    params = {"landscape": "line_raw"} if name == "data" else BOWL
    first, again = (read(params | {name: text})[0].setting.course.landscape for _ in range(2))
    assert first is again


@given(st.text(max_size=60), st.text("0123456789,;.e- \n", max_size=40), st.text("0123456789,.e-", max_size=20))
def test_any_text_is_read_or_refused(formula, points, window):
    for params in ({"f": formula, "window": window}, {"landscape": "line_raw", "data": points, "batch_size": window}):
        visit, notices = read(params)
        assert read(write(visit)) == (visit, [])
        assert all(0 < len(notice) < 250 for notice in notices)


def test_points_are_written_to_their_last_digit():
    points = [(0.1 + 0.2, -1e-9), (1 / 3, 2.5e5), (1.0, 0.0), (-7.0, 1e6)]
    assert len(points) == FEWEST
    text = write_columns(points)
    assert Ground("line_raw").made_of_short(text).points == text
    data = read({"landscape": "line_raw", "data": text})[0].setting.course.landscape.data.raw
    assert (*data.points, *data.validation) == tuple(points)


def test_the_letter_of_a_heavy_formula_moves_no_others():
    heavy = "a*x^2 + " + " + ".join(f"sin({k}x*y + {k})" for k in range(1, 16))
    for text, offered in (("a*x^2 + y^2", True), (heavy, False)):
        visit, notices = read({"f": text, "together": "a", "b.optimizer": "adam"}, 6)
        assert len(visit.setting.runners) == 2
        assert (visit.race.together == "a") == offered
        assert (notices == []) == offered
        assert visit.setting.course.landscape.parameters.keys() == {"a"}
    assert all(together_in(item).keys() >= item.parameters.keys() for item in LANDSCAPES.values())
