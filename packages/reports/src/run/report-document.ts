import type { DocumentOrigin, ReportDocument } from '@reportline/documents'
import { downloadedDocument } from '../download/downloaded-document.ts'
import type { Job } from './job.ts'
import type { AnyReport } from './report-api.ts'
import type { AccountContext } from './run-context.ts'

/** What is known of a document's report. */
export type KnownReport = { readonly [Field in keyof AnyReport]?: AnyReport[Field] | undefined }

const japan = 'A1VC38T7YXB528'

/**
 * The handle of a document of an account.
 *
 * @param job What asked for the report, where that is known: Amazon's answers do not tell all of it.
 */
export function reportDocument(
  context: AccountContext,
  reportDocumentId: string,
  report: KnownReport = {},
  job?: Job,
): ReportDocument {
  const { api, region, fetch, clock, random, onEvent, archive } = context
  const { reportType } = report
  const marketplaceIds = job?.marketplaceIds ?? report.marketplaceIds ?? []
  // Of Amazon Pay's documents no source tells the charset; Japan is assumed to be as it is elsewhere.
  const isJapanese = region === 'jp' || marketplaceIds.includes(japan)
  return downloadedDocument({
    reportDocumentId,
    reportType,
    marketplaceIds,
    origin: originOf(context, report, job),
    archive,
    addressLifetime: api.addressLifetime,
    fallbackCharset: isJapanese ? 'shift_jis' : 'windows-1252',
    locate: (signal) => api.locate(reportDocumentId, reportType, signal),
    fetch,
    clock,
    random,
    onEvent,
  })
}

function originOf({ api, region, environment }: AccountContext, report: KnownReport, job?: Job): DocumentOrigin {
  const { reportId, createdTime } = report
  return {
    api: api.api,
    account: job?.account,
    region,
    environment,
    reportId,
    createdTime,
    dataStartTime: job?.dataStartTime ?? report.dataStartTime ?? report.startTime,
    dataEndTime: job?.dataEndTime ?? report.dataEndTime ?? report.endTime,
    reportOptions: job?.reportOptions,
  }
}

/** @throws TypeError unless it is the identifier of a document. */
export function checkDocumentId(reportDocumentId: unknown): asserts reportDocumentId is string {
  if (typeof reportDocumentId !== 'string' || reportDocumentId === '') {
    throw new TypeError('reportDocumentId must be a string that is not empty')
  }
}
