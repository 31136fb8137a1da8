"""From a lesson's Markdown to markup."""

import pytest

from lessons.markup import render


def test_a_sign_and_its_value_stay_on_one_line():
    assert render("With α = 0.1 and x = 1.", inline=True) == "With α\xa0=\xa00.1 and x = 1."


def test_code_can_be_copied():
    assert "rate = 0.1" in render("```python\nrate = 0.1\n```")


def test_the_signs_of_the_markup_itself_are_not_taken_from_a_text():
    assert render("a \ue0007\ue001 b $x$", inline=True).startswith("a  b <math")


@pytest.mark.parametrize(
    "text",
    [
        "$\\text{<img/src=x/onerror=alert(1)>}$",
        "$\\text{&lt;img/src=x/onerror=alert(1)&gt;}$",
        "$<img/src=x/onerror=alert(1)>$",
        "$\\href{javascript:alert(1)}{x}$",
        "[x](javascript:alert(1))",
        "![x](https://elsewhere.example/x.png)",
    ],
)
def test_nothing_in_a_text_is_markup_that_runs_or_fetches(text):
    made = render(text)
    assert "<img" not in made
    assert 'href="java' not in made
