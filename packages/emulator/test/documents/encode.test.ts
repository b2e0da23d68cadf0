import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encode } from '../../src/index.ts'

/** Decodes as a stream, because some versions of Node decode 0x80-0x9F of windows-1252 incorrectly otherwise. */
function decode(bytes: Uint8Array, charset: string): string {
  const decoder = new TextDecoder(charset)
  return decoder.decode(bytes, { stream: true }) + decoder.decode()
}

const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte)

describe('encode', () => {
  test('reproduces every byte of windows-1252', () => {
    expect(encode(decode(everyByte, 'windows-1252'), 'Cp1252')).toEqual(everyByte)
  })

  test('encodes the characters of windows-1252 that ISO-8859-1 lacks', () => {
    expect(encode('€’–™', 'windows-1252')).toEqual(Uint8Array.of(0x80, 0x92, 0x96, 0x99))
  })

  test('encodes ASCII and half-width kana of Shift_JIS in one byte and other characters in two', () => {
    expect(encode('Aｱ商', 'Shift_JIS')).toEqual(Uint8Array.of(0x41, 0xb1, 0x8f, 0xa4))
  })

  test('encodes characters that Shift_JIS contains twice as the Encoding Standard requires', () => {
    expect(encode('纊', 'Windows-31J')).toEqual(Uint8Array.of(0xfa, 0x5c))
    expect(encode('№', 'Windows-31J')).toEqual(Uint8Array.of(0x87, 0x82))
  })

  test.each(['CP932', 'MS950'])('supports %s, which TextDecoder does not', (charset) => {
    expect(encode('ABC', charset)).toEqual(Uint8Array.of(0x41, 0x42, 0x43))
  })

  test.each(['windows-1252', 'shift_jis', 'euc-kr', 'big5', 'iso-8859-15', 'utf-8'])(
    'is reversed by decoding %s',
    (charset) => {
      const bytes = fc.uint8Array({ maxLength: 40 })
      fc.assert(
        fc.property(bytes, (noise) => {
          const text = decode(noise, charset).replaceAll('\uFFFD', '')
          expect(decode(encode(text, charset), charset)).toBe(text)
        }),
      )
    },
  )

  test('throws an error that names a character the charset lacks', () => {
    expect(() => encode('10 €', 'Shift_JIS')).toThrow(new RangeError('Shift_JIS cannot represent "€"'))
  })

  test('rejects characters of more than two bytes, such as the four-byte characters of GBK', () => {
    expect(() => encode('𐀀', 'gbk')).toThrow(new RangeError('gbk cannot represent "𐀀"'))
  })

  test('rejects unsupported charsets', () => {
    expect(() => encode('x', 'utf-16le')).toThrow(RangeError)
    expect(() => encode('x', 'no-such-charset')).toThrow(RangeError)
  })
})
