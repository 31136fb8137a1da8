"""The plan of the house, kept by reading the source: who may import whom, names, sizes, and no way out to elsewhere."""

import ast
import re
import sys
from functools import cache
from pathlib import Path

from each import each

from optimizers import OPTIMIZERS

ROOT = Path(__file__).parent.parent
IGNORED = {line.rstrip("/") for line in (ROOT / ".gitignore").read_text().splitlines()} | {".git"}
TEXT = {"", ".css", ".html", ".js", ".json", ".md", ".py", ".svg", ".toml", ".txt", ".yml"}
TEXT |= {".conf", ".service", ".yaml"}  # how it is deployed

FILES = sorted(
    path
    for path in ROOT.rglob("*")
    if path.is_file() and path.suffix in TEXT and not IGNORED & set(path.relative_to(ROOT).parts)
)
MODULES = [path.relative_to(ROOT).as_posix() for path in FILES if path.suffix == ".py"]
PROGRAM = [name for name in MODULES if not name.startswith(("tests/", "bench/"))]

# Who may import whom. Data flows one way: formula, landscape, descend, Trajectory, verdict, scene, stage.
CATALOGUES = {"landscapes", "optimizers", "schedules"}
ENGINE = {"knobs", "descent"} | CATALOGUES
MAY_IMPORT = {
    "knobs": set(),
    "assets": set(),
    "libraries": set(),
    "memory": set(),
    "formulas": {"knobs"},
    "landscapes": {"knobs", "formulas"},
    "optimizers": {"knobs", "libraries"},
    "schedules": {"knobs", "libraries"},
    "descent": {"knobs"} | CATALOGUES,
    "paper": {"descent", "optimizers"},
    "glossary": {"translations"},
    "translations": {"glossary", "lessons"},  # its command alone, which gathers what there is to translate
    "export": {
        "address",
        "assets",
        "descent",
        "formulas",
        "knobs",
        "landscapes",
        "lessons",
        "libraries",
        "optimizers",
        "schedules",
        "stage",
        "translations",
    },
    "stage": {"assets", "descent", "glossary", "landscapes", "memory", "optimizers"},
    "address": {"formulas", "libraries"} | ENGINE,
    "lessons": {"address", "descent", "glossary", "landscapes", "memory"},
    "classroom": {
        "address",
        "assets",
        "descent",
        "door",
        "export",
        "invitation",
        "lessons",
        "memory",
        "stage",
        "translations",
    },
    "handouts": {
        "address",
        "descent",
        "door",
        "export",
        "glossary",
        "landscapes",
        "lessons",
        "memory",
        "take_home",
        "translations",
    },
    "maps": {"address", "assets", "descent", "door", "landscapes", "memory", "stage"},
    "take_home": {"address", "assets", "door", "export"},
    "app_pages": {
        "address",
        "assets",
        "descent",
        "door",
        "export",
        "formulas",
        "glossary",
        "knobs",
        "lessons",
        "libraries",
        "maps",
        "memory",
        "paper",
        "sketch",
        "stage",
        "take_home",
        "translations",
    }
    | CATALOGUES,
    "status": set(),
    "door": {"status"},
    "upkeep": {"app_pages", "assets", "descent", "door", "landscapes", "translations"},
    "invitation": set(),
    "app": {"assets", "classroom", "door", "handouts", "invitation", "maps", "status", "take_home", "upkeep"},
    "examples": {"descent"} | CATALOGUES,
    "deploy": set(),
    "sketch": {"address", "descent", "landscapes"},
    "docs": {"address", "descent", "landscapes", "sketch"},
}

# Everything else that a module may import, beside the standard library.
KNOWS = {
    "numpy": {"docs", "examples", "export", "formulas", "handouts", "lessons", "maps", "paper", "sketch", "stage"}
    | {"classroom"}
    | ENGINE,
    "sympy": {"formulas", "export"},
    "starlette": {"app", "assets", "classroom", "door", "handouts", "maps", "status", "take_home"},
    "prometheus_client": {"status"},
    "streamlit": {"app", "app_pages", "door", "stage/library", "stage/stage", "upkeep"} | {"deploy/process"},
    "google": {"door"},
    "PIL": {"export", "sketch"},
    "pandas": {"upkeep"},
    "cachetools": {"memory"},
    "segno": {"invitation"},
    "tensorboardX": {"export"},
    "jinja2": {"lessons"},
    "latex2mathml": {"app_pages", "lessons"},
    "markdown_it": {"glossary", "lessons"},
    "babel": {"translations"},
    "sqlalchemy": {"classroom/place", "classroom/schema", "classroom/store"},
    "uvicorn": {"deploy/process"},
}

LONG: dict[str, str] = {}  # files that may have more lines, and why
LINES = 320  # "about 300"


@cache
def parsed(name: str) -> ast.Module:
    return ast.parse((ROOT / name).read_text())


@cache
def imports(name: str) -> set[str]:
    """The dotted names that a module imports, wherever in the module it does so."""
    found = set()
    for node in ast.walk(parsed(name)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) == "import_module":
            found.add(ast.literal_eval(node.args[0]))  # with a text as it stands: nothing is imported unseen
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the folder: `from formulas.formula import parse`"
            found.add(node.module)
    return found


def part(name: str) -> str:
    """The part of the house that a file is: its folder, or itself."""
    return name.split("/")[0].removesuffix(".py")


@each(PROGRAM)
def test_data_flows_one_way(name):
    own = part(name)
    parts = {part(other) for other in PROGRAM}
    assert own in MAY_IMPORT, f"{name} has no place in the plan of the house"
    for imported in {module.split(".")[0] for module in imports(name)} - {own}:
        if imported in parts:
            assert imported in MAY_IMPORT[own], f"{name} must not import {imported}"
        elif imported not in sys.stdlib_module_names:
            assert {own, name.removesuffix(".py")} & KNOWS.get(imported, set()), f"{name} must not know {imported}"


def test_every_permission_is_used():
    for own, allowed in MAY_IMPORT.items():
        used = {module.split(".")[0] for name in PROGRAM if part(name) == own for module in imports(name)}
        assert allowed <= used, f"{own} need not be allowed {allowed - used}"
    for other, knowing in KNOWS.items():
        used = {
            place
            for name in PROGRAM
            for place in (part(name), name.removesuffix(".py"))
            if other in {module.split(".")[0] for module in imports(name)}
        }
        assert knowing <= used, f"{knowing - used} need not know {other}"


@each(PROGRAM)
def test_within_a_room_too_what_is_told_is_above_what_was_run(name):
    order = ["landscapes.landscape", "landscapes", "descent.descend", "descent.setting", "descent.verdict"]
    order += ["descent.study", "stage.parts", "stage.picture", "stage.scene", "stage.stage"]
    module = name.removesuffix("/__init__.py").removesuffix(".py").replace("/", ".")
    if module in order:
        above = set(order[order.index(module) + 1 :])
        assert not above & imports(name)


def test_every_file_of_tests_has_a_name_of_its_own():
    """They are imported by it."""
    names = [path.name for path in (ROOT / "tests").rglob("*.py") if path.name not in {"conftest.py", "__main__.py"}]
    assert sorted(names) == sorted(set(names))


@each(MODULES)
def test_every_module_says_what_it_is_for(name):
    assert ast.get_docstring(parsed(name)), f"{name} has no docstring"


@each(FILES)
def test_a_file_is_named_for_what_it_holds_and_is_short(path):
    assert path.stem.lower() not in {"utils", "util", "helpers", "helper", "common", "core", "misc"}
    if path.suffix in {".py", ".js", ".css"}:
        name, length = path.relative_to(ROOT).as_posix(), len(path.read_text().splitlines())
        assert (length > LINES) == (name in LONG), f"{name} has {length} lines"


@each(PROGRAM)
def test_nothing_is_decided_by_an_optimizers_name(name):
    compared = {
        constant.value
        for node in ast.walk(parsed(name))
        if isinstance(node, ast.Compare)
        for constant in ast.walk(node)
        if isinstance(constant, ast.Constant)
    }
    assert not compared & set(OPTIMIZERS)


@each([name for name in PROGRAM if part(name) in {"optimizers", "schedules"}])
def test_a_power_has_the_same_digits_alone_and_among_others(name):
    """What is told to a library is one number: properties and `native` may write it as they like."""
    written = [
        ast.unparse(node)
        for function in ast.walk(parsed(name))
        if isinstance(function, ast.FunctionDef) and function.name != "native" and not function.decorator_list
        for node in ast.walk(function)
        if (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow) and ast.unparse(node.right) != "2")
        or (isinstance(node, ast.Attribute) and ast.unparse(node) == "np.power")
    ]
    assert not written, "np.float_power takes one number at a time: see optimizers/optimizer.py"


@each(sorted((ROOT / "stage" / "frontend").rglob("*.*")))
def test_the_stage_names_no_other_host(path):
    addresses = re.findall(r"(?:https?:)?//[\w-]+\.[\w.-]+", path.read_text())
    assert {address for address in addresses if not address.endswith("//www.w3.org")} == set()


@each(FILES)
def test_no_file_names_a_place_on_one_machine(path):
    places = "|".join(("home", "Users", "root", "work", "opt", "tmp", "mnt"))
    assert not re.search(rf"(?<![\w.:/~-])/({places})/\w", path.read_text())
