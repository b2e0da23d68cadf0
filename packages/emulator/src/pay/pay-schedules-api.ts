import type { PayEnvironment, PayRegion } from '@reportline/auth/amazon-pay'
import { parsePeriod } from '../reports/period.ts'
import { RunningSchedules } from '../reports/running-schedules.ts'
import type { Call, Handler, ServiceResponse } from '../service/service-definition.ts'
import type { EmulatorState } from '../state/emulator-state.ts'
import type { Idempotency } from './idempotency.ts'
import { callerOf } from './pay-caller.ts'
import { payError, unknownResource } from './pay-errors.ts'
import { payIds } from './pay-ids.ts'
import type { PayReportFactory } from './pay-report-factory.ts'
import { rejectScheduledType } from './pay-report-types.ts'
import { type IdempotencyParameters, retentionMs } from './pay-reports-api.ts'
import { parsePayTime, payTime } from './pay-time.ts'

/** A report schedule in Amazon Pay's format. */
export interface PayReportSchedule {
  readonly reportScheduleId: string
  readonly reportType: string
  /** An ISO 8601 duration. */
  readonly scheduleFrequency: string
  /** In the basic format of ISO 8601. */
  readonly nextReportCreationTime: string
}

type CreateScheduleBody = Omit<PayReportSchedule, 'reportScheduleId'> & { readonly deleteExistingSchedule?: boolean }
type CreateScheduleParameters = IdempotencyParameters & { readonly deleteExistingSchedule: boolean }
type CreateScheduleCall = Call<CreateScheduleParameters, CreateScheduleBody>

export interface PaySchedulesApiOptions {
  readonly environment: PayEnvironment
  /** The region for schedules from fixtures and from callers that send no region. */
  readonly region: PayRegion
  readonly idempotency: Idempotency
  readonly factory: PayReportFactory
}

/** The schedules of one environment. */
export interface PaySchedulesApi {
  readonly handlers: Readonly<Record<string, Handler>>
  addFixture(schedule: PayReportSchedule): void
}

/** Creates the four operations on the report schedules of one environment. */
export function paySchedulesApi(state: EmulatorState, options: PaySchedulesApiOptions): PaySchedulesApi {
  const { environment, region: defaultRegion, idempotency, factory } = options
  const regions = new Map<string, PayRegion>()
  const schedules = new RunningSchedules<PayReportSchedule>(state, {
    retentionMs,
    periodOf: ({ scheduleFrequency }) => scheduleFrequency,
    withNextTime: (schedule, next) => ({ ...schedule, nextReportCreationTime: payTime(next) }),
    createReport: ({ reportScheduleId, reportType }, period) => {
      const region = regions.get(reportScheduleId) ?? defaultRegion
      factory.create({ reportType, ...period, region }, period.to)
    },
  })
  const listType = (type: string) => schedules.list().filter(({ reportType }) => reportType === type)

  const create = ({ body, parameters, request }: CreateScheduleCall): ServiceResponse => {
    const { deleteExistingSchedule, reportType, scheduleFrequency, nextReportCreationTime } = body
    const error = rejectScheduledType(reportType, environment)
    if (error !== undefined) return error
    const existing = listType(reportType)
    // If the body and the query differ, true takes precedence (assumed).
    const replaces = deleteExistingSchedule === true || parameters.deleteExistingSchedule
    if (existing.length > 0 && !replaces) return scheduleConflict(state)
    for (const { reportScheduleId } of existing) schedules.cancel(reportScheduleId)
    const reportScheduleId = payIds.schedule()
    regions.set(reportScheduleId, callerOf(request).region ?? defaultRegion)
    const schedule = { reportScheduleId, reportType, scheduleFrequency, nextReportCreationTime }
    schedules.start(schedule, { at: firstTimeOf(schedule, state.clock.now()) })
    return { status: 201, body: { reportScheduleId } }
  }

  const createReportSchedule = (call: CreateScheduleCall): ServiceResponse => {
    const { deleteExistingSchedule, 'x-amz-pay-idempotency-key': key } = call.parameters
    return idempotency.once('createReportSchedule', key, [call.body, deleteExistingSchedule], () => create(call))
  }

  const getReportSchedules = ({ parameters }: Call<{ reportTypes?: readonly string[] }>): ServiceResponse => {
    const { reportTypes } = parameters
    const matching = schedules.list().filter(({ reportType }) => reportTypes?.includes(reportType) ?? true)
    return { status: 200, body: { reportSchedules: matching } }
  }

  const getReportScheduleById = ({ parameters }: Call<{ reportScheduleId: string }>): ServiceResponse => {
    const body = schedules.find(parameters.reportScheduleId)
    return body === undefined ? unknownResource('report schedule') : { status: 200, body }
  }

  const cancelReportSchedule = ({ parameters }: Call<{ reportScheduleId: string }>): ServiceResponse =>
    schedules.cancel(parameters.reportScheduleId) ? { status: 200 } : unknownResource('report schedule')

  return {
    handlers: { createReportSchedule, getReportSchedules, getReportScheduleById, cancelReportSchedule },
    addFixture: (schedule) => {
      for (const { reportScheduleId } of listType(schedule.reportType)) schedules.cancel(reportScheduleId)
      schedules.addFixture(schedule, parsePayTime(schedule.nextReportCreationTime))
    },
  }
}

/** Amazon's documents say that a second schedule is rejected, but not how. */
function scheduleConflict({ pay }: EmulatorState): ServiceResponse {
  const { status = 400, reasonCode = 'InvalidRequest' } = pay.scheduleConflict ?? {}
  const response = payError(status, reasonCode, 'A schedule for this report type already exists.')
  return pay.scheduleConflict === undefined ? response : { ...response, unchecked: true }
}

/**
 * Returns when a new schedule creates its first report: at the time in the request. Amazon's samples contain times in the
 * past. Such a time is moved forward by whole periods, so that the first report is the next one that is due (assumed).
 */
function firstTimeOf({ nextReportCreationTime, scheduleFrequency }: PayReportSchedule, now: number): number {
  const requested = parsePayTime(nextReportCreationTime)
  const { milliseconds } = parsePeriod(scheduleFrequency)
  return requested >= now ? requested : requested + Math.ceil((now - requested) / milliseconds) * milliseconds
}
