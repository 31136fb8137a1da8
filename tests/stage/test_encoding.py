"""The wire format: what comes out is what went in, exactly or to the promised number of bits."""

import json
import struct
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from stage.encoding import decode, encode

SMALLEST = 2.0**-126  # below it float32 has an absolute, no longer a relative precision
LARGEST = float(np.finfo(np.float32).max)
SPECIAL = np.array([[0.0, -0.0, np.inf, -np.inf, np.nan, 1.0, -1.0, np.pi, 1e-45, -1e-40, 5e-324, 1e38, -1e300]])


def there_and_back(array: np.ndarray, bits: int) -> np.ndarray:
    header, arrays = decode(encode({}, {"array": (array, bits)}))
    assert header == {"arrays": [["array", list(array.shape), bits]]}
    return arrays["array"]


@given(arrays(np.float64, array_shapes(min_dims=1, max_dims=4, min_side=0, max_side=6)))
def test_without_rounding_every_bit_arrives(array):
    back = there_and_back(array, 0)
    assert back.shape == array.shape
    assert back.tobytes() == array.tobytes()


@given(
    arrays(np.float64, array_shapes(min_dims=1, max_dims=4, min_side=0, max_side=6), elements=st.floats(-1e38, 1e38)),
    st.integers(1, 22),
)
def test_rounding_errs_by_half_a_bit_at_most(array, bits):
    back = there_and_back(array, bits)
    assert back.dtype == np.float32
    assert back.shape == array.shape
    half_a_bit = 2.0 ** -(bits + 1) + 2.0**-24  # the second one from float64 to float32
    assert (np.abs(back - array) <= half_a_bit * np.maximum(np.abs(array), SMALLEST)).all()


@pytest.mark.parametrize("bits", range(1, 23))
def test_so_many_bits_after_the_leading_one_arrive_and_no_more(bits):
    scales = np.array([[2.0**-20], [1.0], [2.0**20]])
    values = np.random.default_rng(bits).uniform(-1, 1, size=(3, 1000)).astype(np.float32).astype(float)
    back = there_and_back(values * scales, bits) / scales
    mantissas, exponents = np.frexp(np.abs(values))
    steps = 2.0 ** (bits + 1)  # between one power of two and the next, of which frexp gives the upper one
    nearest = np.copysign(np.ldexp(np.floor(mantissas * steps + 0.5) / steps, exponents), values)
    np.testing.assert_array_equal(back, nearest)


@pytest.mark.parametrize("bits", range(1, 23))
def test_the_error_comes_close_to_its_bound(bits):
    values = np.linspace(1, 2, 10_001)[np.newaxis]
    error = np.abs(there_and_back(values, bits) - values).max()
    assert 0.95 < error / 2.0 ** -(bits + 1) < 1.0 + 2.0 ** (bits - 22)


def test_without_rounding_there_is_no_error_where_one_bit_makes_a_large_one():
    values = np.geomspace(1e-6, 10, 50)
    np.testing.assert_array_equal(there_and_back(values, 0), values)
    assert np.abs(there_and_back(values, 1) / values - 1).max() > 0.15


@pytest.mark.parametrize("bits", [0, 1, 8, 13, 22])
def test_what_is_no_ordinary_number_stays_what_it_is(bits):
    back = there_and_back(SPECIAL, bits)
    numbers = ~np.isnan(SPECIAL)
    np.testing.assert_array_equal(np.isnan(back), ~numbers)
    np.testing.assert_array_equal(np.signbit(back)[numbers], np.signbit(SPECIAL)[numbers])
    np.testing.assert_array_equal(np.isinf(back), np.isinf(SPECIAL) | ((np.abs(SPECIAL) > LARGEST) & (bits > 0)))


def test_a_run_that_blows_up_in_the_middle_of_a_row_spoils_no_other_value():
    values = np.linspace(1, 2, 60).reshape(3, 20)
    spoilt = values.copy()
    spoilt[1, 5:9] = [1e30, np.inf, np.nan, -np.inf]
    back, clean = there_and_back(spoilt, 12), there_and_back(values, 12)
    untouched = spoilt == values
    assert (back[untouched] == clean[untouched]).all()
    np.testing.assert_array_equal(back[1, 6:9], [np.inf, np.nan, -np.inf])


@pytest.mark.parametrize("shape", [(0,), (3, 0), (0, 5), (2, 0, 4), (2, 4, 0)])
@pytest.mark.parametrize("bits", [0, 12])
def test_nothing_is_also_something_to_send(shape, bits):
    assert there_and_back(np.empty(shape), bits).shape == shape


def test_arrays_keep_their_order_their_names_and_their_neighbours():
    sent = {
        "exact": (np.arange(6.0).reshape(2, 3), 0),
        "empty": (np.empty((4, 0)), 9),
        "rounded": (np.arange(10.0)[np.newaxis], 20),
        "turned": (np.arange(12.0).reshape(3, 4).T, 0),  # not contiguous
    }
    _, received = decode(encode({}, sent))
    assert list(received) == list(sent)
    for name, (array, _) in sent.items():
        np.testing.assert_array_equal(received[name], array)


def test_the_header_may_hold_any_text_and_nested_lists():
    header = {"α": "β₁ · 𝛼 “quoted” \\ \n \0", "nested": [[1, 2.5, None], {"x": True}], "empty": ""}
    received, _ = decode(encode(header, {"one": (np.ones(1), 0)}))
    del received["arrays"]
    assert received == header


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_the_header_refuses_what_json_cannot_say(value):
    with pytest.raises(ValueError, match="JSON"):
        encode({"deep": [{"inside": value}]}, {})


@pytest.mark.parametrize("text", ["", "α", "12345", "1234567"])
def test_float64_arrays_start_at_a_multiple_of_eight_bytes(text):
    block = zlib.decompress(encode({"text": text}, {"one": (np.array([1.5]), 0)}))
    (length,) = struct.unpack_from("<I", block)
    assert (4 + length) % 8 == 0
    assert json.loads(block[4 : 4 + length])["text"] == text
    assert struct.unpack_from("<d", block, 4 + length) == (1.5,)


@pytest.mark.parametrize(("bits", "bytes_a_value"), [(1, 2), (7, 2), (8, 3), (12, 3), (15, 3), (16, 4), (22, 4)])
def test_no_more_bytes_travel_than_the_bits_need(bits, bytes_a_value):
    block = zlib.decompress(encode({}, {"noise": (np.random.default_rng(0).normal(size=1000), bits)}))
    (length,) = struct.unpack_from("<I", block)
    assert len(block) == 4 + length + 1000 * bytes_a_value


def test_differencing_makes_smooth_rows_small():
    smooth = np.sin(np.linspace(0, 3, 20_000)).reshape(100, 200)
    assert len(encode({}, {"smooth": (smooth, 12)})) < smooth.size / 2


def test_a_straight_row_is_next_to_nothing():
    straight = 1 + np.arange(0, 1, 1e-4)  # from one power of two to the next, float32 is as even as the row
    assert len(encode({}, {"straight": (straight, 22)})) < straight.size / 2
