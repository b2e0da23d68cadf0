import { type DocumentOrigin, fallbackCharset, type ReportDocument } from '@reportline/documents'
import { downloadedDocument } from '../download/download.ts'
import type { AnyReport } from './any-report.ts'
import type { Job } from './job.ts'
import type { AccountContext } from './run-context.ts'

/** What is known about a document's report. */
export type KnownReport = { readonly [Field in keyof AnyReport]?: AnyReport[Field] | undefined }

/**
 * Creates the handle of a document of an account.
 *
 * @param job The job that requested the report, if known. Amazon's responses do not contain all of its fields.
 */
export function reportDocument(
  context: AccountContext,
  reportDocumentId: string,
  report: KnownReport = {},
  job?: Job,
): ReportDocument {
  const { api, region, fetch, documentHosts, clock, random, onEvent, archive } = context
  const { reportType } = report
  const marketplaceIds = job?.marketplaceIds ?? report.marketplaceIds ?? []
  return downloadedDocument({
    reportDocumentId,
    reportType,
    marketplaceIds,
    origin: originOf(context, report, job),
    archive,
    urlLifetime: api.urlLifetime,
    // No source names the charset of Amazon Pay's documents. It is assumed to be that of other APIs.
    fallbackCharset: fallbackCharset(marketplaceIds, region),
    locate: (signal) => api.locate(reportDocumentId, reportType, signal),
    fetch,
    documentHosts,
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

/** @throws TypeError unless the value is a string and not empty. */
export function checkDocumentId(reportDocumentId: unknown): asserts reportDocumentId is string {
  if (typeof reportDocumentId !== 'string' || reportDocumentId === '') {
    throw new TypeError('`reportDocumentId` must be a non-empty string.')
  }
}
