import { isAscii } from 'node:buffer'
import { decoderFor } from './charset.ts'

/** Turns bytes into text, piece by piece. */
export interface TextDecoding {
  push(bytes: Uint8Array): string
  /** What is left when the bytes are over. */
  end(): string
}

/** Charsets in which a byte below 0x80 always ends a character. Not so in gb18030, whose characters hold digits. */
const asciiEndsCharacter = new Set(['utf-8', 'windows-1252', 'shift_jis', 'euc-jp', 'euc-kr', 'big5'])

/**
 * Makes a decoder that leaves byte order marks in the text. It always runs as a stream: in some releases of Node a
 * single call decodes 0x80–0x9F of windows-1252 wrong. Pieces of pure ASCII take a shorter way.
 *
 * @param charset As TextDecoder names it.
 * @see https://github.com/nodejs/node/issues/56542
 */
export function textDecoding(charset: string): TextDecoding {
  const decoder = decoderFor(charset)
  let between = asciiEndsCharacter.has(charset)
  return {
    push(bytes) {
      if (between && isAscii(bytes)) return asciiText(bytes)
      const last = bytes.at(-1)
      if (last !== undefined) between = last < 0x80 && asciiEndsCharacter.has(charset)
      return decoder.decode(bytes, { stream: true })
    },
    end: () => decoder.decode(),
  }
}

function asciiText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}
