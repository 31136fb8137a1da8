"""The ground that the stage is sent: the loss over what is shown, where its colours end, and the land around it."""

import numpy as np
import pytest

from landscapes import LANDSCAPES
from stage.encoding import decode
from stage.parts import COARSE, FAR, FAR_GRID, GRID, ID_BYTES, REACH, pack_surface, pack_surroundings

VIEWS = [None, ((-1.0, 3.0), (-2.0, 0.5)), ((-1e9, 1e9), (-1e9, 1e9)), ((0.1, 0.1 + 1e-9), (0.1, 0.1 + 1e-9))]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("key", LANDSCAPES)
def test_the_surface_is_the_loss_over_what_is_shown(key, view):
    landscape = LANDSCAPES[key]
    part, message = pack_surface(landscape, view)
    header, arrays = decode(message[ID_BYTES:])
    sides = [np.linspace(*header[axis], count) for axis, count in zip("xy", GRID, strict=True)]
    assert message[:ID_BYTES].hex() == part
    assert arrays["rises"].shape == GRID[::-1]
    expected = landscape.loss(*np.meshgrid(*sides))
    rises = expected - header["lowest"]
    assert header["lowest"] == expected.min()
    with np.errstate(over="ignore"):
        np.testing.assert_allclose(arrays["rises"], rises.astype(np.float32), rtol=2.0**-12, atol=1e-37)
    bends = landscape.hessian(*(axis[::COARSE, ::COARSE] for axis in np.meshgrid(*sides)))
    for sent, bend in zip(arrays["curvatures"], (bends[0, 0], bends[0, 1], bends[1, 1]), strict=True):
        with np.errstate(over="ignore"):
            np.testing.assert_allclose(sent, bend.astype(np.float32), rtol=2.0**-8, atol=1e-37)
    if view is None:
        for axis, side, reach in zip("xy", landscape.window, REACH, strict=True):
            assert np.ptp(header[axis]) == pytest.approx(reach * np.ptp(side))
            assert np.mean(header[axis]) == pytest.approx(np.mean(side))
    else:
        assert (tuple(header["x"]), tuple(header["y"])) == view
    x, y = np.meshgrid(*sides)
    (left, right), (bottom, top) = view or landscape.window
    seen = (left <= x) & (x <= right) & (bottom <= y) & (y <= top) & np.isfinite(expected)
    assert header["ceiling"] == expected[seen].max()
    assert header["floor"] <= landscape.minimum_value + 1e-9
    assert header["scale"] > 0


@pytest.mark.parametrize("key", LANDSCAPES)
def test_the_surroundings_are_the_loss_several_windows_wide(key):
    landscape = LANDSCAPES[key]
    header, arrays = decode(pack_surroundings(landscape).message[ID_BYTES:])
    x, y = (np.linspace(*header[axis], count) for axis, count in zip("xy", FAR_GRID, strict=True))
    for side, window in zip((x, y), landscape.window, strict=True):
        assert np.ptp(side) == pytest.approx(FAR * np.ptp(window))
        assert np.mean(side) == pytest.approx(np.mean(window))
    rises = landscape.loss(*np.meshgrid(x, y)) - header["lowest"]
    np.testing.assert_allclose(arrays["rises"], rises.astype(np.float32), rtol=2.0**-12, atol=1e-37)
