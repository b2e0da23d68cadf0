import type { PayEnvironment, PayRegion } from '@reportline/auth/amazon-pay'
import type { EmulatorState } from '../../state/emulator-state.ts'
import { parsePeriod } from '../reports/period.ts'
import { RunningSchedules } from '../reports/running-schedules.ts'
import type { Call, ServiceResponse } from '../service-definition.ts'
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

type CallById = Call<{ reportScheduleId: string }>

export interface PaySchedulesApiOptions {
  readonly environment: PayEnvironment
  /** The region for schedules from fixtures and from callers that send no region. */
  readonly region: PayRegion
  readonly idempotency: Idempotency
  readonly factory: PayReportFactory
}

/** The four operations on the report schedules of one environment. */
export class PaySchedulesApi {
  readonly #state: EmulatorState
  readonly #options: PaySchedulesApiOptions
  readonly #schedules: RunningSchedules<PayReportSchedule>
  /** reportScheduleId → the region of the caller that created it. */
  readonly #regions = new Map<string, PayRegion>()

  constructor(state: EmulatorState, options: PaySchedulesApiOptions) {
    this.#state = state
    this.#options = options
    this.#schedules = new RunningSchedules(state, {
      retentionMs,
      periodOf: ({ scheduleFrequency }) => scheduleFrequency,
      withNextTime: (schedule, next) => ({ ...schedule, nextReportCreationTime: payTime(next) }),
      createReport: ({ reportScheduleId, reportType }, period) => {
        const region = this.#regions.get(reportScheduleId) ?? options.region
        options.factory.create({ reportType, ...period, region }, period.to)
      },
    })
  }

  get handlers() {
    return {
      createReportSchedule: (call: CreateScheduleCall) => this.#createOnce(call),
      getReportSchedules: (call: Call<{ reportTypes?: readonly string[] }>) => this.#list(call.parameters.reportTypes),
      getReportScheduleById: (call: CallById) => this.#get(call.parameters.reportScheduleId),
      cancelReportSchedule: (call: CallById): ServiceResponse =>
        this.#schedules.cancel(call.parameters.reportScheduleId) ? { status: 200 } : unknownResource('report schedule'),
    }
  }

  /** Adds a schedule. It replaces the schedule for the same report type. */
  addFixture(schedule: PayReportSchedule): void {
    this.#cancelAll(this.#ofType(schedule.reportType))
    this.#schedules.addFixture(schedule, parsePayTime(schedule.nextReportCreationTime))
  }

  #createOnce(call: CreateScheduleCall): ServiceResponse {
    const { deleteExistingSchedule, 'x-amz-pay-idempotency-key': key } = call.parameters
    const content = [call.body, deleteExistingSchedule]
    return this.#options.idempotency.once('createReportSchedule', key, content, () => this.#create(call))
  }

  #create({ body, parameters, request }: CreateScheduleCall): ServiceResponse {
    const { deleteExistingSchedule, reportType, scheduleFrequency, nextReportCreationTime } = body
    const error = rejectScheduledType(reportType, this.#options.environment)
    if (error !== undefined) return error
    const existing = this.#ofType(reportType)
    // If the body and the query differ, true takes precedence (assumed).
    const replaces = deleteExistingSchedule === true || parameters.deleteExistingSchedule
    if (existing.length > 0 && !replaces) return scheduleConflict(this.#state)
    this.#cancelAll(existing)
    const reportScheduleId = payIds.schedule()
    this.#regions.set(reportScheduleId, callerOf(request).region ?? this.#options.region)
    const schedule = { reportScheduleId, reportType, scheduleFrequency, nextReportCreationTime }
    this.#schedules.start(schedule, { at: firstTimeOf(schedule, this.#state.clock.now()) })
    return { status: 201, body: { reportScheduleId } }
  }

  #list(reportTypes: readonly string[] | undefined): ServiceResponse {
    const reportSchedules = this.#schedules.list().filter(({ reportType }) => reportTypes?.includes(reportType) ?? true)
    return { status: 200, body: { reportSchedules } }
  }

  #get(reportScheduleId: string): ServiceResponse {
    const body = this.#schedules.find(reportScheduleId)
    return body === undefined ? unknownResource('report schedule') : { status: 200, body }
  }

  #ofType(type: string): PayReportSchedule[] {
    return this.#schedules.list().filter(({ reportType }) => reportType === type)
  }

  #cancelAll(schedules: readonly PayReportSchedule[]): void {
    for (const { reportScheduleId } of schedules) this.#schedules.cancel(reportScheduleId)
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
