import { isAscii } from 'node:buffer'
import {
  byteOrderMark,
  type Charset,
  charsetLabel,
  charsetOfBytes,
  decoderFor,
  isCertainlyUtf8,
  isUtf8,
  streamDecoder,
  utf16Of,
  xmlDeclarationLabel,
} from './charset.ts'
import { peekBytes } from './streams.ts'

/** What is known about the charset of a document before its bytes are read. */
export interface CharsetHints {
  /** Takes precedence over everything else. */
  readonly option?: string | undefined
  /** The `Content-Type` header of the download. */
  readonly contentType?: string | undefined
  /** The catalogue's charset for the report type, used if nothing names one and the bytes are not UTF-8. */
  readonly catalogue?: string | undefined
  /** Used for bytes without a declared charset that are not UTF-8. `detect`: Shift_JIS or Windows-1252. */
  readonly fallback: string
}

/**
 * Bytes decoded at a time. Long strings survive the garbage collections that the rows made of them cause, together with
 * everything that waits beside them, and the process grows by a hundred megabytes.
 */
const decodeSize = 16_384

/** Called as soon as the charset is known. */
export type OnCharset = (charset: Charset) => void

/** Bytes at the start of a document that show its byte order, and that contain an XML declaration. */
const headLength = 256

/** Bytes, from the first one beyond ASCII, that decide whether a document is UTF-8. */
const sampleLength = 65_536

/**
 * Decodes bytes into text, chunk by chunk. The charset is the first of these that is known: the caller's option, the
 * byte order mark, the byte order of UTF-16, the `Content-Type` header, the XML declaration, UTF-8 if the first bytes
 * beyond ASCII are UTF-8, the catalogue's charset for the report type, the fallback. A header or a declaration that names a
 * charset of several bytes per character, such as Shift_JIS, is ignored if the bytes are certainly UTF-8. A byte order mark
 * of the charset is removed.
 *
 * @throws RangeError if the charset is not supported.
 */
export async function* decode(
  source: AsyncGenerator<Uint8Array>,
  hints: CharsetHints,
  onCharset: OnCharset = () => {},
): AsyncGenerator<string> {
  const { head, whole } = await peekBytes(source, headLength)
  try {
    const known = knownCharset(head.subarray(0, headLength), hints)
    if (known === undefined || isDoubtful(known)) {
      yield* decodeByBytes(whole, hints, known, onCharset)
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
  const utf16 = utf16Of(head)
  if (utf16 !== undefined) return utf16
  const label = charsetLabel(hints.contentType)
  if (label !== undefined) return { name: decoderFor(label).encoding, from: 'Content-Type' }
  const declared = xmlDeclarationLabel(head)
  return declared === undefined ? undefined : { name: decoderFor(declared).encoding, from: 'XML declaration' }
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

/** Charsets of several bytes per character. Decoding UTF-8 as one of them loses characters. */
const multiByteCharsets = new Set(['shift_jis', 'euc-jp', 'euc-kr', 'gbk', 'gb18030', 'big5'])

/** Returns whether a charset is a label that the bytes can refute: that of a text that is certainly UTF-8. */
function isDoubtful({ name, from }: Charset): boolean {
  return (from === 'Content-Type' || from === 'XML declaration') && multiByteCharsets.has(name)
}

/**
 * Decodes bytes whose charset they decide themselves.
 *
 * ASCII is the same in every charset that is possible here, so the choice waits for the first byte beyond it.
 *
 * @param label The charset that applies unless the bytes are certainly UTF-8. Undefined if nothing names one.
 */
async function* decodeByBytes(
  chunks: AsyncGenerator<Uint8Array>,
  hints: CharsetHints,
  label: Charset | undefined,
  onCharset: OnCharset,
): AsyncGenerator<string> {
  const ascii = streamDecoder('utf-8')
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
    if (!isAscii(next.value)) {
      const { sample, isLast } = await readSample(next.value, chunks)
      yield* decodeAs(charsetOf(sample, isLast, hints, label), prepend(sample, chunks), onCharset)
      return
    }
    for (const piece of pieces(next.value)) yield ascii.push(piece)
  }
  const { catalogue } = hints
  onCharset(label ?? (catalogue === undefined ? { name: 'utf-8', from: 'bytes' } : fromCatalogue(catalogue)))
}

/** Reads on from a chunk until there are enough bytes after the first one beyond ASCII. */
async function readSample(
  chunk: Uint8Array,
  chunks: AsyncGenerator<Uint8Array>,
): Promise<{ sample: Uint8Array; isLast: boolean }> {
  const parts = [chunk]
  let missing = sampleLength - (chunk.length - firstBeyondAscii(chunk))
  while (missing > 0) {
    const next = await chunks.next()
    if (next.done) return { sample: joined(parts), isLast: true }
    parts.push(next.value)
    missing -= next.value.length
  }
  return { sample: joined(parts), isLast: false }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [first] = parts
  return parts.length === 1 && first !== undefined ? first : Buffer.concat(parts)
}

function firstBeyondAscii(bytes: Uint8Array): number {
  return bytes.findIndex((byte) => byte > 0x7f)
}

function charsetOf(
  sample: Uint8Array,
  isSampleLast: boolean,
  { catalogue, fallback }: CharsetHints,
  label: Charset | undefined,
): Charset {
  const start = firstBeyondAscii(sample)
  const bytes = sample.subarray(start, start + sampleLength)
  const isLast = isSampleLast && start + sampleLength >= sample.length
  if (label !== undefined && !isCertainlyUtf8(bytes, isLast)) return label
  if (isUtf8(bytes, isLast)) return { name: 'utf-8', from: 'bytes' }
  const declared = catalogue === undefined ? undefined : fromCatalogue(catalogue)
  const isDeclared = declared !== undefined && declared.name !== 'utf-8'
  const name = charsetOfBytes(isDeclared ? declared.name : fallback, bytes, isLast)
  return isDeclared && name === declared.name ? declared : { name, from: 'bytes' }
}

function fromCatalogue(charset: string): Charset {
  return { name: decoderFor(charset).encoding, from: 'report type' }
}

async function* prepend(bytes: Uint8Array, rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (bytes.length > 0) yield bytes
  for await (const chunk of rest) yield chunk
}
