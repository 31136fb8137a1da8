"""The notebook runs from its first cell to its last, and what it shows is so."""

import re
from pathlib import Path

import nbclient
import nbformat
import pytest

ROOT = Path(__file__).parent.parent
NOTEBOOK = ROOT / "examples" / "engine.ipynb"


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """What the cells show, by the words that their code has: texts and figures."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR"):  # nothing is left with the user
            patch.setenv(name, str(tmp_path_factory.mktemp(name.lower())))
        nbclient.NotebookClient(notebook, timeout=100, resources={"metadata": {"path": str(ROOT)}}).execute()
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]

    def find(words):
        (cell,) = (cell for cell in cells if words in cell.source)
        texts = [out.text for out in cell.outputs if out.output_type == "stream"]
        data = [out.data for out in cell.outputs if out.output_type != "stream"]
        return "".join(texts), data[0] if data else {}

    return find


def types_of(figure):
    return [trace["type"] for trace in figure["application/vnd.plotly.v1+json"]["data"]]


def test_it_is_small_holds_no_results_and_says_how_to_open_it():
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(notebook)
    assert NOTEBOOK.stat().st_size < 20_000
    assert not any(cell.outputs for cell in notebook.cells if cell.cell_type == "code")
    assert "jupyter lab examples/engine.ipynb" in notebook.cells[0].source


def test_it_shows_a_run_a_sweep_pictures_and_the_live_stage(shown):
    told, _ = shown("told = narrate(")
    assert told.startswith("Reached a global minimum\nOvershoots, then stays ")
    sweep, _ = shown("print(Counter(")
    assert sum(map(int, re.findall(r": (\d+)", sweep.splitlines()[0]))) == 81
    assert "Overflowed at step" in sweep
    _, figure = shown("go.Contour(")
    assert types_of(figure) == ["contour", "scatter", "scatter", "scatter"]
    _, basins = shown("map_basins(landscape")
    assert types_of(basins) == ["heatmap", "scatter"]
    _, frame = shown("frame(")
    assert frame["text/html"].startswith("<iframe srcdoc=")
    assert len(frame["text/plain"]) < 200
