import type { OpenBytes, OpenedBytes, ReadSummary } from '../content/content-source.ts'
import type { ByteLimit } from '../content/size-limit.ts'

/** The account and the report that a document belongs to. */
export interface DocumentOrigin {
  readonly api?: string | undefined
  /** Name of the account, if the client has several named accounts. */
  readonly account?: string | undefined
  readonly region?: string | undefined
  readonly environment?: string | undefined
  readonly reportId?: string | undefined
  /** ISO 8601. */
  readonly createdTime?: string | undefined
  /** Start of the report's window. ISO 8601. */
  readonly dataStartTime?: string | undefined
  /** End of the report's window. ISO 8601. */
  readonly dataEndTime?: string | undefined
  readonly reportOptions?: Readonly<Record<string, string>> | undefined
}

/** A document to archive, and what is known about it. */
export interface DocumentToArchive extends DocumentOrigin {
  readonly reportDocumentId: string
  readonly reportType?: string | undefined
  readonly marketplaceIds?: readonly string[] | undefined
}

/** Starts the download of a document. */
export type StartDownload = OpenBytes

/** How an archive opens a document. */
export interface ArchiveOpenOptions {
  /** Downloads the document if the archive does not have it. */
  readonly download: StartDownload
  readonly signal: AbortSignal
  /** Current time in milliseconds since 1970-01-01 UTC. */
  readonly now: number
  /** What the reader accepts. Applies to the download and to the check of its contents. */
  readonly limit?: ByteLimit | undefined
}

/**
 * Stores the bytes of documents, so that each document is downloaded only once. `folderArchive` returns one. Implement
 * these two methods to store documents elsewhere.
 */
export interface Archive {
  /**
   * Opens the stored bytes of a document. If the archive does not have the document, it is downloaded first and stored
   * completely before the first byte is returned.
   */
  open(document: DocumentToArchive, options: ArchiveOpenOptions): Promise<OpenedBytes>
  /**
   * Records what was found when an archived document was read to its end.
   *
   * @param now Current time in milliseconds since 1970-01-01 UTC.
   */
  recordRead(document: DocumentToArchive, summary: ReadSummary, now: number): Promise<void>
}
