import type { PayEnvironment, PayRegion } from '@reportline/auth/amazon-pay'
import type { FixtureOf } from '../reports/report-fixtures.ts'
import { ReportOutcomes } from '../reports/report-outcomes.ts'
import { ReportPages } from '../reports/report-pages.ts'
import { ReportStore } from '../reports/report-store.ts'
import { documentIdOf, fixedReport } from '../reports/stored-report.ts'
import type { Call, Handler, ServiceResponse } from '../service/service-definition.ts'
import type { EmulatorState } from '../state/emulator-state.ts'
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

/** The reports of one environment. */
export interface PayReportsApi {
  readonly handlers: Readonly<Record<string, Handler>>
  readonly factory: PayReportFactory
  readonly outcomes: ReportOutcomes
  addFixture(report: FixtureOf<PayReport>): void
  /** Returns whether a document belongs to a report of this environment. */
  hasDocument(reportDocumentId: string): boolean
}

export interface PayReportsApiOptions {
  readonly environment: PayEnvironment
  /** The region of callers that send none. */
  readonly region: PayRegion
  readonly idempotency: Idempotency
  /** Returns whether a document belongs to the other environment. */
  readonly isInOtherEnvironment: (reportDocumentId: string) => boolean
}

/** Creates the four operations on the reports and documents of one environment. */
export function payReportsApi(state: EmulatorState, options: PayReportsApiOptions): PayReportsApi {
  const { environment, region: defaultRegion, idempotency, isInOtherEnvironment } = options
  const { clock, documents } = state
  const reports = new ReportStore<PayReport>({
    retentionMs,
    parseTime: parsePayTime,
    onDeleted: (report) => documents.delete(documentIdOf(report) ?? ''),
  })
  const pages = new ReportPages(reports, payIds.nextToken)
  const outcomes = new ReportOutcomes(() => undefined)
  const factory = new PayReportFactory(state, { environment, reports, outcomes })

  const createReport = ({
    body,
    parameters,
    request,
  }: Call<IdempotencyParameters, CreateReportBody>): ServiceResponse =>
    idempotency.once('createReport', parameters['x-amz-pay-idempotency-key'], body, () => {
      const { reportType, startTime, endTime } = body
      const error = rejectReportType(reportType, environment)
      if (error !== undefined) return error
      const { region = defaultRegion } = callerOf(request)
      const newReport = { reportType, from: parsePayTime(startTime), to: parsePayTime(endTime), region }
      return { status: 201, body: { reportId: factory.create(newReport, clock.now()) } }
    })

  const getReportById = ({ parameters: { reportId } }: Call<{ reportId: string }>): ServiceResponse => {
    const report = reports.find(reportId, clock.now())
    return report === undefined ? unknownResource('report') : { status: 200, body: report }
  }

  const getReportDocument = ({ parameters }: Call<{ reportDocumentId: string }>): ServiceResponse => {
    const { reportDocumentId } = parameters
    if (documents.get(reportDocumentId) === undefined || isInOtherEnvironment(reportDocumentId)) {
      return unknownResource('report document')
    }
    const url = documents.url(reportDocumentId, clock.now(), { lifetimeSeconds: urlLifetimeSeconds })
    return { status: 200, body: { compressionAlgorithm: 'N/A', reportDocumentId, url } }
  }

  return {
    handlers: {
      getReports: (call: Call<GetPayReportsParameters>) => listPayReports(pages, call, clock.now()),
      createReport,
      getReportById,
      getReportDocument,
    },
    factory,
    outcomes,
    addFixture: ({ document, ...fields }) => {
      const report = { ...fields, createdTime: fields.createdTime ?? payTime(clock.now()) }
      reports.put(report.reportId, fixedReport<PayReport>(report, parsePayTime(report.createdTime)), clock.now())
      if (document !== undefined) documents.put(report.reportDocumentId ?? '', document, clock.now())
    },
    hasDocument: (reportDocumentId) => reports.typeOfDocument(reportDocumentId) !== undefined,
  }
}
