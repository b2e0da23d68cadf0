import { randomBytes } from 'node:crypto'
import type { Contract } from '../../contract/load-contract.ts'
import type { EmulatorState } from '../../state/emulator-state.ts'
import { errorByStatus, invalidInput } from '../amazon-errors.ts'
import { type FixtureKey, fixtureKey } from '../fixture-key.ts'
import type { Call, ServicePart, ServiceResponse } from '../service-definition.ts'
import { type GetReportsParameters, listReports } from './list-reports.ts'
import { rejectMarketplaces } from './marketplaces.ts'
import { type NewReport, ReportFactory } from './report-factory.ts'
import { type ReportFixture, readReportFixtures } from './report-fixtures.ts'
import type { ReportIds } from './report-ids.ts'
import { type BuiltInOutcome, ReportOutcomes, type ReportTypeFixture, readReportTypes } from './report-outcomes.ts'
import { ReportPages } from './report-pages.ts'
import { ReportStore } from './report-store.ts'
import { documentIdOf, fixedReport, type Report, type StoredReport } from './stored-report.ts'
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

interface ReportParameters {
  readonly reportId: string
}

/** The parameters of getReportDocument. Not every report API has the second one. */
interface DocumentParameters {
  readonly reportDocumentId: string
  readonly enableContentEncodingUrlHeader?: boolean
}

/** The fixtures of a report API. */
export type ReportsFixtures = {
  readonly reports: FixtureKey<readonly ReportFixture[]>
  /** The outcomes of reports that are created afterwards. */
  readonly reportTypes: FixtureKey<readonly ReportTypeFixture[]>
}

/** The five operations on reports and documents that Amazon's report APIs share. */
export class ReportsApi implements ServicePart<ReportsFixtures> {
  readonly factory: ReportFactory
  readonly #state: EmulatorState
  readonly #options: ReportsApiOptions
  readonly #reports: ReportStore
  readonly #pages: ReportPages
  readonly #outcomes: ReportOutcomes

  constructor(state: EmulatorState, options: ReportsApiOptions) {
    const { retentionMs, builtIn, reportIds, onFinished } = options
    const onDeleted = (report: StoredReport): void => state.documents.delete(documentIdOf(report) ?? '')
    this.#state = state
    this.#options = options
    this.#reports = new ReportStore({ retentionMs, onDeleted })
    this.#pages = new ReportPages(this.#reports, () => randomBytes(48).toString('base64'))
    this.#outcomes = new ReportOutcomes(builtIn)
    this.factory = new ReportFactory(state, {
      reports: this.#reports,
      reportIds,
      outcomes: this.#outcomes,
      onFinished,
    })
  }

  get handlers() {
    return {
      getReports: (call: Call<GetReportsParameters>) => listReports(this.#pages, call, this.#now()),
      createReport: (call: Call<unknown, CreateReportBody>) => this.#createReport(call.body),
      getReport: (call: Call<ReportParameters>) => this.#getReport(call.parameters.reportId),
      cancelReport: (call: Call<ReportParameters>) => this.#cancelReport(call.parameters.reportId),
      getReportDocument: (call: Call<DocumentParameters>) => this.#getReportDocument(call.parameters),
    }
  }

  get fixtures(): ReportsFixtures {
    return {
      reports: fixtureKey(
        (value, path) => readReportFixtures(value, path, this.#options.contract.definition('Report')),
        (added) => {
          for (const report of added) this.#addFixture(report)
        },
      ),
      reportTypes: fixtureKey(readReportTypes, (added) => this.#outcomes.add(added)),
    }
  }

  /** Returns the type of the report that has a document, or undefined for a document without a report. */
  typeOfDocument(reportDocumentId: string): string | undefined {
    return this.#reports.typeOfDocument(reportDocumentId)
  }

  #now(): number {
    return this.#state.clock.now()
  }

  #createReport(body: CreateReportBody): ServiceResponse {
    const error =
      rejectMarketplaces(body.marketplaceIds) ??
      this.#options.rejectType?.(body.reportType) ??
      rejectTimes(body, this.#now())
    return error ?? { status: 202, body: { reportId: this.factory.create(body, this.#now()) } }
  }

  #getReport(reportId: string): ServiceResponse {
    const report = this.#reports.find(reportId, this.#now())
    return report === undefined ? unknownReport() : { status: 200, body: report }
  }

  #cancelReport(reportId: string): ServiceResponse {
    const report = this.#reports.find(reportId, this.#now())
    if (report === undefined) return unknownReport()
    const { processingStatus } = report
    if (processingStatus !== 'IN_QUEUE') {
      const reason = `its processing status is ${processingStatus}`
      return invalidInput(`Report ${reportId} cannot be cancelled because ${reason}.`)
    }
    this.factory.cancel(reportId, this.#now())
    return { status: 200 }
  }

  #getReportDocument(parameters: DocumentParameters): ServiceResponse {
    const { reportDocumentId, enableContentEncodingUrlHeader: encoded } = parameters
    const { documents } = this.#state
    const content = documents.get(reportDocumentId)
    if (content === undefined) return invalidInput(`Invalid reportDocumentId ${reportDocumentId}`)
    const url = documents.url(reportDocumentId, this.#now(), { contentEncoding: contentEncodingOf(encoded) })
    const { compressionAlgorithm } = content
    const compression = compressionAlgorithm === undefined ? {} : { compressionAlgorithm }
    return { status: 200, body: { reportDocumentId, url, ...compression } }
  }

  #addFixture({ document, ...fields }: ReportFixture): void {
    const report = { ...fields, createdTime: fields.createdTime ?? timestamp(this.#now()) }
    this.#reports.put(report.reportId, fixedReport(report, Date.parse(report.createdTime)), this.#now())
    if (document !== undefined && report.reportDocumentId !== undefined) {
      this.#state.documents.put(report.reportDocumentId, document, this.#now())
    }
  }
}

/** The downloads of an API without the parameter have no Content-Encoding. */
function contentEncodingOf(encoded: boolean | undefined): 'gzip' | 'identity' | undefined {
  if (encoded === undefined) return undefined
  return encoded ? 'gzip' : 'identity'
}

/** Amazon's message uses the name of an older API for a report. The error has no `details` and no error type. */
function unknownReport(): ServiceResponse {
  const message = 'One or more of the provided ReportRequestIds could not be found.'
  return { status: 404, body: { errors: [{ code: 'NotFound', message }] } }
}

/** Rejects times in the future. Rejecting a start after the end, and the message, are assumed. */
function rejectTimes({ dataStartTime, dataEndTime }: CreateReportBody, now: number): ServiceResponse | undefined {
  const start = dataStartTime === undefined ? Number.NEGATIVE_INFINITY : Date.parse(dataStartTime)
  const end = dataEndTime === undefined ? now : Date.parse(dataEndTime)
  return start > end || end > now ? errorByStatus(400) : undefined
}
