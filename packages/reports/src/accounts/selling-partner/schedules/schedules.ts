import type { Region } from '@reportline/report-types'
import type { CallOptions, Clock } from '@reportline/request'
import type { ReportSchedule } from '@reportline/selling-partner-reports-types'
import { checkReportTypes } from '../../../run/check-request.ts'
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
import { listSchedules } from './list-schedules.ts'
import { checkDeclaration, type ScheduleDeclaration, type ScheduleSpec, scheduleKey } from './schedule-declaration.ts'
import type { PlanOwner, SchedulePlan } from './schedule-plan.ts'
import { type SchedulesClient, sendSchedule } from './send-schedule.ts'

/** The options of `apply`. */
export type ApplyOptions = ApplyPlanOptions<SchedulePlan>

interface ScheduleSubject {
  readonly reportType: string
  readonly marketplaceIds: readonly string[]
}

/** What was done with one schedule. */
export interface AppliedSchedule extends Applied, ScheduleSubject {}

/** The report schedules of one seller in one region. */
export interface Schedules {
  /**
   * Compares declared schedules with the existing ones of the same report types, because Amazon lists schedules by type.
   * Changes nothing.
   *
   * @throws TypeError if a declaration is invalid, before anything is sent, except for a new schedule with a
   * `nextReportCreationTime` in the past; RequestError or AuthError if a call failed.
   */
  plan(declared: readonly ScheduleDeclaration[], options?: PlanOptions): Promise<SchedulePlan>
  /**
   * Makes the schedules match the declarations, or executes a plan. Applying again changes nothing.
   *
   * @param declared Declarations, or a plan. A plan has its own `prune`.
   * @throws The same errors as `plan`; ScheduleError `NOT_SCHEDULABLE` if the report type cannot be scheduled,
   * `OUT_OF_DATE` if the schedules have changed since the plan was made, `OUTCOME_UNKNOWN` if responses were lost.
   * @example
   * await account.schedules.apply([
   *   { reportType: 'GET_XML_BROWSE_TREE_DATA', marketplaces: ['DE'], period: 'P1D' },
   * ])
   */
  apply(declared: readonly ScheduleDeclaration[] | SchedulePlan, options?: ApplyOptions): Promise<AppliedSchedule[]>
  /**
   * Lists the schedules of the given report types. Amazon cannot list the schedules of all types.
   *
   * @throws TypeError if `reportTypes` is empty; RequestError or AuthError if a call failed; ReportTypesError, with the
   *   schedules of the other types, if Amazon refuses to list some of the types.
   */
  list(reportTypes: readonly string[], options?: ScheduleCallOptions): Promise<ReportSchedule[]>
  /** Cancels a schedule. Its reports are kept. */
  cancel(reportScheduleId: string, options?: ScheduleCallOptions): Promise<void>
}

/** What schedules need of an account. */
interface SchedulesContext {
  readonly region: Region
  readonly client: SchedulesClient
  readonly clock: Clock
}

/** Creates the schedule methods of an account. */
export function schedulesOf(context: SchedulesContext): Schedules {
  return {
    ...scheduleMethods(scheduleApi(context)),
    async list(reportTypes, options = {}) {
      checkReportTypes(reportTypes, 'selling-partner')
      return listSchedules(reportTypes, context.client, callOf(options))
    },
  }
}

function scheduleApi({
  region,
  client,
  clock,
}: SchedulesContext): ScheduleApi<ScheduleDeclaration, ScheduleSpec, ReportSchedule, PlanOwner, ScheduleSubject> {
  return {
    owner: { api: 'selling-partner', region },
    clock,
    instants: { write: (milliseconds) => new Date(milliseconds).toISOString(), read: (value) => Date.parse(value) },
    check: (declared) =>
      checkDeclarations(declared, {
        check: (declaration) => checkDeclaration(declaration, region),
        keyOf: ({ reportType, marketplaceIds }) => scheduleKey(reportType, marketplaceIds),
        describe: ({ reportType, marketplaceIds }) => `${reportType} in ${marketplaceIds.join(', ')}`,
        uniqueBy: 'report type and set of marketplaces',
      }),
    declarationOf: ({ marketplaceIds, ...others }) => ({ ...others, marketplaces: marketplaceIds }),
    keyOf: ({ reportType, marketplaceIds }) => marketplaceIds && scheduleKey(reportType, marketplaceIds),
    subjectOf: ({ reportType, marketplaceIds = [] }) => ({ reportType, marketplaceIds }),
    periodOf: ({ period }) => period,
    differences,
    list: (specs, call) =>
      listSchedules(
        specs.map(({ reportType }) => reportType),
        client,
        call,
      ),
    create: (spec, _replaced, call) => sendSchedule(spec, client, call),
    cancel: (reportScheduleId: string, call: CallOptions) => client.cancelReportSchedule({ reportScheduleId }, call),
  }
}

/** Describes the differences between a spec and the schedule with the same report type and marketplaces, except the time. */
function differences(spec: ScheduleSpec, schedule: ReportSchedule): string[] {
  const reasons = spec.period === schedule.period ? [] : [`period is ${schedule.period}, not ${spec.period}`]
  return [...reasons, ...compareOptions(spec.reportOptions ?? {}, schedule.reportOptions ?? {})]
}

function compareOptions(
  expected: Readonly<Record<string, string>>,
  actual: Readonly<Record<string, string>>,
): string[] {
  const names = [...new Set([...Object.keys(expected), ...Object.keys(actual)])].sort()
  return names
    .filter((name) => expected[name] !== actual[name])
    .map((name) => `reportOptions.${name} is ${format(actual[name])}, not ${format(expected[name])}`)
}

function format(value: string | undefined): string {
  return value === undefined ? 'absent' : JSON.stringify(value)
}
