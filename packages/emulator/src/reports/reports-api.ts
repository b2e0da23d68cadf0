import { randomBytes } from 'node:crypto'
import type { Contract } from '../contract/load-contract.ts'
import { amazonError, errorByStatus, invalidInput } from '../service/amazon-errors.ts'
import {
  type Answer,
  type Call,
  type FixtureKey,
  fixtureKey,
  type ServicePart,
  type World,
} from '../service/service-definition.ts'
import { refuseMarketplaces } from './check-marketplaces.ts'
import { type GetReportsParameters, listReports } from './list-reports.ts'
import { ReportMaker, type WantedReport } from './report-factory.ts'
import { type ReportSeed, readReportSeeds } from './report-fixtures.ts'
import type { ReportIds } from './report-ids.ts'
import { type BuiltInEnding, ReportEndings, type ReportTypeSeed, readReportTypes } from './report-outcomes.ts'
import { ReportPages } from './report-pages.ts'
import { ReportStore } from './report-store.ts'
import { documentOf, type Report, seededReport } from './stored-report.ts'
import { timestamp } from './timestamp.ts'

const day = 24 * 3600 * 1000

/** In what the report APIs differ. */
export interface ReportsOptions {
  readonly contract: Contract
  readonly reportIds: ReportIds
  readonly retentionDays: number
  /** What Amazon has data for. */
  readonly builtIn: BuiltInEnding
  /** Refuses report types that cannot be asked for. */
  readonly refuseType?: (reportType: string) => Answer | undefined
  /** Hears of every report that is DONE, CANCELLED or FATAL, except those that were set up so. */
  readonly onFinished?: (report: Report, at: number) => void
}

/** The body of createReport, as the specification has it. */
type CreateReportBody = Omit<WantedReport, 'reportScheduleId'>

/** What can be set up for a report API. */
export type ReportsFixtures = {
  readonly reports: FixtureKey<readonly ReportSeed[]>
  /** How reports end that are asked for from then on. */
  readonly reportTypes: FixtureKey<readonly ReportTypeSeed[]>
}

/** A report API, and what other parts of its service need of it. */
export interface ReportsApi extends ServicePart<ReportsFixtures> {
  readonly maker: ReportMaker
  /** The type of the report that has a document; undefined for a document without a report. */
  typeOfDocument(reportDocumentId: string): string | undefined
}

/** The five operations on reports and their documents that Amazon's report APIs share, and what can be set up for them. */
export function reportsApi(world: World, options: ReportsOptions): ReportsApi {
  const { contract, reportIds, retentionDays, builtIn, refuseType, onFinished } = options
  const reports = new ReportStore<Report>({
    retention: retentionDays * day,
    onForgotten: (report) => world.documents.delete(documentOf(report) ?? ''),
  })
  const pages = new ReportPages(reports, () => randomBytes(48).toString('base64'))
  const endings = new ReportEndings(builtIn)
  const maker = new ReportMaker(world, { reports, reportIds, endings, onFinished })
  const now = (): number => world.clock.now()

  const createReport = ({ body }: Call<unknown, CreateReportBody>): Answer => {
    const refusal =
      refuseMarketplaces(body.marketplaceIds) ?? refuseType?.(body.reportType) ?? refuseWindow(body, now())
    if (refusal !== undefined) return refusal
    return { status: 202, body: { reportId: maker.make(body, now()) } }
  }

  const getReport = ({ parameters: { reportId } }: Call<{ reportId: string }>): Answer => {
    const report = reports.find(reportId, now())
    return report === undefined ? unknownReport() : { status: 200, body: report }
  }

  const cancelReport = ({ parameters: { reportId } }: Call<{ reportId: string }>): Answer => {
    const report = reports.find(reportId, now())
    if (report === undefined) return unknownReport()
    const { processingStatus } = report
    if (processingStatus !== 'IN_QUEUE') {
      const reason = `its processing status is ${processingStatus}`
      return invalidInput(`Report ${reportId} cannot be cancelled because ${reason}.`)
    }
    maker.cancel(reportId, now())
    return { status: 200 }
  }

  const seed = ({ document, ...given }: ReportSeed): void => {
    const report = { ...given, createdTime: given.createdTime ?? timestamp(now()) }
    reports.put(report.reportId, seededReport(report, Date.parse(report.createdTime)), now())
    if (document !== undefined && report.reportDocumentId !== undefined) {
      world.documents.put(report.reportDocumentId, document, now())
    }
  }

  return {
    handlers: {
      getReports: (call: Call<GetReportsParameters>) => listReports(pages, call, now()),
      createReport,
      getReport,
      cancelReport,
      getReportDocument: (call: Call<DocumentParameters>) => getReportDocument(world, call),
    },
    fixtures: {
      reports: fixtureKey(
        (value, at) => readReportSeeds(value, at, contract.definition('Report')),
        (seeds) => seeds.forEach(seed),
      ),
      reportTypes: fixtureKey(readReportTypes, (seeds) => endings.add(seeds)),
    },
    maker,
    typeOfDocument: (reportDocumentId) => reports.typeOfDocument(reportDocumentId),
  }
}

/** Amazon calls a report by the name that it had in an older API. */
function unknownReport(): Answer {
  const message = 'One or more of the provided ReportRequestIds could not be found.'
  return amazonError({ status: 404, code: 'NotFound', message })
}

/** The parameters of getReportDocument; the second is not part of every report API. */
interface DocumentParameters {
  readonly reportDocumentId: string
  readonly enableContentEncodingUrlHeader?: boolean
}

function getReportDocument({ documents, clock }: World, { parameters }: Call<DocumentParameters>): Answer {
  const { reportDocumentId, enableContentEncodingUrlHeader = false } = parameters
  const content = documents.get(reportDocumentId)
  if (content === undefined) return invalidInput(`Invalid reportDocumentId ${reportDocumentId}`)
  const url = documents.url(reportDocumentId, clock.now(), { encoded: enableContentEncodingUrlHeader })
  const { compressionAlgorithm } = content
  const compression = compressionAlgorithm === undefined ? {} : { compressionAlgorithm }
  return { status: 200, body: { reportDocumentId, url, ...compression } }
}

/** Times may not lie in the future; that a window does not end before it begins, and the error's text, is assumed. */
function refuseWindow({ dataStartTime, dataEndTime }: CreateReportBody, now: number): Answer | undefined {
  const start = dataStartTime === undefined ? Number.NEGATIVE_INFINITY : Date.parse(dataStartTime)
  const end = dataEndTime === undefined ? now : Date.parse(dataEndTime)
  return start > end || end > now ? errorByStatus(400) : undefined
}
