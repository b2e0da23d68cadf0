export { type CountryCode, type Marketplace, marketplaces, type Region } from '@reportline/report-types'
export type { CollectedReport } from '../job/collect.ts'
export type { RunOptions } from '../job/run-context.ts'
export { memorySeenReports, type SeenReports } from '../job/seen-reports.ts'
export { ScheduleError, type ScheduleErrorCode } from '../schedules/schedule-error.ts'
export type { PlanOptions, ScheduleCallOptions } from '../schedules/schedule-methods.ts'
export type { FirstReport, Skipped } from '../schedules/schedule-plan.ts'
export type { CollectOptions } from './collect-options.ts'
export type { MarketplaceName } from './marketplaces.ts'
export { NotificationError, type NotificationErrorCode } from './notifications/notification-error.ts'
export type { AccountNotifications, NotificationsRemoval } from './notifications/notifications.ts'
export type { QueueName } from './notifications/queue-address.ts'
export type { NotificationSetup, NotificationsReady, SetupStep } from './notifications/setup.ts'
export type { SetupCommandsOptions } from './notifications/setup-commands.ts'
export type { SqsAddress, SqsClient } from './notifications/sqs-client.ts'
export type { ReportRequest } from './report-request.ts'
export { formatSchedulePlan } from './schedules/format-schedule-plan.ts'
export type { ScheduleDeclaration, ScheduleWish } from './schedules/schedule-declaration.ts'
export { type SchedulePeriod, schedulePeriods } from './schedules/schedule-periods.ts'
export type {
  CancelEntry,
  CreateEntry,
  KeepEntry,
  ReplaceEntry,
  ScheduleEntry,
  SchedulePlan,
} from './schedules/schedule-plan.ts'
export type { AppliedSchedule, ApplyOptions, Schedules } from './schedules/schedules.ts'
export {
  type DocumentOptions,
  type SellingPartnerAccount,
  type SellingPartnerOptions,
  sellingPartner,
} from './selling-partner.ts'
export type { ReportClaims, WatchStore } from './watch/report-claims.ts'
export type { WatchEvent } from './watch/watch-event.ts'
export type { SweepOptions, WatchOptions } from './watch/watch-options.ts'
export type { WatchedReport } from './watch/watched-report.ts'
