// The browser's end of the wire format: inflates a message into its JSON header and typed arrays.
// `stage/encoding.py` is the other end and explains the format.

/**
 * @typedef {{shape: number[], data: Float64Array | Float32Array}} NumericArray
 * @typedef {{header: any, arrays: Record<string, NumericArray>}} Message
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
    const width = bits === 0 ? 8 : 4;
    const chunk = block.slice(offset, offset + width * size);
    const data = bits === 0 ? new Float64Array(chunk) : undoDifferences(new Uint8Array(chunk), size, shape.at(-1));
    arrays[name] = { shape, data };
    offset += width * size;
  }
  return { header, arrays };
}

/**
 * Joins four byte planes into 32-bit patterns and sums them along rows of `row` values.
 * @param {Uint8Array} planes @param {number} size @param {number} row
 */
function undoDifferences(planes, size, row) {
  const patterns = new Int32Array(size);
  let sum = 0;
  for (let i = 0; i < size; i++) {
    if (i % row === 0) sum = 0;
    sum =
      (sum + (planes[i] | (planes[size + i] << 8) | (planes[2 * size + i] << 16) | (planes[3 * size + i] << 24))) | 0;
    patterns[i] = sum;
  }
  return new Float32Array(patterns.buffer);
}
