import { type ReportDocument, reportDocument } from '../document/report-document.ts'
import type { AccountContext } from './run-context.ts'

/** What is known of a document's report. */
export interface DocumentOrigin {
  readonly reportType?: string | undefined
  readonly marketplaceIds?: readonly string[] | undefined
}

const japan = 'A1VC38T7YXB528'

/** The handle of a document of an account. */
export function documentOf(
  { api, region, fetch, clock, random, onEvent }: AccountContext,
  reportDocumentId: string,
  { reportType, marketplaceIds = [] }: DocumentOrigin = {},
): ReportDocument {
  // Of Amazon Pay's documents no source tells the charset; Japan is assumed to be as it is elsewhere.
  const isJapanese = region === 'jp' || marketplaceIds.includes(japan)
  return reportDocument({
    reportDocumentId,
    reportType,
    marketplaceIds,
    addressLifetime: api.addressLifetime,
    fallbackCharset: isJapanese ? 'shift_jis' : 'windows-1252',
    locate: (signal) => api.locate(reportDocumentId, reportType, signal),
    fetch,
    clock,
    random,
    onEvent,
  })
}

/** @throws TypeError unless it is the identifier of a document. */
export function checkDocumentId(reportDocumentId: unknown): asserts reportDocumentId is string {
  if (typeof reportDocumentId !== 'string' || reportDocumentId === '') {
    throw new TypeError('reportDocumentId must be a string that is not empty')
  }
}
