"""The signs that stand in a picture's sentences and labels, and what they mean: a part, which travels once."""

from functools import cache

from glossary import words_of
from stage.parts import Part, make_part

# Keys of the glossary: those with a sign are found in sentences by it, the others where a label names them.
SHOWN = (
    "learning-rate",
    "gradient",
    "size-of-the-gradient",
    "hessian",
    "loss",
    "training-loss",
    "validation-loss",
    "curvature",
    "stability-bound",
    "condition-number",
    "momentum",
    "noise",
)


@cache
def pack_signs(language: str, opens: bool = True) -> Part:
    """By their keys, as `stage/frontend/symbols.js` takes them; `opens`: whether the app is there to open examples."""
    words = words_of(language)
    return make_part({"words": {key: describe(words[key], opens) for key in SHOWN}}, {})


def describe(word, opens: bool) -> dict[str, str]:
    facts = {"title": word.title, "meaning": word.meaning_html, "example": word.link if opens else ""}
    return facts | {"symbol": word.symbol}
