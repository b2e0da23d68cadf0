import { errorByStatus } from '../amazon-errors.ts'
import type { Contract, Definition } from '../contract/load-contract.ts'
import { type Answer, type Call, type GivenKey, givenKey, type ServicePart, type World } from '../define-service.ts'
import { fields, list } from '../fields.ts'
import { refuseMarketplaces } from '../reports/check-marketplaces.ts'
import type { ReportIds } from '../reports/report-ids.ts'
import { fits } from '../reports/report-seeds.ts'
import { timestamp } from '../reports/timestamp.ts'
import { addPeriod } from './period.ts'
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
}

/** What can be set up for schedules. */
export interface SchedulesGiven {
  readonly reportSchedules: GivenKey<readonly ReportSchedule[]>
}

/** The four operations on report schedules, and what can be set up for them. */
export function schedulesApi(world: World, { contract, reportIds }: SchedulesOptions): ServicePart<SchedulesGiven> {
  const schedules = new Map<string, ReportSchedule>()

  const createReportSchedule = ({ body }: Call<unknown, CreateReportScheduleBody>): Answer => {
    const refusal = refuseMarketplaces(body.marketplaceIds) ?? refuseScheduledType(body.reportType)
    if (refusal !== undefined) return refusal
    for (const [id, schedule] of schedules) if (replaces(body, schedule)) schedules.delete(id)
    const now = world.clock.now()
    const reportScheduleId = reportIds.next(now)
    schedules.set(reportScheduleId, newSchedule(reportScheduleId, body, now))
    return { status: 201, body: { reportScheduleId } }
  }

  const getReportSchedules = ({ parameters: { reportTypes } }: Call<{ reportTypes: readonly string[] }>): Answer => {
    const reportSchedules = [...schedules.values()].filter(({ reportType }) => reportTypes.includes(reportType))
    return { status: 200, body: { reportSchedules } }
  }

  const getReportSchedule = ({ parameters }: Call<{ reportScheduleId: string }>): Answer => {
    const schedule = schedules.get(parameters.reportScheduleId)
    return schedule === undefined ? errorByStatus(404) : { status: 200, body: schedule }
  }

  const cancelReportSchedule = ({ parameters }: Call<{ reportScheduleId: string }>): Answer =>
    schedules.delete(parameters.reportScheduleId) ? { status: 200 } : errorByStatus(404)

  return {
    handlers: { createReportSchedule, getReportSchedules, getReportSchedule, cancelReportSchedule },
    given: {
      reportSchedules: givenKey(
        (value, at) => readSchedules(value, at, contract.definition('ReportSchedule')),
        (seeds) => {
          for (const seed of seeds) schedules.set(seed.reportScheduleId, seed)
        },
      ),
    },
  }
}

/** A schedule with the same report type and the same marketplaces, in whatever order, takes the other's place. */
function replaces({ reportType, marketplaceIds }: CreateReportScheduleBody, old: ReportSchedule): boolean {
  const oldIds = old.marketplaceIds ?? []
  const sameMarketplaces =
    marketplaceIds.every((id) => oldIds.includes(id)) && oldIds.every((id) => marketplaceIds.includes(id))
  return reportType === old.reportType && sameMarketplaces
}

/** That the first report comes after one period, when nobody says when, is assumed. */
function newSchedule(reportScheduleId: string, body: CreateReportScheduleBody, now: number): ReportSchedule {
  const { reportType, marketplaceIds, reportOptions, period, nextReportCreationTime } = body
  const next = nextReportCreationTime === undefined ? addPeriod(now, period) : Date.parse(nextReportCreationTime)
  return {
    reportScheduleId,
    reportType,
    marketplaceIds,
    ...(reportOptions === undefined ? {} : { reportOptions }),
    period,
    nextReportCreationTime: timestamp(next),
  }
}

function readSchedules(value: unknown, at: string, definition: Definition): ReportSchedule[] {
  return list(value, at, (item, place) => {
    const schedule = fields(item, place, definition.properties)
    fits(definition, schedule, place)
    return schedule as unknown as ReportSchedule
  })
}
