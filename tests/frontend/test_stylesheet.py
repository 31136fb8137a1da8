"""The style sheets: every colour stands once, in the first of them; no rule is of what is not there."""

import re
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "stage" / "frontend"
LISTS = ("stage.css", "room.css")
IMPORTED = [name for sheets in LISTS for name in re.findall(r'@import url\("(.*?)"\)', (FOLDER / sheets).read_text())]
TOKENS, *OTHERS = (re.sub(r"/\*.*?\*/", "", (FOLDER / name).read_text(), flags=re.DOTALL) for name in IMPORTED)
RULES = "\n".join(OTHERS)
SHEET = TOKENS + RULES
SCRIPTS = "\n".join(path.read_text() for path in sorted(FOLDER.rglob("*.js")))
DECLARED = re.findall(r"^  (--[\w-]+):", TOKENS, flags=re.MULTILINE)
# Set by scripts, on the elements that they are of
BY_HAND = {"--above", "--filled", "--fit", "--model", "--point", "--runner", "--verdict"}


def test_every_sheet_is_imported_the_colours_first():
    assert sorted(IMPORTED) == sorted(f"styles/{path.name}" for path in (FOLDER / "styles").iterdir())
    assert IMPORTED[0] == "styles/colours.css"


def test_colours_and_streamlits_theme_stand_in_the_first_block_alone():
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|--st-[\w-]+", RULES)


def test_the_palette_of_okabe_and_ito_stands_once():
    palette = re.findall(r"^  --okabe-\w+: (#\w+);", TOKENS, flags=re.MULTILINE)
    assert len(palette) == 8
    everything = (SHEET + SCRIPTS).upper()
    assert {colour: everything.count(colour.upper()) for colour in palette} == dict.fromkeys(palette, 1)


def test_a_page_without_streamlit_has_colours_too():
    themed = re.findall(r"var\((--st-[\w-]+)(, )?", TOKENS)
    assert themed
    assert all(fallback for _, fallback in themed)
    by_day, by_night = (re.findall(r"(--[\w-]+): var\(--st-", text) for text in TOKENS.split("prefers-color-scheme"))
    assert set(by_day) - set(by_night) == {"--font", "--code"}


def test_every_token_is_declared_once_and_used():
    assert len(DECLARED) == len(set(DECLARED))
    used = set(re.findall(r"var\((--[\w-]+)", SHEET))
    assert {name for name in used if not name.startswith("--st-")} <= {*DECLARED, *BY_HAND}
    # Names that scripts put together
    built = {"--okabe-": "`--okabe-${", "--verdict-": "`--verdict-${", "--fit-": "(--fit-${"}
    for name in DECLARED:
        family = next((start for start in built if name.startswith(start)), None)
        assert name in used or f'"{name}"' in SCRIPTS or (family and built[family] in SCRIPTS), f"{name} is not used"


def test_every_class_that_has_rules_is_made_by_a_script():
    styled = set(re.findall(r"\.([a-z][\w-]*)(?=[^{}]*\{)", RULES))
    assert styled
    assert styled <= set(re.findall(r"[\w-]+", SCRIPTS))
