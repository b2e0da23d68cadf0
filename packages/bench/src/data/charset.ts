/** The charsets that flat files come in. */
export const charsets = ['utf-8', 'windows-1252', 'shift_jis'] as const

export type Charset = (typeof charsets)[number]

/** The name that Amazon's header has for it. */
export const charsetLabels: Readonly<Record<Charset, string>> = {
  'utf-8': 'UTF-8',
  'windows-1252': 'Cp1252',
  shift_jis: 'Windows-31J',
}

/**
 * Encodes a text.
 *
 * @throws RangeError for a character that the charset does not have.
 */
export function encode(text: string, charset: Charset): Uint8Array {
  if (charset === 'utf-8') return Buffer.from(text)
  const codes = codesOf(charset)
  const bytes = Buffer.alloc(text.length * 2)
  let length = 0
  for (let index = 0; index < text.length; index++) {
    const code = codes[text.charCodeAt(index)] ?? 0
    if (code === 0 && text.charCodeAt(index) !== 0) throw new RangeError(`${charset} has no ${text[index]}`)
    if (code > 0xff) bytes[length++] = code >> 8
    bytes[length++] = code & 0xff
  }
  return bytes.subarray(0, length)
}

const known = new Map<Charset, Uint16Array>()

/** For each UTF-16 unit its byte, or its two as one number: what the decoder makes of every byte, turned round. */
function codesOf(charset: Charset): Uint16Array {
  const made = known.get(charset) ?? new Uint16Array(65_536)
  if (known.has(charset)) return made
  for (let code = 0xffff; code >= 0; code--) {
    const bytes = code > 0xff ? [code >> 8, code & 0xff] : [code]
    // A stream: one call at once decodes 0x80-0x9F of windows-1252 wrong in some releases of Node.
    const text = new TextDecoder(charset).decode(Uint8Array.from(bytes), { stream: true })
    if (text.length === 1 && text !== '\ufffd') made[text.charCodeAt(0)] = code
  }
  known.set(charset, made)
  return made
}
