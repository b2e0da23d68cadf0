import type { Region } from '@reportline/report-types'
import { readInstant } from '@reportline/report-types'
import { checkOptions } from '../../check-request.ts'
import { findMarketplaces, type MarketplaceName } from '../marketplaces.ts'
import { checkPeriod, type SchedulePeriod } from './schedule-periods.ts'

/** A schedule as it shall be. */
export interface ScheduleDeclaration {
  /** For example `GET_XML_BROWSE_TREE_DATA`. Not every report type can be scheduled. */
  readonly reportType: string
  /** Country codes or ids, all of the account's region. Their order does not count. */
  readonly marketplaces: readonly MarketplaceName[]
  /** How often a report is created. */
  readonly period: SchedulePeriod
  /** Amazon's options for this report type. */
  readonly reportOptions?: Readonly<Record<string, string>>
  /**
   * When the first report is created: a Date, or ISO 8601 with time and zone. Once it has passed it is compared with
   * nothing more, so that a declaration can stay as it is.
   */
  readonly nextReportCreationTime?: Date | string
}

/** A checked declaration, as it is sent; a plain JSON value. */
export interface ScheduleSpec {
  readonly reportType: string
  /** Sorted. */
  readonly marketplaceIds: readonly string[]
  readonly period: SchedulePeriod
  readonly reportOptions?: Readonly<Record<string, string>>
  /** ISO 8601 in UTC. */
  readonly nextReportCreationTime?: string
}

const fields = new Set(['reportType', 'marketplaces', 'period', 'reportOptions', 'nextReportCreationTime'])

/**
 * Checks declarations as far as that is possible without knowing which schedules there are.
 *
 * @throws TypeError naming the declaration, the field and the fix.
 */
export function checkDeclarations(declared: readonly ScheduleDeclaration[], region: Region): ScheduleSpec[] {
  if (!Array.isArray(declared)) throw new TypeError('the declared schedules must be a list')
  const specs = declared.map((declaration, index) => {
    try {
      return checkDeclaration(declaration, region)
    } catch (error) {
      throw error instanceof TypeError ? new TypeError(`schedule ${index + 1}: ${error.message}`) : error
    }
  })
  refuseTwice(specs)
  return specs
}

function checkDeclaration(declaration: ScheduleDeclaration, region: Region): ScheduleSpec {
  if (typeof declaration !== 'object' || declaration === null) throw new TypeError('it must be an object')
  for (const field of Object.keys(declaration)) {
    if (!fields.has(field)) throw new TypeError(`${field} is no field of a schedule: it has ${[...fields].join(', ')}`)
  }
  const { reportType, marketplaces, period, reportOptions, nextReportCreationTime: next } = declaration
  if (typeof reportType !== 'string' || reportType.trim() === '') {
    throw new TypeError('reportType must be a report type, for example GET_XML_BROWSE_TREE_DATA')
  }
  checkOptions(reportOptions)
  const hasOptions = reportOptions !== undefined && Object.keys(reportOptions).length > 0
  return {
    reportType,
    marketplaceIds: findMarketplaces(marketplaces, region)
      .map(({ id }) => id)
      .sort(),
    period: checkPeriod(period),
    ...(hasOptions ? { reportOptions: { ...reportOptions } } : {}),
    ...(next === undefined
      ? {}
      : { nextReportCreationTime: new Date(readInstant('nextReportCreationTime', next)).toISOString() }),
  }
}

/** What makes two schedules one: Amazon keeps a single one for each report type and set of marketplaces. */
export function scheduleKey(reportType: string, marketplaceIds: readonly string[]): string {
  return [reportType, ...[...new Set(marketplaceIds)].sort()].join(' ')
}

function refuseTwice(specs: readonly ScheduleSpec[]): void {
  const places = new Map<string, number>()
  for (const [index, { reportType, marketplaceIds }] of specs.entries()) {
    const key = scheduleKey(reportType, marketplaceIds)
    const first = places.get(key)
    if (first !== undefined) {
      throw new TypeError(
        `schedules ${first + 1} and ${index + 1} are both for ${reportType} in ${marketplaceIds.join(', ')}: ` +
          'Amazon keeps one schedule for a report type and its marketplaces, so the second would replace the first',
      )
    }
    places.set(key, index)
  }
}
