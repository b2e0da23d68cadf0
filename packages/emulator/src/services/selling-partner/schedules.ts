import type { Contract, Definition } from '../../contract/load-contract.ts'
import { readList, readObject } from '../../input/fields.ts'
import type { EmulatorState } from '../../state/emulator-state.ts'
import { errorByStatus } from '../amazon-errors.ts'
import { checkDefinition, type FixtureKey, fixtureKey } from '../fixture-key.ts'
import { rejectMarketplaces } from '../reports/marketplaces.ts'
import { checkPeriod } from '../reports/period.ts'
import type { ReportFactory } from '../reports/report-factory.ts'
import type { ReportIds } from '../reports/report-ids.ts'
import { RunningSchedules, type ScheduleRules } from '../reports/running-schedules.ts'
import { timestamp } from '../reports/timestamp.ts'
import type { Call, ServicePart, ServiceResponse } from '../service-definition.ts'
import { rejectScheduledType } from './report-types.ts'

/** A report schedule in the format of the API. */
export interface ReportSchedule {
  readonly reportScheduleId: string
  readonly reportType: string
  /** An ISO 8601 duration. */
  readonly period: string
  readonly marketplaceIds?: readonly string[]
  readonly reportOptions?: Readonly<Record<string, string>>
  /** ISO 8601. */
  readonly nextReportCreationTime?: string
}

/** The body of createReportSchedule in the specification. */
type CreateReportScheduleBody = Omit<ReportSchedule, 'reportScheduleId'> & {
  readonly marketplaceIds: readonly string[]
}

type CallById = Call<{ reportScheduleId: string }>

export interface SchedulesApiOptions {
  readonly contract: Contract
  readonly reportIds: ReportIds
  readonly factory: ReportFactory
  /** How long reports are kept. */
  readonly retentionMs: number
}

/** The fixtures for schedules. */
export interface SchedulesFixtures {
  readonly reportSchedules: FixtureKey<readonly ReportSchedule[]>
}

/** The four operations on report schedules. */
export class SchedulesApi implements ServicePart<SchedulesFixtures> {
  readonly #state: EmulatorState
  readonly #options: SchedulesApiOptions
  readonly #schedules: RunningSchedules<ReportSchedule>

  constructor(state: EmulatorState, options: SchedulesApiOptions) {
    this.#state = state
    this.#options = options
    this.#schedules = new RunningSchedules(state, scheduleRules(options.factory, options.retentionMs))
  }

  get handlers() {
    return {
      createReportSchedule: (call: Call<unknown, CreateReportScheduleBody>) => this.#create(call.body),
      getReportSchedules: (call: Call<{ reportTypes: readonly string[] }>) => this.#list(call.parameters.reportTypes),
      getReportSchedule: (call: CallById) => this.#get(call.parameters.reportScheduleId),
      cancelReportSchedule: (call: CallById): ServiceResponse =>
        this.#schedules.cancel(call.parameters.reportScheduleId) ? { status: 200 } : errorByStatus(404),
    }
  }

  get fixtures(): SchedulesFixtures {
    return {
      reportSchedules: fixtureKey(
        (value, path) => readSchedules(value, path, this.#options.contract.definition('ReportSchedule')),
        (added) => {
          for (const schedule of added) this.#schedules.addFixture(schedule, nextTimeOf(schedule))
        },
      ),
    }
  }

  #create(body: CreateReportScheduleBody): ServiceResponse {
    const now = this.#state.clock.now()
    const error =
      rejectMarketplaces(body.marketplaceIds) ?? rejectScheduledType(body.reportType) ?? rejectFirstTime(body, now)
    if (error !== undefined) return error
    for (const existing of this.#schedules.list()) {
      if (replaces(body, existing)) this.#schedules.cancel(existing.reportScheduleId)
    }
    const reportScheduleId = this.#options.reportIds.next(now)
    const { nextReportCreationTime } = body
    // Without a time, the first report is created after one period (assumed).
    this.#schedules.start(
      newSchedule(reportScheduleId, body),
      nextReportCreationTime === undefined ? { periodAfter: now } : { at: Date.parse(nextReportCreationTime) },
    )
    return { status: 201, body: { reportScheduleId } }
  }

  #list(reportTypes: readonly string[]): ServiceResponse {
    const reportSchedules = this.#schedules.list().filter(({ reportType }) => reportTypes.includes(reportType))
    return { status: 200, body: { reportSchedules } }
  }

  #get(reportScheduleId: string): ServiceResponse {
    const schedule = this.#schedules.find(reportScheduleId)
    return schedule === undefined ? errorByStatus(404) : { status: 200, body: schedule }
  }
}

function scheduleRules(factory: ReportFactory, retentionMs: number): ScheduleRules<ReportSchedule> {
  return {
    retentionMs,
    periodOf: ({ period }) => period,
    withNextTime: (schedule, next) => ({ ...schedule, nextReportCreationTime: timestamp(next) }),
    createReport: ({ reportScheduleId, reportType, marketplaceIds = [], reportOptions }, { from, to }) => {
      const times = { dataStartTime: timestamp(from), dataEndTime: timestamp(to) }
      factory.create({ reportScheduleId, reportType, marketplaceIds, reportOptions, ...times }, to)
    },
  }
}

/** Returns when the next report of a fixture is due. Without marketplaces that is never. */
function nextTimeOf({ marketplaceIds = [], nextReportCreationTime = '' }: ReportSchedule): number {
  return marketplaceIds.length > 0 ? Date.parse(nextReportCreationTime) : Number.NaN
}

/** A new schedule replaces one with the same report type and the same marketplaces, in any order. */
function replaces({ reportType, marketplaceIds }: CreateReportScheduleBody, existing: ReportSchedule): boolean {
  const existingIds = existing.marketplaceIds ?? []
  const hasSameMarketplaces =
    marketplaceIds.every((id) => existingIds.includes(id)) && existingIds.every((id) => marketplaceIds.includes(id))
  return reportType === existing.reportType && hasSameMarketplaces
}

/** Rejects a first report in the past. That Amazon rejects it, and how, is assumed. */
function rejectFirstTime(
  { nextReportCreationTime }: CreateReportScheduleBody,
  now: number,
): ServiceResponse | undefined {
  const isPast = nextReportCreationTime !== undefined && Date.parse(nextReportCreationTime) < now
  return isPast ? errorByStatus(400) : undefined
}

function newSchedule(reportScheduleId: string, body: CreateReportScheduleBody): ReportSchedule {
  const { reportType, marketplaceIds, reportOptions, period } = body
  return {
    reportScheduleId,
    reportType,
    marketplaceIds,
    ...(reportOptions === undefined ? {} : { reportOptions }),
    period,
  }
}

function readSchedules(value: unknown, path: string, definition: Definition): ReportSchedule[] {
  return readList(value, path, (item, itemPath) => {
    const schedule = readObject(item, itemPath, definition.properties)
    checkDefinition(definition, schedule, itemPath)
    checkPeriod((schedule as unknown as ReportSchedule).period, `${itemPath}.period`)
    return schedule as unknown as ReportSchedule
  })
}
