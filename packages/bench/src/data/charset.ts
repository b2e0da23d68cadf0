/** The charsets of flat-file reports. */
export const charsets = ['utf-8', 'windows-1252', 'shift_jis'] as const

export type Charset = (typeof charsets)[number]

/** The charset names in Amazon's `Content-Type` headers. */
export const charsetLabels: Readonly<Record<Charset, string>> = {
  'utf-8': 'UTF-8',
  'windows-1252': 'Cp1252',
  shift_jis: 'Windows-31J',
}

/**
 * Encodes a string.
 *
 * @throws RangeError if the charset does not contain a character.
 */
export function encode(text: string, charset: Charset): Uint8Array {
  if (charset === 'utf-8') return Buffer.from(text)
  const codes = codesOf(charset)
  const bytes = Buffer.alloc(text.length * 2)
  let length = 0
  for (let index = 0; index < text.length; index++) {
    const code = codes[text.charCodeAt(index)] ?? 0
    if (code === 0 && text.charCodeAt(index) !== 0)
      throw new RangeError(`${charset} does not contain the character ${text[index]}.`)
    if (code > 0xff) bytes[length++] = code >> 8
    bytes[length++] = code & 0xff
  }
  return bytes.subarray(0, length)
}

const codeTables = new Map<Charset, Uint16Array>()

/**
 * Returns the byte, or the two bytes as one number, of each UTF-16 code unit. The table is built by decoding every byte
 * sequence.
 */
function codesOf(charset: Charset): Uint16Array {
  const existing = codeTables.get(charset)
  if (existing !== undefined) return existing
  const codes = new Uint16Array(65_536)
  for (let code = 0xffff; code >= 0; code--) {
    const bytes = code > 0xff ? [code >> 8, code & 0xff] : [code]
    // With `stream`, because some releases of Node otherwise decode 0x80 to 0x9F of windows-1252 incorrectly.
    const text = new TextDecoder(charset).decode(Uint8Array.from(bytes), { stream: true })
    if (text.length === 1 && text !== '\ufffd') codes[text.charCodeAt(0)] = code
  }
  codeTables.set(charset, codes)
  return codes
}
