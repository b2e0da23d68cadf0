/**
 * Encodes text in the character sets that report documents come in. The platform only decodes legacy character sets, so
 * each is inverted once: every byte (and pair of bytes) is decoded and noted under the character that came out.
 */
const inverted = new Map<string, ReadonlyMap<string, readonly number[]>>()

/** Names that TextDecoder does not know, and what they mean. */
const aliases = new Map([
  ['cp932', 'windows-31j'],
  ['ms950', 'big5'],
])

/**
 * @param charset Any label that TextDecoder takes, `Cp1252` and `Shift_JIS` among them, and `CP932` and `MS950`.
 *   Characters that take more than two bytes are not written.
 * @throws RangeError when the character set is unknown, or has no byte for a character of the text.
 */
export function encode(text: string, charset: string): Uint8Array<ArrayBuffer> {
  const label = aliases.get(charset.toLowerCase()) ?? charset
  const { encoding } = new TextDecoder(label)
  if (encoding === 'utf-8') return Uint8Array.from(Buffer.from(text))
  const bytesOf = inverted.get(encoding) ?? invert(encoding)
  inverted.set(encoding, bytesOf)
  return Uint8Array.from(
    [...text].flatMap((character) => {
      const bytes = bytesOf.get(character)
      if (bytes === undefined) throw new RangeError(`${charset} has no byte for ${JSON.stringify(character)}`)
      return bytes
    }),
  )
}

function invert(encoding: string): ReadonlyMap<string, readonly number[]> {
  const decoder = new TextDecoder(encoding)
  // Always as a stream: decoding in one shot gets 0x80-0x9F of windows-1252 wrong in some versions of Node.
  const decode = (...bytes: number[]): string => {
    const characters = decoder.decode(Uint8Array.from(bytes), { stream: true })
    decoder.decode()
    return characters
  }
  if (decode(0x41) !== 'A') throw new RangeError(`${encoding} is not supported: it does not extend ASCII`)
  const bytesOf = new Map<string, readonly number[]>()
  const note = (...bytes: number[]): void => {
    const characters = decode(...bytes)
    const single = [...characters].length === 1 && characters !== '\uFFFD'
    if (single && !bytesOf.has(characters)) bytesOf.set(characters, bytes)
  }
  for (let byte = 0; byte < 0x100; byte++) note(byte)
  for (let lead = 0x80; lead < 0x100; lead++) {
    // A byte that gives nothing yet is the first of two.
    if (decode(lead) !== '' || isDuplicate(encoding, lead)) continue
    for (let trail = 0x40; trail < 0x100; trail++) note(lead, trail)
  }
  return bytesOf
}

/** Shift_JIS has some characters twice; the encoding standard writes them from the other rows. */
function isDuplicate(encoding: string, lead: number): boolean {
  return encoding === 'shift_jis' && (lead === 0xed || lead === 0xee)
}
