"""Columns: what people paste becomes points, or one sentence that says what to do."""

import re

import numpy as np
import pytest

from address import Ground
from landscapes import LANDSCAPES
from landscapes.columns import read_columns, read_short, split, split_classes, write_columns

FOUR = ((1.0, 2.5), (2.0, -3.0), (3.5, 4.0), (4.0, 0.0))
GOOD = {
    "commas": "1,2.5\n2,-3\n3.5,4\n4,0",
    "commas and blanks": "1, 2.5\n2 ,-3\n 3.5 , 4 \n4,\t0",
    "semicolons": "1;2.5\n2;-3\n3.5;4\n4;0",
    "tabs": "1\t2.5\n2\t-3\n3.5\t4\n4\t0",
    "blanks": "1 2.5\n2   -3\n3.5 4\n4 0",
    "decimal commas with semicolons": "1,0; 2,5\n2,0; -3,0\n3,5; 4,0\n4,0; 0,0",
    "decimal commas with tabs": "1\t2,5\n2\t-3\n3,5\t4\n4\t0",
    "decimal commas with blanks": "1 2,5\n2 -3\n3,5 4\n4 0",
    "a header": "u, v\n1,2.5\n2,-3\n3.5,4\n4,0",
    "a header of many words": "petal length, petal width (cm)\n1,2.5\n2,-3\n3.5,4\n4,0",
    "a header of many words above blanks": "the input the target\n1 2,5\n2 -3\n3,5 4\n4 0",
    "a header of one word above blanks": "data\n1 2.5\n2 -3\n3.5 4\n4 0",
    "a header with commas above semicolons": "a, b; c, d\n1;2.5\n2;-3\n3.5;4\n4;0",
    "quotes": '"u","v"\n"1","2.5"\n"2","-3"\n"3.5","4"\n"4","0"',
    "comments and blank lines": "# measured\n\n1,2.5  # the first\n2,-3\n\n3.5,4\n   \n4,0\n# end",
    "other signs": "\ufeff+1,2.5e0\n2,−3\n.35e1,4.\n4E0,-0",
    "decimal commas of three digits": "1,000;2,500\n2,000;-3,000\n3,500;4,000\n4,000;0,000",
    "one decimal comma that is none of thousands": "1,000 2,5\n2,000 -3,000\n3,500 4,000\n4,000 0,000",
    "unseen characters": "\u200b1,2.5\n\u202d2,-3\u202c\n3.5\u200e,4\n4,0\u2060",
    "empty rows of a spreadsheet": "1;2.5\n2;-3\n;;\n3.5;4\n4;0\n;\n,,\n\t\t",
    "windows' line ends": "1,2.5\r\n2,-3\r\n3.5,4\r\n4,0\r\n",
}
MANY = "\n".join(f"{row},{row}" for row in range(201))
BAD = {
    "": "There are no numbers yet: paste two columns",
    "\n # nothing\n": "There are no numbers yet",
    "u,v": "There are no numbers yet",
    "1,2\n2,3": "There are 2 rows of numbers: give at least 4",
    "u,v\n1,2": "There is one row of numbers: give at least 4",
    "1,2\n2,three\n3,4\n4,5": "Line 2: “three” is not a number",
    "u,v\n1,2\n\n2,x\n3,4": "Line 4: “x” is not a number",
    "one,2\n2,3\n3,4\n4,5": "Line 1: “one” is not a number",
    "1,2\n2,nan\n3,4\n4,5": "Line 2: nan is no number that can be fitted: leave this row out",
    "1 2\n2 -Inf\n3 4\n4 5": "Line 2: -Inf is no number",
    "1\n2\n3\n4": "Line 1 has one column: give two numbers",
    "1|2\n2|3\n3|4\n4|5": "Line 1 has one column: give two numbers with a comma, semicolon, tab or blank between",
    "1;2;3\n1;2;3\n1;2;3": "Line 1 has 3 columns: give two numbers",
    "1.5,2,3\n1,2\n3,4": "Line 1 has 3 columns",
    "1,5,2\n2,5,3": "Line 1: “1,5,2” can be read in more than one way: put a semicolon",
    "1,5,2,5\n2,5,3,1": "Line 1: “1,5,2,5” can be read in more than one way",
    "1,2\n2,\n3,4\n4,5": "Line 2 lacks a number",
    "1;2\n2,3\n3;4\n4;5": "Line 2 has one column",
    "5,1\n5,2\n5,3\n5,4": "The first column is 5 in every row: give inputs that differ",
    "1,2\n2,1000001\n3,4\n4,5": "Line 2: “1000001” is too large: numbers may go up to a million",
    "1,2\n1e999,3\n3,4\n4,5": "Line 2: “1e999” is too large",
    "1,234\t5\n2,345\t6\n3\t7\n4\t8": "Line 1: “1,234” may be a thousand or a decimal: leave the comma out",
    "1 5\n2 -6,789\n3 7\n4 8": "Line 2: “-6,789” may be a thousand or a decimal",
    "1,2\n2,1e-31\n3,4\n4,5": "Line 2: “1e-31” is too small: write 0, or change the unit",
    "1,2\n2,-1E-999\n3,4\n4,5": "Line 2: “-1E-999” is too small",
    "1,2\n2,3\0\n3,4\n4,5": "Line 2: “3�” is not a number",
    "1,2\n2,1_000\n3,4\n4,5": "Line 2: “1_000” is not a number",
    "1,2\n2,0x10\n3,4\n4,5": "Line 2: “0x10” is not a number",
    "1,2\n2,٣\n3,4\n4,5": "Line 2: “٣” is not a number",
    "1;2\n2;1,234.5\n3;4\n4;5": "Line 2: “1,234.5” is not a number",
    "1,2\n2," + "x" * 99 + "\n3,4": "Line 2: “xxxxxxxxxxxxxxxxxxxxxxx…” is not a number",
    MANY: "201 rows are too many: give at most 200 rows and 20,000 characters",
    "1,2\n" * 5001: "20,004 characters are too many: give at most 200 rows and 20,000 characters",
}


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD.keys())
def test_two_columns_are_read_however_they_are_written(text):
    assert read_columns(text) == FOUR


@pytest.mark.parametrize(("text", "complaint"), BAD.items(), ids=lambda text: repr(text[:20]))
def test_what_cannot_be_read_gets_one_sentence_that_says_where_and_what_to_do(text, complaint):
    with pytest.raises(ValueError, match=re.escape(complaint)) as raised:
        read_columns(text)
    said = str(raised.value)
    assert said.startswith(complaint)
    assert said.endswith(".")
    assert "\n" not in said
    assert len(said) < 200


def test_every_fourth_row_is_held_back():
    for count in (4, 5, 8, 31, 200):
        points = tuple((float(row), float(row % 7)) for row in range(1, count + 1))
        data = split(points)
        assert [u for u, _ in data.validation] == list(range(4, count + 1, 4))
        assert [u for u, _ in data.points] == [row for row in range(1, count + 1) if row % 4]
        assert data.seed is None


@pytest.mark.parametrize(
    "classes", ["01" * 20, "0001" * 10, "0" * 30 + "1" * 10, "1" * 5 + "0" * 3, "0011", "01" * 100]
)
def test_of_classes_about_a_fourth_of_each_is_held_back(classes):
    points = tuple((float(row), float(name)) for row, name in enumerate(classes))
    data = split_classes(points)
    assert sorted(data.points + data.validation) == list(points)
    for name in (0.0, 1.0):
        held_back, of_all = (sum(v == name for _, v in some) for some in (data.validation, points))
        assert 0 < held_back < of_all
        assert abs(held_back - of_all / 4) < 1
    assert list(data.points) == sorted(data.points)


@pytest.mark.parametrize("classes", ["0001", "1000", "01" * 20, "0001" * 10])
@pytest.mark.parametrize("key", ["logistic", "logistic_separable"])
def test_in_whatever_order_classes_stand_both_are_trained_on(key, classes):
    rows = [f"{row},{name}" for row, name in enumerate(classes)]
    data = Ground(key).made_of("\n".join(rows)).landscape.data
    assert set(data.targets) == {-1, 1}
    assert len(data.validation)
    if len(rows) > 4:
        assert set(data.validation_targets) == {-1, 1}


def test_the_least_numbers_have_room_in_each_model():
    points = read_columns("0e-400,1\n1e-30,2e-30\n-2e-30,1\n3e-30,2e-30\n5e-30,1\n1e-30,1")
    for landscape in LANDSCAPES.values():
        if landscape.data is not None:
            assert np.isfinite(landscape.with_data(split(points)).loss(1.0, 1.0))


def test_points_are_written_short_and_read_back_to_the_last_digit():
    assert write_columns(FOUR) == "1,2.5;2,-3;3.5,4;4,0"
    random = np.random.default_rng(0)
    points = tuple(
        (float(u), float(v)) for u, v in random.normal(size=(200, 2)) * 10.0 ** random.integers(-9, 6, (200, 2))
    )
    assert read_short(write_columns(points)) == points
    assert read_short(write_columns(FOUR)) == FOUR


def test_own_points_survive_the_way_through_an_address():
    points = read_columns("u v\n" + "\n".join(f"{u} {u * u % 7}" for u in range(30)))
    for key in ("line_raw", "line_scaled", "two_weights", "sine_fit"):
        landscape = LANDSCAPES[key].with_data(split(points))
        again = LANDSCAPES[key].with_points(read_short(write_columns(points)))
        assert again == landscape
        assert (again.minima, again.valleys) == (landscape.minima, landscape.valleys)
