import { crc32 } from 'node:zlib'

/** Returns the checksum of the columns of a row, which differs if any one bit of them differs. */
export function rowChecksum(...columns: readonly unknown[]): number {
  return crc32(columns.join('\0'))
}
