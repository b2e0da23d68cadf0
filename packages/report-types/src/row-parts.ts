import type { DocumentFormat } from './document-format.ts'
import type { OptionFacts } from './option-facts.ts'
import type { ReportTypeRow } from './report-type-rows.ts'

/** Fields that many rows share. */
type Part = Partial<ReportTypeRow>

export const tsv = { kind: 'tsv' } as const satisfies DocumentFormat
export const csv = { kind: 'csv' } as const satisfies DocumentFormat
export const xlsx = { kind: 'xlsx' } as const satisfies DocumentFormat

export const onRequest = { requestable: true, schedulable: false } as const satisfies Part
export const onRequestOrSchedule = { requestable: true, schedulable: true } as const satisfies Part
export const onScheduleOnly = { requestable: false, schedulable: true } as const satisfies Part
export const madeByAmazon = { requestable: false, schedulable: false } as const satisfies Part

/** FBA reports whose data Amazon updates throughout the day. */
export const nearRealTime = { frequency: { maxReports: 1, interval: { minutes: 30 } } } as const satisfies Part
/** FBA reports whose data Amazon updates once a day. */
export const daily = { frequency: { maxReports: 1, interval: { hours: 4 } } } as const satisfies Part
export const onceADay = { frequency: { maxReports: 1, interval: { hours: 24 } } } as const satisfies Part

/** The charset of listings depends on the marketplace. */
export const marketplaceCharset = {
  charset: { na: 'utf-8', eu: 'windows-1252', JP: 'shift_jis' },
} as const satisfies Part

/** An option that is true or false, and defaults to false. */
export const booleanOption = { values: ['true', 'false'], default: 'false' } as const satisfies OptionFacts
