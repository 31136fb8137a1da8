"""Columns: two columns of numbers that a person pastes or uploads, as points; and points as a short text.

    u, v
    1.0, 2.3        comma, semicolon, tab or blanks between; the first line may name the columns
    2.0, 3.1        what follows a # is passed over, and so are blank lines

Where no comma separates the columns, a number may have a decimal comma: 1,0; 2,3. Between tabs and blanks stand also
thousands as 1,234: where every comma could be of such a one, it is asked about.
"""

import math
import re
from collections import Counter
from functools import lru_cache

from landscapes.data import Data, Points

FEWEST, MOST, LONGEST = 4, 200, 20_000  # rows, rows, characters
LARGEST, SMALLEST = 1e6, 1e-30
HELD_BACK = 4  # of so many rows one is held back
NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?", re.IGNORECASE | re.ASCII)
THOUSAND = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}", re.ASCII)
START = re.compile(r"[+-]?[.,]?\d", re.ASCII)
PLAIN = str.maketrans({"−": "-", "\ufeff": " ", "\u00a0": " ", '"': ""})  # what spreadsheets and books write otherwise
PLAIN |= dict.fromkeys(
    map(ord, "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069")
)  # unseen


def read_columns(text: str) -> Points:
    """The points of a text, u and v of each.

    Raises ValueError, with one sentence that says the line and what to do about it.
    """
    if len(text) > LONGEST:
        raise ValueError(_too_much(f"{len(text):,} characters"))
    lines = [(number, _cleaned(line)) for number, line in enumerate(text.splitlines(), 1)]
    lines = [(number, line) for number, line in lines if line]
    if lines and not START.match(lines[0][1]):
        between = _separator([line for _, line in lines[1:]])
        lines = lines[1:] if _is_header(_cells(lines[0][1], between)) else lines
    if not lines:
        raise ValueError("There are no numbers yet: paste two columns, one point per line, such as 1.5, 2.3.")
    if len(lines) > MOST:
        raise ValueError(_too_much(f"{len(lines)} rows"))
    between = _separator([line for _, line in lines])
    if between in "\t ":
        _ask_of_thousands([(number, cell) for number, line in lines for cell in _cells(line, between) if "," in cell])
    points = tuple(_point(number, line, between) for number, line in lines)
    if len(points) < FEWEST:
        count = "is one row" if len(points) == 1 else f"are {len(points)} rows"
        raise ValueError(f"There {count} of numbers: give at least {FEWEST}, one point per line.")
    if len({u for u, _ in points}) == 1:
        raise ValueError(f"The first column is {points[0][0]:g} in every row: give inputs that differ.")
    return points


def split(points: Points) -> Data:
    """Every fourth row is held back to validate: the fourth, the eighth and so on."""
    held_back = points[HELD_BACK - 1 :: HELD_BACK]
    trained_on = tuple(point for row, point in enumerate(points, 1) if row % HELD_BACK)
    return Data(trained_on, held_back)


def split_classes(points: Points) -> Data:
    """Of each class the second row is held back, the sixth and so on; classes are told apart by their targets.

    Both sides then have both classes, whatever the order of the rows; of a class of one row only the side to train on.
    """
    count, trained_on, held_back = Counter(), [], []
    for u, v in points:
        count[v] += 1
        (held_back if count[v] % HELD_BACK == 2 else trained_on).append((u, v))
    return Data(tuple(trained_on), tuple(held_back))


def write_columns(points: Points) -> str:
    """The points as one short text, "1.5,2;3,4.25", which `read_short` reads back to the last digit."""
    return ";".join(f"{_short(u)},{_short(v)}" for u, v in points)


@lru_cache(maxsize=32)
def read_short(text: str) -> Points:
    """The points of a text by `write_columns`. Raises ValueError as `read_columns` does; a line is a point."""
    return read_columns(text.replace(";", "\n"))


def _cleaned(line: str) -> str:
    """Without its comment, and with nothing around a comma that has a blank beside it: that one is no decimal comma.

    Nothing is left of a line of separators, as spreadsheets write below a table.
    """
    line = re.sub(r"\s+,\s*|\s*,\s+", ",", line.translate(PLAIN).split("#")[0].strip())
    return line if line.strip(",; \t") else ""


def _separator(lines: list[str]) -> str:
    """What stands between the columns: a tab or semicolon if there is one, blanks if each line has two words."""
    marks = [mark for mark in ("\t", ";") if any(mark in line for line in lines)]
    if marks:
        return marks[0]
    if all(len(line.split()) == 2 for line in lines):
        return " "
    return "," if any("," in line for line in lines) else " "


def _cells(line: str, between: str) -> list[str]:
    return line.split() if between == " " else [cell.strip() for cell in line.split(between)]


def _is_header(cells: list[str]) -> bool:
    """Whether no cell begins as a number does, nor says that it is none."""
    return all(cell and not START.match(cell) and not _is_none(cell) for cell in cells)


def _is_none(cell: str) -> bool:
    return cell.lower().lstrip("+-") in ("nan", "inf", "infinity")


def _ask_of_thousands(cells: list[tuple[int, str]]):
    if cells and all(THOUSAND.fullmatch(cell) for _, cell in cells):
        number, cell = cells[0]
        raise ValueError(
            f"Line {number}: {_shown(cell)} may be a thousand or a decimal: "
            "leave the comma out, or write decimals with a point."
        )


def _point(number: int, line: str, between: str) -> tuple[float, float]:
    cells = _cells(line, between)
    if between == "," and len(cells) != 2 and all(re.fullmatch(r"[+-]?\d+", cell) for cell in cells):
        raise ValueError(
            f"Line {number}: {_shown(line)} can be read in more than one way: "
            "put a semicolon between the columns, or write decimals with a point."
        )
    if len(cells) != 2:
        columns = "one column" if len(cells) == 1 else f"{len(cells)} columns"
        between = " with a comma, semicolon, tab or blank between" if len(cells) == 1 else ""
        raise ValueError(f"Line {number} has {columns}: give two numbers{between}, the input and the target.")
    u, v = (_number(cell, number, between) for cell in cells)
    return u, v


def _number(cell: str, number: int, between: str) -> float:
    if not cell:
        raise ValueError(f"Line {number} lacks a number: give two, the input and the target.")
    if _is_none(cell):
        raise ValueError(f"Line {number}: {cell} is no number that can be fitted: leave this row out.")
    if not NUMBER.fullmatch(cell):
        raise ValueError(f"Line {number}: {_shown(cell)} is not a number: correct it or leave this row out.")
    value = float(cell.replace(",", "."))
    if not math.isfinite(value) or abs(value) > LARGEST:
        raise ValueError(
            f"Line {number}: {_shown(cell)} is too large: numbers may go up to a million, so change the unit."
        )
    if abs(value) < SMALLEST and re.search("[1-9]", re.split("e", cell, flags=re.IGNORECASE)[0]):
        raise ValueError(f"Line {number}: {_shown(cell)} is too small: write 0, or change the unit.")
    return value


def _shown(text: str) -> str:
    """A few characters of what was typed, in quotes."""
    text = "".join(character if character.isprintable() else "�" for character in text)
    return f"“{text if len(text) <= 24 else text[:23] + '…'}”"


def _too_much(given: str) -> str:
    return f"{given} are too many: give at most {MOST} rows and {LONGEST:,} characters."


def _short(number: float) -> str:
    text = repr(float(number))
    return text.removesuffix(".0")
