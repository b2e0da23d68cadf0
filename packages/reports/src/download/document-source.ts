import type { Archive, DocumentOrigin } from '@reportline/documents'
import type { Clock } from '@reportline/request'
import type { DocumentHosts } from './check-download-url.ts'

/** The download URL of a document, as returned by `getReportDocument`. */
export interface DownloadUrl {
  readonly url: string
}

/** A document and what downloading it needs. */
export interface DocumentSource {
  readonly reportDocumentId: string
  /** The type of its report. Determines the document's format and charset. */
  readonly reportType?: string | undefined
  /** The marketplaces of its report. */
  readonly marketplaceIds?: readonly string[] | undefined
  /** The account and report that the document belongs to. Recorded by an archive. */
  readonly origin?: DocumentOrigin | undefined
  /** Keeps the stored bytes: the document is downloaded once and then read from the archive. */
  readonly archive?: Archive | undefined
  /** How long a download URL is valid, in milliseconds. Defaults to 300,000. */
  readonly urlLifetime?: number | undefined
  /** Requests a new download URL. Each call uses one of the few calls that `getReportDocument` allows. */
  readonly locate: (signal: AbortSignal) => Promise<DownloadUrl>
  /** The charset to use if neither the document's headers nor its bytes identify one. */
  readonly fallbackCharset: string
  readonly fetch: typeof globalThis.fetch
  /** From which hosts the document may be downloaded. */
  readonly documentHosts: DocumentHosts
  readonly clock: Clock
  /** Returns a number from 0 up to but not including 1. */
  readonly random: () => number
  readonly onEvent: (event: DownloadEvent) => void
}

/** An event of a download. It contains no credentials and nothing of a document. */
export type DownloadEvent =
  /** The download of a document starts. */
  | { readonly type: 'download'; readonly reportDocumentId: string; readonly attempt: number }
  /** The first bytes of a document have arrived. */
  | {
      readonly type: 'document'
      readonly reportDocumentId: string
      readonly contentType: string | undefined
      readonly compressed: boolean
    }
