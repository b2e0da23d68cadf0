export type { RunOptions } from './account-context.ts'
export type { CollectedReport, CollectOptions } from './collect.ts'
export {
  type CountryCode,
  type Marketplace,
  type MarketplaceName,
  marketplaces,
  type Region,
} from './marketplaces.ts'
export type { ReportRequest } from './report-request.ts'
export { type RestrictedReportType, restrictedReportTypes } from './restricted/restricted-report-types.ts'
export type { AppliedSchedule } from './schedules/apply-plan.ts'
export { formatSchedulePlan } from './schedules/format-schedule-plan.ts'
export type { ScheduleDeclaration, ScheduleWish } from './schedules/schedule-declaration.ts'
export { ScheduleError, type ScheduleErrorCode } from './schedules/schedule-error.ts'
export { type SchedulePeriod, schedulePeriods } from './schedules/schedule-periods.ts'
export type {
  CancelEntry,
  CreateEntry,
  FirstReport,
  KeepEntry,
  ReplaceEntry,
  ScheduleEntry,
  SchedulePlan,
  Skipped,
} from './schedules/schedule-plan.ts'
export type { ApplyOptions, PlanOptions, ScheduleCallOptions, Schedules } from './schedules/schedules.ts'
export { memorySeenReports, type SeenReports } from './seen-reports.ts'
export {
  type DocumentOptions,
  type SellingPartnerAccount,
  type SellingPartnerOptions,
  sellingPartner,
} from './selling-partner.ts'
