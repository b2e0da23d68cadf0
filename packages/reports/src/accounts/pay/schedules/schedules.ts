import { formatPayDate } from '@reportline/auth/amazon-pay'
import { operations } from '@reportline/pay-reports-client'
import type { ReportSchedule, ReportTypes } from '@reportline/pay-reports-types'
import { parseIsoInstant } from '@reportline/report-types'
import type { CallOptions, Clock } from '@reportline/request'
import { checkReportTypes } from '../../../run/check-request.ts'
import { checkEach, checkResponse } from '../../../run/check-response.ts'
import type { Applied } from '../../../schedules/apply-plan.ts'
import { checkDeclarations } from '../../../schedules/check-declarations.ts'
import type { ScheduleApi } from '../../../schedules/schedule-api.ts'
import {
  type ApplyPlanOptions,
  callOf,
  type PlanOptions,
  type ScheduleCallOptions,
  scheduleMethods,
} from '../../../schedules/schedule-methods.ts'
import { checkDeclaration, type ScheduleDeclaration, type ScheduleSpec } from './schedule-declaration.ts'
import type { PlanOwner, SchedulePlan } from './schedule-plan.ts'
import { type SchedulesClient, sendSchedule } from './send-schedule.ts'

/** The options of `apply`. */
export type ApplyOptions = ApplyPlanOptions<SchedulePlan>

interface ScheduleSubject {
  readonly reportType: string
}

/** What was done with one schedule. */
export interface AppliedSchedule extends Applied, ScheduleSubject {}

/** The report schedules of one merchant. */
export interface Schedules {
  /**
   * Compares declared schedules with all existing ones. Changes nothing.
   *
   * @throws TypeError if a declaration is invalid, ScheduleError `NOT_SCHEDULABLE` if its report type cannot be scheduled.
   * Both are thrown before anything is sent, except for a new schedule with a `nextReportCreationTime` in the past.
   * RequestError if a call failed.
   */
  plan(declared: readonly ScheduleDeclaration[], options?: PlanOptions): Promise<SchedulePlan>
  /**
   * Makes the schedules match the declarations, or executes a plan. Applying again changes nothing. With `prune`, every
   * schedule of the merchant that is not declared is cancelled.
   *
   * @param declared Declarations, or a plan. A plan has its own `prune`.
   * @throws The same errors as `plan`; ScheduleError `OUT_OF_DATE` if the schedules have changed since the plan was made,
   * `OUTCOME_UNKNOWN` if responses were lost.
   */
  apply(declared: readonly ScheduleDeclaration[] | SchedulePlan, options?: ApplyOptions): Promise<AppliedSchedule[]>
  /**
   * Lists the schedules of the given report types, or of all types.
   *
   * @throws TypeError if `reportTypes` is not an array of strings or is empty; RequestError if a call failed.
   */
  list(reportTypes?: readonly ReportTypes[], options?: ScheduleCallOptions): Promise<ReportSchedule[]>
  /** Cancels a schedule. Its reports are kept. */
  cancel(reportScheduleId: string, options?: ScheduleCallOptions): Promise<void>
}

/** What schedules need of an account. */
export interface SchedulesContext extends Omit<PlanOwner, 'api'> {
  readonly client: SchedulesClient
  readonly clock: Clock
}

/** Creates the schedule methods of an account. */
export function schedulesOf(context: SchedulesContext): Schedules {
  const { client } = context
  return {
    ...scheduleMethods(scheduleApi(context)),
    async list(reportTypes, options = {}) {
      if (reportTypes !== undefined)
        checkReportTypes(reportTypes, 'pay', 'Leave it out to list the schedules of all types.')
      const filter = reportTypes === undefined ? {} : { reportTypes: [...new Set(reportTypes)] }
      return await listSchedules(filter, client, callOf(options))
    },
  }
}

async function listSchedules(
  filter: { reportTypes?: ReportTypes[] },
  client: SchedulesClient,
  call: CallOptions,
): Promise<ReportSchedule[]> {
  const page = await client.getReportSchedules(filter, call)
  const { reportSchedules } = checkResponse(operations.getReportSchedules, page, { reportSchedules: 'array' })
  checkEach(operations.getReportSchedules, reportSchedules, { reportScheduleId: 'string', reportType: 'string' })
  return reportSchedules
}

function scheduleApi({
  region,
  environment,
  client,
  clock,
}: SchedulesContext): ScheduleApi<ScheduleDeclaration, ScheduleSpec, ReportSchedule, PlanOwner, ScheduleSubject> {
  return {
    owner: { api: 'pay', region, environment },
    clock,
    instants: { write: formatPayDate, read: parseIsoInstant },
    check: (declared) =>
      checkDeclarations(declared, {
        check: (declaration) => checkDeclaration(declaration, environment),
        keyOf: ({ reportType }) => reportType,
        describe: ({ reportType }) => reportType,
        uniqueBy: 'report type',
      }),
    declarationOf: (spec) => spec,
    keyOf: ({ reportType }) => reportType,
    subjectOf: ({ reportType }) => ({ reportType }),
    periodOf: ({ scheduleFrequency }) => scheduleFrequency,
    differences: ({ scheduleFrequency: expected }, { scheduleFrequency: actual }) =>
      expected === actual ? [] : [`scheduleFrequency is ${actual}, not ${expected}`],
    list: (_specs, call) => listSchedules({}, client, call),
    create: (spec, replaced, call) => sendSchedule({ spec, replaced, now: clock.now() }, client, call),
    cancel: (reportScheduleId, call) => client.cancelReportSchedule({ reportScheduleId }, call),
  }
}
