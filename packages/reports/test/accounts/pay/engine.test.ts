import { describe, expect, test } from 'vitest'
import { memoryLedger, reportline } from '../../../src/index.ts'
import { listingFetch, withEmulator } from '../../support/emulated.ts'
import { merchantAt } from '../../support/emulated-pay.ts'
import { orders, refunds } from './fake-pay.ts'

const window = { from: '2025-01-13T00:00:00Z', to: '2025-01-14T00:00:00Z' }
const created = (calls: readonly string[]) => calls.filter((call) => call === 'POST /live/v2/reports').length

describe('an Amazon Pay account with a ledger', () => {
  test('sends identical requests once, and another request for another report type', () =>
    withEmulator(async (emulator) => {
      const { fetch, calls } = listingFetch()
      const shop = merchantAt(emulator, { fetch })
      const { run } = reportline({ accounts: { shop }, ledger: memoryLedger() })
      const request = { account: 'shop', reportType: orders, ...window } as const
      const outcomes = await Promise.all([run(request), run(request), run({ ...request, reportType: refunds })])
      expect(outcomes.map(({ status }) => status)).toEqual(['done', 'done', 'done'])
      expect(new Set(outcomes.map(({ job }) => job.reportId)).size).toBe(2)
      expect(created(calls)).toBe(2)
    }))

  test('finds the report of a lost response, and does not request a second one', () =>
    withEmulator(async (emulator) => {
      emulator.addFixtures({ faults: [{ operation: 'createReport', connection: 'reset-during' }] })
      const { fetch, calls } = listingFetch()
      const shop = merchantAt(emulator, { fetch })
      const { run } = reportline({ accounts: { shop }, ledger: memoryLedger() })
      const outcome = await run({ account: 'shop', reportType: orders, ...window })
      expect(outcome).toMatchObject({ status: 'done', job: { api: 'pay', account: 'shop' } })
      expect(created(calls)).toBe(1)
    }))

  test('sends createReport again with the same key if certainly no report was created', () =>
    withEmulator(async (emulator) => {
      emulator.addFixtures({ faults: [{ operation: 'createReport', connection: 'reset-before' }] })
      const keys: (string | null)[] = []
      const fetch: typeof globalThis.fetch = async (input, init) => {
        const request = new Request(input, init)
        if (request.method === 'POST') keys.push(request.headers.get('x-amz-pay-idempotency-key'))
        return globalThis.fetch(request)
      }
      const shop = merchantAt(emulator, { fetch })
      const { run } = reportline({ accounts: { shop }, ledger: memoryLedger() })
      expect(await run({ account: 'shop', reportType: orders, ...window })).toMatchObject({ status: 'done' })
      expect(keys).toHaveLength(2)
      expect(new Set(keys).size).toBe(1)
    }))
})
