import { parseIsoInstant } from '@reportline/report-types'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { payInstant, payTime } from '../../../src/accounts/pay/pay-time.ts'

const instants = fc.date({
  min: new Date('0000-01-01'),
  max: new Date('9999-12-31T23:59:59.999Z'),
  noInvalidDate: true,
})

test('every instant is formatted so that Amazon Pay and Reportline read the same second', () => {
  fc.assert(
    fc.property(instants, (date) => {
      const text = payTime('from', date)
      expect(text).toMatch(/^\d{8}T\d{6}Z$/)
      expect(parseIsoInstant(text)).toBe(Math.floor(date.getTime() / 1000) * 1000)
      expect([payTime('from', text), payTime('from', date.toISOString())]).toEqual([text, text])
    }),
  )
})

test('only ISO 8601 strings with time and zone are accepted', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(() => payInstant('from', text)).toThrow(/^`from` /)
    }),
  )
})
