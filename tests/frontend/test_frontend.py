"""The frontend's modules that need no page, each tested by a file beside this one, under Node."""

import base64
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from formulas import parse
from landscapes import LANDSCAPES
from stage.encoding import decode, encode

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*.test.js"))
PATIENCE = 120  # seconds that a busy machine may need for one file

SPECIAL = [0.0, -0.0, np.inf, -np.inf, np.nan, 1.0, -1.0, np.pi, 1e-45, -1e-40, 5e-324, 1e38, -1e300]
DRAWN = np.random.default_rng(0).standard_normal((3, 2, 50)) * np.geomspace(1e-20, 1e20, 50)
HEADER = {"α": "β₁ · 𝛼 “quoted” \\ \n \0", "nested": [[1, 2.5, None], {"x": True}], "empty": ""}
SENT = {
    "exact": (np.array([SPECIAL, SPECIAL[::-1]]), 0),
    "nothing": (np.empty((2, 0, 4)), 0),
    "nothing rounded": (np.empty((0, 5)), 12),
    **{f"special to {bits} bits": (np.array([SPECIAL, SPECIAL[::-1]]), bits) for bits in (1, 8, 13, 22)},
    **{f"drawn to {bits} bits": (DRAWN, bits) for bits in (0, 1, 12, 22)},
    "one": (np.array([-2.5]), 22),
}

MODELS = [
    "x*u + y",
    "u",
    "3",
    "x - y/u",
    "-u^3 + x^2 + sqrt(u)",
    "abs(u)^x + u^y + 2^u",
    "tanh(x*u) + sigmoid(y*u) + softplus(u)",
    "sin(u) + cos(x*u) - tan(y*u)",
    "asin(u/3) + acos(u/3) + atan(x*u)",
    "sinh(u) + cosh(u) + exp(-u) + log(u + 3)",
    "abs(u)/sqrt(u)",
]


@pytest.fixture(scope="session")
def messages(tmp_path_factory) -> Path:
    """A file of messages as Python sends them, each beside what Python reads in it; bytes are written in base 64."""
    told = []
    for text in ("", "α", "12345", "1234567"):  # headers of every length, modulo 8
        message = encode(HEADER | {"text": text}, SENT)
        header, arrays = decode(message)
        expected = {
            name: {"shape": array.shape, "type": array.dtype.name, "bytes": write_bytes(array.tobytes())}
            for name, array in arrays.items()
        }
        told.append({"message": write_bytes(message), "header": header, "arrays": expected})
    file = tmp_path_factory.mktemp("frontend") / "messages.json"
    file.write_text(json.dumps(told))
    return file


@pytest.fixture(scope="session")
def models(tmp_path_factory) -> Path:
    """A file of models as Python writes them for the browser, each with some inputs and what Python makes of them."""
    texts = {text: parse(text, given=("u",)) for text in MODELS}
    texts |= {key: landscape.fitted for key, landscape in LANDSCAPES.items() if landscape.data}
    inputs = np.linspace(-2.5, 2.5, 11)
    told = []
    for text, formula in texts.items():
        for x, y in ((0.7, -0.3), (2.0, 5.0), (1e200, 1e200)):
            with np.errstate(all="ignore"):
                values = np.broadcast_to(formula.loss(x, y, inputs), inputs.shape)
            facts = {"text": text, "program": formula.program, "x": x, "y": y, "inputs": inputs.tolist()}
            told.append(facts | {"values": [repr(value) for value in values.tolist()]})
    file = tmp_path_factory.mktemp("frontend") / "models.json"
    file.write_text(json.dumps(told))
    return file


def write_bytes(bytes_: bytes) -> str:
    return base64.b64encode(bytes_).decode()


@pytest.fixture(scope="session")
def node() -> str:
    """The Node of this environment, else the system's."""
    folders = [str(Path(sys.executable).parent), os.environ.get("PATH", "")]
    program = shutil.which("node", path=os.pathsep.join(folders))
    if program is None:
        pytest.fail("The frontend's tests need Node 20 or newer: `pip install -r requirements-dev.txt` brings it.")
    return program


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_module_does_what_its_file_of_tests_says(file, node, messages, models):
    command = [node, "--test", "--test-reporter=spec", str(file)]
    environment = os.environ | {"MESSAGES": str(messages), "MODELS": str(models)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"


HOSTILE = "</text><script>alert('1 & 2')</script><!-- ]]> \0\b\uffff 𝛼"
WRITE_SVG = """
import { SvgInk } from "./stage/frontend/picture/svg_ink.js";
const meter = { measureText: (text) => ({ width: text.length, actualBoundingBoxAscent: 7 }) };
const ink = new SvgInk([20, 10], meter);
const hostile = process.argv[1].replaceAll("\u2400", String.fromCharCode(0));
ink.font = `12px ${hostile}`;
ink.fillStyle = hostile;
ink.fillText(hostile, 1, 1);
console.log(ink.text(hostile));
"""


def test_an_xml_parser_reads_a_hostile_title_as_text(node):
    given = HOSTILE.replace("\0", "\u2400")  # the command line holds no zero
    command = [node, "--input-type=module", "-e", WRITE_SVG, given]
    done = subprocess.run(command, cwd=FOLDER.parents[1], capture_output=True, check=True, timeout=PATIENCE)
    drawing = ElementTree.fromstring(done.stdout)
    expected = re.sub("[\0\b\uffff]", "?", HOSTILE)
    assert [child.tag.partition("}")[2] for child in drawing] == ["title", "text"]
    assert [child.text for child in drawing] == [expected, expected]


def test_every_file_of_tests_is_of_a_module_and_is_found():
    modules = {path.stem for path in (FOLDER.parents[1] / "stage" / "frontend").rglob("*.js")}
    assert FILES
    assert {file.name.removesuffix(".test.js") for file in FILES} <= modules
