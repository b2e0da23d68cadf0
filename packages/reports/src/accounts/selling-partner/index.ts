export { type CountryCode, type Marketplace, marketplaces, type Region } from '@reportline/report-types'
export { memorySeenReports, type ReportClaims, type SeenReports } from '../../ledger/seen-reports.ts'
export { NotificationError, type NotificationErrorCode } from '../../notifications/notification-error.ts'
export type { AccountNotifications, RemoveNotificationsOptions } from '../../notifications/notifications.ts'
export type { QueueName } from '../../notifications/queue-name.ts'
export type {
  NotificationSetup,
  NotificationSetupResult,
  QueuePolicyResult,
  QueueToCheck,
  SetupStep,
} from '../../notifications/setup.ts'
export { type SetupCommandsOptions, setupCommands } from '../../notifications/setup-commands.ts'
export type { SqsAddress, SqsClient } from '../../notifications/sqs-client.ts'
export type { WatchStore } from '../../notifications/watch/report-claims.ts'
export type { WatchEvent } from '../../notifications/watch/watch-event.ts'
export type { BackfillOptions, WatchOptions } from '../../notifications/watch/watch-options.ts'
export type { WatchedReport } from '../../notifications/watch/watched-report.ts'
export type { RunOptions } from '../../run/run-context.ts'
export { ScheduleError, type ScheduleErrorCode } from '../../schedules/schedule-error.ts'
export type { PlanOptions, ScheduleCallOptions } from '../../schedules/schedule-methods.ts'
export type { FirstReport, SkippedReports } from '../../schedules/schedule-plan.ts'
export type { CollectedReport } from '../collect.ts'
export type { CallInput } from '../raw-calls.ts'
export type { MarketplaceName, ReportRequest } from './report-request.ts'
export {
  type ScheduleDeclaration,
  type SchedulePeriod,
  type ScheduleSpec,
  schedulePeriods,
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
export {
  type CollectOptions,
  type DocumentOptions,
  type SellingPartnerAccount,
  type SellingPartnerOptions,
  sellingPartner,
} from './selling-partner.ts'
