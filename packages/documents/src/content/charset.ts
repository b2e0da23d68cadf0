import { isAscii } from 'node:buffer'
import { findMarketplace, marketplaces, reportTypeFacts } from '@reportline/report-types'

/** A charset, and how it was determined. */
export interface Charset {
  /** The name that TextDecoder uses, for example `windows-1252`. */
  readonly name: string
  /**
   * - `option`: the caller set it.
   * - `byte order mark`: the document starts with one.
   * - `Content-Type`: the header of the download names it.
   * - `XML declaration`: the document starts with one that names it.
   * - `report type`: the bytes are not UTF-8, and the catalogue has a charset for the report type.
   * - `bytes`: the bytes show that it is UTF-8 or UTF-16, whatever a header or a declaration says, or nothing names the
   *   charset.
   */
  readonly from: 'option' | 'byte order mark' | 'Content-Type' | 'XML declaration' | 'report type' | 'bytes'
}

/** Java's charset names, which Amazon's systems send and TextDecoder does not support, without `-`, `_` and spaces. */
const aliases: Readonly<Record<string, string>> = {
  cp932: 'shift_jis',
  cp942: 'shift_jis',
  cp942c: 'shift_jis',
  cp943: 'shift_jis',
  cp943c: 'shift_jis',
  eucjp: 'euc-jp',
  eucjpopen: 'euc-jp',
  cp33722: 'euc-jp',
  iso2022jp: 'iso-2022-jp',
  cp936: 'gbk',
  ms936: 'gbk',
  euccn: 'gbk',
  euckr: 'euc-kr',
  cp949: 'euc-kr',
  ms949: 'euc-kr',
  cp950: 'big5',
  ms950: 'big5',
  big5hkscs: 'big5',
  cp874: 'windows-874',
  ms874: 'windows-874',
  tis620: 'windows-874',
  koi8r: 'koi8-r',
  koi8u: 'koi8-u',
  macroman: 'macintosh',
  utf8: 'utf-8',
  utf16: 'utf-16le',
  utf16le: 'utf-16le',
  utf16be: 'utf-16be',
  unicodelittle: 'utf-16le',
  unicodebig: 'utf-16be',
}

/**
 * Creates the decoder for a charset. It replaces invalid bytes with U+FFFD, so that one bad byte does not make a whole
 * report unreadable. It keeps byte order marks.
 *
 * @throws RangeError if the charset is not supported.
 */
export function decoderFor(label: string): InstanceType<typeof TextDecoder> {
  return new TextDecoder(standardLabel(label), { ignoreBOM: true })
}

function standardLabel(label: string): string {
  const plain = label.toLowerCase().replace(/[-_\s]/g, '')
  const [, part] = /^iso8859(\d{1,2})$/.exec(plain) ?? []
  return part === undefined ? (aliases[plain] ?? label) : `iso-8859-${part}`
}

/** Returns the charset named in a header such as `text/plain; charset=Cp1252`. */
export function charsetLabel(contentType: string | undefined): string | undefined {
  return /;\s*charset\s*=\s*["']?([^"';\s]+)/i.exec(contentType ?? '')?.[1]
}

/** A byte order mark at the start of a document. */
interface ByteOrderMark {
  /** The charset that it indicates. */
  readonly charset: string
  /** Number of bytes. */
  readonly length: number
}

/** Detects a byte order mark. */
export function byteOrderMark(head: Uint8Array): ByteOrderMark | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { charset: 'utf-8', length: 3 }
  if (head[0] === 0xff && head[1] === 0xfe) return { charset: 'utf-16le', length: 2 }
  if (head[0] === 0xfe && head[1] === 0xff) return { charset: 'utf-16be', length: 2 }
  return undefined
}

/** Zero bytes that a text must have at even or at odd positions only, to be UTF-16. */
const minZeroBytes = 2

/**
 * Returns the charset of UTF-16 without a byte order mark: every other byte of its ASCII characters is zero. A text in ASCII
 * with a few zero bytes is not UTF-16.
 */
export function utf16Of(head: Uint8Array): Charset | undefined {
  const zeros = [0, 0]
  let isPlain = true
  for (const [index, byte] of head.entries()) {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
    else isPlain &&= isPlainAscii(byte)
  }
  const [even = 0, odd = 0] = zeros
  if (isPlain && (even + odd) * 4 < head.length) return undefined
  if (even === 0 && odd >= minZeroBytes) return { name: 'utf-16le', from: 'bytes' }
  return odd === 0 && even >= minZeroBytes ? { name: 'utf-16be', from: 'bytes' } : undefined
}

/** Returns whether a byte is a tab, a line end, or a printable ASCII character. */
function isPlainAscii(byte: number): boolean {
  return (byte >= 32 && byte < 127) || (byte >= 9 && byte <= 13)
}

/** Returns the charset that an XML declaration names. UTF-16 cannot be right there: the declaration was read as ASCII. */
export function xmlDeclarationLabel(head: Uint8Array): string | undefined {
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1')
  const label = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(text)?.[1]
  return label === undefined || /^utf-?16/i.test(label) ? undefined : label
}

/**
 * Returns whether bytes with characters beyond ASCII are UTF-8: whether more of those are valid than invalid. A few bytes
 * of another charset do not make a document a different one. Kana in Shift_JIS and EUC-JP contain valid characters, but few
 * of three bytes.
 *
 * @param isLast Whether the document ends there. If not, the last character may be incomplete.
 */
export function isUtf8(bytes: Uint8Array, isLast: boolean): boolean {
  let valid = 0
  let invalid = 0
  /** Number of characters of three bytes. */
  let long = 0
  for (const character of decoderFor('utf-8').decode(bytes, { stream: !isLast })) {
    if (character === '\ufffd') invalid += 1
    else if (character > '\u007f') valid += 1
    if (character.length === 1 && character >= '\u0800' && character < '\ufffd') long += 1
  }
  if (valid <= invalid) return false
  if (invalid === 0 || (long * 2 > valid && invalid * 4 <= valid)) return true
  return !(isCertainlyShiftJis(bytes, isLast) || isCertainlyEucJp(bytes, isLast))
}

/** Number of UTF-8 characters of three bytes or more that no text in another charset has by chance. */
const minLongCharacters = 3

/**
 * Returns whether bytes are UTF-8 and cannot be a text in another charset: all of them are valid, and some characters have
 * three bytes or more.
 *
 * @param isLast Whether the document ends there. If not, the last character may be incomplete.
 */
export function isCertainlyUtf8(bytes: Uint8Array, isLast: boolean): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !isLast })
    return (text.match(/[\u0800-\uffff]/g)?.length ?? 0) >= minLongCharacters
  } catch {
    return false
  }
}

/** Text that only bytes of Shift_JIS give: kana, or ideographs side by side. */
const japanese = /[\u3041-\u30fa]|[\uff66-\uff9f]{3}|[\u4e00-\u9fff]{2}/
const kana = /[\u3041-\u30fa]/g

/** Number of kana that no Western text has by chance if its bytes are read as Shift_JIS. */
const minKana = 3

/** Decodes bytes strictly. Returns undefined if some of them are not valid in the charset. */
function decodeStrictly(charset: string, bytes: Uint8Array, isLast: boolean): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes, { stream: !isLast })
  } catch {
    return undefined
  }
}

/** Returns whether bytes are Japanese text in Shift_JIS, and not a Western text in which single letters look like it. */
function isShiftJis(bytes: Uint8Array, isLast: boolean): boolean {
  return japanese.test(decodeStrictly('shift_jis', bytes, isLast) ?? '')
}

function countKana(text: string | undefined): number {
  return text?.match(kana)?.length ?? 0
}

/** Returns whether bytes cannot be anything but Japanese text in Shift_JIS. */
function isCertainlyShiftJis(bytes: Uint8Array, isLast: boolean): boolean {
  // The first bytes of kana. Searching for them is faster than decoding.
  if (!bytes.includes(0x82) && !bytes.includes(0x83)) return false
  return countKana(decodeStrictly('shift_jis', bytes, isLast)) >= minKana
}

/** Returns whether bytes cannot be anything but Japanese text in EUC-JP. Shift_JIS makes half-width kana of it. */
function isCertainlyEucJp(bytes: Uint8Array, isLast: boolean): boolean {
  if (countKana(decodeStrictly('euc-jp', bytes, isLast)) < minKana) return false
  return countKana(decodeStrictly('shift_jis', bytes, isLast)) === 0
}

/** Returns whether bytes that are probably Japanese are EUC-JP: whether they are not valid Shift_JIS, or certainly EUC-JP. */
function isEucJp(bytes: Uint8Array, isLast: boolean): boolean {
  if (isCertainlyEucJp(bytes, isLast)) return true
  if (decodeStrictly('shift_jis', bytes, isLast) !== undefined) return false
  return japanese.test(decodeStrictly('euc-jp', bytes, isLast) ?? '')
}

/**
 * Returns the charset of bytes that nothing declares and that are not UTF-8.
 *
 * @param likely The charset that applies unless the bytes show another one: a name, or `detect` for Shift_JIS or
 * Windows-1252.
 */
export function charsetOfBytes(likely: string, bytes: Uint8Array, isLast: boolean): string {
  const name = likely === 'detect' ? likely : decoderFor(likely).encoding
  if (name === 'shift_jis' || name === 'detect') {
    if (isEucJp(bytes, isLast)) return 'euc-jp'
    return name === 'shift_jis' || isShiftJis(bytes, isLast) ? 'shift_jis' : 'windows-1252'
  }
  return name === 'windows-1252' && isCertainlyShiftJis(bytes, isLast) ? 'shift_jis' : name
}

/** Decodes a byte stream chunk by chunk. */
interface StreamDecoder {
  push(bytes: Uint8Array): string
  /** Returns the remaining text after the last chunk. */
  end(): string
}

/** Charsets in which a byte below 0x80 always ends a character. In gb18030, characters can contain ASCII digits. */
const asciiEndsCharacter = new Set(['utf-8', 'windows-1252', 'shift_jis', 'euc-jp', 'euc-kr', 'big5'])

/**
 * Creates a decoder that keeps byte order marks. It always decodes as a stream: some Node.js releases decode 0x80–0x9F
 * of windows-1252 incorrectly in a single call. Chunks of pure ASCII take a faster path.
 *
 * @param charset The name that TextDecoder uses.
 * @see https://github.com/nodejs/node/issues/56542
 */
export function streamDecoder(charset: string): StreamDecoder {
  const decoder = decoderFor(charset)
  let betweenCharacters = asciiEndsCharacter.has(charset)
  return {
    push(bytes) {
      if (betweenCharacters && isAscii(bytes)) return asciiText(bytes)
      const last = bytes.at(-1)
      if (last !== undefined) betweenCharacters = last < 0x80 && asciiEndsCharacter.has(charset)
      return decoder.decode(bytes, { stream: true })
    },
    end: () => decoder.decode(),
  }
}

function asciiText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

const japan = marketplaces.JP.id

/**
 * Returns the charset that the catalogue has for documents of a report type whose header names none. It depends on the
 * region of the marketplaces; Japan has its own.
 *
 * @returns Undefined if the catalogue has none, or if the marketplaces use different ones.
 */
export function catalogueCharset(
  reportType: string | undefined,
  marketplaceIds: readonly string[],
): string | undefined {
  const facts = reportType === undefined ? undefined : reportTypeFacts(reportType)?.charset
  if (facts === undefined) return undefined
  const charsets = new Set(
    marketplaceIds.map((id) => {
      const region = findMarketplace(id)?.region
      if (id === japan) return facts.JP
      return region === 'na' || region === 'eu' ? facts[region] : undefined
    }),
  )
  const [charset] = charsets
  return charsets.size === 1 ? charset : undefined
}

/**
 * Returns the charset to assume for bytes that are not UTF-8 and whose charset nothing declares.
 *
 * @param region The region of the API. It counts if no marketplace is known.
 * @returns `detect` for the region `fe` without a marketplace: Japan, Australia or Singapore.
 */
export function fallbackCharset(marketplaceIds: readonly string[], region?: string): string {
  if (marketplaceIds.includes(japan)) return 'shift_jis'
  if (marketplaceIds.length > 0) return 'windows-1252'
  return region === 'fe' || region === 'jp' ? 'detect' : 'windows-1252'
}
