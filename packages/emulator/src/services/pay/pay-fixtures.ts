import type { PayEnvironment } from '@reportline/auth/amazon-pay'
import type { Contract } from '../../contract/load-contract.ts'
import { type Fields, readList, readObject, readOneOf, readString } from '../../input/fields.ts'
import { checkDefinition, type FixtureKey, fixtureKey } from '../fixture-key.ts'
import { type FixtureOf, readReportFixtures } from '../reports/report-fixtures.ts'
import { type ReportTypeFixture, readReportTypes } from '../reports/report-outcomes.ts'
import { outcomeNames, type PayReport } from './pay-report.ts'
import type { PayReportsApi } from './pay-reports-api.ts'
import type { PayReportSchedule, PaySchedulesApi } from './pay-schedules-api.ts'
import { payTime } from './pay-time.ts'

/** A report of Amazon Pay to add, with the fields of the API. The API returns it unchanged. */
export interface PayReportFixture extends FixtureOf<PayReport> {}

/** The outcome of reports of a type that are created afterwards. */
export interface PayReportTypeFixture extends Pick<ReportTypeFixture, 'reportType' | 'document'> {
  /** Defaults to COMPLETED, which requires a `document`. */
  readonly processingStatus?: 'CANCELLED' | 'COMPLETED' | 'FAILED'
}

/** The fixtures for Amazon Pay. */
export type PayFixtures = {
  /** The environment of the fixtures that are added together with it. Defaults to live. */
  readonly environment: FixtureKey<PayEnvironment>
  readonly reports: FixtureKey<readonly PayReportFixture[]>
  readonly reportTypes: FixtureKey<readonly PayReportTypeFixture[]>
  readonly reportSchedules: FixtureKey<readonly PayReportSchedule[]>
}

/** The APIs of one environment. */
export interface EnvironmentApis {
  readonly reports: PayReportsApi
  readonly schedules: PaySchedulesApi
}

const environments = ['live', 'sandbox'] as const

/** Creates the fixture keys for Amazon Pay. Fixtures are added to the environment that is set together with them. */
export function payFixtures(contract: Contract, apis: Readonly<Record<PayEnvironment, EnvironmentApis>>): PayFixtures {
  const select = ({ environment }: Fields): EnvironmentApis => apis[environment === 'sandbox' ? 'sandbox' : 'live']
  return {
    environment: fixtureKey(
      (value, path) => readOneOf(value, path, environments),
      () => {},
    ),
    reports: fixtureKey(
      (value, path): readonly FixtureOf<PayReport>[] => {
        checkReportTypes(value, path)
        return readReportFixtures<PayReport>(value, path, contract.definition('Report'), payTime(0))
      },
      (added, fixtures) => {
        for (const report of added) select(fixtures).reports.addFixture(report)
      },
    ),
    reportTypes: fixtureKey(readTypes, (added, fixtures) => select(fixtures).reports.outcomes.add(added)) as FixtureKey<
      readonly PayReportTypeFixture[]
    >,
    reportSchedules: fixtureKey(
      (value, path) => readSchedules(value, path, contract),
      (added, fixtures) => {
        for (const schedule of added) select(fixtures).schedules.addFixture(schedule)
      },
    ),
  }
}

/** Rejects the report types of other APIs by their names, before their fields are validated. */
function checkReportTypes(value: unknown, path: string): void {
  readList(value, path, (item, itemPath) => {
    if (typeof item !== 'object' || item === null || !('reportType' in item)) return
    const type = readString(item.reportType, `${itemPath}.reportType`)
    if (!/^_.*_$/.test(type)) {
      throw new TypeError(`${itemPath}.reportType is not a report type of Amazon Pay, such as _GET_…_DATA_`)
    }
  })
}

function readTypes(value: unknown, path: string): readonly ReportTypeFixture[] {
  checkReportTypes(value, path)
  readList(value, path, (item, itemPath) => readObject(item, itemPath, ['reportType', 'processingStatus', 'document']))
  return readReportTypes(value, path, outcomeNames)
}

function readSchedules(value: unknown, path: string, contract: Contract): PayReportSchedule[] {
  checkReportTypes(value, path)
  const definition = contract.definition('ReportSchedule')
  return readList(value, path, (item, itemPath) => {
    const schedule = readObject(item, itemPath, definition.properties)
    checkDefinition(definition, schedule, itemPath)
    return schedule as unknown as PayReportSchedule
  })
}
