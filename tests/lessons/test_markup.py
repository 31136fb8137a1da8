"""From a lesson's Markdown to markup."""

from lessons.markup import render


def test_a_sign_and_its_value_stay_on_one_line():
    assert render("With α = 0.1 and x = 1.", inline=True) == "With α\xa0=\xa00.1 and x = 1."


def test_code_can_be_copied():
    assert "rate = 0.1" in render("```python\nrate = 0.1\n```")
