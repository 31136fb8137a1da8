// The browser's end of the wire format: inflates a message into its JSON header and typed arrays.
// `stage/encoding.py` is the other end and explains the format.

const AS_BYTES = -1;

/**
 * @typedef {{shape: number[], data: Float64Array | Float32Array | Uint8Array}} NumericArray
 * @typedef {{header: any, arrays: Record<string, NumericArray>, size?: number}} Message size: in bytes, on its way
 */

/**
 * @param {Uint8Array} bytes
 * @returns {Promise<Message>}
 */
export async function decode(bytes) {
  const inflated = new Blob([/** @type {BlobPart} */ (bytes)]).stream().pipeThrough(new DecompressionStream("deflate"));
  const block = await new Response(inflated).arrayBuffer();
  const length = new DataView(block).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(block, 4, length)));
  /** @type {Record<string, NumericArray>} */
  const arrays = {};
  let offset = 4 + length;
  for (const [name, shape, bits] of header.arrays) {
    const size = shape.reduce((product, extent) => product * extent, 1);
    const width = bits === 0 ? 8 : Math.ceil((1 + 8 + bits) / 8); // 1 for bytes
    const chunk = block.slice(offset, offset + width * size);
    arrays[name] = { shape, data: unpack(chunk, shape, size, bits) };
    offset += width * size;
  }
  return { header, arrays, size: bytes.length };
}

/** @param {ArrayBuffer} chunk @param {number[]} shape @param {number} size @param {number} bits */
function unpack(chunk, shape, size, bits) {
  if (bits === AS_BYTES) return new Uint8Array(chunk);
  return bits === 0 ? new Float64Array(chunk) : unfold(new Uint8Array(chunk), size, shape.at(-1) ?? 1, 23 - bits);
}

/**
 * Joins byte planes into whole numbers, sums them twice along rows of `row` values, and puts back the dropped bits.
 * @param {Uint8Array} planes @param {number} size @param {number} row @param {number} dropped
 */
function unfold(planes, size, row, dropped) {
  const patterns = new Int32Array(size);
  let slope = 0;
  let value = 0;
  for (let i = 0; i < size; i++) {
    if (i % row === 0) slope = value = 0;
    let folded = 0;
    for (let place = i, shift = 0; place < planes.length; place += size, shift += 8) folded |= planes[place] << shift;
    slope = (slope + ((folded >>> 1) ^ -(folded & 1))) | 0;
    value = (value + slope) | 0;
    patterns[i] = value << dropped;
  }
  return new Float32Array(patterns.buffer);
}
