import type { Region } from '@reportline/report-types'
import type { CallOptions, Clock } from '@reportline/request'
import type { SellingPartnerReportsClient } from '@reportline/selling-partner-reports-client'
import type { ReportSchedule } from '@reportline/selling-partner-reports-types'
import type { Applied } from '../../../schedules/apply-plan.ts'
import type { ScheduleApi } from '../../../schedules/schedule-api.ts'
import {
  type ApplyPlanOptions,
  callOf,
  type PlanOptions,
  type ScheduleCallOptions,
  scheduleMethods,
} from '../../../schedules/schedule-methods.ts'
import { differences } from './compare-options.ts'
import { listSchedules } from './list-schedules.ts'
import { checkDeclarations, type ScheduleDeclaration, type ScheduleSpec, scheduleKey } from './schedule-declaration.ts'
import type { PlanOwner, SchedulePlan } from './schedule-plan.ts'
import { sendSchedule } from './send-schedule.ts'

/** How schedules are applied. */
export type ApplyOptions = ApplyPlanOptions<SchedulePlan>

/** Which schedule was dealt with. */
interface ScheduleSubject {
  readonly reportType: string
  readonly marketplaceIds: readonly string[]
}

/** What was done about one schedule. */
export interface AppliedSchedule extends Applied, ScheduleSubject {}

/** The report schedules of one seller in one region. */
export interface Schedules {
  /**
   * Compares declared schedules with those that there are. Only the report types that are declared are looked at, since
   * Amazon lists schedules by type. Changes nothing.
   *
   * @throws TypeError when a declaration is wrong: nothing was sent, except where a new schedule's
   * `nextReportCreationTime` has passed; RequestError or AuthError when a call failed.
   */
  plan(declared: readonly ScheduleDeclaration[], options?: PlanOptions): Promise<SchedulePlan>
  /**
   * Makes the schedules as declared, or does what a plan says. Doing it again changes nothing.
   *
   * @param declared Declarations, or a plan, whose own `prune` then counts.
   * @throws As `plan`; ScheduleError when a schedule cannot be made, or the plan is out of date.
   */
  apply(declared: readonly ScheduleDeclaration[] | SchedulePlan, options?: ApplyOptions): Promise<AppliedSchedule[]>
  /**
   * Lists the schedules of report types: there is no way to ask Amazon for those of all types.
   *
   * @throws TypeError without a type; RequestError or AuthError when a call failed.
   */
  list(reportTypes: readonly string[], options?: ScheduleCallOptions): Promise<ReportSchedule[]>
  /** Cancels a schedule. Its reports remain. */
  cancel(reportScheduleId: string, options?: ScheduleCallOptions): Promise<void>
}

/** The operations that schedules need. */
export type SchedulesClient = Pick<
  SellingPartnerReportsClient,
  'createReportSchedule' | 'getReportSchedules' | 'cancelReportSchedule'
>

/** What schedules need of an account. */
export interface SchedulesContext {
  readonly region: Region
  readonly client: SchedulesClient
  readonly clock: Clock
}

/** Makes the schedules of an account. */
export function schedulesOf(surroundings: SchedulesContext): Schedules {
  return {
    ...scheduleMethods(apiOf(surroundings)),
    async list(reportTypes, options = {}) {
      checkTypes(reportTypes)
      return listSchedules(reportTypes, surroundings.client, callOf(options))
    },
  }
}

function apiOf({
  region,
  client,
  clock,
}: SchedulesContext): ScheduleApi<ScheduleDeclaration, ScheduleSpec, ReportSchedule, PlanOwner, ScheduleSubject> {
  return {
    owner: { api: 'selling-partner', region },
    clock,
    instants: { write: (milliseconds) => new Date(milliseconds).toISOString(), read: (text) => Date.parse(text) },
    check: (declared) => checkDeclarations(declared, region),
    declarationOf: ({ marketplaceIds, ...others }) => ({ ...others, marketplaces: marketplaceIds }),
    keyOf: ({ reportType, marketplaceIds }) => marketplaceIds && scheduleKey(reportType, marketplaceIds),
    subjectOf: ({ reportType, marketplaceIds = [] }) => ({ reportType, marketplaceIds }),
    periodOf: ({ period }) => period,
    differences,
    list: (specs, call) => listSchedules(typesOf(specs), client, call),
    create: (spec, _replaced, call) => sendSchedule(spec, client, call),
    cancel: (reportScheduleId: string, call: CallOptions) => client.cancelReportSchedule({ reportScheduleId }, call),
  }
}

function typesOf(specs: readonly ScheduleSpec[]): string[] {
  return specs.map(({ reportType }) => reportType)
}

function checkTypes(reportTypes: readonly string[]): void {
  if (!Array.isArray(reportTypes) || reportTypes.length === 0 || reportTypes.some((type) => !type)) {
    throw new TypeError('reportTypes must be a list of report types with at least one')
  }
}
