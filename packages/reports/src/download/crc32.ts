/**
 * The CRC-32 of bytes that follow others, by zlib, which is loaded only where somebody wants one.
 *
 * @param before The CRC-32 of what came before; 0 for nothing.
 */
export function crc32(bytes: Uint8Array, before = 0): number {
  return process.getBuiltinModule('node:zlib').crc32(bytes, before)
}
