import type { ByteIterator } from './byte-iterator.ts'
import { peek } from './peek-bytes.ts'

/** Gunzip is two fifths faster with chunks of this size than with its default of 16 KiB. */
const chunkSize = 262_144

/** Told whether the bytes turned out to be compressed. */
export type OnFormat = (compressed: boolean) => void

/**
 * Inflates gzip, and lets everything else through. The first two bytes decide, not the label: documents labelled GZIP
 * arrive plain, where somebody on the way has inflated them, and documents without a label arrive compressed.
 */
export async function* inflate(source: ByteIterator, onFormat: OnFormat = () => {}): AsyncGenerator<Uint8Array> {
  try {
    const { head, whole } = await peek(source, 2)
    const compressed = head[0] === 0x1f && head[1] === 0x8b
    onFormat(compressed)
    for await (const chunk of compressed ? gunzip(whole) : whole) yield chunk
  } finally {
    await source.return(undefined)
  }
}

/**
 * A pipeline, so that an error of the source reaches the reader and a reader who leaves ends the source. It takes a piece
 * when gunzip wants one: with a stream in between, pieces wait for so long that they outlive the collections of young
 * garbage, and the process grows by tens of megabytes.
 */
function gunzip(source: ByteIterator): AsyncIterable<Uint8Array> {
  // Loaded when they are needed: importing them takes longer than importing all the rest.
  const { pipeline } = process.getBuiltinModule('node:stream')
  const { createGunzip } = process.getBuiltinModule('node:zlib')
  return pipeline(source, createGunzip({ chunkSize }), () => {})
}

/** What zlib's complaints mean; undefined if it is not zlib that complains. */
export function inflateFault(error: unknown): 'TRUNCATED' | 'CORRUPT' | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'Z_BUF_ERROR') return 'TRUNCATED'
  return typeof code === 'string' && code.startsWith('Z_') ? 'CORRUPT' : undefined
}
