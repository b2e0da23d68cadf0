import { expectTypeOf } from 'vitest'
import { sellingPartner } from '../../src/accounts/selling-partner/index.ts'
import { fileLedger } from '../../src/file-ledger.ts'
import {
  type EngineRunOptions,
  type Job,
  type Ledger,
  type LedgerEntry,
  type ManyResult,
  memoryLedger,
  type Outcome,
  type Reportline,
  type ResumedResult,
  reportline,
} from '../../src/index.ts'

const account = sellingPartner({ region: 'eu', credentials: { clientId: 'a', clientSecret: 'b', refreshToken: 'c' } })
const line = reportline({ ledger: fileLedger({ path: 'ledger.db' }), accounts: { eu: account, other: account } })

expectTypeOf(line).toEqualTypeOf<Reportline<'eu' | 'other'>>()
expectTypeOf(fileLedger({ path: 'ledger.db' })).toEqualTypeOf<Ledger>()
expectTypeOf(memoryLedger()).toEqualTypeOf<Ledger>()
expectTypeOf(account.watch).parameter(0).toHaveProperty('seen')
account.collect({ reportTypes: ['GET_A'], seen: memoryLedger().seen('eu') })

const outcome = await line.run({ reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA', marketplaces: ['DE'], account: 'eu' })
expectTypeOf(outcome).toExtend<Outcome>()
if (outcome.status === 'done') {
  for await (const [row] of outcome.document.rows()) {
    expectTypeOf(row?.['seller-sku']).toEqualTypeOf<string | undefined>()
    expectTypeOf<NonNullable<typeof row>>().toHaveProperty('asin1')
  }
}
expectTypeOf(await line.run({ reportType: 'GET_OF_TOMORROW' })).toEqualTypeOf<Outcome>()
expectTypeOf(await line.start({ reportType: 'GET_A' })).toEqualTypeOf<Job>()
expectTypeOf(await line.resume('id')).toEqualTypeOf<Outcome>()
expectTypeOf(await line.jobs({ steps: ['waiting'] })).toEqualTypeOf<readonly LedgerEntry[]>()
expectTypeOf<EngineRunOptions['priority']>().toEqualTypeOf<'normal' | 'backfill' | undefined>()

for await (const result of line.runMany({ reportTypes: ['GET_A'], accounts: ['other'] })) {
  expectTypeOf(result).toEqualTypeOf<ManyResult<'eu' | 'other'>>()
  expectTypeOf(result.request.account).toEqualTypeOf<'eu' | 'other'>()
  if (result.outcome) expectTypeOf(result.outcome).toEqualTypeOf<Outcome>()
  else expectTypeOf(result.error).toEqualTypeOf<unknown>()
}
for await (const result of line.resumeAll()) expectTypeOf(result).toEqualTypeOf<ResumedResult>()

// @ts-expect-error the account is unknown
line.run({ reportType: 'GET_A', account: 'na' })
// @ts-expect-error the account is unknown
line.runMany({ reportTypes: ['GET_A'], accounts: ['na'] })
// @ts-expect-error the name of the option is custom
line.run({ reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA', reportOptions: { Custom: 'true' } })
// @ts-expect-error the account must come from sellingPartner, amazonBusiness or amazonPay
reportline({ accounts: { eu: { region: 'eu' } } })
// @ts-expect-error the priority is unknown
line.run({ reportType: 'GET_A' }, { priority: 'urgent' })
