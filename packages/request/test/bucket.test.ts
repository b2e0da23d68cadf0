import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BucketState, bucketAt, emptied, floorTokens, learnt, token, waitOf, without } from '../src/bucket.ts'
import { ReferenceBucket } from './reference-bucket.ts'

const start = Date.UTC(2024, 0, 1)
const day = 24 * 60 * 60 * 1000

/** Rates like Amazon's: up to four decimal places, from about one request per hour to fifty per second. */
const tenThousandths = fc.oneof(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500_000 }))
const bursts = fc.integer({ min: 1, max: 30 })
const steps = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 1, max: day })), {
  minLength: 1,
  maxLength: 120,
})

function plan(parts: number, burst: number) {
  return { rate: parts / 10_000, burst }
}

/** Takes a token if there is one. */
function tryTake(state: BucketState, now: number): { state: BucketState; wait: number } {
  const wait = waitOf(state, now)
  return { state: wait === 0 ? without(state, now) : state, wait }
}

describe('a bucket', () => {
  test('calculates the same waits as exact rational arithmetic', () => {
    fc.assert(
      fc.property(tenThousandths, bursts, steps, (parts, burst, waits) => {
        const reference = new ReferenceBucket(BigInt(parts), 10_000n, burst)
        let state = bucketAt(undefined, plan(parts, burst), start)
        let now = start
        for (const wait of waits) {
          now += wait
          reference.advance(wait)
          const result = tryTake(state, now)
          expect(result.wait).toBe(reference.take())
          state = result.state
        }
      }),
    )
  })

  test('never provides more than burst + rate × time in any period', () => {
    fc.assert(
      fc.property(tenThousandths, bursts, steps, (parts, burst, waits) => {
        let state = bucketAt(undefined, plan(parts, burst), start)
        let now = start
        const takes: number[] = []
        for (const wait of waits) {
          now += wait
          const result = tryTake(state, now)
          if (result.wait === 0) takes.push(now)
          state = result.state
        }
        for (const [first, from] of takes.entries()) {
          for (const [last, to] of takes.entries()) {
            // Counted in ten-millionths of a token: count - burst <= rate × milliseconds / 1000.
            const over = BigInt(last - first + 1 - burst) * 10_000_000n
            if (last >= first) expect(over <= BigInt(parts) * BigInt(to - from)).toBe(true)
          }
        }
      }),
    )
  })

  test('has a token exactly after the calculated wait', () => {
    fc.assert(
      fc.property(tenThousandths, bursts, steps, (parts, burst, waits) => {
        let state = bucketAt(undefined, plan(parts, burst), start)
        let now = start
        for (const wait of waits) {
          now += wait
          const result = tryTake(state, now)
          state = result.state
          if (result.wait === 0) continue
          expect(result.wait).toBeLessThanOrEqual(Math.ceil(1000 / (parts / 10_000)))
          expect(waitOf(state, now + result.wait - 1)).toBe(1)
          expect(waitOf(state, now + result.wait)).toBe(0)
        }
      }),
    )
  })

  test.each([
    { rate: 0.0167, burst: 15, days: 30 },
    { rate: 0.0222, burst: 10, days: 30 },
    { rate: 4 / 3600, burst: 1, days: 365 },
    { rate: 0.1, burst: 15, days: 7 },
  ])('provides exactly burst + rate × time over $days days at $rate per second', ({ rate, burst, days }) => {
    let state = bucketAt(undefined, { rate, burst }, start)
    let now = start
    let count = 0
    while (now <= start + days * day) {
      const result = tryTake(state, now)
      state = result.state
      if (result.wait === 0) count += 1
      now += result.wait
    }
    const [, decimals = ''] = String(rate).split('.')
    const earned = (BigInt(decimals) * BigInt(days * day)) / (1000n * 10n ** BigInt(decimals.length))
    expect(count).toBe(burst + Number(earned))
  })

  test('creates no extra tokens while the clock goes back and forth', () => {
    const jumps = fc.array(fc.integer({ min: -2 * day, max: 60_000 }), { minLength: 1, maxLength: 100 })
    fc.assert(
      fc.property(tenThousandths, bursts, jumps, (parts, burst, moves) => {
        let state = bucketAt(undefined, plan(parts, burst), start)
        let now = start
        let forward = 0
        let count = 0
        for (const move of moves) {
          now += move
          forward += Math.max(move, 0)
          state = bucketAt(state, plan(parts, burst), now)
          const result = tryTake(state, now)
          if (result.wait === 0) count += 1
          state = result.state
        }
        expect(BigInt(count - burst) * 10_000_000n <= BigInt(parts) * BigInt(forward)).toBe(true)
      }),
    )
  })

  test('waits for a clock that went back slightly', () => {
    const full = bucketAt(undefined, { rate: 1, burst: 1 }, start)
    const used = without(full, start)
    expect(waitOf(bucketAt(used, { rate: 1, burst: 1 }, start - 500), start - 500)).toBe(1500)
  })

  test('continues from the new time when the clock was set back by hours', () => {
    const used = without(bucketAt(undefined, { rate: 1, burst: 1 }, start), start)
    const now = start - 5 * 60 * 60 * 1000
    expect(waitOf(bucketAt(used, { rate: 1, burst: 1 }, now), now)).toBe(1000)
  })

  test('keeps its tokens when it learns another rate', () => {
    const used = without(without(bucketAt(undefined, { rate: 1, burst: 2 }, start), start), start)
    const faster = learnt(used, 4, start + 500)
    expect(waitOf(faster, start + 500)).toBe(125)
  })

  test('neither gains nor loses tokens by learning any plausible rates at any times', () => {
    const plausible = fc.oneof(fc.integer({ min: 11, max: 500 }), fc.integer({ min: 11, max: 50_000 }))
    const rates = fc.array(fc.tuple(plausible, fc.integer({ min: 0, max: 60_000 })), { maxLength: 40 })
    fc.assert(
      fc.property(bursts, rates, (burst, lessons) => {
        const reference = new ReferenceBucket(500n, 10_000n, burst)
        let state = bucketAt(undefined, plan(500, burst), start)
        let now = start
        let lost = 0
        for (const [parts, wait] of lessons) {
          now += wait
          reference.advance(wait)
          reference.refillAt(BigInt(parts))
          state = learnt(state, parts / 10_000, now)
          // Each change of the rate may lose a billionth of a token, but never adds any.
          lost += 1
          const wait1 = waitOf(state, now)
          const wait2 = reference.wait()
          const slack = Math.ceil((lost * 1e-9 * 1000) / (parts / 10_000))
          expect(wait1).toBeGreaterThanOrEqual(wait2)
          expect(wait1).toBeLessThanOrEqual(wait2 + slack)
          if (wait1 === 0) {
            reference.take()
            state = without(state, now)
          }
        }
      }),
    )
  })

  test('ignores an implausible rate', () => {
    const state = bucketAt(undefined, { rate: 1, burst: 1 }, start)
    for (const rate of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, 0.0099, 101])
      expect(learnt(state, rate, start)).toBe(state)
  })

  test('has a token one refill after it was emptied', () => {
    const state = emptied(bucketAt(undefined, { rate: 0.0167, burst: 15 }, start), start)
    expect(waitOf(state, start)).toBe(59_881)
  })

  test('follows another plan immediately and forgets the learnt rate', () => {
    const state = learnt(bucketAt(undefined, { rate: 1, burst: 5 }, start), 9, start)
    const replanned = bucketAt(state, { rate: 2, burst: 3 }, start)
    expect(replanned).toMatchObject({ planned: 2, rate: 2, burst: 3, level: 3 })
  })

  test('creates no extra tokens when the plan changes while the clock is slightly behind', () => {
    const used = without(bucketAt(undefined, { rate: 1, burst: 1 }, start), start)
    const replanned = bucketAt(used, { rate: 2, burst: 1 }, start - 1_000)
    expect(waitOf(replanned, start)).toBe(500)
  })

  test('rounds its tokens down when its rate changes', () => {
    expect(floorTokens(token - 1n)).toBe(0.999999999)
  })

  test('ignores fractions of a millisecond', () => {
    const used = without(bucketAt(undefined, { rate: 1, burst: 1 }, start), start)
    expect(waitOf(used, start + 999.9)).toBe(1)
  })
})
