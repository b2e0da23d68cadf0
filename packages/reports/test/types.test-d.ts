import type { Report } from '@reportline/selling-partner-reports-types'
import { expectTypeOf } from 'vitest'
import { type MarketplaceName, type Region, sellingPartner } from '../src/accounts/selling-partner/index.ts'
import type { Job, Outcome, ReportDocument, Row, Rows } from '../src/index.ts'

const credentials = { clientId: 'a', clientSecret: 'b', refreshToken: 'c' }
const account = sellingPartner({ region: 'eu', credentials })
const request = { reportType: 'GET_TOMORROWS_REPORT', marketplaces: ['DE'] } as const

expectTypeOf(account.run(request)).toEqualTypeOf<Promise<Outcome<Report>>>()
expectTypeOf(account.start(request)).toEqualTypeOf<Promise<Job>>()
expectTypeOf(account.document('1')).toEqualTypeOf<ReportDocument>()
expectTypeOf<Region>().toEqualTypeOf<'na' | 'eu' | 'fe'>()
expectTypeOf<'XX'>().toExtend<MarketplaceName>()

const outcome = await account.run(request)
if (outcome.status === 'done') {
  const rows = outcome.document.rows({ batchSize: 10 })
  expectTypeOf(rows).toEqualTypeOf<Rows>()
  for await (const batch of rows) {
    expectTypeOf(batch).toEqualTypeOf<Row[]>()
    const [row] = batch
    expectTypeOf(row?.sku).toEqualTypeOf<string | undefined>()
    expectTypeOf(row?.sku).not.toBeAny()
  }
} else if (outcome.status === 'unknown') {
  expectTypeOf(outcome.candidates[0]?.reportId).toEqualTypeOf<string | undefined>()
} else if (outcome.status === 'cancelled') {
  expectTypeOf(outcome.likely).toEqualTypeOf<'no data' | 'too often' | 'by us' | 'unknown'>()
} else {
  expectTypeOf(outcome.status).toEqualTypeOf<'fatal'>()
  expectTypeOf(outcome.reason).toEqualTypeOf<string | undefined>()
}

// @ts-expect-error only a finished report always has a document
outcome.document.text()
// @ts-expect-error the region is unknown
sellingPartner({ region: 'us', credentials })
// @ts-expect-error credentials are required
sellingPartner({ region: 'eu' })
// @ts-expect-error the option is unknown
sellingPartner({ region: 'eu', credentials, retries: 3 })
// @ts-expect-error marketplaces are required
account.run({ reportType: 'GET_X' })
// @ts-expect-error the name of the field is `from`
account.run({ ...request, dataStartTime: '2025-01-01T00:00:00Z' })
// @ts-expect-error option values must be strings
account.run({ ...request, reportOptions: { custom: true } })
// @ts-expect-error a number is not a valid time
account.run({ ...request, from: 0 })
// @ts-expect-error the deadline must be a Date
account.run(request, { deadline: 1000 })
