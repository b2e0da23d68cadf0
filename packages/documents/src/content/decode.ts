import { isAscii } from 'node:buffer'
import { byteOrderMark, type Charset, charsetLabel, decoderFor } from './charset.ts'
import { peek } from './peek-bytes.ts'
import { textDecoding } from './text-decoder.ts'

/** What is known of a document's charset before its bytes are. */
export interface CharsetHints {
  /** Wins over everything. */
  readonly option?: string | undefined
  /** The header of the download. */
  readonly contentType?: string | undefined
  /** What documents of this report type have where their header names none. */
  readonly usual?: string | undefined
  /** For bytes that nobody labels and that are not UTF-8. */
  readonly fallback: string
}

const partSize = 16_384

/** Told the charset as soon as it is known. */
export type OnCharset = (charset: Charset) => void

/**
 * Turns bytes into text, chunk by chunk. The charset is the caller's; or else that of a byte order mark; or else the
 * header's; or else the usual one of the report type; or else UTF-8 if the first bytes beyond ASCII are that, and the
 * fallback if they are not. A byte order mark of the charset is removed, once.
 *
 * @throws RangeError when nobody knows the charset's name.
 */
export async function* decode(
  source: AsyncGenerator<Uint8Array>,
  hints: CharsetHints,
  onCharset: OnCharset = () => {},
): AsyncGenerator<string> {
  const { head, whole } = await peek(source, 3)
  try {
    const known = knownCharset(head, hints)
    if (known === undefined) {
      yield* decodeUnlabelled(whole, hints.fallback, onCharset)
    } else {
      const mark = byteOrderMark(head)
      yield* decodeAs(known, mark?.charset === known.name ? skip(mark.length, whole) : whole, onCharset)
    }
  } finally {
    await source.return(undefined)
  }
}

function knownCharset(head: Uint8Array, hints: CharsetHints): Charset | undefined {
  if (hints.option !== undefined) return { name: decoderFor(hints.option).encoding, from: 'option' }
  const mark = byteOrderMark(head)
  if (mark !== undefined) return { name: mark.charset, from: 'byte order mark' }
  const label = charsetLabel(hints.contentType)
  if (label !== undefined) return { name: decoderFor(label).encoding, from: 'Content-Type' }
  return hints.usual === undefined ? undefined : { name: decoderFor(hints.usual).encoding, from: 'report type' }
}

/** The first chunk is longer than what is left out. */
async function* skip(count: number, chunks: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  let left = count
  for await (const chunk of chunks) {
    yield left === 0 ? chunk : chunk.subarray(left)
    left = 0
  }
}

/**
 * Texts are cut small: a long one outlives the collection of garbage that the rows made of it cause, and so does what
 * waits beside it, and the process grows by a hundred megabytes.
 */
function* parts(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += partSize) yield bytes.subarray(start, start + partSize)
}

async function* decodeAs(
  charset: Charset,
  chunks: AsyncGenerator<Uint8Array>,
  onCharset: OnCharset,
): AsyncGenerator<string> {
  onCharset(charset)
  const decoding = textDecoding(charset.name)
  for await (const chunk of chunks) {
    for (const part of parts(chunk)) yield decoding.push(part)
  }
  yield decoding.end()
}

/** ASCII reads the same in every charset that is possible here, so the decision can wait for the first other byte. */
async function* decodeUnlabelled(
  chunks: AsyncGenerator<Uint8Array>,
  fallback: string,
  onCharset: OnCharset,
): AsyncGenerator<string> {
  const ascii = textDecoding('utf-8')
  let held: Uint8Array = new Uint8Array(0)
  for (let next = await chunks.next(); ; next = await chunks.next()) {
    const bytes = next.done ? held : held.length === 0 ? next.value : Buffer.concat([held, next.value])
    held = new Uint8Array(0)
    const utf8 = looksLikeUtf8(bytes, next.done === true)
    if (utf8 === undefined && !next.done) {
      if (!isAscii(bytes)) held = bytes
      else for (const part of parts(bytes)) yield ascii.push(part)
      continue
    }
    const name = decoderFor(utf8 === false ? fallback : 'utf-8').encoding
    yield* decodeAs({ name, from: 'bytes' }, prepend(bytes, chunks), onCharset)
    return
  }
}

async function* prepend(bytes: Uint8Array, rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (bytes.length > 0) yield bytes
  for await (const chunk of rest) yield chunk
}

/** Undefined while there is nothing beyond ASCII, or not yet a whole character of it. */
function looksLikeUtf8(bytes: Uint8Array, last: boolean): boolean | undefined {
  if (isAscii(bytes)) return undefined
  const start = bytes.findIndex((byte) => byte > 0x7f)
  if (!last && bytes.length - start < 4) return undefined
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(start), { stream: !last })
    return true
  } catch {
    return false
  }
}
