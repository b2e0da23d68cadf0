import { formatPayDate } from '@reportline/auth/amazon-pay'
import type { ReportSchedule, ReportTypes } from '@reportline/pay-reports-types'
import { parseIsoInstant } from '@reportline/report-types'
import type { Clock } from '@reportline/request'
import type { Applied } from '../../../schedules/apply-plan.ts'
import type { ScheduleApi } from '../../../schedules/schedule-api.ts'
import {
  type ApplyPlanOptions,
  callOf,
  type PlanOptions,
  type ScheduleCallOptions,
  scheduleMethods,
} from '../../../schedules/schedule-methods.ts'
import { checkDeclarations, type ScheduleDeclaration, type ScheduleSpec } from './schedule-declaration.ts'
import type { PlanOwner, SchedulePlan } from './schedule-plan.ts'
import { type SchedulesClient, sendSchedule } from './send-schedule.ts'

/** How schedules are applied. */
export type ApplyOptions = ApplyPlanOptions<SchedulePlan>

/** Which schedule was dealt with. */
interface ScheduleSubject {
  readonly reportType: string
}

/** What was done about one schedule. */
export interface AppliedSchedule extends Applied, ScheduleSubject {}

/** The report schedules of one merchant. */
export interface Schedules {
  /**
   * Compares declared schedules with all those that there are. Changes nothing.
   *
   * @throws TypeError when a declaration is wrong, ScheduleError `NOT_SCHEDULABLE` for a report type that cannot be
   * scheduled: nothing was sent, except where a new schedule's `nextReportCreationTime` has passed; RequestError when a
   * call failed.
   */
  plan(declared: readonly ScheduleDeclaration[], options?: PlanOptions): Promise<SchedulePlan>
  /**
   * Makes the schedules as declared, or does what a plan says. Doing it again changes nothing. With `prune` every
   * schedule of the merchant that is not declared is cancelled.
   *
   * @param declared Declarations, or a plan, whose own `prune` then counts.
   * @throws As `plan`; ScheduleError `OUT_OF_DATE` when the plan is, `OUTCOME_UNKNOWN` when answers were lost.
   */
  apply(declared: readonly ScheduleDeclaration[] | SchedulePlan, options?: ApplyOptions): Promise<AppliedSchedule[]>
  /**
   * Lists the schedules, of all report types unless some are named.
   *
   * @throws TypeError when the types are no list of texts; RequestError when a call failed.
   */
  list(reportTypes?: readonly ReportTypes[], options?: ScheduleCallOptions): Promise<ReportSchedule[]>
  /** Cancels a schedule. Its reports remain. */
  cancel(reportScheduleId: string, options?: ScheduleCallOptions): Promise<void>
}

/** What schedules need of an account. */
export interface SchedulesContext extends Omit<PlanOwner, 'api'> {
  readonly client: SchedulesClient
  readonly clock: Clock
}

/** Makes the schedules of an account. */
export function schedulesOf(surroundings: SchedulesContext): Schedules {
  const { client } = surroundings
  return {
    ...scheduleMethods(apiOf(surroundings)),
    async list(reportTypes, options = {}) {
      checkTypes(reportTypes)
      const filter = reportTypes === undefined ? {} : { reportTypes: [...new Set(reportTypes)] }
      return (await client.getReportSchedules(filter, callOf(options))).reportSchedules
    },
  }
}

function apiOf({
  region,
  environment,
  client,
  clock,
}: SchedulesContext): ScheduleApi<ScheduleDeclaration, ScheduleSpec, ReportSchedule, PlanOwner, ScheduleSubject> {
  return {
    owner: { api: 'pay', region, environment },
    clock,
    instants: { write: formatPayDate, read: parseIsoInstant },
    check: (declared) => checkDeclarations(declared, environment),
    declarationOf: (spec) => spec,
    keyOf: ({ reportType }) => reportType,
    subjectOf: ({ reportType }) => ({ reportType }),
    periodOf: ({ scheduleFrequency }) => scheduleFrequency,
    differences: ({ scheduleFrequency: expected }, { scheduleFrequency: actual }) =>
      expected === actual ? [] : [`scheduleFrequency is ${actual}, not ${expected}`],
    list: async (_wishes, call) => (await client.getReportSchedules({}, call)).reportSchedules,
    create: (spec, replaced, call) => sendSchedule({ spec, replaced, now: clock.now() }, client, call),
    cancel: (reportScheduleId, call) => client.cancelReportSchedule({ reportScheduleId }, call),
  }
}

function checkTypes(reportTypes: readonly string[] | undefined): void {
  if (reportTypes === undefined) return
  if (!Array.isArray(reportTypes) || reportTypes.length === 0 || reportTypes.some((type) => !type)) {
    throw new TypeError('reportTypes must be a list of report types with at least one; leave it out for all of them')
  }
}
