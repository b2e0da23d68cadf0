import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseRange } from '../../src/documents/range.ts'

describe('parseRange', () => {
  test.each([
    ['bytes=0-0', { first: 0, last: 0 }],
    ['bytes=2-5', { first: 2, last: 5 }],
    ['bytes=7-', { first: 7, last: 9 }],
    ['bytes=7-99', { first: 7, last: 9 }],
    ['bytes=-3', { first: 7, last: 9 }],
    ['bytes=-99', { first: 0, last: 9 }],
  ])('parses %s for ten bytes', (header, range) => {
    expect(parseRange(header, 10)).toEqual(range)
  })

  test.each([undefined, null, '', 'bytes=', 'bytes=-', 'bytes=5-2', 'bytes=0-1,3-4', 'lines=1-2', 'bytes=a-b'])(
    'ignores %s',
    (header) => {
      expect(parseRange(header, 10)).toBe('whole')
    },
  )

  test.each([
    ['bytes=10-', 10],
    ['bytes=10-12', 10],
    ['bytes=-0', 10],
    ['bytes=0-', 0],
    ['bytes=-1', 0],
  ])('rejects %s for %i bytes', (header, size) => {
    expect(parseRange(header, size)).toBe('unsatisfiable')
  })

  test('never returns a range outside of the object', () => {
    const end = fc.oneof(fc.nat().map(String), fc.constant(''))
    fc.assert(
      fc.property(end, end, fc.nat(), (from, to, size) => {
        const range = parseRange(`bytes=${from}-${to}`, size)
        if (typeof range === 'string') return
        expect(range.first).toBeGreaterThanOrEqual(0)
        expect(range.last).toBeGreaterThanOrEqual(range.first)
        expect(range.last).toBeLessThan(size)
      }),
    )
  })

  test('returns exactly the rest for a resumed download', () => {
    const object = fc.uint8Array({ minLength: 1 })
    fc.assert(
      fc.property(object, fc.nat(), (bytes, stop) => {
        const got = stop % bytes.length
        const range = parseRange(`bytes=${got}-`, bytes.length)
        expect(range).toEqual({ first: got, last: bytes.length - 1 })
      }),
    )
  })
})
