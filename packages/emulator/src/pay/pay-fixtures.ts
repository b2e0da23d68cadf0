import type { PayEnvironment } from '@reportline/auth/amazon-pay'
import type { Contract } from '../contract/load-contract.ts'
import { type Fields, fields, list, oneOf, text } from '../input/fields.ts'
import { fits, readReportSeeds, type SeedOf } from '../reports/report-fixtures.ts'
import { type ReportTypeSeed, readReportTypes } from '../reports/report-outcomes.ts'
import { type FixtureKey, fixtureKey } from '../service/service-definition.ts'
import { endingNames, type PayReport } from './pay-report.ts'
import type { PayReportsApi } from './pay-reports-api.ts'
import type { PayReportSchedule, PaySchedulesApi } from './pay-schedules-api.ts'
import { payTime } from './pay-time.ts'

/** A report of Amazon Pay that is set up: the API's own fields, answered with as they are given. */
export interface PayReportSeed extends SeedOf<PayReport> {}

/** How reports of a type end that are asked for from then on. */
export interface PayReportTypeSeed extends Pick<ReportTypeSeed, 'reportType' | 'document'> {
  /** COMPLETED, if left out: then a `document` is needed. */
  readonly processingStatus?: 'CANCELLED' | 'COMPLETED' | 'FAILED'
}

/** What can be set up for Amazon Pay. */
export type PayFixtures = {
  /** The environment that everything belongs to which is given together with it; live, if left out. */
  readonly environment: FixtureKey<PayEnvironment>
  readonly reports: FixtureKey<readonly PayReportSeed[]>
  readonly reportTypes: FixtureKey<readonly PayReportTypeSeed[]>
  readonly reportSchedules: FixtureKey<readonly PayReportSchedule[]>
}

/** What of one environment can be set up. */
export interface Settable {
  readonly reports: PayReportsApi
  readonly schedules: PaySchedulesApi
}

const environments = ['live', 'sandbox'] as const

/** Reads what is set up for Amazon Pay, each thing for the environment that is given with it. */
export function payFixtures(contract: Contract, settable: Readonly<Record<PayEnvironment, Settable>>): PayFixtures {
  const chosen = ({ environment }: Fields): Settable => settable[environment === 'sandbox' ? 'sandbox' : 'live']
  return {
    environment: fixtureKey(
      (value, at) => oneOf(value, at, environments),
      () => {},
    ),
    reports: fixtureKey(
      (value, at): readonly SeedOf<PayReport>[] => {
        checkTypes(value, at)
        return readReportSeeds<PayReport>(value, at, contract.definition('Report'), payTime(0))
      },
      (seeds, given) => seeds.forEach(chosen(given).reports.seed),
    ),
    reportTypes: fixtureKey(readTypes, (seeds, given) => chosen(given).reports.endings.add(seeds)) as FixtureKey<
      readonly PayReportTypeSeed[]
    >,
    reportSchedules: fixtureKey(
      (value, at) => readSchedules(value, at, contract),
      (seeds, given) => seeds.forEach(chosen(given).schedules.seed),
    ),
  }
}

/** Other APIs' report types are told apart by their names: what is given for those is not held against this API. */
function checkTypes(value: unknown, at: string): void {
  list(value, at, (item, place) => {
    if (typeof item !== 'object' || item === null || !('reportType' in item)) return
    const type = text(item.reportType, `${place}.reportType`)
    if (!/^_.*_$/.test(type))
      throw new TypeError(`${place}.reportType is none of Amazon Pay’s, which are like _GET_…_DATA_`)
  })
}

function readTypes(value: unknown, at: string): readonly ReportTypeSeed[] {
  checkTypes(value, at)
  list(value, at, (item, place) => fields(item, place, ['reportType', 'processingStatus', 'document']))
  return readReportTypes(value, at, endingNames)
}

function readSchedules(value: unknown, at: string, contract: Contract): PayReportSchedule[] {
  checkTypes(value, at)
  const definition = contract.definition('ReportSchedule')
  return list(value, at, (item, place) => {
    const schedule = fields(item, place, definition.properties)
    fits(definition, schedule, place)
    return schedule as unknown as PayReportSchedule
  })
}
