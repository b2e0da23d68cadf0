import { isAscii } from 'node:buffer'
import { decoderFor } from './charset.ts'

/** Decodes a byte stream chunk by chunk. */
export interface StreamDecoder {
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
