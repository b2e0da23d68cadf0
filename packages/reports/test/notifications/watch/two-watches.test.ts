import { describe, expect, test } from 'vitest'
import { memorySeenReports, type WatchStore } from '../../../src/accounts/selling-partner/index.ts'
import { listings, report, responses } from '../../support/fake-amazon.ts'
import { settled } from './manual-clock.ts'
import { notification } from './notification.ts'
import { next, watching } from './watching.ts'

/** The data that several processes share, each through its own store object. */
function database() {
  const seen = new Set<string>()
  const claims = new Map<string, { owner: string; until: number }>()
  const store = (): WatchStore => ({
    has: (key) => seen.has(key),
    add: (key) => {
      seen.add(key)
    },
    claim(key, { owner, until }, now) {
      const held = claims.get(key)
      if (held !== undefined && held.owner !== owner && held.until > now) return false
      claims.set(key, { owner, until })
      return true
    },
    release(key, owner) {
      if (claims.get(key)?.owner === owner) claims.delete(key)
    },
  })
  return { seen, claims, store }
}

describe('two watches on one queue', () => {
  test('never receive the same message while one of them processes it', async () => {
    const { clock, sqs, watch } = watching()
    sqs.put(notification())
    await next(watch())
    let got = false
    void watch()
      .next()
      .then(() => {
        got = true
      })
    await clock.advance(3_600_000)
    expect(got).toBe(false)
    expect(sqs.messages[0]?.receiveCount).toBe(1)
  })

  test.each([
    ['one store in one process', () => memorySeenReports()],
    ['stores of two processes that share claims', undefined],
  ])('with %s process each report once, even if messages are duplicated', async (_what, memory) => {
    const { clock, sqs, amazon, watch, told } = watching()
    const shared = database()
    const one = memory?.() ?? shared.store()
    const other = memory === undefined ? shared.store() : one
    const reportTypes = [listings]
    const listed = report({
      reportId: '1',
      createdTime: '2026-03-04T11:00:00Z',
      processingEndTime: '2026-03-04T11:01:00Z',
    })
    amazon.respond('getReports', ...Array(9).fill(() => responses.reports([listed])))
    sqs.put(notification({ reportId: '1' }))
    sqs.put(notification({ reportId: '1' }))
    const first = watch({ seen: one, reportTypes })
    const working = await next(first)
    const second = watch({ seen: other, reportTypes, backfill: { interval: 60_000 } })
    const got: string[] = []
    const consuming = (async () => {
      for await (const { reportId } of second) got.push(reportId)
    })()
    await clock.advance(600_000)
    expect(got).toEqual([])
    expect(told('claimed-elsewhere').length).toBeGreaterThan(1)
    await working.done()
    await clock.advance(600_000)
    expect(got).toEqual([])
    expect(sqs.messages).toEqual([])
    sqs.put(notification({ reportId: '2' }))
    await settled()
    expect(got).toEqual(['2'])
    void consuming.catch(() => {})
  })

  test('take over the report of a watch that died after its claim has expired', async () => {
    const { clock, sqs, watch } = watching()
    const shared = database()
    const seen = shared.store()
    const key = 'selling-partner eu 50001'
    shared.claims.set(key, { owner: 'dead', until: clock.now() + 60_000 })
    sqs.put(notification())
    const report = next(watch({ seen }))
    await clock.advance(120_000)
    expect(await report).toMatchObject({ reportId: '50001', receiveCount: 2 })
    expect(shared.claims.get(key)?.until).toBe(clock.now() + 120_000)
    await clock.advance(300_000)
    expect(shared.claims.get(key)?.until).toBeGreaterThan(clock.now())
    await (await report).done()
    expect(shared.claims.size).toBe(0)
    expect([...shared.seen]).toEqual([key])
  })

  test('release the message and reject if the store fails', async () => {
    const { clock, sqs, watch } = watching()
    sqs.put(notification())
    const seen = { ...database().store(), has: () => Promise.reject(new Error('no database')) }
    await expect(next(watch({ seen }))).rejects.toThrow('no database')
    expect(sqs.messages[0]?.visibleAt).toBe(clock.now())
    const consuming = next(watch({ seen: Object.assign(seen, { has: () => false }) }))
    expect(await consuming).toMatchObject({ reportId: '50001' })
  })
})
