/**
 * Charset → character → bytes. The platform can only decode legacy charsets, so each charset is inverted once: every byte
 * and pair of bytes is decoded and recorded under the resulting character.
 */
const inverted = new Map<string, ReadonlyMap<string, readonly number[]>>()

/** Charset names that TextDecoder does not support. */
const aliases = new Map([
  ['cp932', 'windows-31j'],
  ['ms950', 'big5'],
])

/**
 * Encodes a string in one of the charsets that report documents use.
 *
 * @param charset Any label that TextDecoder supports, such as `Cp1252` or `Shift_JIS`, or `CP932` or `MS950`. Characters
 *   that take more than two bytes in a legacy charset are not supported.
 * @returns The encoded bytes.
 * @throws RangeError if the charset is unknown, or if it cannot represent a character of the string.
 * @example
 * encode('10 €', 'windows-1252') // Uint8Array [0x31, 0x30, 0x20, 0x80]
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
      if (bytes === undefined) throw new RangeError(`${charset} cannot represent ${JSON.stringify(character)}`)
      return bytes
    }),
  )
}

function invert(encoding: string): ReadonlyMap<string, readonly number[]> {
  const decoder = new TextDecoder(encoding)
  // Decode as a stream, because some versions of Node decode 0x80-0x9F of windows-1252 incorrectly otherwise.
  const decode = (...bytes: number[]): string => {
    const characters = decoder.decode(Uint8Array.from(bytes), { stream: true })
    decoder.decode()
    return characters
  }
  if (decode(0x41) !== 'A') throw new RangeError(`${encoding} is not supported: it does not extend ASCII`)
  const bytesOf = new Map<string, readonly number[]>()
  const record = (...bytes: number[]): void => {
    const characters = decode(...bytes)
    const single = [...characters].length === 1 && characters !== '\uFFFD'
    if (single && !bytesOf.has(characters)) bytesOf.set(characters, bytes)
  }
  for (let byte = 0; byte < 0x100; byte++) record(byte)
  for (let lead = 0x80; lead < 0x100; lead++) {
    // A byte that decodes to nothing is the first of two.
    if (decode(lead) !== '' || isDuplicate(encoding, lead)) continue
    for (let trail = 0x40; trail < 0x100; trail++) record(lead, trail)
  }
  return bytesOf
}

/** Shift_JIS contains some characters twice. The Encoding Standard encodes them from the other rows. */
function isDuplicate(encoding: string, lead: number): boolean {
  return encoding === 'shift_jis' && (lead === 0xed || lead === 0xee)
}
