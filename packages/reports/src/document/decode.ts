import { isAscii } from 'node:buffer'
import { type Charset, charsetLabel, decoderFor, markedCharset } from './charset.ts'
import { peek } from './peek.ts'

/** What is known of a document's charset before its bytes are. */
export interface CharsetHints {
  /** Wins over everything. */
  readonly option?: string | undefined
  /** The header of the download. */
  readonly contentType?: string | undefined
  /** For bytes that nobody labels and that are not UTF-8. */
  readonly fallback: string
}

/** Told the charset as soon as it is known. */
export type OnCharset = (charset: Charset) => void

/**
 * Turns bytes into text, chunk by chunk. The charset is the caller's; or else that of a byte order mark, which is
 * removed; or else the header's; or else UTF-8 if the first bytes beyond ASCII are that, and the fallback if they are
 * not.
 *
 * The decoder always runs as a stream: in some releases of Node a single call decodes 0x80–0x9F of windows-1252 wrong.
 *
 * @throws RangeError when nobody knows the charset's name.
 * @see https://github.com/nodejs/node/issues/56542
 */
export async function* decode(
  source: AsyncGenerator<Uint8Array>,
  hints: CharsetHints,
  onCharset: OnCharset = () => {},
): AsyncGenerator<string> {
  const { head, whole } = await peek(source, 3)
  try {
    const known = knownCharset(head, hints)
    if (known === undefined) yield* decodeUnlabelled(whole, hints.fallback, onCharset)
    else yield* decodeAs(known, whole, onCharset)
  } finally {
    await source.return(undefined)
  }
}

function knownCharset(head: Uint8Array, hints: CharsetHints): Charset | undefined {
  if (hints.option !== undefined) return { name: decoderFor(hints.option).encoding, from: 'option' }
  const marked = markedCharset(head)
  if (marked !== undefined) return { name: marked, from: 'byte order mark' }
  const label = charsetLabel(hints.contentType)
  return label === undefined ? undefined : { name: decoderFor(label).encoding, from: 'Content-Type' }
}

async function* decodeAs(
  charset: Charset,
  chunks: AsyncGenerator<Uint8Array>,
  onCharset: OnCharset,
): AsyncGenerator<string> {
  onCharset(charset)
  const decoder = decoderFor(charset.name)
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}

/** ASCII reads the same in every charset that is possible here, so the decision can wait for the first other byte. */
async function* decodeUnlabelled(
  chunks: AsyncGenerator<Uint8Array>,
  fallback: string,
  onCharset: OnCharset,
): AsyncGenerator<string> {
  const ascii = decoderFor('utf-8')
  let held: Uint8Array = new Uint8Array(0)
  for (let next = await chunks.next(); ; next = await chunks.next()) {
    const bytes = next.done ? held : held.length === 0 ? next.value : Buffer.concat([held, next.value])
    held = new Uint8Array(0)
    const utf8 = looksLikeUtf8(bytes, next.done === true)
    if (utf8 === undefined && !next.done) {
      if (isAscii(bytes)) yield ascii.decode(bytes, { stream: true })
      else held = bytes
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
