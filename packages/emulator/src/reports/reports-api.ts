import { randomBytes } from 'node:crypto'
import type { Contract } from '../contract/load-contract.ts'
import { amazonError, errorByStatus, invalidInput } from '../service/amazon-errors.ts'
import { type FixtureKey, fixtureKey } from '../service/fixture-key.ts'
import type { Call, ServicePart, ServiceResponse } from '../service/service-definition.ts'
import type { EmulatorState } from '../state/emulator-state.ts'
import { type GetReportsParameters, listReports } from './list-reports.ts'
import { rejectMarketplaces } from './marketplaces.ts'
import { type NewReport, ReportFactory } from './report-factory.ts'
import { type ReportFixture, readReportFixtures } from './report-fixtures.ts'
import type { ReportIds } from './report-ids.ts'
import { type BuiltInOutcome, ReportOutcomes, type ReportTypeFixture, readReportTypes } from './report-outcomes.ts'
import { ReportPages } from './report-pages.ts'
import { ReportStore } from './report-store.ts'
import { documentIdOf, fixedReport, type Report } from './stored-report.ts'
import { timestamp } from './timestamp.ts'

/** What differs between the report APIs. */
export interface ReportsApiOptions {
  readonly contract: Contract
  readonly reportIds: ReportIds
  readonly retentionMs: number
  /** The outcomes of reports with built-in data. */
  readonly builtIn: BuiltInOutcome
  /** Returns an error response for a report type that cannot be requested. */
  readonly rejectType?: (reportType: string) => ServiceResponse | undefined
  /** Called when a report becomes DONE, CANCELLED or FATAL, except for reports added as fixtures. */
  readonly onFinished?: (report: Report, at: number) => void
}

/** The body of createReport in the specification. */
type CreateReportBody = Omit<NewReport, 'reportScheduleId'>

/** The fixtures of a report API. */
export type ReportsFixtures = {
  readonly reports: FixtureKey<readonly ReportFixture[]>
  /** The outcomes of reports that are created afterwards. */
  readonly reportTypes: FixtureKey<readonly ReportTypeFixture[]>
}

/** A report API, and what other parts of its service need from it. */
export interface ReportsApi extends ServicePart<ReportsFixtures> {
  readonly factory: ReportFactory
  /** Returns the type of the report that has a document, or undefined for a document without a report. */
  typeOfDocument(reportDocumentId: string): string | undefined
}

/** Creates the five operations on reports and documents that Amazon's report APIs share. */
export function reportsApi(state: EmulatorState, options: ReportsApiOptions): ReportsApi {
  const { contract, reportIds, retentionMs, builtIn, rejectType, onFinished } = options
  const reports = new ReportStore<Report>({
    retentionMs,
    onDeleted: (report) => state.documents.delete(documentIdOf(report) ?? ''),
  })
  const pages = new ReportPages(reports, () => randomBytes(48).toString('base64'))
  const outcomes = new ReportOutcomes(builtIn)
  const factory = new ReportFactory(state, { reports, reportIds, outcomes, onFinished })
  const now = (): number => state.clock.now()

  const createReport = ({ body }: Call<unknown, CreateReportBody>): ServiceResponse => {
    const error = rejectMarketplaces(body.marketplaceIds) ?? rejectType?.(body.reportType) ?? rejectTimes(body, now())
    return error ?? { status: 202, body: { reportId: factory.create(body, now()) } }
  }

  const getReport = ({ parameters: { reportId } }: Call<{ reportId: string }>): ServiceResponse => {
    const report = reports.find(reportId, now())
    return report === undefined ? unknownReport() : { status: 200, body: report }
  }

  const cancelReport = ({ parameters: { reportId } }: Call<{ reportId: string }>): ServiceResponse => {
    const report = reports.find(reportId, now())
    if (report === undefined) return unknownReport()
    const { processingStatus } = report
    if (processingStatus !== 'IN_QUEUE') {
      const reason = `its processing status is ${processingStatus}`
      return invalidInput(`Report ${reportId} cannot be cancelled because ${reason}.`)
    }
    factory.cancel(reportId, now())
    return { status: 200 }
  }

  const addFixture = ({ document, ...fields }: ReportFixture): void => {
    const report = { ...fields, createdTime: fields.createdTime ?? timestamp(now()) }
    reports.put(report.reportId, fixedReport(report, Date.parse(report.createdTime)), now())
    if (document !== undefined && report.reportDocumentId !== undefined) {
      state.documents.put(report.reportDocumentId, document, now())
    }
  }

  return {
    handlers: {
      getReports: (call: Call<GetReportsParameters>) => listReports(pages, call, now()),
      createReport,
      getReport,
      cancelReport,
      getReportDocument: (call: Call<DocumentParameters>) => getReportDocument(state, call),
    },
    fixtures: {
      reports: fixtureKey(
        (value, path) => readReportFixtures(value, path, contract.definition('Report')),
        (added) => added.forEach(addFixture),
      ),
      reportTypes: fixtureKey(readReportTypes, (added) => outcomes.add(added)),
    },
    factory,
    typeOfDocument: (reportDocumentId) => reports.typeOfDocument(reportDocumentId),
  }
}

/** Amazon's message uses the name of an older API for a report. */
function unknownReport(): ServiceResponse {
  const message = 'One or more of the provided ReportRequestIds could not be found.'
  return amazonError({ status: 404, code: 'NotFound', message })
}

/** The parameters of getReportDocument. Not every report API has the second one. */
interface DocumentParameters {
  readonly reportDocumentId: string
  readonly enableContentEncodingUrlHeader?: boolean
}

function getReportDocument(
  { documents, clock }: EmulatorState,
  { parameters }: Call<DocumentParameters>,
): ServiceResponse {
  const { reportDocumentId, enableContentEncodingUrlHeader = false } = parameters
  const content = documents.get(reportDocumentId)
  if (content === undefined) return invalidInput(`Invalid reportDocumentId ${reportDocumentId}`)
  const url = documents.url(reportDocumentId, clock.now(), { encoded: enableContentEncodingUrlHeader })
  const { compressionAlgorithm } = content
  const compression = compressionAlgorithm === undefined ? {} : { compressionAlgorithm }
  return { status: 200, body: { reportDocumentId, url, ...compression } }
}

/** Rejects times in the future. Rejecting a start after the end, and the message, are assumed. */
function rejectTimes({ dataStartTime, dataEndTime }: CreateReportBody, now: number): ServiceResponse | undefined {
  const start = dataStartTime === undefined ? Number.NEGATIVE_INFINITY : Date.parse(dataStartTime)
  const end = dataEndTime === undefined ? now : Date.parse(dataEndTime)
  return start > end || end > now ? errorByStatus(400) : undefined
}
