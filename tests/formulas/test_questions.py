"""What is not read is refused in a sentence whose expressions, typed instead, are read and mean what may be meant."""

import re

import numpy as np
import pytest

from formulas import FormulaError, parse

x, y, a = 0.7, 0.4, 1.0

# A text that is asked about, and the values that its readings have.
ASKED = {
    "1/2x": (x / 2, 1 / (2 * x)),
    "x/2y": (x / 2 * y, x / (2 * y)),
    "1/(x)(y)": (y / x, 1 / (x * y)),
    "2/xy": (2 / x * y, 2 / (x * y)),
    "1/2(x+y)": ((x + y) / 2, 1 / (2 * (x + y))),
    "e^xy": (np.exp(x * y), np.exp(x) * y),
    "e^2x": (np.exp(2 * x), np.exp(2) * x),
    "2^3x": (2 ** (3 * x), 8 * x),
    "2^x y": (2 ** (x * y), 2**x * y),
    "x^2x": (x ** (2 * x), x**3),
    "x^-1y": (x**-y, y / x),
    "x^1/2": (np.sqrt(x), x / 2),
    "x^-1/3": (x ** (-1 / 3), 1 / x / 3),
    "x(1)": (x, x),
    "x(2)": (2 * x, y),
    "a(x)": (a * x,),
    "e(x)": (np.e * x, np.exp(x)),
    "sin 2x": (np.sin(2 * x), np.sin(2) * x),
    "sin x^2": (np.sin(x**2), np.sin(x) ** 2),
    "sin x y": (np.sin(x * y), np.sin(x) * y),
    "√2x": (np.sqrt(2 * x), np.sqrt(2) * x),
    "ln|x|^2": (np.log(x**2), np.log(x) ** 2),
    "exp^-1(x)": (1 / np.exp(x), np.log(x)),
    "cot^-1(x)": (np.tan(x),),
    "sin^-2(x)": (np.sin(x) ** -2,),
    "log(x, 2)": (np.log2(x), 1 / np.log2(x)),
    "log_3(x)": (np.log(x) / np.log(3),),
    "lg(x)": (np.log10(x), np.log2(x)),
    "LOG(x)": (np.log10(x), np.log(x)),
    "sinc(x)": (np.sin(x) / x, np.sinc(x)),
    "round(3x)": (2.0,),
    "mod(3x, 2)": (3 * x % 2,),
    "3x % 2": (3 * x % 2,),
    "fmod(-3x, 2)": (np.fmod(-3 * x, 2),),
    "trunc(-3x)": (-2.0,),
    "atan2(y, x - 1)": (np.arctan2(y, x - 1),),
    "asec(1/x)": (np.arccos(x),),
    "clip(x, 0, 0.5)": (0.5,),
    "heaviside(x)": (1.0, 1.0),
    "sqr(x)": (x**2, np.sqrt(x)),
    "exp2(x)": (2**x,),
    "logaddexp(x, y)": (np.logaddexp(x, y),),
    "ax": (a * x,),
    "xe": (x * np.e,),
    "pix": (np.pi * x,),
    "sinx": (np.sin(x),),
    "sin2x": (np.sin(2 * x),),
    "log2x": (np.log2(x), np.log(2 * x)),
    "x 2": (2 * x, x**2),
    "(x+1)2": (2 * (x + 1), (x + 1) ** 2),
    "1,5": (1.5,),
    "x < 0": (0.0,),
    "|x|y|x|": (x * x * y, x * x * y),
    "|x+1|y-2|x|": (x + abs(y - 2) * x, (x + 1) * y - 2 * x),
}


def refusal(text) -> FormulaError:
    with pytest.raises(FormulaError) as caught:
        parse(text)
    return caught.value


@pytest.mark.parametrize("text", ASKED)
def test_a_question_offers_every_reading(text):
    error = refusal(text)
    assert [parse(one).loss(x, y) for one in error.instead] == pytest.approx(ASKED[text], rel=1e-12)
    assert all(one in error.complaint for one in error.instead)
    assert len(str(error)) < 220


# A part of a text that is asked about, and the values that the text has with its readings in that place.
IN_PLACE = {
    "y - [x % 2]": (y - x % 2,),
    "[-3x % 2]": (-3 * x % 2,),
    "[x % (y + 1)]": (x % (y + 1),),
    "[3 % y^2]": (3 % y**2,),
    "2[mod(x, 2)]": (2 * (x % 2),),
    "y - [mod(3x, 2)]": (y - 3 * x % 2,),
    "[sinc(x)]^2": ((np.sin(x) / x) ** 2, np.sinc(x) ** 2),
    "1/[sinc(x)]": (x / np.sin(x), 1 / np.sinc(x)),
    "[exp2(x)]^2": (4**x,),
    "2^-[trunc(3x)]": (0.25,),
    "[root(x, 3)]^2": (x ** (2 / 3),),
    "[log(x, 2)]^2": (np.log2(x) ** 2, np.log2(x) ** -2),
    "1/[log_3(x)]": (np.log(3) / np.log(x),),
    "x - [acot(y)]": (x - np.arctan(1 / y), x - np.pi / 2 + np.arctan(y)),
    "2^[sin^-2(x)]": (2 ** (np.sin(x) ** -2),),
    "1/[cot^-1(x)]": (1 / np.tan(x),),
    "1/[e^xy]": (np.exp(-x * y), np.exp(-x) / y),
    "1/[sin 2x]": (1 / np.sin(2 * x), 1 / (np.sin(2) * x)),
    "1/[ax]": (1 / (a * x), x / a),
    "e^-[ax]": (np.exp(-a * x), np.exp(-a) * x),
    "3/[pix]": (3 / (np.pi * x), 3 / np.pi * x),
    "2*[ax]^2": (2 * a * x**2,),
    "1/[sinx]": (1 / np.sin(x),),
}


@pytest.mark.parametrize("text", IN_PLACE)
def test_what_is_offered_may_be_typed_in_its_place(text):
    before, part, after = re.fullmatch(r"(.*)\[(.*)\](.*)", text).groups()
    offered = refusal(before + part + after).instead
    assert [parse(before + one + after).loss(x, y) for one in offered] == pytest.approx(IN_PLACE[text], rel=1e-12)


def test_a_power_of_a_word_is_asked_about():
    assert not refusal("sinx^2").instead  # as of sin x^2
    assert "argument of sin" in refusal("sin ax").complaint
    assert refusal("sinx*y").instead == ("sin(x)",)


HINTS = {  # what is said, and at which character
    "i": ("imaginary", 1),
    "2j*x": ("imaginary", 2),
    "f*x": ("name of the function", 1),
    "f(x) + 1": ("name of the function", 1),
    "E^x": ("did you mean e?", 1),
    "x + Y": ("did you mean y?", 5),
    "a+b+c+d+g": ("at most 4 letters", 9),
    "foo(x)": ("not known here", 1),
    "θ x": ("Greek", 1),
    r"2\alpha": ("Greek", 2),
    "erf(x)": ("no error function", 1),
    "x!": ("factorial", 2),
    "x//2": ("floor", 3),
    "5%*x": ("percentage", 2),
    "x1": ("Which of the two", 1),
    "x[1]": ("Which of the two", 1),
    "x + x1": ("several things", 5),
    "x1 + x2 + x3": ("Which of the two", 1),
    "max(x)": ("two arguments", 1),
    "max(x; y)": ("comma", 6),
    "sin(1,5)": ("point", 1),
    "1,000x": ("decimal", 2),
    "1 000": ("between two numbers", 3),
    "if(x, 1, 2)": ("comparison", 4),
    "if(x < 0, 1)": ("where it does not", 1),
    "if(x = 0, 1, 2)": ("==", 6),
    "if(x => 0, 1, 2)": (">=", 6),
    "if x < 0 then 1 else 2": ("if(", 1),
    "piecewise(x < 0, 1)": ("all else", 1),
    "2*(x > 0)": ("no number", 3),
    "{x<0: -x, x}": ("if(", 5),
    r"\begin{cases} x \end{cases}": ("if(", 1),
    "x^2 = 4": ("equation", 5),
    "y = x^2": ("curve", 3),
    "a = 2": ("equals sign", 3),
    "f(u, v) = u^2 + v^2": ("equals sign", 9),
    "lambda a, b: a": ("x and y", 1),
    "sin x * y": ("brackets", 1),
    "sin^n(x)": ("power of sin", 4),
    "dx": ("Derivatives", 1),
    "x.real": ("attributes", 2),
    "os.sin(x)": ("attributes", 3),
    r"\frac12": ("braces", 1),
    "x1x": ("powers with ^", 1),
    "x1x2 + x3": ("Which of the two", 1),
    "“x^2": ("Leave out", 1),
    "e⁻ˣ": ("after ^", 2),
    "x^⅓": ("(1/3)", 3),
    r"x^10 + \pi": ("braces", 3),
    "x ± y": ("two values", 3),
    "30°": ("radians", 3),
    "[x]": ("floor", 1),
    "(x]": ("closing bracket", 3),
    "|x|y|": ("partner", 1),
    "x ? 1 : 2": ("comparison", 3),
    "  \\left( x": ("never closed", 8),
}


@pytest.mark.parametrize("text", HINTS)
def test_what_cannot_be_read_is_told_where_it_stands(text):
    hint, character = HINTS[text]
    error = refusal(text)
    assert hint in error.complaint
    assert error.position + 1 == character
    assert not error.complaint.endswith(".")
    for one in error.instead:
        parse(one)


def test_with_names_given_only_these_are_known():
    with pytest.raises(FormulaError, match="not known here"):
        parse("a*x", {})
    assert parse("a*x", {"a": 3.0}).loss(x, y) == 3 * x
    with pytest.raises(FormulaError, match=r"write a\*x"):
        parse("ax", {"a": 3.0})
    assert parse("i*x", {"i": 2.0}).loss(x, y) == 2 * x
    assert parse("a*x + t", given=("t",)).values == (("a", 1.0),)
