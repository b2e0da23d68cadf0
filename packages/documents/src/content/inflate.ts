import type { ByteIterator } from './content-source.ts'
import { peekBytes } from './streams.ts'

/** Bytes. Gunzip is 40 % faster with chunks of this size than with its default of 16 KiB. */
const chunkSize = 262_144

/** Called when it is known whether the bytes are compressed. */
export type OnFormat = (compressed: boolean) => void

/** Documents that were compressed more than once are inflated up to this depth. */
const maxGzipLayers = 4

/**
 * Inflates gzip, also inside of gzip, and passes all other bytes through unchanged. The first two bytes decide, not the declared compression:
 * documents labelled GZIP may arrive inflated by a proxy, and documents without a label may arrive compressed.
 */
export async function* inflate(source: ByteIterator, onFormat: OnFormat = () => {}): AsyncGenerator<Uint8Array> {
  try {
    let { head, whole } = await peekBytes(source, 2)
    onFormat(isGzip(head))
    for (let layer = 0; layer < maxGzipLayers && isGzip(head); layer++) {
      ;({ head, whole } = await peekBytes(gunzip(whole), 2))
    }
    for await (const chunk of whole) yield chunk
  } finally {
    await source.return(undefined)
  }
}

/** Returns whether bytes start like a gzip file. */
export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b
}

/**
 * Uses a pipeline, so that an error of the source reaches the reader and a reader that stops closes the source. The
 * pipeline pulls a chunk when gunzip needs one. A stream in between would keep chunks long enough to survive minor
 * garbage collections, which costs tens of megabytes.
 */
async function* gunzip(source: ByteIterator): AsyncGenerator<Uint8Array> {
  // Loaded on first use: importing these modules takes longer than importing the rest of the package.
  const { pipeline } = process.getBuiltinModule('node:stream')
  const { createGunzip } = process.getBuiltinModule('node:zlib')
  yield* pipeline(source, createGunzip({ chunkSize }), () => {})
}

/** Maps an error of zlib to the code of a DocumentError. Returns undefined for other errors. */
export function inflateErrorCode(error: unknown): 'TRUNCATED' | 'CORRUPT' | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'Z_BUF_ERROR') return 'TRUNCATED'
  return typeof code === 'string' && code.startsWith('Z_') ? 'CORRUPT' : undefined
}
