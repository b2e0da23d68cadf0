import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startEmulator } from '../src/index.ts'
import { Client } from './support/client.ts'
import { fixedClock } from './support/fixed-clock.ts'

let client: Client

beforeAll(async () => {
  client = new Client(await startEmulator({ clock: fixedClock, staticSandbox: true }))
})
afterAll(() => client.emulator.stop())

const specification = {
  reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA',
  dataStartTime: '2024-03-10T20:11:24.000Z',
  marketplaceIds: ['A1PA6795UKMFR9', 'ATVPDKIKX0DER'],
}
const mismatch = { errors: [{ code: 'InvalidInput', message: 'Could not match input arguments', details: '' }] }

/** One value for each part of the request that the sandbox knows: the same, absent or another. */
const changes = fc.record({
  reportType: fc.constantFrom(specification.reportType, 'GET_AFN_INVENTORY_DATA'),
  dataStartTime: fc.constantFrom(specification.dataStartTime, '2024-03-10T20:11:25.000Z', undefined),
  marketplaceIds: fc.constantFrom(specification.marketplaceIds, ['ATVPDKIKX0DER'], []),
  reportOptions: fc.constantFrom(undefined, { custom: 'true' }),
})

describe('the static sandbox', () => {
  test('creates the documented report, and refuses every request that differs from it in any field', async () => {
    await fc.assert(
      fc.asyncProperty(changes, async (body) => {
        client.addFixtures({ usage: { createReport: 1 } })
        const sent = JSON.parse(JSON.stringify(body))
        const isKnown = JSON.stringify(sent) === JSON.stringify({ ...specification })
        const response = await client.call('POST', '/reports', { body })
        expect(response.body).toEqual(isKnown ? { reportId: 'ID323' } : mismatch)
        expect(response.status).toBe(isKnown ? 202 : 400)
      }),
      { seed: 17, numRuns: 60 },
    )
  })

  test('matches a list of query parameters in either of its two notations', async () => {
    const query = {
      reportTypes: 'FEE_DISCOUNTS_REPORT,GET_AFN_INVENTORY_DATA',
      processingStatuses: 'IN_QUEUE,IN_PROGRESS',
    }
    const url = new URL('/reports/2021-06-30/reports', client.emulator.url)
    for (const [name, list] of Object.entries(query)) {
      for (const value of list.split(',')) url.searchParams.append(name, value)
    }
    const response = await fetch(url, { headers: { 'x-amz-access-token': await client.token() } })
    expect(await response.json()).toMatchObject({ reports: [{ reportId: 'ReportId1' }] })
    expect((await client.call('GET', '/reports', { query })).status).toBe(200)
    expect((await client.call('GET', '/reports', { query: { ...query, pageSize: '5' } })).body).toEqual(mismatch)
  })

  test('cancels only the documented report, and calls every other id invalid', async () => {
    expect((await client.call('DELETE', '/reports/ID')).status).toBe(200)
    expect((await client.call('DELETE', '/reports/ID323')).body).toMatchObject({ errors: [{ code: '400' }] })
  })

  test('still requires an access token', async () => {
    expect((await client.call('GET', '/reports/ID323', { token: null })).status).toBe(403)
  })

  test('leaves the APIs alone for which it has no requests', async () => {
    const response = await client.callAt('/tokens/2021-03-01', 'POST', '/restrictedDataToken', { body: {} })
    expect(response.body).not.toEqual(mismatch)
  })

  test('is off unless the option is set, which must be a boolean', async () => {
    await expect(startEmulator({ staticSandbox: 'yes' as never })).rejects.toThrow(
      /staticSandbox must be true or false/,
    )
  })
})
