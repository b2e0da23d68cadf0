import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { type Charset, fallbackCharset } from '../../src/content/charset.ts'
import { type CharsetHints, decode } from '../../src/content/decode.ts'
import { parse } from '../../src/parse.ts'
import { collect, cut, generate } from '../support/streams.ts'

const places = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 })

async function decoded(pieces: readonly Uint8Array[], hints: Partial<CharsetHints> = {}) {
  const onCharset = vi.fn<(charset: Charset) => void>()
  const texts = await collect(decode(generate(pieces), { fallback: 'windows-1252', ...hints }, onCharset))
  return { text: texts.join(''), charset: onCharset.mock.calls[0]?.[0] }
}

const declaring = (label: string) => ({ contentType: `text/plain; charset=${label}` })

/** 0x80 to 0x9F of windows-1252, by https://encoding.spec.whatwg.org/index-windows-1252.txt */
const upperControls = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

describe('Cp1252', () => {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte)
  const expected = Array.from(all, (byte) =>
    byte >= 0x80 && byte < 0xa0 ? upperControls.charAt(byte - 0x80) : String.fromCharCode(byte),
  ).join('')

  test.each(['Cp1252', 'cp1252', 'windows-1252', 'ISO-8859-1'])('decodes all of its 256 bytes as %s', async (label) => {
    expect((await decoded([all], declaring(label))).text).toBe(expected)
  })

  test('decodes them wherever they are cut', async () => {
    await fc.assert(
      fc.asyncProperty(places, async (at) => {
        expect((await decoded(cut(all, at), declaring('Cp1252'))).text).toBe(expected)
      }),
    )
  })
})

describe('a charset', () => {
  const japanese = Uint8Array.of(0x8f, 0xa4, 0x95, 0x69)

  test.each([
    ['Windows-31J', japanese, '商品', 'shift_jis'],
    ['Shift_JIS', japanese, '商品', 'shift_jis'],
    ['CP932', japanese, '商品', 'shift_jis'],
    ['ms932', japanese, '商品', 'shift_jis'],
    ['Cp943', japanese, '商品', 'shift_jis'],
    ['Cp943C', japanese, '商品', 'shift_jis'],
    ['EUC_JP', Uint8Array.of(0xbe, 0xa6, 0xc9, 0xca), '商品', 'euc-jp'],
    ['ISO8859_1', Uint8Array.of(0x80, 0xfc), '€ü', 'windows-1252'],
    ['ISO8859_2', Uint8Array.of(0xb3), 'ł', 'iso-8859-2'],
    ['ISO-8859-9', Uint8Array.of(0xfd), 'ı', 'windows-1254'],
    ['ISO8859_15', Uint8Array.of(0xa4), '€', 'iso-8859-15'],
    ['UTF_8', Buffer.from('€'), '€', 'utf-8'],
    ['MS950', Uint8Array.of(0xb0, 0xd3, 0xab, 0x7e), '商品', 'big5'],
    ['cp936', Uint8Array.of(0xc9, 0xcc, 0xc6, 0xb7), '商品', 'gbk'],
    ['MS949', Uint8Array.of(0xbb, 0xf3, 0xc7, 0xb0), '상품', 'euc-kr'],
    ['utf8', Buffer.from('€'), '€', 'utf-8'],
  ])('is supported under the name %s', async (label, bytes, text, name) => {
    expect(await decoded([bytes], declaring(label))).toEqual({ text, charset: { name, from: 'Content-Type' } })
  })

  test('is found in quotation marks, in capital letters and after other parameters', async () => {
    const contentType = 'Text/Plain; header=present; CHARSET="windows-1252"'
    expect((await decoded([Uint8Array.of(0x80)], { contentType })).text).toBe('€')
  })

  test('set by the caller takes precedence', async () => {
    const hints = { ...declaring('UTF-8'), option: 'Cp1252' }
    expect(await decoded([Uint8Array.of(0x80)], hints)).toEqual({
      text: '€',
      charset: { name: 'windows-1252', from: 'option' },
    })
  })

  test('that is not supported is an error', async () => {
    await expect(decoded([Uint8Array.of(0x80)], declaring('x-unknown'))).rejects.toThrow(RangeError)
  })
})

describe('a byte order mark', () => {
  test.each([
    ['UTF-8', Buffer.from('\ufeffsku €')],
    ['UTF-16LE', Buffer.from('\ufeffsku €', 'utf16le')],
    ['UTF-16BE', Buffer.from('\ufeffsku €', 'utf16le').swap16()],
  ])('of %s is removed, and takes precedence over the header', async (_name, bytes) => {
    for (const hints of [{}, declaring('UTF-8'), declaring('Cp1252')]) {
      const { text, charset } = await decoded(
        [...bytes].map((byte) => Uint8Array.of(byte)),
        hints,
      )
      expect(text).toBe('sku €')
      expect(charset?.from).toBe('byte order mark')
    }
  })

  test('is removed only once', async () => {
    expect((await decoded([Buffer.from('\ufeff\ufeffa')])).text).toBe('\ufeffa')
  })
})

describe('a label of a charset of several bytes per character', () => {
  /** Characters with their bytes, in a charset whose characters have at most two. */
  function charactersOf(charset: string): Map<string, readonly number[]> {
    const decoder = new TextDecoder(charset, { fatal: true })
    const characters = new Map<string, readonly number[]>()
    for (let code = 0x20; code <= 0xffff; code++) {
      if (code > 0xff && code < 0x8140) continue
      const bytes = code > 0xff ? [code >> 8, code & 0xff] : [code]
      try {
        const text = decoder.decode(Uint8Array.from(bytes))
        if (text.length === 1) characters.set(text, bytes)
      } catch {
        // No character has these bytes.
      }
    }
    return characters
  }

  const labels = [
    ['shift_jis', 'の商品価格はプライム東京ｱｲｳﾃｽ円送料'],
    ['euc-jp', 'の商品価格はプライム東京円送料'],
    ['gbk', '的商品价格中国上海运费元'],
    ['big5', '的商品價格台灣運費元'],
    ['euc-kr', '의상품가격서울배송비원'],
  ] as const

  test.each(labels)('%s applies to a text in that charset', async (label, alphabet) => {
    const characters = charactersOf(label)
    const text = fc.string({ unit: fc.constantFrom(...alphabet, 'a', '1', ' '), minLength: 1, maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(text, places, async (written, at) => {
        const bytes = Uint8Array.from([...written].flatMap((character) => characters.get(character) ?? []))
        const pieces = cut(bytes, at)
        expect(await decoded(pieces, declaring(label))).toEqual({
          text: written,
          charset: { name: label, from: 'Content-Type' },
        })
      }),
    )
  })

  test.each(labels)('%s does not apply to a text that is certainly UTF-8', async (label, alphabet) => {
    const text = fc.string({ unit: fc.constantFrom(...alphabet), minLength: 3, maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: fc.constantFrom('a', '\t', '\n') }), text, places, async (start, rest, at) => {
        const bytes = Buffer.from(`${start}${rest}`)
        expect(await decoded(cut(bytes, at), declaring(label))).toEqual({
          text: `${start}${rest}`,
          charset: { name: 'utf-8', from: 'bytes' },
        })
        const xml = `<?xml version="1.0" encoding="${label}"?><a>${rest}</a>`
        expect(await decoded(cut(Buffer.from(xml), at))).toMatchObject({ text: xml, charset: { from: 'bytes' } })
      }),
    )
  })

  test('applies if one byte of the text is not UTF-8, or if the text is ASCII', async () => {
    const damaged = Buffer.concat([Buffer.from('の商品価格'), Uint8Array.of(0x82)])
    expect((await decoded([damaged], declaring('Shift_JIS'))).charset).toEqual({
      name: 'shift_jis',
      from: 'Content-Type',
    })
    expect(await decoded([Buffer.from('sku')], declaring('Shift_JIS'))).toEqual({
      text: 'sku',
      charset: { name: 'shift_jis', from: 'Content-Type' },
    })
  })
})

describe('bytes without a declared charset', () => {
  const long = 'a'.repeat(300)

  test('are decoded as UTF-8 if they are valid UTF-8', async () => {
    expect(await decoded([Buffer.from(`${long}€`), Buffer.from('ö')])).toEqual({
      text: `${long}€ö`,
      charset: { name: 'utf-8', from: 'bytes' },
    })
  })

  test('are decoded with the fallback if they are not', async () => {
    const bytes = [Buffer.from(long), Uint8Array.of(0x80, 0x31, 0x32, 0x33)]
    expect(await decoded(bytes)).toEqual({ text: `${long}€123`, charset: { name: 'windows-1252', from: 'bytes' } })
    const japanese = [Buffer.from(long), Uint8Array.of(0x8f, 0xa4)]
    expect((await decoded(japanese, { fallback: 'shift_jis' })).text).toBe(`${long}商`)
  })

  test('that are ASCII are UTF-8', async () => {
    expect(await decoded([Buffer.from('abc'), Buffer.from('def')])).toEqual({
      text: 'abcdef',
      charset: { name: 'utf-8', from: 'bytes' },
    })
    expect((await decoded([])).text).toBe('')
  })

  test.each(['utf-8', 'windows-1252'])('are detected as %s wherever they are cut', async (name) => {
    const text = `${'x'.repeat(40)}é€ü${'y'.repeat(40)}`
    const bytes = name === 'utf-8' ? Buffer.from(text) : Buffer.from(text.replace('€', '\u0080'), 'latin1')
    await fc.assert(
      fc.asyncProperty(places, async (at) => {
        const result = await decoded(cut(bytes, at))
        expect(result).toEqual({ text, charset: { name, from: 'bytes' } })
      }),
    )
  })

  test('are decoded if only the last byte is not ASCII', async () => {
    expect((await decoded([Buffer.from('abc'), Uint8Array.of(0xe9)])).text).toBe('abcé')
  })
})

describe('UTF-16 without a byte order mark', () => {
  const text = 'sku\tname\nA-1\t商品 €\n'

  test('is detected, whatever the header names', async () => {
    const bytes = Buffer.from(text, 'utf16le')
    const swapped = Buffer.from(bytes).swap16()
    for (const hints of [{}, declaring('UTF-16'), declaring('Cp1252')]) {
      expect(await decoded([bytes], hints)).toEqual({ text, charset: { name: 'utf-16le', from: 'bytes' } })
      expect(await decoded([swapped], hints)).toEqual({ text, charset: { name: 'utf-16be', from: 'bytes' } })
    }
  })
})

describe('zero bytes', () => {
  test('in a cell do not make a document UTF-16', async () => {
    const texts = ['sku\tname\nA\t\0x\0y\nBB\tz\n', 'sku\tname\nA\tx\0\0\0\n', `a\tb\n${'1\t2\n'.repeat(40)}\0\0\0\0`]
    for (const text of texts) expect((await decoded([Buffer.from(text)])).text).toBe(text)
  })
})

describe('Japanese text that nothing declares', () => {
  /** Hiragana by their number, and their bytes in both charsets. */
  const hiragana = fc.array(fc.nat(82), { minLength: 3, maxLength: 30 }).map((numbers) => ({
    text: numbers.map((number) => String.fromCharCode(0x3041 + number)).join(''),
    shiftJis: Buffer.from(numbers.flatMap((number) => [0x82, 0x9f + number])),
    eucJp: Buffer.from(numbers.flatMap((number) => [0xa4, 0xa1 + number])),
  }))
  const line = (bytes: Uint8Array) => Buffer.concat([Buffer.from('sku\tname\nA-1\t'), bytes, Buffer.from('\tx\n')])

  test('is decoded as Shift_JIS or EUC-JP by its bytes', () =>
    fc.assert(
      fc.asyncProperty(hiragana, async ({ text, shiftJis, eucJp }) => {
        const whole = `sku\tname\nA-1\t${text}\tx\n`
        for (const hints of [{ fallback: 'shift_jis' }, { catalogue: 'shift_jis' }, { fallback: 'detect' }, {}]) {
          expect((await decoded([line(shiftJis)], hints)).text).toBe(whole)
          if ('fallback' in hints || 'catalogue' in hints) {
            expect(await decoded([line(eucJp)], hints)).toEqual({
              text: whole,
              charset: { name: 'euc-jp', from: 'bytes' },
            })
          }
        }
      }),
    ))

  test('is not confused with half-width kana or Western text', async () => {
    const kana = line(Uint8Array.of(0xb6, 0xc0, 0xb6, 0xc5))
    expect((await decoded([kana], { fallback: 'shift_jis' })).text).toContain('ｶﾀｶﾅ')
    const western = line(Buffer.from('\u0082\u00e4hnlich\u0091 \u0083 \u00e9l\u00e9v\u00e9', 'latin1'))
    expect((await decoded([western])).text).toContain('‚ähnlich‘ ƒ élévé')
  })
})

test('the quotation marks around the charset of a header are ignored', async () => {
  for (const label of ['"EUC_JP"', "'EUC_JP'"]) {
    expect((await decoded([Uint8Array.of(0xbe, 0xa6, 0xc9, 0xca)], declaring(label))).text).toBe('商品')
  }
})

describe('an XML declaration', () => {
  test.each([
    ['EUC-JP', Uint8Array.of(0xbe, 0xa6, 0xc9, 0xca), '商品', 'euc-jp'],
    ['ISO-8859-2', Uint8Array.of(0xb3), 'ł', 'iso-8859-2'],
    ['iso-8859-9', Uint8Array.of(0xfd), 'ı', 'windows-1254'],
    ['Shift_JIS', Uint8Array.of(0x8f, 0xa4, 0x95, 0x69), '商品', 'shift_jis'],
  ])('determines the charset %s', async (label, bytes, text, name) => {
    const whole = Buffer.concat([
      Buffer.from(`<?xml version="1.0" encoding='${label}'?><a>`),
      bytes,
      Buffer.from('</a>'),
    ])
    const { text: result, charset } = await decoded([whole], { catalogue: 'utf-8' })
    expect(result).toContain(`<a>${text}</a>`)
    expect(charset).toEqual({ name, from: 'XML declaration' })
    expect((await decoded([whole], declaring('utf-8'))).charset?.from).toBe('Content-Type')
  })

  test('of UTF-16 in ASCII is ignored', async () => {
    const { text } = await decoded([Buffer.from('<?xml version="1.0" encoding="UTF-16"?><a>é</a>')])
    expect(text).toContain('<a>é</a>')
  })
})

describe('bytes whose charset only the report type or the region suggests', () => {
  const shiftJis = Buffer.concat([Uint8Array.of(0x8f, 0xa4, 0x95, 0x69, 0x82, 0xcc), Buffer.from('\tA-1\n')])

  test('are UTF-8 if they are valid UTF-8, whatever the catalogue has', async () => {
    for (const catalogue of ['windows-1252', 'shift_jis']) {
      expect(await decoded([Buffer.from('Größe 商品')], { catalogue })).toEqual({
        text: 'Größe 商品',
        charset: { name: 'utf-8', from: 'bytes' },
      })
    }
  })

  test('are UTF-8 if a few bytes of many are invalid', async () => {
    const bytes = Buffer.concat([Buffer.from('Größe äöü '), Uint8Array.of(0xfc), Buffer.from('x')])
    expect((await decoded([bytes], { catalogue: 'windows-1252' })).text).toBe('Größe äöü \ufffdx')
  })

  test('are not in the UTF-8 of the catalogue if they are not valid UTF-8', async () => {
    expect((await decoded([Buffer.from('Größe', 'latin1')], { catalogue: 'utf-8' })).text).toBe('Größe')
  })

  test('are Shift_JIS or Windows-1252 as they show, if the region leaves both', async () => {
    const hints = { fallback: 'detect' }
    expect(await decoded([shiftJis], hints)).toEqual({
      text: '商品の\tA-1\n',
      charset: { name: 'shift_jis', from: 'bytes' },
    })
    for (const text of ['Café au lait\n', '20° Kettle’s lid – naïve', 'Größe', '£5']) {
      const bytes = Buffer.from(text.replace('’', '\u0092').replace('–', '\u0096'), 'latin1')
      expect(await decoded([bytes], hints)).toEqual({ text, charset: { name: 'windows-1252', from: 'bytes' } })
    }
  })
})

describe('a region and its marketplaces', () => {
  test.each([
    [[], 'fe', 'detect'],
    [['A1VC38T7YXB528'], 'fe', 'shift_jis'],
    [['A39IBJ37TRP1C6'], 'fe', 'windows-1252'],
    [[], 'eu', 'windows-1252'],
    [[], undefined, 'windows-1252'],
  ] as const)('%s %s have the fallback %s', (marketplaceIds, region, charset) => {
    expect(fallbackCharset(marketplaceIds, region)).toBe(charset)
  })
})

describe('a document that changes its charset', () => {
  const line = (name: string) => `A-1\t${name}\n`
  const repeated = Array.from({ length: 20_000 }, () => line('Größe €')).join('')
  const cp1252 = Buffer.from(repeated.replaceAll('€', '\u0080'), 'latin1')
  const header = Buffer.from('sku\tname\n')

  async function warningsOf(...parts: Uint8Array[]) {
    const rows = parse(Buffer.concat([header, ...parts])).rows()
    await collect(rows)
    return rows.summary.warnings.map(({ code }) => code)
  }

  test('from UTF-8 to Windows-1252 has undecodable characters', async () => {
    expect(await warningsOf(Buffer.from(repeated), cp1252)).toEqual(['UNDECODABLE_CHARACTERS'])
  })

  test('from Windows-1252 to UTF-8 has misread characters', async () => {
    expect(await warningsOf(cp1252, Buffer.from(repeated))).toEqual(['MISREAD_CHARACTERS'])
  })

  test('is not assumed if all of it is in one charset', async () => {
    expect(await warningsOf(cp1252)).toEqual([])
    expect(await warningsOf(Buffer.from(repeated))).toEqual([])
  })
})

describe('decoding', () => {
  test('returns the same text wherever the bytes are cut', async () => {
    const bytes = fc.uint8Array({ maxLength: 60 })
    const label = fc.constantFrom('UTF-8', 'Cp1252', 'Shift_JIS', 'MS950')
    await fc.assert(
      fc.asyncProperty(bytes, label, places, async (whole, name, at) => {
        const hints = declaring(name)
        expect((await decoded(cut(whole, at), hints)).text).toBe((await decoded([whole], hints)).text)
      }),
    )
  })

  test('replaces invalid bytes with U+FFFD', async () => {
    const { text } = await decoded([Uint8Array.of(0x61, 0xff, 0x62)], declaring('UTF-8'))
    expect(text).toBe('a\ufffdb')
  })
})
