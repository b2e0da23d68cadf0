import type { Contract, Definition } from '../contract/load-contract.ts'
import { fields, list } from '../input/fields.ts'
import { refuseMarketplaces } from '../reports/check-marketplaces.ts'
import type { ReportMaker } from '../reports/report-factory.ts'
import { fits } from '../reports/report-fixtures.ts'
import type { ReportIds } from '../reports/report-ids.ts'
import { RunningSchedules, type ScheduleRules } from '../reports/running-schedules.ts'
import { timestamp } from '../reports/timestamp.ts'
import { errorByStatus } from '../service/amazon-errors.ts'
import {
  type Answer,
  type Call,
  type FixtureKey,
  fixtureKey,
  type ServicePart,
  type World,
} from '../service/service-definition.ts'
import { refuseScheduledType } from './report-types.ts'

/** A report schedule as the API answers with it. */
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

/** The body of createReportSchedule, as the specification has it. */
type CreateReportScheduleBody = Omit<ReportSchedule, 'reportScheduleId'> & {
  readonly marketplaceIds: readonly string[]
}

export interface SchedulesOptions {
  readonly contract: Contract
  readonly reportIds: ReportIds
  readonly maker: ReportMaker
  /** How long reports are kept, in milliseconds. */
  readonly retention: number
}

/** What can be set up for schedules. */
export interface SchedulesFixtures {
  readonly reportSchedules: FixtureKey<readonly ReportSchedule[]>
}

/** The four operations on report schedules, and what can be set up for them. */
export function schedulesApi(world: World, options: SchedulesOptions): ServicePart<SchedulesFixtures> {
  const { contract, reportIds, maker, retention } = options
  const schedules = new RunningSchedules(world, rules(maker, retention))

  const createReportSchedule = ({ body }: Call<unknown, CreateReportScheduleBody>): Answer => {
    const now = world.clock.now()
    const refusal =
      refuseMarketplaces(body.marketplaceIds) ?? refuseScheduledType(body.reportType) ?? refuseStart(body, now)
    if (refusal !== undefined) return refusal
    for (const old of schedules.list()) if (replaces(body, old)) schedules.cancel(old.reportScheduleId)
    const reportScheduleId = reportIds.next(now)
    const { nextReportCreationTime: first } = body
    // That the first report comes after one period, when nobody says when, is assumed.
    schedules.start(
      newSchedule(reportScheduleId, body),
      first === undefined ? { periodAfter: now } : { at: Date.parse(first) },
    )
    return { status: 201, body: { reportScheduleId } }
  }

  const getReportSchedules = ({ parameters: { reportTypes } }: Call<{ reportTypes: readonly string[] }>): Answer => {
    const reportSchedules = schedules.list().filter(({ reportType }) => reportTypes.includes(reportType))
    return { status: 200, body: { reportSchedules } }
  }

  const getReportSchedule = ({ parameters }: Call<{ reportScheduleId: string }>): Answer => {
    const schedule = schedules.find(parameters.reportScheduleId)
    return schedule === undefined ? errorByStatus(404) : { status: 200, body: schedule }
  }

  const cancelReportSchedule = ({ parameters }: Call<{ reportScheduleId: string }>): Answer =>
    schedules.cancel(parameters.reportScheduleId) ? { status: 200 } : errorByStatus(404)

  return {
    handlers: { createReportSchedule, getReportSchedules, getReportSchedule, cancelReportSchedule },
    fixtures: {
      reportSchedules: fixtureKey(
        (value, at) => readSchedules(value, at, contract.definition('ReportSchedule')),
        (seeds) => {
          for (const seed of seeds) schedules.keep(seed, dueOf(seed))
        },
      ),
    },
  }
}

function rules(maker: ReportMaker, retention: number): ScheduleRules<ReportSchedule> {
  return {
    retention,
    periodOf: ({ period }) => period,
    planned: (schedule, next) => ({ ...schedule, nextReportCreationTime: timestamp(next) }),
    make: ({ reportScheduleId, reportType, marketplaceIds = [], reportOptions }, { from, to }) => {
      const window = { dataStartTime: timestamp(from), dataEndTime: timestamp(to) }
      const options = reportOptions === undefined ? {} : { reportOptions }
      maker.make({ reportScheduleId, reportType, marketplaceIds, ...window, ...options }, to)
    },
  }
}

/** When the next report of a schedule that was set up is due; never, without marketplaces. */
function dueOf({ marketplaceIds = [], nextReportCreationTime = '' }: ReportSchedule): number {
  return marketplaceIds.length > 0 ? Date.parse(nextReportCreationTime) : Number.NaN
}

/** A schedule with the same report type and the same marketplaces, in whatever order, takes the other's place. */
function replaces({ reportType, marketplaceIds }: CreateReportScheduleBody, old: ReportSchedule): boolean {
  const oldIds = old.marketplaceIds ?? []
  const sameMarketplaces =
    marketplaceIds.every((id) => oldIds.includes(id)) && oldIds.every((id) => marketplaceIds.includes(id))
  return reportType === old.reportType && sameMarketplaces
}

/** A first report in the past: that it is refused, and how, is assumed. */
function refuseStart({ nextReportCreationTime }: CreateReportScheduleBody, now: number): Answer | undefined {
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

function readSchedules(value: unknown, at: string, definition: Definition): ReportSchedule[] {
  return list(value, at, (item, place) => {
    const schedule = fields(item, place, definition.properties)
    fits(definition, schedule, place)
    return schedule as unknown as ReportSchedule
  })
}
