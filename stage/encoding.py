"""The wire format: a JSON header and numpy arrays in one deflated block of bytes.

    deflate( header length, uint32 | header, UTF-8 JSON | array | array | ... )

The header's "arrays" lists every array in order as [name, shape, bits]. With bits = 0 an array travels as float64,
exactly. Otherwise it is rounded to float32 with that many bits after the leading one, and the others are dropped; the
bit patterns are differenced twice along the last axis, signs go to the lowest bit, and what is left is split into as
many byte planes as the bits need. That is what makes smooth paths deflate well. With bits = -1 it is of bytes, and
travels as it is.
Little-endian throughout.
`frontend/decode.js` is the other end.
"""

import json
import struct
import zlib

import numpy as np

AS_BYTES = -1
LEVEL = 1  # deflate: higher levels save about 4 % of the bytes and cost three times as much


def encode(header: dict, arrays: dict[str, tuple[np.ndarray, int]]) -> bytes:
    """Pack a header and named (array, bits) pairs. The arrays may hold inf and nan; the header may not."""
    listing = [[name, list(array.shape), bits] for name, (array, bits) in arrays.items()]
    text = json.dumps(header | {"arrays": listing}, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    text += b" " * (-(len(text) + 4) % 8)
    blocks = [_block(array, bits) for array, bits in arrays.values()]
    return zlib.compress(b"".join([struct.pack("<I", len(text)), text, *blocks]), LEVEL)


def decode(message: bytes) -> tuple[dict, dict[str, np.ndarray]]:
    """The inverse of `encode`, as the browser does it: (header, arrays by name)."""
    block = zlib.decompress(message)
    (length,) = struct.unpack_from("<I", block)
    header = json.loads(block[4 : 4 + length])
    arrays, offset = {}, 4 + length
    for name, shape, bits in header["arrays"]:
        size = int(np.prod(shape))
        if bits == AS_BYTES:
            arrays[name] = np.frombuffer(block, np.uint8, size, offset).reshape(shape)
            offset += size
        elif bits == 0:
            arrays[name] = np.frombuffer(block, "<f8", size, offset).reshape(shape)
            offset += 8 * size
        else:
            count = _planes(bits)
            folded = np.zeros((size, 4), np.uint8)
            folded[:, :count] = np.frombuffer(block, np.uint8, count * size, offset).reshape(count, size).T
            bends = folded.view("<u4").reshape(shape)
            bends = (bends >> 1) ^ -(bends & 1)
            pattern = np.cumsum(np.cumsum(bends, axis=-1, dtype=np.uint32), axis=-1, dtype=np.uint32)
            arrays[name] = (pattern << (23 - bits)).view(np.float32)
            offset += count * size
    return header, arrays


def _block(array: np.ndarray, bits: int) -> bytes:
    if bits == AS_BYTES:
        return np.ascontiguousarray(array, np.uint8).tobytes()
    return _exact(array) if bits == 0 else _rounded(array, bits)


def _exact(array: np.ndarray) -> bytes:
    return np.ascontiguousarray(array, "<f8").tobytes()


def _planes(bits: int) -> int:
    """How many bytes hold a sign, an exponent and so many bits."""
    return -(-(1 + 8 + bits) // 8)


def _rounded(array: np.ndarray, bits: int) -> bytes:
    with np.errstate(over="ignore", under="ignore"):
        pattern = np.ascontiguousarray(array, "<f4").view("<u4")
    dropped, count = 23 - bits, _planes(bits)
    pattern = (pattern + (1 << (dropped - 1))) >> dropped
    bends = np.diff(pattern, 2, prepend=np.zeros((*pattern.shape[:-1], 2), "<u4"))
    bends = (bends << (32 - 8 * count)).view("<i4")  # the highest bytes: what is a sign there is the sign
    folded = (bends << 1) ^ (bends >> 31)
    return np.ascontiguousarray(folded.reshape(-1, 1).view(np.uint8).T[4 - count :]).tobytes()
