import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { promisify } from 'node:util'
import { constants, crc32, deflateRaw } from 'node:zlib'

/** A part of a file. */
export interface Part {
  readonly bytes: Uint8Array
  /** How often the bytes are repeated. */
  readonly times: number
}

const compress = promisify(deflateRaw)

/** The gzip header: deflate, no name, no time, created on Unix. */
const gzipHeader = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3)
/** An empty final block. */
const lastBlock = Uint8Array.of(3, 0)

/**
 * Writes a gzip file with one member, like Amazon's files. Each part is compressed once with a full flush, so that its
 * compressed bytes can be repeated. The time and memory for compression therefore do not depend on the repetitions.
 */
export async function writeRepeatedGzip(path: string, parts: readonly Part[]): Promise<void> {
  const file = createWriteStream(path)
  const failed = once(file, 'error').then(([error]) => Promise.reject(error))
  const write = async (bytes: Uint8Array) => {
    if (!file.write(bytes)) await Promise.race([once(file, 'drain'), failed])
  }
  let checksum = 0
  let length = 0
  await write(gzipHeader)
  for (const { bytes, times } of parts) {
    const deflated = await compress(bytes, { finishFlush: constants.Z_FULL_FLUSH })
    for (let count = 0; count < times; count++) {
      checksum = crc32(bytes, checksum)
      length += bytes.length
      await write(deflated)
    }
  }
  const trailer = Buffer.alloc(8)
  trailer.writeUInt32LE(checksum, 0)
  trailer.writeUInt32LE(length % 2 ** 32, 4)
  await write(lastBlock)
  file.end(trailer)
  await Promise.race([once(file, 'finish'), failed])
}
