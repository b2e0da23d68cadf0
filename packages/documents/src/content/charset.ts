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
   * - `bytes`: the bytes show that it is UTF-8 or UTF-16, or nothing names the charset.
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
  return /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType ?? '')?.[1]
}

/** A byte order mark at the start of a document. */
export interface ByteOrderMark {
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
