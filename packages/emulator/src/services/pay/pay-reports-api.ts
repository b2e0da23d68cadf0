import type { PayEnvironment, PayRegion } from '@reportline/auth/amazon-pay'
import type { EmulatorState } from '../../state/emulator-state.ts'
import type { FixtureOf } from '../reports/report-fixtures.ts'
import { ReportOutcomes } from '../reports/report-outcomes.ts'
import { ReportPages } from '../reports/report-pages.ts'
import { ReportStore } from '../reports/report-store.ts'
import { documentIdOf, fixedReport, type StoredReport } from '../reports/stored-report.ts'
import type { Call, ServiceResponse } from '../service-definition.ts'
import type { Idempotency } from './idempotency.ts'
import { type GetPayReportsParameters, listPayReports } from './list-pay-reports.ts'
import { callerOf } from './pay-caller.ts'
import { unknownResource } from './pay-errors.ts'
import { payIds } from './pay-ids.ts'
import type { PayReport } from './pay-report.ts'
import { PayReportFactory } from './pay-report-factory.ts'
import { rejectReportType } from './pay-report-types.ts'
import { parsePayTime, payTime } from './pay-time.ts'

/** How long reports are kept. */
export const retentionMs = 90 * 24 * 3600 * 1000

const urlLifetimeSeconds = 30

/** The idempotency header of createReport and createReportSchedule. */
export interface IdempotencyParameters {
  readonly 'x-amz-pay-idempotency-key'?: string
}

/** The body of createReport in the specification. */
interface CreateReportBody {
  readonly reportType: string
  readonly startTime: string
  readonly endTime: string
}

type CreateReportCall = Call<IdempotencyParameters, CreateReportBody>

export interface PayReportsApiOptions {
  readonly environment: PayEnvironment
  /** The region of callers that send none. */
  readonly region: PayRegion
  readonly idempotency: Idempotency
  /** Returns whether a document belongs to the other environment. */
  readonly isInOtherEnvironment: (reportDocumentId: string) => boolean
}

/** The four operations on the reports and documents of one environment. */
export class PayReportsApi {
  readonly factory: PayReportFactory
  readonly outcomes = new ReportOutcomes(() => undefined)
  readonly #state: EmulatorState
  readonly #options: PayReportsApiOptions
  readonly #reports: ReportStore<PayReport>
  readonly #pages: ReportPages<PayReport>

  constructor(state: EmulatorState, options: PayReportsApiOptions) {
    const onDeleted = (report: StoredReport<PayReport>): void => state.documents.delete(documentIdOf(report) ?? '')
    const reports = new ReportStore<PayReport>({ retentionMs, parseTime: parsePayTime, onDeleted })
    this.#state = state
    this.#options = options
    this.#reports = reports
    this.#pages = new ReportPages(reports, payIds.nextToken)
    this.factory = new PayReportFactory(state, { environment: options.environment, reports, outcomes: this.outcomes })
  }

  get handlers() {
    return {
      getReports: (call: Call<GetPayReportsParameters>) => listPayReports(this.#pages, call, this.#now()),
      createReport: (call: CreateReportCall) => this.#createReport(call),
      getReportById: (call: Call<{ reportId: string }>) => this.#getReport(call.parameters.reportId),
      getReportDocument: (call: Call<{ reportDocumentId: string }>) =>
        this.#getReportDocument(call.parameters.reportDocumentId),
    }
  }

  addFixture({ document, ...fields }: FixtureOf<PayReport>): void {
    const report = { ...fields, createdTime: fields.createdTime ?? payTime(this.#now()) }
    this.#reports.put(report.reportId, fixedReport(report, parsePayTime(report.createdTime)), this.#now())
    if (document !== undefined) this.#state.documents.put(report.reportDocumentId ?? '', document, this.#now())
  }

  /** Returns whether a document belongs to a report of this environment. */
  hasDocument(reportDocumentId: string): boolean {
    return this.#reports.typeOfDocument(reportDocumentId) !== undefined
  }

  #now(): number {
    return this.#state.clock.now()
  }

  #createReport({ body, parameters, request }: CreateReportCall): ServiceResponse {
    const { environment, idempotency, region: defaultRegion } = this.#options
    return idempotency.once('createReport', parameters['x-amz-pay-idempotency-key'], body, () => {
      const { reportType, startTime, endTime } = body
      const error = rejectReportType(reportType, environment)
      if (error !== undefined) return error
      const { region = defaultRegion } = callerOf(request)
      const newReport = { reportType, from: parsePayTime(startTime), to: parsePayTime(endTime), region }
      return { status: 201, body: { reportId: this.factory.create(newReport, this.#now()) } }
    })
  }

  #getReport(reportId: string): ServiceResponse {
    const report = this.#reports.find(reportId, this.#now())
    return report === undefined ? unknownResource('report') : { status: 200, body: report }
  }

  #getReportDocument(reportDocumentId: string): ServiceResponse {
    const { documents } = this.#state
    if (documents.get(reportDocumentId) === undefined || this.#options.isInOtherEnvironment(reportDocumentId)) {
      return unknownResource('report document')
    }
    const url = documents.url(reportDocumentId, this.#now(), { lifetimeSeconds: urlLifetimeSeconds })
    return { status: 200, body: { compressionAlgorithm: 'N/A', reportDocumentId, url } }
  }
}
