import { describe, expect, test } from 'vitest'
import { whyCancelled } from '../../src/run/why-cancelled.ts'
import { report } from '../support/fake-amazon.ts'

const inQueue = report({ processingStatus: 'CANCELLED' })
const begun = report({ processingStatus: 'CANCELLED', processingStartTime: '2025-01-15T00:00:06+00:00' })
const tooOften = { clock: { reports: 1, per: { hours: 1 } }, since: 300_000 }

describe('a cancelled report', () => {
  test('that this account has cancelled was cancelled by us, whatever else is known', () => {
    expect(whyCancelled(inQueue, { cancelledHere: true, tooOften }).likely).toBe('by us')
  })

  test('that was one too many names the clock in words', () => {
    const { likely, why } = whyCancelled(begun, { tooOften })
    expect(likely).toBe('too often')
    expect(why).toContain('Amazon makes 1 of this type in 1 hour, and one was asked for 5 minutes before.')
  })

  test('that Amazon had begun to make most likely had no data', () => {
    expect(whyCancelled(begun, {}).likely).toBe('no data')
  })

  test('is not put down to a call where the API has none', () => {
    expect(whyCancelled(inQueue, {})).toMatchObject({ likely: 'unknown' })
    expect(whyCancelled(inQueue, {}).why).not.toContain('a call cancelled it')
    expect(whyCancelled(inQueue, { cancelledHere: false }).why).toContain('a call cancelled it')
  })
})
