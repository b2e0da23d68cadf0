import type { ReportSchedule } from '@reportline/selling-partner-reports-types'
import { expectTypeOf } from 'vitest'
import {
  type AppliedSchedule,
  memorySeenReports,
  type SchedulePeriod,
  type SchedulePlan,
  sellingPartner,
} from '../src/accounts/selling-partner/index.ts'
import type { ReportDocument } from '../src/index.ts'

const account = sellingPartner({ region: 'na', credentials: { clientId: 'a', clientSecret: 'b', refreshToken: 'c' } })
const declaration = { reportType: 'GET_XML_BROWSE_TREE_DATA', marketplaces: ['US'], period: 'P2D' } as const

const plan = await account.schedules.plan([declaration], { prune: true })
expectTypeOf(plan).toEqualTypeOf<SchedulePlan>()
expectTypeOf(account.schedules.apply(plan, { onPlan: async () => {} })).toEqualTypeOf<Promise<AppliedSchedule[]>>()
expectTypeOf(account.schedules.apply([declaration])).toEqualTypeOf<Promise<AppliedSchedule[]>>()
expectTypeOf(account.schedules.list(['GET_X'])).toEqualTypeOf<Promise<ReportSchedule[]>>()
expectTypeOf<SchedulePeriod>().extract<'P1M' | 'P5D'>().toEqualTypeOf<'P1M'>()
for (const entry of plan.entries) {
  expectTypeOf(entry).not.toBeAny()
  if (entry.action === 'replace') expectTypeOf(entry.skips.report).toEqualTypeOf<string | undefined>()
  // @ts-expect-error only a created schedule has a first report
  entry.firstReport
}

for await (const collected of account.collect({ reportTypes: ['GET_X'], seen: memorySeenReports() })) {
  if (collected.status === 'done') expectTypeOf(collected.document).toEqualTypeOf<ReportDocument>()
  if (collected.status === 'fatal') expectTypeOf(collected.reason).toEqualTypeOf<string | undefined>()
  // @ts-expect-error a cancelled report has no document
  collected.document.text()
}
expectTypeOf(account.document('1', { reportType: 'GET_X' })).toEqualTypeOf<ReportDocument>()

// @ts-expect-error the period is unknown
account.schedules.plan([{ ...declaration, period: 'P5D' }])
// @ts-expect-error the period is required
account.schedules.plan([{ reportType: 'GET_X', marketplaces: ['US'] }])
// @ts-expect-error only statuses of finished reports are allowed
account.collect({ reportTypes: ['GET_X'], processingStatuses: ['IN_QUEUE'] })
// @ts-expect-error report types are required
account.collect({})
