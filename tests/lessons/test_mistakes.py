"""What a teacher gets wrong who writes a first lesson: it is named with its line, or it is understood all the same."""

import pytest

from lessons.checking import hints_of, problems_of
from lessons.lesson import BrokenError
from lessons.reading import read_bytes

GOOD = """\
# A pass
minutes: 4
aim: Say why a run can stay for long where it is no minimum.
language: de

## read: Two ways
picture: /?landscape=saddle&alpha=0.1
show: play

One way leads down, the other up: a [Sattel](#saddle).

## predict: What next?
picture: same

- [run.verdict == "crawling"] It hesitates
  The ground is nearly level here.
- [run.verdict != "crawling"] It falls at once
  It would on a slope.

## run: See
show: alpha, play, verdict
claim: run.verdict == "crawling"

It is not there after {{ run.length }} steps.
"""


def say_of(text: str) -> list[str]:
    try:
        lesson = read_bytes(text.encode(), "own-pass", "pass.md")
    except BrokenError as broken:
        return [str(broken)]
    return problems_of(lesson) + hints_of(lesson)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("", ""),
        ("/?landscape", "http://localhost:8501/?landscape"),
        ("/?landscape", "https://school.example/overshoot/?landscape"),
        ("picture: /?landscape=saddle&alpha=0.1", "picture: /compare?b.alpha=0.1&landscape=saddle&alpha=0.1"),
        ("picture: same", "Picture: same"),
        ("picture: same", "picture:"),
        ("## predict:", "## Predict :"),
        ("  The", "\tThe"),
        ("  The", "\N{NBSP}\N{NBSP}The"),
        ("# A pass", "\ufeff# A pass"),
        ("\n", "\r\n"),
    ],
)
def test_it_is_understood_all_the_same(was, now):
    assert say_of(GOOD.replace(was, now) if was else GOOD) == []


@pytest.mark.parametrize(
    ("was", "now", "line", "said"),
    [
        ("show: play\n\n", "show: play\n", 9, "Leave an empty line"),
        ("show: play\n\nOne way", "show: play\nHint: one way", 9, "“hint” is none of"),
        ("## run: See\n", "## run: See\n\n", 22, "No empty line stands above “show: …”"),
        ("# A pass\n", "# A pass\n\n", 3, "No empty line stands above “minutes: …”"),
        ("/?landscape", "/lessons?lesson=valley&landscape", 7, "A picture is an address"),
        ("=saddle", "=sattel", 6, "Its picture cannot be had."),
        ("## predict:", "## question:", 12, "its kind one of"),
        ("- [", "* [", 15, "An answer is written"),
        ("- [", "– [", 15, "An answer is written"),
        ("- [", "  - [", 15, "An answer is written"),
        ('"] It h', '"]It h', 15, "An answer is written"),
        (
            "It would on a slope.\n",
            "It would on a slope.\n\nThink first.\n",
            20,
            "Other text stands above the answers.",
        ),
        ('claim: run.verdict == "crawling"', "claim: run.verdict == „crawling“", 20, "Quotation marks are straight"),
        ("claim: run.verdict ==", "claim: run.verdict =", 20, "Two values are compared by ==."),
        ("{{ run.length }}", "{{ run.duration }}", 20, "A run has no “duration”."),
        ("{{ run.length }}", "{{ 20,5 }}", 20, "write 20.5"),
        ("{{ run.length }}", "{ run.length }", 20, "two braces"),
        ("#saddle", "#Sattel", 6, "“#Sattel”"),
        ("show: alpha, play", "show: rate; play", 20, "it has alpha, decay. Names are parted by commas."),
        ("language: de", "language: Deutsch", 4, "“de”"),
        ("show: play\n", "show: play\ndark: true\n", 9, "“dark” is yes or no."),
        ("minutes: 4", "minutes: 4-5", 2, "Minutes are a whole number"),
    ],
)
def test_it_is_named_once_with_its_line(was, now, line, said):
    (trouble,) = say_of(GOOD.replace(was, now))
    assert f"pass.md, line {line}: " in trouble
    assert said in trouble
