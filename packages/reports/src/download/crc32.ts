/**
 * Returns the CRC-32 of bytes that follow others. Loads `node:zlib` on first use.
 *
 * @param before The CRC-32 of the preceding bytes; 0 if there are none.
 */
export function crc32(bytes: Uint8Array, before = 0): number {
  return process.getBuiltinModule('node:zlib').crc32(bytes, before)
}
