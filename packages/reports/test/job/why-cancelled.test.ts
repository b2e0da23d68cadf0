import { describe, expect, test } from 'vitest'
import { whyCancelled } from '../../src/job/why-cancelled.ts'
import { report } from '../support/fake-amazon.ts'

const inQueue = report({ processingStatus: 'CANCELLED' })
const begun = report({ processingStatus: 'CANCELLED', processingStartTime: '2025-01-15T00:00:06+00:00' })
const minute = 60_000

describe('a cancelled report', () => {
  test.each([
    [29, { reports: 1, per: { minutes: 30 } }, 'too often'],
    [30, { reports: 1, per: { minutes: 30 } }, 'no data'],
    [14, { reports: 4, per: { hours: 1 } }, 'too often'],
    [15, { reports: 4, per: { hours: 1 } }, 'no data'],
    [23 * 60, { reports: 1, per: { days: 1 } }, 'too often'],
  ] as const)(
    'asked for %i minutes after the last, with the clock %o, was likely cancelled for %s',
    (after, clock, likely) => {
      expect(whyCancelled(begun, { clock, sinceLastAsked: after * minute }).likely).toBe(likely)
    },
  )

  test('names the clock in words', () => {
    const { why } = whyCancelled(inQueue, { clock: { reports: 1, per: { hours: 1 } }, sinceLastAsked: 5 * minute })
    expect(why).toContain('Amazon makes 1 of this type in 1 hour, and one was asked for 5 minutes before.')
  })

  test('is not put down to a call where the API has none', () => {
    expect(whyCancelled(inQueue, {}).why).not.toContain('a call cancelled it')
    expect(whyCancelled(inQueue, { cancelledHere: false }).why).toContain('a call cancelled it')
  })
})
