import type { PayEnvironment, PayRegion } from '@reportline/auth/amazon-pay'
import { readPeriod } from '../reports/period.ts'
import { RunningSchedules } from '../reports/running-schedules.ts'
import type { Answer, Call, Handler, World } from '../service/service-definition.ts'
import type { Idempotency } from './idempotency.ts'
import { callerOf } from './pay-caller.ts'
import { payError, unknownResource } from './pay-errors.ts'
import { payIds } from './pay-ids.ts'
import type { PayReportMaker } from './pay-report-factory.ts'
import { refuseScheduledType } from './pay-report-types.ts'
import { type IdempotencyParameters, retention } from './pay-reports-api.ts'
import { payTime, readPayTime } from './pay-time.ts'

/** A report schedule as Amazon Pay answers with it. */
export interface PayReportSchedule {
  readonly reportScheduleId: string
  readonly reportType: string
  /** An ISO 8601 duration. */
  readonly scheduleFrequency: string
  /** ISO 8601, basic form. */
  readonly nextReportCreationTime: string
}

type CreateScheduleBody = Omit<PayReportSchedule, 'reportScheduleId'> & { readonly deleteExistingSchedule?: boolean }
type CreateScheduleParameters = IdempotencyParameters & { readonly deleteExistingSchedule: boolean }

export interface PaySchedulesOptions {
  readonly environment: PayEnvironment
  /** The region of reports whose schedule was set up, or made by somebody who did not say theirs. */
  readonly region: PayRegion
  readonly idempotency: Idempotency
  readonly maker: PayReportMaker
}

/** The schedules of one environment. */
export interface PaySchedulesApi {
  readonly handlers: Readonly<Record<string, Handler>>
  seed(schedule: PayReportSchedule): void
}

/** The four operations on report schedules, in one environment. */
export function paySchedulesApi(world: World, options: PaySchedulesOptions): PaySchedulesApi {
  const { environment, region: ownRegion, idempotency, maker } = options
  const regions = new Map<string, PayRegion>()
  const schedules = new RunningSchedules<PayReportSchedule>(world, {
    retention,
    periodOf: ({ scheduleFrequency }) => scheduleFrequency,
    planned: (schedule, next) => ({ ...schedule, nextReportCreationTime: payTime(next) }),
    make: ({ reportScheduleId, reportType }, window) => {
      maker.make({ reportType, ...window, region: regions.get(reportScheduleId) ?? ownRegion }, window.to)
    },
  })
  const ofType = (wanted: string) => schedules.list().filter(({ reportType }) => reportType === wanted)

  const create = ({ body, parameters, request }: Call<CreateScheduleParameters, CreateScheduleBody>): Answer => {
    const { deleteExistingSchedule, reportType, scheduleFrequency, nextReportCreationTime } = body
    const refusal = refuseScheduledType(reportType, environment)
    if (refusal !== undefined) return refusal
    const existing = ofType(reportType)
    // Where body and query differ, the one that wants it counts (assumed).
    const replaces = deleteExistingSchedule === true || parameters.deleteExistingSchedule
    if (existing.length > 0 && !replaces) return conflict(world)
    for (const { reportScheduleId } of existing) schedules.cancel(reportScheduleId)
    const reportScheduleId = payIds.schedule()
    regions.set(reportScheduleId, callerOf(request).region ?? ownRegion)
    const schedule = { reportScheduleId, reportType, scheduleFrequency, nextReportCreationTime }
    schedules.start(schedule, { at: firstOf(schedule, world.clock.now()) })
    return { status: 201, body: { reportScheduleId } }
  }

  const createReportSchedule = (call: Call<CreateScheduleParameters, CreateScheduleBody>): Answer => {
    const { deleteExistingSchedule, 'x-amz-pay-idempotency-key': key } = call.parameters
    return idempotency.once('createReportSchedule', key, [call.body, deleteExistingSchedule], () => create(call))
  }

  const getReportSchedules = ({ parameters }: Call<{ reportTypes?: readonly string[] }>): Answer => {
    const { reportTypes } = parameters
    const matching = schedules.list().filter(({ reportType }) => reportTypes?.includes(reportType) ?? true)
    return { status: 200, body: { reportSchedules: matching } }
  }

  const getReportScheduleById = ({ parameters }: Call<{ reportScheduleId: string }>): Answer => {
    const body = schedules.find(parameters.reportScheduleId)
    return body === undefined ? unknownResource('report schedule') : { status: 200, body }
  }

  const cancelReportSchedule = ({ parameters }: Call<{ reportScheduleId: string }>): Answer =>
    schedules.cancel(parameters.reportScheduleId) ? { status: 200 } : unknownResource('report schedule')

  return {
    handlers: { createReportSchedule, getReportSchedules, getReportScheduleById, cancelReportSchedule },
    seed: (schedule) => {
      for (const { reportScheduleId } of ofType(schedule.reportType)) schedules.cancel(reportScheduleId)
      schedules.keep(schedule, readPayTime(schedule.nextReportCreationTime))
    },
  }
}

/** The documents tell that this is refused, but not how. */
function conflict({ pay: { scheduleConflict } }: World): Answer {
  const { status = 400, reasonCode = 'InvalidRequest' } = scheduleConflict ?? {}
  const answer = payError(status, reasonCode, 'There is a schedule of this report type already.')
  return scheduleConflict === undefined ? answer : { ...answer, unchecked: true }
}

/**
 * When a new schedule creates its first report: at the time that the caller names. Amazon's own samples name times that
 * have passed; then it keeps their rhythm, and the first report is the next that is due (assumed).
 */
function firstOf({ nextReportCreationTime, scheduleFrequency }: PayReportSchedule, now: number): number {
  const named = readPayTime(nextReportCreationTime)
  const { milliseconds } = readPeriod(scheduleFrequency)
  return named >= now ? named : named + Math.ceil((now - named) / milliseconds) * milliseconds
}
