import { type Region, readInstant } from '@reportline/report-types'
import type { Period } from '@reportline/selling-partner-reports-types'
import { checkApi, checkFields, checkOneOf, checkReportOptions, checkReportType } from '../../../run/check-request.ts'
import { findMarketplaces, type MarketplaceName } from '../report-request.ts'

/** The periods that Amazon accepts, as ISO 8601 durations. */
export const schedulePeriods = [
  'PT5M',
  'PT15M',
  'PT30M',
  'PT1H',
  'PT2H',
  'PT4H',
  'PT8H',
  'PT12H',
  'P1D',
  'P2D',
  'P3D',
  'PT84H',
  'P7D',
  'P14D',
  'P15D',
  'P18D',
  'P30D',
  'P1M',
] as const satisfies readonly Period[]

/** One of the periods that Amazon accepts. */
export type SchedulePeriod = (typeof schedulePeriods)[number]

/** A schedule as it should be. */
export interface ScheduleDeclaration {
  /** For example `GET_XML_BROWSE_TREE_DATA`. Some report types cannot be scheduled. */
  readonly reportType: string
  /** Country codes or ids, in any order. All must belong to the account's region. */
  readonly marketplaces: readonly MarketplaceName[]
  /** How often a report is created. */
  readonly period: SchedulePeriod
  /** Amazon's options for this report type. */
  readonly reportOptions?: Readonly<Record<string, string>> | undefined
  /**
   * When the first report is created: a Date, or an ISO 8601 string with time and time zone. Once it is in the past it is
   * no longer compared, so that you can leave the declaration as it is.
   */
  readonly nextReportCreationTime?: Date | string | undefined
}

/** A checked declaration, as it is sent. A plain JSON value. */
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
 * Checks a declaration.
 *
 * @throws TypeError if a field is invalid. The message names the field.
 */
export function checkDeclaration(declaration: ScheduleDeclaration, region: Region): ScheduleSpec {
  checkFields(declaration, 'The declaration', fields)
  const { reportType, marketplaces, period, reportOptions, nextReportCreationTime: next } = declaration
  checkReportType(reportType, 'GET_XML_BROWSE_TREE_DATA')
  checkApi(reportType, 'selling-partner')
  checkReportOptions(reportOptions)
  const hasOptions = reportOptions !== undefined && Object.keys(reportOptions).length > 0
  const marketplaceIds = findMarketplaces(marketplaces, { region }).map(({ id }) => id)
  return {
    reportType,
    marketplaceIds: marketplaceIds.sort(),
    period: checkOneOf('period', period, schedulePeriods),
    ...(hasOptions ? { reportOptions: { ...reportOptions } } : {}),
    ...(next === undefined
      ? {}
      : { nextReportCreationTime: new Date(readInstant('nextReportCreationTime', next)).toISOString() }),
  }
}

/** Identifies a schedule: Amazon keeps one for each report type and set of marketplaces. */
export function scheduleKey(reportType: string, marketplaceIds: readonly string[]): string {
  return [reportType, ...[...new Set(marketplaceIds)].sort()].join(' ')
}
