import { isAscii } from 'node:buffer'
import { byteOrderMark, type Charset, charsetLabel, decoderFor } from './charset.ts'
import { peekBytes } from './peek-bytes.ts'
import { streamDecoder } from './stream-decoder.ts'

/** What is known about the charset of a document before its bytes are read. */
export interface CharsetHints {
  /** Takes precedence over everything else. */
  readonly option?: string | undefined
  /** The `Content-Type` header of the download. */
  readonly contentType?: string | undefined
  /** The catalogue's charset for the report type, used if the header names none. */
  readonly catalogue?: string | undefined
  /** Used for bytes without a declared charset that are not UTF-8. */
  readonly fallback: string
}

/**
 * Bytes decoded at a time. Long strings survive the garbage collections that the rows made of them cause, together with
 * everything that waits beside them, and the process grows by a hundred megabytes.
 */
const decodeSize = 16_384

/** Called as soon as the charset is known. */
export type OnCharset = (charset: Charset) => void

/**
 * Decodes bytes into text, chunk by chunk. The charset is the first of these that is known: the caller's option, the
 * byte order mark, the `Content-Type` header, the catalogue's charset for the report type. Otherwise it is UTF-8 if the
 * first bytes beyond ASCII are valid UTF-8, and the fallback if they are not. A byte order mark of the charset is removed.
 *
 * @throws RangeError if the charset is not supported.
 */
export async function* decode(
  source: AsyncGenerator<Uint8Array>,
  hints: CharsetHints,
  onCharset: OnCharset = () => {},
): AsyncGenerator<string> {
  const { head, whole } = await peekBytes(source, 3)
  try {
    const known = knownCharset(head, hints)
    if (known === undefined) {
      yield* decodeUndeclared(whole, hints.fallback, onCharset)
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
  return hints.catalogue === undefined ? undefined : { name: decoderFor(hints.catalogue).encoding, from: 'report type' }
}

/** Skips bytes of the first chunk, which is at least that long. */
async function* skip(count: number, chunks: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  let remaining = count
  for await (const chunk of chunks) {
    yield remaining === 0 ? chunk : chunk.subarray(remaining)
    remaining = 0
  }
}

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += decodeSize) yield bytes.subarray(start, start + decodeSize)
}

async function* decodeAs(
  charset: Charset,
  chunks: AsyncGenerator<Uint8Array>,
  onCharset: OnCharset,
): AsyncGenerator<string> {
  onCharset(charset)
  const decoder = streamDecoder(charset.name)
  for await (const chunk of chunks) {
    for (const piece of pieces(chunk)) yield decoder.push(piece)
  }
  yield decoder.end()
}

/** ASCII is the same in every charset that is possible here, so the choice waits for the first byte beyond it. */
async function* decodeUndeclared(
  chunks: AsyncGenerator<Uint8Array>,
  fallback: string,
  onCharset: OnCharset,
): AsyncGenerator<string> {
  const ascii = streamDecoder('utf-8')
  let pending: Uint8Array = new Uint8Array(0)
  for (let next = await chunks.next(); ; next = await chunks.next()) {
    const bytes = next.done ? pending : pending.length === 0 ? next.value : Buffer.concat([pending, next.value])
    pending = new Uint8Array(0)
    const utf8 = looksLikeUtf8(bytes, next.done === true)
    if (utf8 === undefined && !next.done) {
      if (!isAscii(bytes)) pending = bytes
      else for (const piece of pieces(bytes)) yield ascii.push(piece)
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

/** Returns undefined as long as there is only ASCII, or only a part of the first character beyond it. */
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
