import { describe, expect, test } from 'vitest'
import { whyCancelled } from '../../src/run/why-cancelled.ts'
import { report } from '../support/fake-amazon.ts'

const inQueue = report({ processingStatus: 'CANCELLED' })
const started = report({ processingStatus: 'CANCELLED', processingStartTime: '2025-01-15T00:00:06+00:00' })
const recent = { frequency: { maxReports: 1, interval: { hours: 1 } }, ago: 300_000 }

describe('a cancelled report', () => {
  test('that this account has cancelled was cancelled by us, whatever else is known', () => {
    expect(whyCancelled(inQueue, { cancelledHere: true, recent }).likely).toBe('by us')
  })

  test('that was one too many states how often Amazon creates it', () => {
    const { likely, why } = whyCancelled(started, { recent })
    expect(likely).toBe('too often')
    expect(why).toContain(
      'Amazon creates at most 1 report of this type in 1 hour, and the last one was requested 5 minutes earlier.',
    )
  })

  test('that Amazon had started to process most likely had no data', () => {
    expect(whyCancelled(started, {}).likely).toBe('no data')
  })

  test('is not attributed to a cancellation by a call if the API has no such call', () => {
    expect(whyCancelled(inQueue, {})).toMatchObject({ likely: 'unknown' })
    expect(whyCancelled(inQueue, {}).why).not.toContain('a call cancelled it')
    expect(whyCancelled(inQueue, { cancelledHere: false }).why).toContain('a call cancelled it')
  })
})
