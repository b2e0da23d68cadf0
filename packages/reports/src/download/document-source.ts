import type { Archive, DocumentOrigin } from '@reportline/documents'
import type { Clock } from '@reportline/request'
import type { ReportEvent } from '../run/report-event.ts'

/** Where a document lies, as `getReportDocument` says. */
export interface DocumentAddress {
  readonly url: string
}

/** A document and the outside world that it is fetched through. */
export interface DocumentSource {
  readonly reportDocumentId: string
  /** The type of its report, which tells the document's format and charset. */
  readonly reportType?: string | undefined
  /** The marketplaces of its report. */
  readonly marketplaceIds?: readonly string[] | undefined
  /** Whose document it is, and of which report; only an archive wants to know. */
  readonly origin?: DocumentOrigin
  /** Keeps the stored bytes: the document is downloaded once, and then read from there. */
  readonly archive?: Archive | undefined
  /** How long an address works after it was given; default: 300,000. Milliseconds. */
  readonly addressLifetime?: number
  /** Asks the API for a fresh address, which costs one of the few tokens of `getReportDocument`. */
  readonly locate: (signal: AbortSignal) => Promise<DocumentAddress>
  /** The charset of documents that neither their header nor their bytes tell. */
  readonly fallbackCharset: string
  readonly fetch: typeof globalThis.fetch
  readonly clock: Clock
  readonly random: () => number
  readonly onEvent: (event: ReportEvent) => void
}
