import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { UsagePlans } from '../../src/state/usage-plans.ts'
import { errorOf, startClient } from '../support/client.ts'

const subject = { clientId: 'client', sellerId: 'seller', operation: 'getReport' }

describe('a usage plan', () => {
  test('allows its burst, then rejects calls until it refills', async () => {
    await using client = await startClient()
    const statuses: number[] = []
    for (let call = 0; call < 16; call++) statuses.push((await client.call('GET', '/reports/unknown')).status)
    expect(statuses).toEqual([...Array<number>(15).fill(404), 429])
    client.emulator.advance(499)
    expect((await client.call('GET', '/reports/unknown')).status).toBe(429)
    client.emulator.advance(1)
    expect((await client.call('GET', '/reports/unknown')).status).toBe(404)
  })

  test('is in a header of 2xx, 400 and 404 responses, but not of 429', async () => {
    await using client = await startClient()
    const limit = async (path: string, query = {}) => {
      const { status, headers } = await client.call('GET', path, { query })
      return [status, headers.get('x-amzn-ratelimit-limit')]
    }
    expect(await limit('/reports', { reportTypes: 'A' })).toEqual([200, '0.0222'])
    expect(await limit('/reports')).toEqual([400, '0.0222'])
    expect(await limit('/reports/unknown')).toEqual([404, '2.0'])
    client.addFixtures({ usage: { getReports: 0 } })
    const rejected = await client.call('GET', '/reports', { query: { reportTypes: 'A' } })
    expect([rejected.status, rejected.headers.get('x-amzn-ratelimit-limit')]).toEqual([429, null])
    const message = 'You exceeded your quota for the requested resource.'
    expect(errorOf(rejected)).toEqual({ code: 'QuotaExceeded', message, details: '' })
    expect(rejected.headers.get('x-amzn-errortype')).toBe('TooManyRequestsException')
    expect(rejected.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('counts each operation separately', async () => {
    await using client = await startClient()
    client.addFixtures({ usage: { getReports: 0 } })
    expect((await client.call('GET', '/schedules', { query: { reportTypes: 'A' } })).status).toBe(200)
  })

  test('can be set to a number of remaining calls', async () => {
    await using client = await startClient()
    client.addFixtures({ usage: { createReport: 1.5 } })
    await client.createReport()
    expect(await client.createReport()).toBeUndefined()
    client.emulator.advance(0.5 * (1000 / 0.0167) + 1)
    expect(await client.createReport()).toMatch(/^\d+$/)
  })

  test('counts each application and each seller separately', () => {
    const plans = new UsagePlans()
    const plan = { rate: 1, burst: 1 }
    expect(plans.take(subject, plan, 0)).toBe(true)
    expect(plans.take(subject, plan, 0)).toBe(false)
    expect(plans.take({ ...subject, sellerId: 'another' }, plan, 0)).toBe(true)
    expect(plans.take({ ...subject, clientId: 'another' }, plan, 0)).toBe(true)
  })

  test('does not refill when the clock is set back', () => {
    const plans = new UsagePlans()
    const plan = { rate: 1, burst: 1 }
    plans.take(subject, plan, 10_000)
    expect(plans.take(subject, plan, 0)).toBe(false)
  })

  test('never allows more than its burst and its refill', () => {
    const waits = fc.array(fc.nat({ max: 90_000 }), { maxLength: 100 })
    fc.assert(
      fc.property(waits, fc.constantFrom(0.0167, 0.0222, 2), fc.integer({ min: 1, max: 15 }), (gaps, rate, burst) => {
        const plans = new UsagePlans()
        let now = 0
        let allowed = 0
        for (const gap of gaps) {
          now += gap
          if (plans.take(subject, { rate, burst }, now)) allowed += 1
        }
        expect(allowed).toBeLessThanOrEqual(burst + (now / 1000) * rate + 1e-6)
      }),
    )
  })
})
