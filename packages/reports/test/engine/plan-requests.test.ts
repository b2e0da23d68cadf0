import { describe, expect, test } from 'vitest'
import type { ReportAccount } from '../../src/accounts/account.ts'
import { amazonBusiness } from '../../src/accounts/business/index.ts'
import type { ManyRequest } from '../../src/engine/plan-requests.ts'
import { reportline } from '../../src/engine/reportline.ts'
import { credentials, FakeAmazon } from '../support/fake-amazon.ts'

const amazon = new FakeAmazon()
const na = amazon.account({ region: 'na' })
const eu = amazon.account({ region: 'eu' })
const otherEu = amazon.account({ region: 'eu' })
const business = amazonBusiness({ region: 'na', credentials, fetch: amazon.fetch, clock: amazon.clock })

/** Returns the planned requests without sending them. */
async function planned(many: ManyRequest, accounts: Record<string, ReportAccount> = { na, eu }) {
  const line = reportline({ accounts, clock: amazon.clock })
  const requests: unknown[] = []
  for await (const { request } of line.runMany(many, { deadline: new Date(0) })) requests.push(request)
  return requests
}

describe('runMany', () => {
  test('requests from each account the marketplaces that it serves, in one report if the type allows several', async () => {
    const reportTypes = ['GET_SOMETHING_NEW']
    expect(await planned({ reportTypes, marketplaces: ['DE', 'US', 'FR', 'DE'] })).toEqual([
      { reportType: 'GET_SOMETHING_NEW', account: 'eu', marketplaces: ['DE', 'FR'] },
      { reportType: 'GET_SOMETHING_NEW', account: 'na', marketplaces: ['US'] },
    ])
  })

  test('requests one marketplace at a time if the type allows only one', async () => {
    const reportTypes = ['GET_MERCHANT_LISTINGS_ALL_DATA']
    expect(await planned({ reportTypes, marketplaces: ['DE', 'A13V1IB3VIYZZH'] })).toEqual([
      { reportType: reportTypes[0], account: 'eu', marketplaces: ['DE'] },
      { reportType: reportTypes[0], account: 'eu', marketplaces: ['A13V1IB3VIYZZH'] },
    ])
  })

  test('splits a window that is longer than the type allows, without a gap', async () => {
    const reportType = 'GET_FLAT_FILE_ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL'
    const window = { from: '2024-10-01T00:00:00Z', to: '2025-01-01T00:00:00Z' }
    const requests = await planned({ reportTypes: [reportType], marketplaces: ['DE'], ...window })
    expect(requests.length).toBeGreaterThan(2)
    const windows = requests as { from: string; to: string }[]
    expect(windows[0]?.from).toBe('2024-10-01T00:00:00.000Z')
    expect(windows.at(-1)?.to).toBe('2025-01-01T00:00:00.000Z')
    for (const [index, { to }] of windows.slice(0, -1).entries()) expect(windows[index + 1]?.from).toBe(to)
  })

  test('requests each type, each window and each named account', async () => {
    const windows = [1, 2].map((day) => ({
      from: new Date(Date.UTC(2025, 0, day)),
      to: new Date(Date.UTC(2025, 0, day + 1)),
    }))
    const requests = await planned(
      { reportTypes: ['GET_A', 'GET_B'], marketplaces: ['DE'], accounts: ['eu', 'otherEu', 'na'], windows },
      { na, eu, otherEu },
    )
    expect(requests).toHaveLength(8)
  })

  test('finds the account by the API that a type belongs to', async () => {
    const requests = await planned(
      { reportTypes: ['GET_AB_INVOICE_PDF'], marketplaces: ['US'], override: true },
      { na, business },
    )
    expect(requests).toMatchObject([{ account: 'business' }])
  })

  test.each([
    [{ reportTypes: [] }, '`reportTypes` must be a list'],
    [{ reportTypes: ['GET_A'], marketplaces: [] }, '`marketplaces` must be a list'],
    [{ reportTypes: ['GET_A'], marketplaces: ['JP'] }, 'No account can serve the request'],
    [{ reportTypes: ['GET_A'], marketplaces: ['XX'] }, 'Unknown marketplace "XX"'],
    [
      { reportTypes: ['GET_A'], marketplaces: ['DE'], accounts: ['fe'] },
      'Unknown account "fe". Expected one of: na, eu',
    ],
    [{ reportTypes: ['GET_A'], marketplaces: ['DE'], accounts: ['na'] }, 'DE belongs to the region eu'],
    [{ reportTypes: ['GET_A'], marketplaces: ['DE'], from: 'yesterday' }, '`from` must be a Date'],
    [{ reportTypes: ['GET_AB_INVOICE_PDF'], marketplaces: ['DE'] }, 'is a report type of the API business'],
    [
      { reportTypes: ['GET_A'], windows: [{ from: new Date(0), to: new Date(1) }], to: new Date(2) },
      '`windows` replaces `from` and `to`',
    ],
    [
      { reportTypes: ['GET_A'], marketplaces: ['DE'], from: new Date(5), to: new Date(5) },
      '`from` and `to` are the same instant',
    ],
    [
      { reportTypes: ['GET_A'], marketplaces: ['DE'], from: new Date(6), to: new Date(5) },
      '`from` and `to` are in the wrong order',
    ],
    [{ reportTypes: ['GET_A'], marketplaces: ['DE'], windows: [{ from: new Date(5) }] }, '`windows[0].to` is missing'],
    [{ reportType: 'GET_A' }, 'Unknown field `reportType`'],
  ])('rejects %j before anything is sent', (request, message) => {
    const line = reportline({ accounts: { na, eu } })
    expect(() => line.runMany(JSON.parse(JSON.stringify(request)))).toThrow(message)
  })
})

describe('run', () => {
  test('rejects marketplaces of several accounts', async () => {
    const line = reportline({ accounts: { na, eu } })
    const request = { reportType: 'GET_A', marketplaces: ['DE', 'US'] }
    await expect(line.run(request)).rejects.toThrow('`marketplaces`: they must belong to one region')
  })

  test('requires `account` if several accounts serve a marketplace', async () => {
    const line = reportline({ accounts: { eu, otherEu } })
    const request = { reportType: 'GET_A', marketplaces: ['DE'] }
    await expect(line.run(request)).rejects.toThrow('Several accounts can serve GET_A: eu, otherEu.')
  })

  test('rejects an unknown field', async () => {
    const line = reportline({ accounts: { eu } })
    const request = JSON.parse('{ "reportType": "GET_A", "marketplaces": ["DE"], "marketplace": "DE" }')
    await expect(line.run(request)).rejects.toThrow('Unknown field `marketplace`')
  })
})

test.each([
  ['{ "maxAge": -1 }', '`maxAge` must be a number of milliseconds'],
  ['{ "priority": "urgent" }', '`priority` must be normal or backfill'],
  ['{ "deadline": "tomorrow" }', '`deadline` must be a valid Date'],
])('the options %s are rejected before a job is stored', async (options, message) => {
  const line = reportline({ accounts: { eu } })
  const request = { reportType: 'GET_A', marketplaces: ['DE'] }
  await expect(line.run(request, JSON.parse(options))).rejects.toThrow(message)
  await expect(line.start(request, JSON.parse(options))).rejects.toThrow(message)
  expect(() => line.runMany({ reportTypes: ['GET_A'], marketplaces: ['DE'] }, JSON.parse(options))).toThrow(message)
  expect(await line.jobs()).toEqual([])
})

test('an engine needs accounts, and a lease that is a positive time', () => {
  expect(() => reportline({ accounts: {} })).toThrow('`accounts` must have at least one')
  expect(() => reportline({ accounts: { eu: JSON.parse('{}') } })).toThrow(
    'The account eu must be created by sellingPartner',
  )
  expect(() => reportline({ accounts: { eu }, lease: 0 })).toThrow(
    '`lease` must be a number of milliseconds greater than 0',
  )
})
