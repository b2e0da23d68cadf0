import { afterEach, describe, expect, test, vi } from 'vitest'
import { limiter } from '../src/limiter/limiter.ts'
import { Quota } from '../src/limiter/quota.ts'
import { SimulatedClock } from '../src/limiter/simulated-clock.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

test('the clock ends sleeps in the order of their times', async () => {
  const clock = new SimulatedClock()
  const started = clock.now()
  const woken: [number, number][] = []
  const times = [50, 10, 40, 10, 30, 20, 60, 0]
  await clock.run(
    Promise.all(
      times.map(async (time, index) => {
        await clock.sleep(time)
        woken.push([clock.now() - started, index])
      }),
    ),
  )
  expect(woken.map(([time]) => time)).toEqual([0, 10, 10, 20, 30, 40, 50, 60])
  expect(woken.map(([, index]) => index)).toEqual([7, 1, 3, 5, 4, 2, 0, 6])
})

test('the clock adds up sequential sleeps', async () => {
  const clock = new SimulatedClock()
  const started = clock.now()
  await clock.run(
    (async () => {
      for (let count = 0; count < 100; count++) await clock.sleep(1_000)
    })(),
  )
  expect(clock.now() - started).toBe(100_000)
})

test('a sleep can be aborted', async () => {
  const clock = new SimulatedClock()
  const stop = new AbortController()
  const sleep = clock.sleep(1_000, stop.signal)
  stop.abort('aborted')
  await expect(sleep).rejects.toBe('aborted')
})

test('the clock does not advance before the work is ready', async () => {
  const clock = new SimulatedClock()
  const started = clock.now()
  let setReady = () => {}
  const ready = new Promise<void>((resolve) => {
    setReady = resolve
  })
  const run = clock.run(clock.sleep(1_000), ready)
  for (let turn = 0; turn < 10; turn++) await new Promise((done) => setImmediate(done))
  expect(clock.now()).toBe(started)
  setReady()
  await run
  expect(clock.now() - started).toBe(1_000)
})

test('a simulation without a pending sleep fails instead of hanging', async () => {
  await expect(new SimulatedClock().run(new Promise(() => {}))).rejects.toThrow('no sleep is pending')
})

test('a quota allows a burst, and then one request per interval', () => {
  const quota = new Quota(0.5, 3)
  expect([0, 0, 0, 0].map((now) => quota.take(now))).toEqual([true, true, true, false])
  expect([1_999, 2_000, 2_000, 4_000].map((now) => quota.take(now))).toEqual([false, true, false, true])
})

test('a quota never exceeds its burst', () => {
  const quota = new Quota(1, 2)
  expect([0, 0].map((now) => quota.take(now))).toEqual([true, true])
  expect([60_000, 60_000, 60_000].map((now) => quota.take(now))).toEqual([true, true, false])
})

describe.each(['run', 'runMany'] as const)('20 reports by %s', (by) => {
  const simulate = () => limiter({ sellers: 2, reports: 20, latency: [0, 0], by })

  test('take five intervals without a 429 response', async () => {
    const { slowest, refused } = await simulate()
    expect(refused).toBe(0)
    expect(slowest).toBeGreaterThanOrEqual(5 * 59.88)
    expect(slowest).toBeLessThan(5 * 59.88 + 90)
  })

  test('take the same simulated time if the other threads of the machine are slow', async () => {
    const expected = await simulate()
    delayDigests()
    expect(await simulate()).toEqual(expected)
  })
})

/** Delays the digests of WebCrypto, which are computed on another thread, by 100 event-loop turns. */
function delayDigests(): void {
  const digest = crypto.subtle.digest.bind(crypto.subtle)
  vi.spyOn(crypto.subtle, 'digest').mockImplementation(async (algorithm, data) => {
    for (let turn = 0; turn < 100; turn++) await new Promise((resolve) => setImmediate(resolve))
    return digest(algorithm, data)
  })
}
