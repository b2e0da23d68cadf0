import type { KeyObject } from 'node:crypto'
import type { Report, ReportSchedule } from '@reportline/pay-reports-types'
import { pages } from '@reportline/request'
import { expectTypeOf } from 'vitest'
import {
  type AppliedSchedule,
  amazonPay,
  memorySeenReports,
  type Region,
  type ScheduleFrequency,
  type SchedulePlan,
} from '../../../src/accounts/pay/index.ts'
import type { Job, Outcome, ReportDocument } from '../../../src/index.ts'

const keys = { publicKeyId: 'LIVE-A', privateKey: 'pem' }
const account = amazonPay({ region: 'jp', ...keys })
const request = {
  reportType: '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_REFUND_DATA_',
  from: new Date(),
  to: '20250114T000000Z',
} as const

expectTypeOf(account.region).toEqualTypeOf<Region>()
expectTypeOf(account.environment).toEqualTypeOf<'live' | 'sandbox'>()
expectTypeOf(account.start(request)).toEqualTypeOf<Promise<Job>>()
expectTypeOf(account.run(request)).toEqualTypeOf<Promise<Outcome<Report>>>()
expectTypeOf(account.document('1')).toEqualTypeOf<ReportDocument>()
amazonPay({ region: 'de', ...keys, privateKey: {} as KeyObject })
amazonPay({ region: 'us', ...keys, privateKey: async () => 'pem', environment: 'sandbox' })

const outcome = await account.run(request)
if (outcome.status === 'done') {
  expectTypeOf(outcome.report.startTime).toEqualTypeOf<string | undefined>()
  expectTypeOf(outcome.report).not.toBeAny()
}

for await (const collected of account.collect({ reportTypes: ['X'], seen: memorySeenReports() })) {
  expectTypeOf(collected.report.endTime).toEqualTypeOf<string | undefined>()
  // @ts-expect-error a cancelled or failed report may have no document
  collected.document.text()
}

const { reports } = await account.client.getReports({ createdSince: new Date(), createdUntil: '20250114T000000Z' })
expectTypeOf(reports).toEqualTypeOf<Report[]>()
for await (const page of pages(account.client.getReports, { createdSince: new Date() })) {
  expectTypeOf(page.reports).toEqualTypeOf<Report[]>()
}
const schedule = { reportType: 'X', scheduleFrequency: 'P1D', nextReportCreationTime: new Date() } as const
const created = account.client.createReportSchedule({ deleteExistingSchedule: true, body: schedule })
expectTypeOf((await created).reportScheduleId).toEqualTypeOf<string>()

const plan = await account.schedules.plan([{ reportType: 'X', scheduleFrequency: 'P1D' }], { prune: true })
expectTypeOf(plan).toEqualTypeOf<SchedulePlan>()
expectTypeOf(account.schedules.apply(plan)).toEqualTypeOf<Promise<AppliedSchedule[]>>()
expectTypeOf(account.schedules.list()).toEqualTypeOf<Promise<ReportSchedule[]>>()
expectTypeOf<ScheduleFrequency>().extract<'P30D' | 'P1M'>().toEqualTypeOf<'P30D'>()
for (const entry of plan.entries) {
  expectTypeOf(entry).not.toBeAny()
  if (entry.action === 'keep') expectTypeOf(entry.schedule).toEqualTypeOf<ReportSchedule>()
}

// @ts-expect-error the region is unknown
amazonPay({ region: 'fe', ...keys })
// @ts-expect-error a private key is required
amazonPay({ region: 'eu', publicKeyId: 'LIVE-A' })
// @ts-expect-error the environment is unknown
amazonPay({ region: 'eu', ...keys, environment: 'test' })
// @ts-expect-error the algorithm is unknown
amazonPay({ region: 'eu', ...keys, algorithm: 'RSA' })
// @ts-expect-error `to` is required
account.run({ reportType: 'X', from: new Date() })
// @ts-expect-error Amazon Pay has no marketplaces
account.run({ ...request, marketplaces: ['DE'] })
// @ts-expect-error a number is not a valid time
account.run({ ...request, from: 0 })
// @ts-expect-error Amazon Pay has no notifications
account.notifications
// @ts-expect-error the frequency is unknown
account.schedules.plan([{ reportType: 'X', scheduleFrequency: 'P1M' }])
// @ts-expect-error only statuses of finished reports are allowed
account.collect({ reportTypes: ['X'], processingStatuses: ['IN_PROGRESS'] })
// @ts-expect-error a number is not a valid time
account.client.createReport({ reportType: 'X', startTime: 0, endTime: new Date() })
// @ts-expect-error `endTime` is required
account.client.createReport({ reportType: 'X', startTime: new Date() })
