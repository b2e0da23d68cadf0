/** A charset, and why it was chosen. */
export interface Charset {
  /** The name that TextDecoder gives it, for example `windows-1252`. */
  readonly name: string
  /**
   * `option`: the caller said so. `byte order mark`: the document begins with one. `Content-Type`: the header says so.
   * `report type`: the header names none, and the catalogue knows which one such documents have. `bytes`: nobody says so,
   * but the bytes are valid UTF-8, or are not.
   */
  readonly from: 'option' | 'byte order mark' | 'Content-Type' | 'report type' | 'bytes'
}

/** Names that Amazon's systems (Java's names) use and TextDecoder does not know. */
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
 * Makes the decoder for a charset's name. Undecodable bytes become U+FFFD: one bad byte must not cost a whole report.
 * Byte order marks stay.
 *
 * @throws RangeError when nobody knows the name.
 */
export function decoderFor(label: string): InstanceType<typeof TextDecoder> {
  return new TextDecoder(aliases[label.trim().toLowerCase()] ?? label, { ignoreBOM: true })
}

/** The charset in a header such as `text/plain; charset=Cp1252`. */
export function charsetLabel(contentType: string | undefined): string | undefined {
  return /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType ?? '')?.[1]
}

/** A byte order mark at the beginning of a document. */
export interface ByteOrderMark {
  /** The charset that it stands for. */
  readonly charset: string
  readonly length: number
}

/** Recognizes a byte order mark. */
export function byteOrderMark(head: Uint8Array): ByteOrderMark | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { charset: 'utf-8', length: 3 }
  if (head[0] === 0xff && head[1] === 0xfe) return { charset: 'utf-16le', length: 2 }
  if (head[0] === 0xfe && head[1] === 0xff) return { charset: 'utf-16be', length: 2 }
  return undefined
}
