/** A charset, and how it was determined. */
export interface Charset {
  /** The name that TextDecoder uses, for example `windows-1252`. */
  readonly name: string
  /**
   * - `option`: the caller set it.
   * - `byte order mark`: the document starts with one.
   * - `Content-Type`: the header of the download names it.
   * - `report type`: the header names none, and the catalogue has one for the report type.
   * - `bytes`: nothing names it. It was chosen by whether the bytes are valid UTF-8.
   */
  readonly from: 'option' | 'byte order mark' | 'Content-Type' | 'report type' | 'bytes'
}

/** Java's charset names, which Amazon's systems send and TextDecoder does not support. */
const aliases: Readonly<Record<string, string>> = {
  cp932: 'shift_jis',
  cp936: 'gbk',
  ms936: 'gbk',
  cp949: 'euc-kr',
  ms949: 'euc-kr',
  cp950: 'big5',
  ms950: 'big5',
}

/**
 * Creates the decoder for a charset. It replaces invalid bytes with U+FFFD, so that one bad byte does not make a whole
 * report unreadable. It keeps byte order marks.
 *
 * @throws RangeError if the charset is not supported.
 */
export function decoderFor(label: string): InstanceType<typeof TextDecoder> {
  return new TextDecoder(aliases[label.trim().toLowerCase()] ?? label, { ignoreBOM: true })
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
