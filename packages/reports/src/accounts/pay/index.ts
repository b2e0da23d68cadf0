export type {
  PayEnvironment as Environment,
  PayRegion as Region,
  SignatureAlgorithm,
} from '@reportline/auth/amazon-pay'
export { memorySeenReports, type SeenReports } from '../../ledger/seen-reports.ts'
export type { RunOptions } from '../../run/run-context.ts'
export { ScheduleError, type ScheduleErrorCode } from '../../schedules/schedule-error.ts'
export type { PlanOptions, ScheduleCallOptions } from '../../schedules/schedule-methods.ts'
export type { FirstReport, SkippedReports } from '../../schedules/schedule-plan.ts'
export type { CollectedReport } from '../collect.ts'
export type { CallInput } from '../raw-calls.ts'
export {
  type AmazonPayAccount,
  type AmazonPayOptions,
  amazonPay,
  type CollectOptions,
  type DocumentOptions,
} from './amazon-pay.ts'
export type { CreateReportInput, CreateReportScheduleInput, GetReportsInput, PayClient } from './pay-client.ts'
export type { ReportRequest } from './report-request.ts'
export {
  type ScheduleDeclaration,
  type ScheduleFrequency,
  type ScheduleSpec,
  scheduleFrequencies,
} from './schedules/schedule-declaration.ts'
export {
  type CancelEntry,
  type CreateEntry,
  formatSchedulePlan,
  type KeepEntry,
  type ReplaceEntry,
  type ScheduleEntry,
  type SchedulePlan,
} from './schedules/schedule-plan.ts'
export type { AppliedSchedule, ApplyOptions, Schedules } from './schedules/schedules.ts'
export type { PrivateKey, PrivateKeySource } from './signing.ts'
