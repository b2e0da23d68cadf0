import type { Report } from '@reportline/selling-partner-reports-types'
import { expectTypeOf } from 'vitest'
import { type ReportRequest, sellingPartner } from '../../../src/accounts/selling-partner/index.ts'
import type { Cell, Outcome, ReportDocument } from '../../../src/index.ts'

const account = sellingPartner({ region: 'eu', credentials: { clientId: 'a', clientSecret: 'b', refreshToken: 'c' } })
const listings = 'GET_MERCHANT_LISTINGS_ALL_DATA'

const outcome = await account.run({ reportType: listings, marketplaces: ['DE'], reportOptions: { custom: 'true' } })
expectTypeOf(outcome).toExtend<Outcome<Report>>()
if (outcome.status === 'done') {
  expectTypeOf(outcome.document).toExtend<ReportDocument>()
  for await (const [row] of outcome.document.rows()) {
    expectTypeOf(row?.['seller-sku']).toEqualTypeOf<string | undefined>()
    expectTypeOf<NonNullable<typeof row>>().toHaveProperty('asin1')
    expectTypeOf(row?.['a column of tomorrow']).toEqualTypeOf<string | undefined>()
  }
  for await (const [row] of outcome.document.rows({ types: true })) {
    expectTypeOf(row?.price).toEqualTypeOf<Cell | undefined>()
  }
  for await (const [row] of outcome.document.rows({ columns: ['seller-sku', 'a column of tomorrow'] })) {
    expectTypeOf(row?.['seller-sku']).toEqualTypeOf<string | undefined>()
    // @ts-expect-error the report type was not selected
    row?.price
  }
}

// A type that the catalogue does not know, or the compiler does not, takes any options and has any columns.
const open = await account.run({ reportType: 'GET_X', marketplaces: ['DE'], reportOptions: { a: 'b' } })
expectTypeOf(open).toEqualTypeOf<Outcome<Report>>()
const later: string = listings
expectTypeOf(
  await account.run({ reportType: later, marketplaces: ['DE'], reportOptions: { of: 'tomorrow' } }),
).toEqualTypeOf<Outcome<Report>>()
const request: ReportRequest = { reportType: listings, marketplaces: ['DE'], reportOptions: { of: 'tomorrow' } }
account.start(request)

// @ts-expect-error the name of the option is custom
account.run({ reportType: listings, marketplaces: ['DE'], reportOptions: { Custom: 'true' } })
account.run({
  reportType: 'GET_SALES_AND_TRAFFIC_REPORT',
  marketplaces: ['DE'],
  // @ts-expect-error the granularity is unknown
  reportOptions: { dateGranularity: 'HOUR' },
})
// @ts-expect-error the override must be a boolean
account.run({ reportType: listings, marketplaces: ['DE'], override: 'yes' })
