import type { PayEnvironment, PayRegion } from '@reportline/auth/amazon-pay'
import type { SeedOf } from '../reports/report-fixtures.ts'
import { ReportEndings } from '../reports/report-outcomes.ts'
import { ReportPages } from '../reports/report-pages.ts'
import { ReportStore } from '../reports/report-store.ts'
import { documentOf, seededReport } from '../reports/stored-report.ts'
import type { Answer, Call, Handler, World } from '../service/service-definition.ts'
import type { Idempotency } from './idempotency.ts'
import { type GetPayReportsParameters, listPayReports } from './list-pay-reports.ts'
import { callerOf } from './pay-caller.ts'
import { unknownResource } from './pay-errors.ts'
import { payIds } from './pay-ids.ts'
import type { PayReport } from './pay-report.ts'
import { PayReportMaker } from './pay-report-factory.ts'
import { refuseReportType } from './pay-report-types.ts'
import { payTime, readPayTime } from './pay-time.ts'

/** How long reports are kept, in milliseconds. */
export const retention = 90 * 24 * 3600 * 1000

/** Seconds that the URL of a document works for. */
const urlLifetime = 30

/** The header of createReport and createReportSchedule, as a parameter. */
export interface IdempotencyParameters {
  readonly 'x-amz-pay-idempotency-key'?: string
}

interface CreateReportBody {
  readonly reportType: string
  readonly startTime: string
  readonly endTime: string
}

/** The reports of one environment. */
export interface PayReportsApi {
  readonly handlers: Readonly<Record<string, Handler>>
  readonly maker: PayReportMaker
  readonly endings: ReportEndings
  seed(report: SeedOf<PayReport>): void
  /** Whether a report of this environment has the document. */
  hasDocument(reportDocumentId: string): boolean
}

export interface PayReportsOptions {
  readonly environment: PayEnvironment
  /** The region of callers who do not say theirs. */
  readonly region: PayRegion
  readonly idempotency: Idempotency
  /** Whether a document belongs to another environment. */
  readonly isElsewhere: (reportDocumentId: string) => boolean
}

/** The four operations on reports and their documents, in one environment. */
export function payReportsApi(world: World, options: PayReportsOptions): PayReportsApi {
  const { environment, region: ownRegion, idempotency, isElsewhere } = options
  const { clock, documents } = world
  const reports = new ReportStore<PayReport>({
    retention,
    readTime: readPayTime,
    onForgotten: (report) => documents.delete(documentOf(report) ?? ''),
  })
  const pages = new ReportPages(reports, payIds.nextToken)
  const endings = new ReportEndings(() => undefined)
  const maker = new PayReportMaker(world, { environment, reports, endings })

  const createReport = ({ body, parameters, request }: Call<IdempotencyParameters, CreateReportBody>): Answer =>
    idempotency.once('createReport', parameters['x-amz-pay-idempotency-key'], body, () => {
      const { reportType, startTime, endTime } = body
      const refusal = refuseReportType(reportType, environment)
      if (refusal !== undefined) return refusal
      const { region = ownRegion } = callerOf(request)
      const wanted = { reportType, from: readPayTime(startTime), to: readPayTime(endTime), region }
      return { status: 201, body: { reportId: maker.make(wanted, clock.now()) } }
    })

  const getReportById = ({ parameters: { reportId } }: Call<{ reportId: string }>): Answer => {
    const report = reports.find(reportId, clock.now())
    return report === undefined ? unknownResource('report') : { status: 200, body: report }
  }

  const getReportDocument = ({ parameters }: Call<{ reportDocumentId: string }>): Answer => {
    const { reportDocumentId } = parameters
    if (documents.get(reportDocumentId) === undefined || isElsewhere(reportDocumentId)) {
      return unknownResource('report document')
    }
    const url = documents.url(reportDocumentId, clock.now(), { lifetime: urlLifetime })
    return { status: 200, body: { compressionAlgorithm: 'N/A', reportDocumentId, url } }
  }

  return {
    handlers: {
      getReports: (call: Call<GetPayReportsParameters>) => listPayReports(pages, call, clock.now()),
      createReport,
      getReportById,
      getReportDocument,
    },
    maker,
    endings,
    seed: ({ document, ...given }) => {
      const report = { ...given, createdTime: given.createdTime ?? payTime(clock.now()) }
      reports.put(report.reportId, seededReport<PayReport>(report, readPayTime(report.createdTime)), clock.now())
      if (document !== undefined) documents.put(report.reportDocumentId ?? '', document, clock.now())
    },
    hasDocument: (reportDocumentId) => reports.typeOfDocument(reportDocumentId) !== undefined,
  }
}
